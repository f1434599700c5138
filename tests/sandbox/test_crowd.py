"""People accept, reply or ignore, as drawn from the seed or as told."""

import pytest

from sandbox.draw import Draw
from sandbox.identity import Identity, identity
from sandbox.people import People
from tests.sandbox.small_world import SmallWorld


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("robin-example", Identity("robin-example", "")),
        ("https://www.linkedin.com/in/Robin-Example/?lipi=x", Identity("robin-example", "")),
        ("https://nl.linkedin.com/in/zo%C3%AB-example", Identity("zoë-example", "")),
        ("https://www.linkedin.com/in/ACoAAEXAMPLE", Identity("", "ACoAAEXAMPLE")),
        ("https://www.linkedin.com/sales/lead/ACwAAEXAMPLE,NAME_SEARCH,aB1c", Identity("", "ACwAAEXAMPLE")),
        ("https://www.linkedin.com/sales/people/ACwAAEXAMPLE,name,XXXX", Identity("", "ACwAAEXAMPLE")),
        ("https://www.linkedin.com/talent/profile/ACwAAEXAMPLE", Identity("", "ACwAAEXAMPLE")),
        ("https://www.linkedin.com/company/123456/", None),
        ("https://example.com/", None),
    ],
)
def test_an_address_in_any_form_names_its_person(address: str, meant: Identity | None) -> None:
    assert identity(address) == meant


def test_all_addresses_of_a_person_lead_to_the_same_person() -> None:
    people = People(Draw(1))
    robin = people["robin-example"]
    assert (robin.first_name, robin.last_name) == ("Robin", "Example")
    addresses = (robin.vanity_url, robin.member_url, robin.sales_url, robin.recruiter_url)
    assert all(people.of(address) is robin for address in addresses)
    assert people.of("https://www.linkedin.com/in/ACoAAsomebodyelse") is not robin


def test_who_was_told_to_accept_does_so_after_the_told_hours_and_nobody_else(small: SmallWorld) -> None:
    small.person("yes-person", accepts=True, accept_after_hours=5)
    small.tell("connect", "yes-person", campaignid="c-1")
    small.tell("connect", "no-person")
    small.run(hours=4)
    assert small.lines("accepted") == []
    small.run(days=30)
    (accepted,) = small.lines("accepted")
    assert (accepted["slug"], accepted["campaignid"]) == ("yes-person", "c-1")
    assert small.account.relations["yes-person"].degree == 1
    assert small.account.relations["no-person"].degree == 2


@pytest.mark.parametrize(
    ("replies", "note", "after"),
    [("note", "hi", 0), ("note", "", 1), ("first", "hi", 1), (True, "hi", 1), ("second", "hi", 2)],
)
def test_a_reply_comes_to_the_note_or_to_the_message_it_was_planned_for(
    small: SmallWorld, replies: str | bool, note: str, after: int
) -> None:
    said = {"replies": replies, "reply_after_hours": 1, "reply_text": "Sounds good"}
    small.person("robin-example", accepts=True, accept_after_hours=1, **said)
    small.tell("connect", **({"messagetext": note} if note else {}))
    for messages in range(3):
        small.run(hours=6)
        assert [line["text"] for line in small.lines("replied")] == (["Sounds good"] if messages >= after else [])
        small.tell("message", messagetext=f"message {messages}")


def test_probabilities_decide_for_those_of_whom_nothing_was_said(small: SmallWorld) -> None:
    small.knobs(acceptance_probability=1, acceptance_delay_hours=[1, 2], reply_probability=1, reply_delay_hours=[1, 2])
    small.tell("connect")
    small.run(hours=3)
    assert len(small.lines("accepted")) == 1
    small.tell("message", messagetext="one")
    small.run(hours=3)
    small.tell("message", messagetext="two")
    small.run(hours=3)
    assert len(small.lines("replied")) == 1


def test_what_is_said_of_a_degree_later_counts_for_an_account_that_met_the_person_before(small: SmallWorld) -> None:
    small.tell("visit")
    small.tell("visit", "somebody-else")
    small.person("robin-example", degree=1)
    assert (_degree(small, "robin-example"), _degree(small, "somebody-else")) == (1, 2)
    small.person("robin-example", degree=2, degrees={small.account.userid: 3})
    assert _degree(small, "robin-example") == 3
    small.person("robin-example", company="Example Ltd")
    assert _degree(small, "robin-example") == 3


def test_the_degree_may_differ_from_account_to_account(small: SmallWorld) -> None:
    small.world.record("account", small.now, userid="2", auth_key="k")
    small.person("robin-example", degree=3, degrees={"2": 1})
    other = small.world.state.accounts["2"]
    small.tell("visit")
    assert small.account.relations["robin-example"].degree == 3
    assert small.world.state.relation(other, "robin-example").degree == 1


def _degree(small: SmallWorld, slug: str) -> int:
    return small.account.relations[slug].degree
