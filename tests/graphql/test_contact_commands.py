"""A contact made and changed by hand: every field, what is refused, and that nobody is edited off the do-not-contact list."""

from typing import Any

import pytest

from engine import tagging
from models import Contact, ContactIdentity, Event, EventKind, ImportBatch, Step, StepKind
from models.errors import InvalidInput
from tests import factories

ALL = """contact { id firstName lastName fullName linkedinUrl email company companyLinkedinUrl companyWebsite title location
  customFields tags suppressed erasedAt updatedAt }"""
WHOLE = {
    "firstName": " Robin ", "lastName": "Example", "linkedinUrl": "linkedin.com/in/Robin-Example/?trk=x",
    "email": "Robin@Example.com", "company": "Example Works", "companyWebsite": "example.com", "title": "Engineer",
    "companyLinkedinUrl": "https://www.linkedin.com/company/Example-Works/", "location": "Graz",
    "customFields": {"Favourite Colour": "green", "size": 3}, "tags": ["north", "north", "new"],
}  # fmt: skip


async def _create(asker, **contact: Any) -> Any:
    return await asker.command("createContact", {"contact": contact}, ALL)


async def _update(asker, id_: object, **contact: Any) -> Any:
    return await asker.command("updateContact", {"id": str(id_), "contact": contact}, ALL)


def _errors(answer: Any) -> Any:
    return [(one["__typename"], one["path"]) for one in answer["errors"]]


async def test_a_contact_is_made_by_hand_and_known_by_its_address(member, workspace):
    answer = await _create(member, **WHOLE)
    made = answer["contact"]
    assert answer["errors"] == []
    assert (made["fullName"], made["linkedinUrl"]) == ("Robin Example", "https://www.linkedin.com/in/robin-example")
    assert (made["email"], made["tags"]) == ("robin@example.com", ["north", "new"])
    assert made["customFields"] == {"favourite_colour": "green", "size": 3}
    assert [one.value for one in await ContactIdentity.filter(contact_id=made["id"])] == ["robin-example"]
    [event] = await Event.filter(workspace_id=workspace.id, kind=EventKind.CONTACT_ADDED)
    assert (str(event.contact_id), event.actor_id) == (made["id"], member.member.id)
    assert await ImportBatch.all().count() == 0


async def test_the_same_key_makes_one_contact(member):
    given = {"contact": {"firstName": "Robin"}, "idempotencyKey": "once"}
    first, again = [await member.command("createContact", given, ALL) for _ in range(2)]
    assert first == again
    assert await Contact.all().count() == 1


async def test_nobody_is_made_a_contact_twice(member):
    await _create(member, **WHOLE)
    again = await _create(member, firstName="Rob", linkedinUrl=WHOLE["linkedinUrl"])
    assert (again["contact"], _errors(again)) == (None, [("Conflict", ["linkedinUrl"])])
    assert await Contact.all().count() == 1


@pytest.mark.parametrize(
    ("scope", "value", "field"),
    [
        ("PERSON", "linkedin.com/in/robin-example", "linkedinUrl"),
        ("PERSON", "robin@example.com", "email"),
        ("COMPANY", "example works", "company"),
        ("COMPANY", "linkedin.com/company/example-works", "companyLinkedinUrl"),
        ("DOMAIN", "example.com", "email"),
        ("DOMAIN", "example.net", "companyWebsite"),
    ],
)
async def test_who_is_on_the_list_is_not_made_a_contact_and_the_field_is_named(member, scope, value, field):
    await member.command("suppress", {"scope": scope, "value": value, "reason": "asked"})
    answer = await _create(member, **{**WHOLE, "companyWebsite": "www.example.net"})
    assert (answer["contact"], _errors(answer)) == (None, [("Conflict", [field])])
    assert "do-not-contact" in answer["errors"][0]["message"]
    assert await Contact.all().count() == 0


async def test_a_person_who_is_on_the_list_is_named_before_their_company(member):
    for scope, value in (("COMPANY", "example works"), ("DOMAIN", "example.com"), ("PERSON", "robin@example.com")):
        await member.command("suppress", {"scope": scope, "value": value, "reason": "asked"})
    answer = await _create(member, **WHOLE)
    assert _errors(answer) == [("Conflict", ["email"])]
    assert answer["errors"][0]["message"] == "This person is on the do-not-contact list."


