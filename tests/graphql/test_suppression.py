"""The do-not-contact list as the API takes it: whom one can name, what follows at once, and who takes an entry off again."""

from typing import Any

import pytest

from models import Action, ActionState, Assignment, AssignmentStatus, Event, EventKind, Step, StepKind, Suppression
from tests import factories
from tests.factories import START
from tests.graphql.conftest import ERRORS, Asker

FIELDS = "suppression { id scope label reason } cancelledActions blacklistedAssignments"


async def _lift(asker: Asker, id_: str, reason: str = "a mistake") -> Any:
    document = (
        f"mutation ($i: ID!, $r: String!) {{ liftSuppression(id: $i, reason: $r) {{ suppression {{ id }} {ERRORS} }} }}"
    )
    return (await asker.ask(document, i=id_, r=reason))["liftSuppression"]


async def _suppressed(asker: Asker, id_: object) -> bool:
    document = "query ($i: ID!) { contact(id: $i) { suppressed } }"
    shown: bool = (await asker.ask(document, i=str(id_)))["contact"]["suppressed"]
    return shown


async def test_a_member_keeps_a_person_away_and_what_was_planned_for_them_is_off(member, workspace):
    account = await factories.account(workspace, member=member.member)
    campaign = await factories.campaign(workspace)
    version = await factories.sequence(campaign, StepKind.VISIT)
    running = await factories.assignment(
        campaign, member=member.member, account=account, sequence=version, next_step=1, launched_at=START,
        status=AssignmentStatus.ACTIVE,
    )  # fmt: skip
    action = await factories.action(running, await Step.get(sequence_id=version.id), account)
    given = {"scope": "PERSON", "contactId": str(running.contact_id), "reason": "asked us to"}
    answer = await member.command("suppress", given, FIELDS)
    contact = await running.contact
    shown = {"scope": "PERSON", "label": contact.full_name, "reason": "asked us to"}
    assert answer["suppression"] == {"id": answer["suppression"]["id"], **shown}
    assert (answer["cancelledActions"], answer["blacklistedAssignments"], answer["errors"]) == (1, 1, [])
    assert (await Action.get(id=action.id)).state is ActionState.CANCELLED
    assert (await Assignment.get(id=running.id)).status is AssignmentStatus.BLACKLISTED
    assert await _suppressed(member, contact.id)


@pytest.mark.parametrize(
    ("scope", "value"),
    [
        ("PERSON", "https://www.linkedin.com/in/robin-example"),
        ("PERSON", "robin@example.com"),
        ("COMPANY", "Example Works"),
        ("COMPANY", "https://www.linkedin.com/company/example-works"),
        ("DOMAIN", "example.com"),
    ],
)
async def test_whoever_is_meant_by_a_value_is_kept_away(member, workspace, scope, value):
    robin = await factories.contact(
        workspace, "robin-example", email="robin@example.com", company="Example Works",
        company_linkedin_url="https://www.linkedin.com/company/example-works",
    )  # fmt: skip
    other = await factories.contact(workspace, email="kim@example.org", company="Another")
    answer = await member.command("suppress", {"scope": scope, "value": value, "reason": "policy"}, FIELDS)
    assert (answer["errors"], answer["suppression"]["scope"]) == ([], scope)
    assert (await _suppressed(member, robin.id), await _suppressed(member, other.id)) == (True, False)
    [event] = await Event.filter(workspace_id=workspace.id, kind=EventKind.CONTACT_SUPPRESSED)
    assert event.actor_id == member.member.id


async def test_whoever_shares_the_address_of_somebody_kept_away_is_kept_away_too(member, workspace):
    one, other = [await factories.contact(workspace, email=email) for email in ("a@mail.example", "A@mail.example")]
    waiting = await factories.assignment(await factories.campaign(workspace), other)
    await member.command("suppress", {"scope": "PERSON", "contactId": str(one.id), "reason": "asked"})
    assert await _suppressed(member, other.id)
    assert (await Assignment.get(id=waiting.id)).status is AssignmentStatus.BLACKLISTED


