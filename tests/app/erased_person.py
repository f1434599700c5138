"""Somebody who is erased while files with their row lie there, and what is left of them."""

from auth.sealing import KeyRing
from engine import erasing, import_batch
from engine.erasing import Found
from models import Contact, IdentityKind, ImportBatch, ImportChunk, Member, Unit, Units
from tests import factories

WAS_ERASED = "This person was erased."
HEADER = "First Name,Last Name,Email,LinkedIn URL,Note"
ROBIN = "Robin,Lateworth,robin@late.example,linkedin.com/in/robin-late,met in spring"
KIM = "Kim,Early,kim@example.com,linkedin.com/in/kim-early,"
FILE = f"{HEADER}\n{ROBIN}\n{KIM}\n"


async def robin_of(member: Member) -> Contact:
    named = {"first_name": "Robin", "last_name": "Lateworth", "email": "robin@late.example"}
    made = await factories.contact(await member.workspace, "robin-late", **named)
    await factories.identity(made, "id.70007", IdentityKind.DUX_ID)
    await factories.identity(made, "rob@earlier.example", IdentityKind.EMAIL)  # of one who was merged into them
    return made


async def erase(units: Units, contact: Contact, found: Found | None = None) -> None:
    looked = found or await erasing.look(factories.RING, contact.workspace_id, contact.id)

    async def work(unit: Unit) -> None:
        locked = await Contact.locked(contact.workspace_id, contact.id)
        await erasing.erase(unit, factories.RING, locked, looked)

    await units.run(work)


async def lying(ring: KeyRing, batch: ImportBatch) -> list[list[str] | None]:
    chunks = await ImportChunk.filter(batch_id=batch.id).order_by("place")
    return [row for chunk in chunks for row in import_batch.opened(ring, chunk)]
