"""Late webhooks about somebody who was erased: nothing is learnt of them, and what came is not kept."""

from collections.abc import Sequence
from uuid import UUID

from engine.reactions.case import Case
from engine.suppression_list import checker
from engine.traces import of_identity
from integrations.duxsoup.inbound import Person
from models import Contact, sql
from models.identity import identities


async def concerns(case: Case, people: Sequence[Person]) -> bool:
    """Whether one of them was erased: then only the keyed hashes of their names are left."""
    known = await checker(case.ring, case.workspace_id)
    names = [name for person in people for name in identities(person.dux_id, person.urls)]
    return bool(await known.erased({case.receipt.id: known.hashes(of_identity(name) for name in names)}))


async def erased(case: Case, contact_id: UUID) -> bool:
    """What speaks of them by our own label is not kept either."""
    if not await Contact.exists(id=contact_id, erased_at__isnull=False):
        return False
    await forget(case)
    return True


async def forget(case: Case) -> None:
    blanked = "UPDATE receipt SET sealed_body = NULL, body_until = NULL WHERE id = $1"
    await sql.rows(case.unit.connection, blanked, [case.receipt.id])
