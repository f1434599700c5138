"""Files of invented people, taken in as the endpoint does it."""

import io
from functools import partial
from typing import Any

from app import import_intake
from app.import_intake import Whose
from auth.sealing import KeyRing
from engine import import_batch
from engine.import_batch import Wishes
from models import ImportBatch, Member, Units

HEADER = "First Name,LinkedIn URL,Email"


def people(count: int, header: str = HEADER) -> str:
    rows = (f"Pat{number},linkedin.com/in/pat-{number},pat{number}@example.com" for number in range(count))
    return "\n".join([header, *rows]) + "\n"


async def taken_in(
    units: Units, ring: KeyRing, member: Member, content: str | bytes, mapping: Any = None, **wishes: Any
) -> ImportBatch:
    raw = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    whose = Whose(member.workspace_id, member.id)
    taken = await import_intake.take(units, ring, whose, "people.csv", raw)
    given = Wishes(mapping or {}, **wishes)
    complete = partial(import_batch.complete, ring=ring, batch_id=taken.batch.id, total=taken.total, wishes=given)
    return await units.run(complete)
