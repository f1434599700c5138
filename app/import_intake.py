"""Takes a file in, part by part: its rows are stored sealed before anything is imported, so that any worker can go on with it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO
from uuid import UUID

from app import import_file
from auth.sealing import KeyRing
from engine import import_batch
from engine.import_batch import NewImport
from models import Actor, ImportBatch, ImportPreset, Units

Rows = list[list[str]]
MAX_SOURCE = 200


@dataclass(frozen=True, slots=True)
class Whose:
    """Where the rows go, and by whom they are brought."""

    workspace_id: UUID
    member_id: UUID | None


@dataclass(frozen=True, slots=True)
class Taken:
    """Stored, and not to be imported yet: `complete` lets workers see it."""

    batch: ImportBatch
    total: int


async def take(
    units: Units, ring: KeyRing, whose: Whose, source: str, raw: BinaryIO, preset: ImportPreset | None = None
) -> Taken:
    """Reading happens beside the loop, for a large sheet takes seconds. Raises InvalidInput; then nothing is left of it."""
    reading = await asyncio.to_thread(import_file.read, raw)
    new = NewImport(
        whose.workspace_id, whose.member_id, named(source), reading.header, encoding=reading.encoding, preset=preset
    )
    actor = Actor(whose.member_id)
    batch = await units.run(partial(import_batch.begin, new=new), actor)
    total = 0
    parts = import_file.parts(reading.rows)
    try:
        while rows := await asyncio.to_thread(_next, parts):
            append = partial(import_batch.append, ring=ring, batch=batch, place=total, rows=rows)
            await units.run(append, actor)
            total += len(rows)
    except BaseException:
        await units.run(partial(import_batch.discard, batch_id=batch.id))
        raise
    return Taken(batch, total)


def named(source: str) -> str:
    """What people called it, without the folders of their machine and what cannot be shown."""
    name = source.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in name if sign.isprintable())[:MAX_SOURCE] or "file"


def _next(parts: Iterator[Rows]) -> Rows | None:
    return next(parts, None)
