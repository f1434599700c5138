"""Webhooks that come after a person was erased: nothing is learnt of them again, and their bodies are not kept."""

from functools import partial
from typing import Any

import pytest

from engine import erased_rows, erasing, identity
from models import (
    Action,
    ActionState,
    AssignmentStatus,
    Contact,
    ContactIdentity,
    IdentityKind,
    ImportBatch,
    Message,
    Receipt,
    StepKind,
    Units,
    Verdict,
)
from models.identity import Identity
from tests import factories
from tests.engine.conftest import World
from tests.queries import queries

DUX = {"profileid": "id.700000001"}
PAGE = {
    "id": "id.700000001",
    "First Name": "Robin",
    "Profile": "https://www.linkedin.com/in/robin-late/",
    "Degree": "1",
}


async def _erase(world: World, contact_id: Any) -> None:
    found = await erasing.look(factories.RING, world.workspace.id, contact_id)

    async def work(unit):
        contact = await Contact.locked(world.workspace.id, contact_id)
        await erasing.erase(unit, factories.RING, contact, found)

    await world.units.run(work)


def _late(world: World, kind: str, action: Action) -> dict[str, Any]:
    tags = [f"🦆-{str(action.id).upper()}-accepted"]
    stamp = world.clock.now().isoformat()
    said = {"url": "https://www.linkedin.com/messaging/thread/2-EXAMPLE==/", "timestamp": stamp, "text": "Sure!"}
    bodies = {
        "a visit of ours": world.envelope("visit", "update", PAGE) | {"messagecontext": action.message_id},
        "a visit": world.envelope("visit", "create", PAGE),
        "the end of a command": world.command("completed", action, result=True, params=DUX),
        "an acceptance by tag": world.envelope(
            "visit", "update", {**PAGE, "id": "id.5", "Profile": "", "My Tags": tags}
        ),
        "a letter": world.envelope("message", "received", said | {"fromId": "id.700000001"}),
    }
    return bodies[kind]


@pytest.mark.parametrize(
    "kind",
    ["a visit of ours", "a visit", "the end of a command", "an acceptance by tag", "a letter"],
)
async def test_a_late_webhook_about_an_erased_person_recreates_nothing_and_is_not_kept(world: World, kind: str) -> None:
    assignment, action = await world.at_step(StepKind.CONNECT)
    await _erase(world, assignment.contact_id)
    world.clock.move(minutes=5)
    receipt = await world.receive(_late(world, kind, action))
    contact = await Contact.get(id=assignment.contact_id)
    assert (contact.full_name, contact.linkedin_url, contact.email, contact.company) == ("", None, None, None)
    assert await ContactIdentity.filter(contact_id=contact.id).count() == 0
    assert not await Message.exists(contact_id=contact.id)
    assert not any((receipt.sealed_body, receipt.awaits))
    assert receipt.verdict in {Verdict.APPLIED, Verdict.IGNORED}
    assert (await world.again(assignment)).status is AssignmentStatus.BLACKLISTED


async def test_the_guides_own_webhook_about_an_erased_person_is_not_kept(world: World) -> None:
    assignment, _ = await world.at_step(StepKind.CONNECT)
    await _erase(world, assignment.contact_id)
    said = {"campaign_id": str(world.campaign.id), "contact_id": str(assignment.contact_id), "status": "accepted"}
    receipt = await world.receive({**said, "profile_url": "https://www.linkedin.com/in/robin-late"}, simple=True)
    assert receipt.sealed_body is None
    assert (await world.again(assignment)).status is AssignmentStatus.BLACKLISTED


async def test_a_letter_of_a_stranger_is_kept_and_waits(world: World) -> None:
    assignment, _ = await world.at_step(StepKind.VISIT)
    await _erase(world, assignment.contact_id)
    said = {"url": "https://x.example/t", "timestamp": world.clock.now().isoformat(), "text": "Hi", "fromId": "id.9"}
    receipt = await world.receive(world.envelope("message", "received", said))
    assert (receipt.verdict, receipt.awaits) == (Verdict.UNMATCHED, "id.9")
    assert (await Receipt.get(id=receipt.id)).sealed_body is not None


async def test_files_that_are_called_after_the_person_are_found_page_by_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erased_rows, "_PAGE", 2)
    contact = await factories.contact(world.workspace, "zelda-q", first_name="Zelda", last_name="Quux")
    named, others = ("zelda.csv", "my ZELDA-Q list.csv", "quux 2.xlsx"), ("zeldas.csv", "people.csv")
    for source in (*others, *named):
        await factories.import_batch(world.workspace, source=source)
    await factories.import_batch(await factories.workspace(), source="zelda.csv")
    with queries() as statements:
        await _erase(world, contact.id)
    reads = [
        one for one in statements if one.startswith("SELECT") and 'FROM "import_batch"' in one and '"source"' in one
    ]
    assert len(reads) == 4
    assert all("LIMIT" in one for one in reads)
    left = [batch.source for batch in await ImportBatch.filter(workspace_id=world.workspace.id)]
    assert sorted(left) == sorted([*others, *["erased"] * 3])
    assert await ImportBatch.filter(source="zelda.csv").count() == 1


async def test_what_is_at_dux_soup_when_a_person_is_erased_is_settled_all_the_same(world: World) -> None:
    assignment, action = await world.at_step(StepKind.CONNECT)
    await _erase(world, assignment.contact_id)
    await world.carried_out(action, params=DUX)
    assert (await Action.get(id=action.id)).state is ActionState.EXECUTED
    assert await Action.filter(assignment_id=assignment.id, state=ActionState.PLANNED).count() == 0


async def test_a_new_contact_after_the_entry_was_lifted_is_not_tied_to_the_erased_one(
    world: World, units: Units
) -> None:
    assignment, _ = await world.at_step(StepKind.CONNECT)
    await _erase(world, assignment.contact_id)
    fresh = await factories.contact(world.workspace, "robin-late")
    name = Identity(IdentityKind.SLUG, "robin-late")
    learn = partial(
        identity.learn_of, workspace_id=world.workspace.id, contact_id=assignment.contact_id, identities=[name]
    )
    assert not await units.run(learn)
    assert (await Contact.get(id=fresh.id)).tied_group is None
