"""Puts people on the do-not-contact list and takes them off, a transaction each, and says who is kept away."""

from auth.sealing import KeyRing
from engine import suppressing
from engine.suppressing import Suppressed
from models import Contact, Suppression, SuppressionScope, Unit, Units, Workspace

PERSON, COMPANY, DOMAIN = SuppressionScope.PERSON, SuppressionScope.COMPANY, SuppressionScope.DOMAIN


async def suppress_person(units: Units, ring: KeyRing, contact: Contact, reason: str = "asked us") -> Suppressed:
    async def work(unit: Unit) -> Suppressed:
        return await suppressing.suppress_person(unit, ring, contact, reason)

    return await units.run(work)


async def suppress(units: Units, ring: KeyRing, of: Workspace, scope: SuppressionScope, value: str) -> Suppressed:
    async def work(unit: Unit) -> Suppressed:
        return await suppressing.suppress(unit, ring, of.id, scope, value, "asked us")

    return await units.run(work)


async def lift(units: Units, ring: KeyRing, entry: Suppression) -> None:
    async def work(unit: Unit) -> None:
        await suppressing.lift(unit, ring, entry, "a mistake")

    await units.run(work)


async def kept_away_by(ring: KeyRing, contact: Contact) -> SuppressionScope | None:
    fresh = await Contact.get(id=contact.id)
    found = await (await suppressing.checker(ring, contact.workspace_id)).suppressed([fresh])
    assert await suppressing.stands_on_list(ring, fresh) is bool(found)
    return found.get(contact.id)