async def test_who_is_on_the_list_by_a_name_alone_is_not_made_a_contact_either(member):
    made = (await _create(member, firstName="Robin", lastName="Example"))["contact"]
    await member.command("suppress", {"scope": "PERSON", "contactId": made["id"], "reason": "asked"})
    assert _errors(await _create(member, firstName="Robin", lastName="Example")) == [("Conflict", None)]


@pytest.mark.parametrize(
    ("contact", "path"),
    [
        ({}, ["linkedinUrl"]),
        ({"firstName": "x" * 201}, ["firstName"]),
        ({"firstName": "R", "lastName": "x" * 201}, ["lastName"]),
        ({"firstName": "R", "companyWebsite": "x" * 513}, ["companyWebsite"]),
        ({"firstName": "R", "customFields": {"favourite": "x" * 2_001}}, ["customFields"]),
        ({"firstName": "R", "linkedinUrl": "https://example.com/in/robin"}, ["linkedinUrl"]),
        ({"firstName": "R", "email": "robin"}, ["email"]),
        ({"firstName": "R", "customFields": ["a"]}, ["customFields"]),
        ({"firstName": "R", "customFields": {"a": {}}}, ["customFields"]),
        ({"firstName": "R", "tags": [str(place) for place in range(51)]}, ["tags"]),
    ],
)
async def test_what_breaks_a_rule_makes_no_contact(member, contact, path):
    answer = await _create(member, **contact)
    assert _errors(answer) == [("InvalidInput", path)]
    assert await Contact.all().count() == 0


@pytest.mark.parametrize("size", [4.9e20, -4.9e20, 2**53 + 2])
async def test_a_number_that_no_page_could_show_is_refused(member, workspace, size):
    answer = await _create(member, firstName="R", customFields={"size": size})
    assert _errors(answer) == [("InvalidInput", ["customFields"])]
    contact = await factories.contact(workspace, "robin")
    answer = await _update(member, contact.id, customFields={"size": size})
    assert _errors(answer) == [("InvalidInput", ["customFields"])]


async def test_the_largest_numbers_are_shown_as_they_came(member):
    given = {"most": 2**53, "least": -(2**53), "small": 1e-300, "half": 0.5}
    await _create(member, firstName="R", customFields=given)
    shown = (await member.ask("{ contacts(first: 5) { nodes { customFields } } }"))["contacts"]["nodes"]
    assert shown == [{"customFields": given}]


async def test_every_field_is_changed_and_what_is_left_out_stays(member, workspace):
    contact = await factories.contact(workspace, "robin", email="old@example.org", title="Old")
    answer = await _update(member, contact.id, **{**WHOLE, "customFields": {"size": 4}})
    changed = answer["contact"]
    assert (changed["firstName"], changed["company"], changed["customFields"]) == (
        "Robin",
        "Example Works",
        {"size": 4},
    )
    assert (await Contact.get(id=contact.id)).sort_name == "example robin"
    answer = await _update(member, contact.id, title="Director")
    assert answer["contact"] == {**changed, "title": "Director", "updatedAt": answer["contact"]["updatedAt"]}
    events = await Event.filter(kind=EventKind.CONTACT_CHANGED).order_by("position")
    assert events[-1].data == {"fields": ["title"]}


async def test_null_and_blank_clear(member, workspace):
    contact = await factories.contact(
        workspace, "robin", email="robin@example.com", company="Example", tags=["a"], custom_fields={"size": 1, "b": 2}
    )
    answer = await _update(member, contact.id, email=None, company=" ", tags=None, customFields={"size": None})
    shown = answer["contact"]
    assert (shown["email"], shown["company"], shown["tags"], shown["customFields"]) == (None, None, [], {"b": 2})
    answer = await _update(member, contact.id, customFields=None, firstName=None, companyLinkedinUrl=None)
    assert (answer["contact"]["customFields"], answer["contact"]["firstName"]) == ({}, "")