async def test_asking_again_makes_no_second_entry(member, workspace):
    given = {"scope": "DOMAIN", "value": "example.com", "reason": "policy"}
    first, again = [await member.command("suppress", given, FIELDS) for _ in range(2)]
    assert first["suppression"] == again["suppression"]
    assert await Suppression.filter(workspace_id=workspace.id).count() == 1


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"scope": "PERSON", "reason": "r"}, ["value"]),
        ({"scope": "PERSON", "contactId": "THEM", "value": "robin@example.com", "reason": "r"}, ["value"]),
        ({"scope": "PERSON", "value": "robin", "reason": "r"}, ["value"]),
        ({"scope": "PERSON", "value": "https://example.com/in/robin", "reason": "r"}, ["value"]),
        ({"scope": "COMPANY", "contactId": "THEM", "reason": "r"}, ["contactId"]),
        ({"scope": "COMPANY", "value": " ", "reason": "r"}, ["value"]),
        ({"scope": "COMPANY", "value": "x" * 513, "reason": "r"}, ["value"]),
        ({"scope": "DOMAIN", "value": "no domain", "reason": "r"}, ["value"]),
        ({"scope": "DOMAIN", "value": "example.com", "reason": " "}, ["reason"]),
        ({"scope": "DOMAIN", "value": "example.com", "reason": "x" * 301}, ["reason"]),
    ],
)
async def test_what_cannot_be_read_is_refused_by_field_and_rule_and_nothing_is_listed(member, workspace, given, path):
    them = await factories.contact(workspace)
    asked = {name: str(them.id) if value == "THEM" else value for name, value in given.items()}
    answer = await member.command("suppress", asked, FIELDS)
    assert [(one["__typename"], one["path"]) for one in answer["errors"]] == [("InvalidInput", path)]
    assert answer["suppression"] is None
    assert not await Suppression.exists(workspace_id=workspace.id)


async def test_a_viewer_keeps_nobody_away(viewer):
    answer = await viewer.command("suppress", {"scope": "DOMAIN", "value": "example.com", "reason": "r"}, FIELDS)
    assert [one["__typename"] for one in answer["errors"]] == ["Forbidden"]


async def test_an_unknown_contact_is_not_found(member):
    given = {"scope": "PERSON", "contactId": str(factories.some_id()), "reason": "r"}
    answer = await member.command("suppress", given, FIELDS)
    assert [(one["__typename"], one["path"]) for one in answer["errors"]] == [("NotFound", ["contactId"])]


async def test_an_admin_lifts_an_entry_with_a_reason_and_a_member_does_not(member, admin, workspace):
    contact = await factories.contact(workspace, email="robin@example.com")
    given = {"scope": "DOMAIN", "value": "example.com", "reason": "policy"}
    entry = (await member.command("suppress", given, FIELDS))["suppression"]["id"]
    assert [one["__typename"] for one in (await _lift(member, entry))["errors"]] == ["Forbidden"]
    assert [one["path"] for one in (await _lift(admin, entry, " "))["errors"]] == [["reason"]]
    assert await _suppressed(member, contact.id)
    assert await _lift(admin, entry) == {"suppression": None, "errors": []}
    assert not await _suppressed(member, contact.id)
    [event] = await Event.filter(workspace_id=workspace.id, kind=EventKind.SUPPRESSION_LIFTED)
    assert (event.actor_id, event.data["reason"]) == (admin.member.id, "a mistake")
    assert [one["__typename"] for one in (await _lift(admin, entry))["errors"]] == ["NotFound"]


async def _import(asker: Asker, rows: list[dict[str, str]], **more: Any) -> Any:
    fields = "added known refused rows { index outcome reason }"
    return await asker.command("importSuppressions", {"rows": rows, **more}, fields)


