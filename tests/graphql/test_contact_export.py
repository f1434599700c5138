"""An admin is given everything that is held about one person, and nothing of anybody else; it is written down who took it."""

import asyncio
from typing import Any

import pytest

from models import ActionState, Contact, Event, EventKind, IdentityKind, Step, StepKind, Unit
from tests import factories
from tests.factories import START
from tests.graphql.conftest import ERRORS
from tests.queries import queries
from tests.stored_receipts import letter, stored, visit


async def _export(asker, contact) -> Any:
    document = f"mutation ($i: ID!) {{ exportContact(id: $i) {{ export {ERRORS} }} }}"
    return (await asker.ask(document, i=str(contact.id)))["exportContact"]


async def test_everything_that_is_held_is_told(admin, member, workspace):
    account = await factories.account(workspace)
    campaign = await factories.campaign(workspace, name="Spring fair")
    version = await factories.sequence(campaign, StepKind.MESSAGE)
    contact = await factories.contact(workspace, "robin", first_name="Robin", tags=["a"], custom_fields={"size": 1})
    await factories.identity(contact, "id.700000001", IdentityKind.DUX_ID)
    held = {"launched_at": START, "blocker": "missing_field", "blocker_note": "Robin has no company."}
    assignment = await factories.assignment(campaign, contact, account=account, sequence=version, **held)
    state = {"state": ActionState.EXECUTED, "text": "Hello Robin", "message_id": "Command-1", "attempts": 1}
    action = await factories.action(assignment, await Step.get(sequence_id=version.id), account, **state)
    await factories.message(contact, account, "Sure!")
    webhooks = await _webhooks(account)
    await member.command("suppress", {"scope": "PERSON", "contactId": str(contact.id), "reason": "asked"})
    other = await factories.contact(workspace, "kim", first_name="Kim")
    await factories.message(other, account, "Of Kim")

    answer = await _export(admin, contact)
    told = answer["export"]
    assert answer["errors"] == []
    assert (told["contact"]["first_name"], told["contact"]["tags"], told["contact"]["suppressed"]) == (
        "Robin",
        ["a"],
        True,
    )
    assert told["contact"]["custom_fields"] == {"size": 1}
    assert [one["value"] for one in told["identities"]] == ["robin", "id.700000001"]
    assert told["campaigns"] == {str(campaign.id): "Spring fair"}
    noted = [(one["launched_at"], one["blocker_note"]) for one in told["assignments"]]
    assert noted == [(START.isoformat(), "Robin has no company.")]
    assert [(one["id"], one["text"]) for one in told["actions"]] == [(str(action.id), "Hello Robin")]
    assert [one["text"] for one in told["messages"]] == ["Sure!"]
    assert "contact.suppressed" in {one["kind"] for one in told["events"]}
    shown = {"scope": "person", "label": contact.full_name, "reason": "asked"}
    assert [{name: one[name] for name in shown} for one in told["suppressions"]] == [shown]
    assert {one["id"] for one in told["webhooks"]} == webhooks
    assert told["webhooks"][0]["body"]["data"]["First"] == "Robin"
    assert "Kim" not in str(told)
    [event] = await Event.filter(kind=EventKind.CONTACT_EXPORTED)
    assert (event.actor_id, event.contact_id) == (admin.member.id, contact.id)


async def _webhooks(account) -> set[str]:
    """Two that speak of the person, by name and by command; beside them one of somebody else, and one that nobody can open."""
    by_name = await stored(account, visit(account, "id.700000001", First="Robin"))
    data = {"id": "Command-1", "command": "message", "params": {}}
    word = {"userid": account.dux_soup_user_id, "type": "rccommand", "event": "received", "data": data}
    by_command = await stored(account, word)
    await stored(account, letter(account, "id.2"))
    await factories.receipt(account, sealed_body="unreadable")
    return {str(by_name.id), str(by_command.id)}


async def test_a_member_is_not_given_it_and_of_an_erased_person_there_is_nothing(member, admin, workspace, clock):
    contact = await factories.contact(workspace)
    assert [one["__typename"] for one in (await _export(member, contact))["errors"]] == ["Forbidden"]
    contact.erased_at = clock.now()
    await contact.save()
    answer = await _export(admin, contact)
    assert (answer["export"], [one["__typename"] for one in answer["errors"]]) == (None, ["IllegalTransition"])
    assert await Event.filter(kind=EventKind.CONTACT_EXPORTED).count() == 0


async def test_of_an_entry_of_somebody_else_with_the_same_address_only_that_it_is_there(admin, member, workspace):
    them, other = [await factories.contact(workspace, slug, email="a@example.com") for slug in ("robin", "kim")]
    await member.command("suppress", {"scope": "PERSON", "contactId": str(other.id), "reason": "Kim asked"})
    await member.command("suppress", {"scope": "DOMAIN", "value": "example.com", "reason": "policy"})
    told = (await _export(admin, them))["export"]["suppressions"]
    shown = [(one["scope"], one["label"], one["reason"]) for one in told]
    assert shown == [("person", None, None), ("domain", "example.com", "policy")]


async def test_what_stays_on_record_with_a_contact_that_was_merged_is_told(admin, workspace):
    account, campaign = await factories.account(workspace), await factories.campaign(workspace)
    version = await factories.sequence(campaign, StepKind.MESSAGE)
    step = await Step.get(sequence_id=version.id)
    kept, other = [await factories.contact(workspace, slug) for slug in ("robin", "rob")]
    for one in (kept, other):
        assignment = await factories.assignment(campaign, one, account=account, sequence=version, launched_at=START)
        await factories.action(assignment, step, account, state=ActionState.EXECUTED, attempts=1, sent_at=START)
    body = {"campaign_id": str(campaign.id), "contact_id": str(other.id), "status": "replied", "profile_url": "x"}
    webhook = await stored(account, body, dialect="simple", repeat_key=None)
    await admin.command("suppress", {"scope": "PERSON", "contactId": str(other.id), "reason": "asked"})
    document = f"mutation ($k: ID!, $o: ID!) {{ mergeContacts(keepId: $k, otherId: $o) {{ {ERRORS} }} }}"
    await admin.ask(document, k=str(kept.id), o=str(other.id))
    told = (await _export(admin, kept))["export"]
    assert (len(told["assignments"]), len(told["actions"])) == (2, 2)
    assert {one["reason"] for one in told["suppressions"]} == {"asked", "Kept away before the contacts were merged."}
    assert [one["id"] for one in told["webhooks"]] == [str(webhook.id)]


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)  # of SQLite's writers each waits for the other anyway
async def test_webhooks_are_opened_while_somebody_else_writes(admin, workspace, units):
    contact = await factories.contact(workspace)
    held, go = asyncio.Event(), asyncio.Event()

    async def hold(unit: Unit) -> None:
        await Contact.locked(workspace.id, contact.id)
        held.set()
        await go.wait()

    holding = asyncio.create_task(units.run(hold))
    await held.wait()
    with queries() as seen:
        asking = asyncio.create_task(_export(admin, contact))
        try:
            async with asyncio.timeout(30):
                while not any('"receipt"' in one for one in seen):  # noqa: ASYNC110 - no event for it
                    await asyncio.sleep(0.01)
        finally:
            go.set()
            await holding
            answer = await asking
    assert answer["export"]["contact"]["id"] == str(contact.id)