async def test_what_says_nothing_new_is_no_event(member, workspace):
    contact = await factories.contact(workspace, title="Engineer")
    assert (await _update(member, contact.id, title="Engineer"))["errors"] == []
    assert await Event.filter(kind=EventKind.CONTACT_CHANGED).count() == 0


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"linkedinUrl": None, "firstName": "", "lastName": None}, ["linkedinUrl"]),
        ({"customFields": "text"}, ["customFields"]),
        ({"customFields": {f"f{place}": 1 for place in range(100)}}, ["customFields"]),
        ({"companyLinkedinUrl": "https://www.linkedin.com/in/robin"}, ["companyLinkedinUrl"]),
        ({"companyWebsite": "no site at all"}, ["companyWebsite"]),
    ],
)
async def test_a_change_that_breaks_a_rule_changes_nothing(member, workspace, changes, path):
    contact = await factories.contact(workspace, "robin", custom_fields={"own": 1})
    assert _errors(await _update(member, contact.id, title="Never", **changes)) == [("InvalidInput", path)]
    assert (await Contact.get(id=contact.id)).title is None


async def test_another_contacts_address_is_refused(member, workspace):
    await factories.contact(workspace, "kim")
    contact = await factories.contact(workspace, "robin")
    answer = await _update(member, contact.id, linkedinUrl="https://www.linkedin.com/in/kim")
    assert _errors(answer) == [("Conflict", ["linkedinUrl"])]
    assert (await Contact.get(id=contact.id)).tied_group is None


async def test_a_mistaken_address_is_given_back_unless_something_went_out_under_it(member, workspace):
    async def names(of: Contact) -> list[str]:
        return sorted(await ContactIdentity.filter(contact_id=of.id).values_list("value", flat=True))  # type: ignore[arg-type]  # a flat list

    untouched, touched = await factories.contact(workspace, "robin"), await factories.contact(workspace, "kim")
    unreadable = await factories.contact(workspace, linkedin_url=None)
    await Contact.filter(id=unreadable.id).update(linkedin_url="https://example.com/in/lou")
    account = await factories.account(workspace)
    campaign = await factories.campaign(workspace)
    version = await factories.sequence(campaign, StepKind.VISIT)
    assignment = await factories.assignment(campaign, touched, account=account, sequence=version)
    await factories.action(assignment, await Step.get(sequence_id=version.id), account, attempts=1)
    for one, slug in ((untouched, "robyn"), (touched, "kym"), (unreadable, "lou")):
        answer = await _update(member, one.id, linkedinUrl=f"https://www.linkedin.com/in/{slug}")
        assert answer["contact"]["linkedinUrl"].endswith(slug)
    assert (await names(untouched), await names(touched), await names(unreadable)) == (
        ["robyn"],
        ["kim", "kym"],
        ["lou"],
    )
    assert (await _update(member, untouched.id, linkedinUrl=None))["contact"]["linkedinUrl"] is None
    assert await names(untouched) == []


@pytest.mark.parametrize("by", ["robin@example.com", "https://www.linkedin.com/in/robin", None])
async def test_nobody_is_edited_off_the_list(member, workspace, by):
    contact = await factories.contact(workspace, "robin", email="robin@example.com")
    who = {"value": by} if by else {"contactId": str(contact.id)}
    await member.command("suppress", {"scope": "PERSON", "reason": "asked", **who})
    answer = await _update(
        member, contact.id, email="other@example.org", linkedinUrl="https://www.linkedin.com/in/new", firstName="Other"
    )
    assert answer["contact"]["suppressed"]
    old, new = [{"linkedinUrl": f"https://www.linkedin.com/in/{slug}"} for slug in ("robin", "new")]
    for row in (old, new, {"email": "other@example.org"}):
        assert _errors(await _create(member, firstName="X", **row)) == [("Conflict", [*row])]


