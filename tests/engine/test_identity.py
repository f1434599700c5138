"""A person is found by any name, learns new ones, and two contacts that one receipt ties are held."""

import asyncio
from typing import Any

import pytest

from engine import identity
from models import Contact, ContactIdentity, Event, EventKind, IdentityKind, Receipt, Unit, Units, Verdict
from models.identity import Identity
from tests import factories
from tests.settable_clock import SettableClock

SLUG = Identity(IdentityKind.SLUG, "robin")
MEMBER = Identity(IdentityKind.MEMBER_ID, "ACoAAROBIN")
DUX = Identity(IdentityKind.DUX_ID, "id.7")


async def _learn(units: Units, contact: Contact, *identities: Identity) -> list[Identity]:
    async def work(unit: Unit) -> list[Identity]:
        return await identity.learn(unit, contact, identities)

    return await units.run(work)


async def _recognise(units: Units, contact: Contact, *identities: Identity) -> list[Contact]:
    async def work(unit: Unit) -> list[Contact]:
        return await identity.recognise(unit, contact.workspace_id, identities)

    return await units.run(work)


@pytest.mark.parametrize("name", [SLUG, MEMBER, DUX])
async def test_a_contact_is_found_by_any_of_its_names(units: Units, name: Identity) -> None:
    contact = await factories.contact(slug="robin")
    assert await _learn(units, contact, SLUG, MEMBER, DUX, DUX) == [MEMBER, DUX]
    assert [found.id for found in await identity.resolve(contact.workspace_id, [name])] == [contact.id]


async def test_a_name_counts_in_its_own_workspace_and_kind_only(units: Units) -> None:
    contact = await factories.contact(slug="robin")
    other = await factories.workspace()
    assert await identity.resolve(other.id, [SLUG]) == []
    assert await identity.resolve(contact.workspace_id, [Identity(IdentityKind.SALES_ID, "robin")]) == []
    assert await identity.resolve(contact.workspace_id, []) == []


async def test_many_names_are_looked_up_at_once(units: Units) -> None:
    contact = await factories.contact(slug="robin")
    many = [Identity(IdentityKind.SLUG, f"p{number}") for number in range(40_000)]
    assert await identity.owners(contact.workspace_id, [*many, SLUG]) == {SLUG: contact.id}


async def test_learning_twice_adds_nothing(units: Units) -> None:
    contact = await factories.contact(slug="robin")
    await _learn(units, contact, SLUG, DUX)
    assert await _learn(units, contact, SLUG, DUX) == []
    assert await ContactIdentity.filter(contact_id=contact.id).count() == 2
    assert await Event.all().count() == 0


async def test_two_who_learn_the_same_name_at_once_are_tied(units: Units) -> None:
    workspace = await factories.workspace()
    one, other = await factories.contact(workspace), await factories.contact(workspace)
    await asyncio.gather(_learn(units, one, DUX), _learn(units, other, DUX))
    assert await ContactIdentity.filter(value=DUX.value).count() == 1
    groups = await Contact.all().values_list("tied_group", flat=True)
    assert len(set(groups)) == 1
    assert None not in groups


async def test_a_learnt_name_sets_the_receipts_that_await_it_waiting_again(units: Units) -> None:
    workspace = await factories.workspace()
    account, contact = await factories.account(workspace), await factories.contact(workspace, "robin")
    values: dict[str, Any] = {
        "verdict": Verdict.UNMATCHED,
        "awaits": "id.7",
        "processed_at": factories.START,
        "tries": 1,
    }
    awaiting = await factories.receipt(account, **values)
    of_another = await factories.receipt(account, **{**values, "awaits": "id.8"})
    elsewhere = await factories.receipt(await factories.account(), **values)
    await _learn(units, contact, SLUG, DUX)
    for receipt in (awaiting, of_another, elsewhere):
        await receipt.refresh_from_db()
    assert (awaiting.verdict, awaiting.awaits, awaiting.processed_at) == (Verdict.WAITING, None, None)
    assert of_another.verdict is elsewhere.verdict is Verdict.UNMATCHED


async def test_a_receipt_that_is_settled_is_not_read_again(units: Units) -> None:
    workspace = await factories.workspace()
    account, contact = await factories.account(workspace), await factories.contact(workspace, "robin")
    settled = await factories.receipt(account, verdict=Verdict.DEAD, awaits="id.7")
    await _learn(units, contact, DUX)
    assert (await Receipt.get(id=settled.id)).verdict is Verdict.DEAD


async def test_a_receipt_that_names_two_contacts_ties_them(units: Units, clock: SettableClock) -> None:
    workspace = await factories.workspace()
    one, other = await factories.contact(workspace, "robin"), await factories.contact(workspace, "robyn")
    clock.move(hours=1)
    tied = await _recognise(units, one, SLUG, Identity(IdentityKind.SLUG, "robyn"), DUX)
    assert [contact.id for contact in tied] == [one.id, other.id]
    stored = await Contact.all().order_by("id")
    assert stored[0].tied_group == stored[1].tied_group == tied[0].tied_group is not None
    events = await Event.filter(kind=EventKind.CONTACTS_TIED).order_by("position")
    assert [(event.contact_id, event.data) for event in events] == [
        (one.id, {"with": [str(other.id)]}),
        (other.id, {"with": [str(one.id)]}),
    ]
    assert (await identity.resolve(workspace.id, [DUX]))[0].id == one.id


async def test_tying_again_says_nothing_new(units: Units) -> None:
    workspace = await factories.workspace()
    one = await factories.contact(workspace, "robin")
    await factories.contact(workspace, "robyn")
    for _ in range(2):
        await _recognise(units, one, SLUG, Identity(IdentityKind.SLUG, "robyn"))
    assert await Event.all().count() == 2


async def test_ties_join_the_groups_that_were_there(units: Units) -> None:
    workspace = await factories.workspace()
    contacts = [await factories.contact(workspace, slug) for slug in ("a", "b", "c", "d")]
    names = [Identity(IdentityKind.SLUG, slug) for slug in ("a", "b", "c", "d")]
    for pair in ((0, 1), (2, 3), (1, 2)):
        await _recognise(units, contacts[0], *(names[index] for index in pair))
    assert len(set(await Contact.all().values_list("tied_group", flat=True))) == 1


async def test_a_receipt_of_a_stranger_recognises_nobody(units: Units) -> None:
    contact = await factories.contact(slug="robin")
    assert await _recognise(units, contact, DUX) == []
    assert await ContactIdentity.filter(value=DUX.value).count() == 0