async def test_a_list_from_elsewhere_is_taken_over_and_every_row_answered(member, workspace):
    robin = await factories.contact(workspace, "robin", email="robin@example.org")
    kim = await factories.contact(workspace, company="Example Works")
    lou = await factories.contact(workspace, email="lou@mail.example.com")
    free = await factories.contact(workspace, email="free@example.net")
    rows = [
        {"scope": "person", "value": "https://www.linkedin.com/in/robin", "reason": "asked"},
        {"scope": " COMPANY ", "value": "example works", "reason": "customer"},
        {"scope": "domain", "value": "example.com", "reason": "customer"},
        {"scope": "domain", "value": "www.example.com", "reason": "again"},
        {"scope": "domain", "value": "no domain", "reason": "r"},
        {"scope": "planet", "value": "Mars", "reason": "r"},
        {"scope": "domain", "value": "example.net", "reason": " "},
    ]
    answer = await _import(member, rows, idempotencyKey="once")
    assert (answer["added"], answer["known"], answer["refused"], answer["errors"]) == (3, 1, 3, [])
    outcomes = ["ADDED", "ADDED", "ADDED", "KNOWN", "REFUSED", "REFUSED", "REFUSED"]
    assert [(one["index"], one["outcome"]) for one in answer["rows"]] == list(enumerate(outcomes))
    assert [bool(one["reason"]) for one in answer["rows"]] == [False] * 4 + [True] * 3
    assert [await _suppressed(member, one.id) for one in (robin, kim, lou, free)] == [True, True, True, False]
    assert await _import(member, rows, idempotencyKey="once") == answer
    assert await Suppression.filter(workspace_id=workspace.id).count() == 3


async def test_a_list_of_more_than_a_thousand_rows_is_refused(member):
    answer = await _import(member, [{"scope": "domain", "value": "example.com", "reason": "r"}] * 1_001)
    assert [(one["__typename"], one["path"]) for one in answer["errors"]] == [("InvalidInput", ["rows"])]
    assert not await Suppression.exists()


async def test_the_list_is_read_page_by_page_with_what_was_put_on_it(viewer, member):
    await _import(member, [{"scope": "domain", "value": f"example{place}.com", "reason": "r"} for place in range(3)])
    document = (
        "{ suppressions(first: 2) { totalCount nodes { scope label reason createdAt } pageInfo { hasNextPage } } }"
    )
    shown = (await viewer.ask(document))["suppressions"]
    assert (shown["totalCount"], shown["pageInfo"]["hasNextPage"]) == (3, True)
    assert [one["label"] for one in shown["nodes"]] == ["example0.com", "example1.com"]


async def test_by_what_an_entry_knew_somebody_is_in_the_log_and_nobodys_to_see(admin, workspace):
    given = {"scope": "PERSON", "value": "robin@example.com", "reason": "asked us to"}
    entry = (await admin.command("suppress", given, "suppression { id }"))["suppression"]["id"]
    assert (await _lift(admin, entry))["errors"] == []
    kept = await Event.get(kind=EventKind.SUPPRESSION_LIFTED)
    assert len(kept.data["hashes"]) == 1
    shown = await admin.ask("{ events(last: 1) { nodes { ... on RecordChanged { kind data } } } }")
    [event] = shown["events"]["nodes"]
    assert event == {"kind": EventKind.SUPPRESSION_LIFTED.value, "data": {"scope": "person", "reason": "a mistake"}}


async def test_an_entry_leads_to_the_contact_it_was_made_for_so_that_the_list_can_be_taken_elsewhere(member, workspace):
    contact = await factories.contact(workspace)
    for given in ({"scope": "PERSON", "contactId": str(contact.id)}, {"scope": "DOMAIN", "value": "kestrel.example"}):
        await member.command("suppress", {**given, "reason": "asked us to"})
    found = (await member.ask("{ suppressions(first: 5) { nodes { label contact { linkedinUrl } } } }"))[
        "suppressions"
    ]["nodes"]
    assert [one["contact"] for one in found] == [{"linkedinUrl": contact.linkedin_url}, None]
    assert found[1]["label"] == "kestrel.example"