async def test_who_comes_to_a_company_on_the_list_is_kept_away_and_who_leaves_it_is_free(member, workspace):
    contact = await factories.contact(workspace, company="Elsewhere")
    await member.command("suppress", {"scope": "COMPANY", "value": "Example Works", "reason": "policy"})
    assert (await _update(member, contact.id, company="EXAMPLE works"))["contact"]["suppressed"]
    assert not (await _update(member, contact.id, company="Elsewhere"))["contact"]["suppressed"]


async def test_an_erased_contact_is_not_changed(member, workspace, clock):
    contact = await factories.contact(workspace, erased_at=clock.now())
    (error,) = (await _update(member, contact.id, title="Never"))["errors"]
    assert (error["__typename"], error["from"]) == ("IllegalTransition", "ERASED")


async def _tag(asker, name: str, **given: Any) -> Any:
    return await asker.command(name, given, "changed unchanged", "TagContactsInput")


async def test_tags_are_put_on_many_and_taken_off(member, workspace):
    ids = [str((await factories.contact(workspace, tags=tags)).id) for tags in ([], ["north"], ["south"])]
    answer = await _tag(member, "addTags", contactIds=[*ids, ids[0]], tags=["north", " "])
    assert (answer["changed"], answer["unchanged"]) == (2, 1)
    assert [(await Contact.get(id=one)).tags for one in ids] == [["north"], ["north"], ["south", "north"]]
    answer = await _tag(member, "removeTags", contactIds=ids, tags=["south", "west"])
    assert (answer["changed"], answer["unchanged"]) == (1, 2)
    assert await Event.filter(kind=EventKind.CONTACT_CHANGED).count() == 3


async def test_all_that_match_a_filter_are_tagged_if_they_are_as_many_as_were_seen(member, workspace):
    for company in ("Example", "Example", "Another"):
        await factories.contact(workspace, company=company)
    given = {"filter": {"search": "example"}, "tags": ["new"]}
    assert _errors(await _tag(member, "addTags", **given)) == [("InvalidInput", ["expectedCount"])]
    narrowed = {"filter": {"search": "another"}, "tags": ["new"]}
    assert _errors(await _tag(member, "addTags", **narrowed, expectedCount=2)) == [("Conflict", ["expectedCount"])]
    assert (await _tag(member, "addTags", **narrowed, expectedCount=1))["changed"] == 1
    assert await Contact.filter(tags=["new"]).count() == 1


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"contactIds": None, "tags": ["a"]}, ["contactIds"]),
        ({"filter": {"search": "a"}, "expectedCount": 1, "tags": ["a"]}, ["contactIds"]),
        ({"tags": [" "]}, ["tags"]),
        ({"tags": [str(place) for place in range(50)]}, ["tags"]),
    ],
)
async def test_tags_that_cannot_be_put_on_all_are_put_on_nobody(member, workspace, given, path):
    ids = [str((await factories.contact(workspace, tags=tags)).id) for tags in ([], ["own"])]
    answer = await _tag(member, "addTags", **{"contactIds": ids, **given})
    assert _errors(answer) == [("InvalidInput", path)]
    assert await Event.filter(kind=EventKind.CONTACT_CHANGED).count() == 0


async def test_an_unknown_contact_among_them_is_not_found_and_nobody_is_tagged(member, workspace):
    contact = await factories.contact(workspace)
    given = {"contactIds": [str(contact.id), str(factories.some_id())], "tags": ["a"]}
    assert _errors(await _tag(member, "addTags", **given)) == [("NotFound", ["contactIds"])]
    assert (await Contact.get(id=contact.id)).tags == []


async def test_more_than_twenty_thousand_are_not_tagged_at_once(units, workspace):
    async def work(unit):
        return await tagging.add(unit, workspace.id, [factories.some_id() for _ in range(20_001)], ["a"])

    with pytest.raises(InvalidInput, match="20,000"):
        await units.run(work)


async def test_a_filter_of_a_command_is_about_nobody_of_another_workspace(member, workspace):
    for home in (workspace, await factories.workspace()):
        await factories.contact(home, tags=["vip"])
    given = {"filter": {"tags": ["vip"]}, "tags": ["new"], "expectedCount": 1}
    answer = await member.command("addTags", given, "changed", kind="TagContactsInput")
    assert answer == {"changed": 1, "errors": []}
