"""A file's rows stored until they are imported: taken in, started, stopped, and gone once nobody needs them."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from auth.sealing import KeyRing
from engine import import_reports
from engine.assigning import assign
from engine.import_mapping import checked, guess
from models import EventKind, ImportBatch, ImportChunk, ImportPreset, ImportRow, ImportState, Unit, sql
from models.errors import InvalidInput, NotFound
from models.ids import new_id
from models.import_batch import STARTABLE, STARTED_WITHIN, STORED_WITHIN

Rows = list[list[str] | None]
PREVIEW = 5  # rows that are shown of what is stored
NEVER_STARTED = "Nobody started it within a week."
_PART_COLUMNS = ("id", "created_at", "workspace_id", "batch_id", "place", "rows", "sealed_rows")


@dataclass(frozen=True, slots=True)
class NewImport:
    """A file whose rows are about to come."""

    workspace_id: UUID
    member_id: UUID | None
    source: str
    header: Sequence[str]
    encoding: str | None = None
    preset: ImportPreset | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an import is to go: columns by their place, and where its contacts go. Dry: it is only said what would happen."""

    mapping: Mapping[int, str | None]
    preset: ImportPreset | None = None
    campaign_id: UUID | None = None
    member_ids: Sequence[UUID] = ()
    dry: bool = False


async def begin(unit: Unit, new: NewImport) -> ImportBatch:
    """Raises InvalidInput where the header cannot be one. Whoever dies before `complete` leaves something that is swept away."""
    preset, mapping = guess(new.header, new.preset)
    return await ImportBatch.create(
        created_at=unit.now,
        workspace_id=new.workspace_id,
        member_id=new.member_id,
        source=new.source,
        state=ImportState.STORING,
        header=list(new.header),
        mapping=mapping,
        preset=preset,
        encoding=new.encoding,
        until=unit.wall + STORED_WITHIN,
    )


async def append(unit: Unit, ring: KeyRing, batch: ImportBatch, place: int, rows: Sequence[Sequence[str]]) -> None:
    """`place` is that of the first of these rows, from 0."""
    id_ = new_id()
    sealed = _sealed(ring, batch.workspace_id, id_, rows)
    row = (id_, unit.now, batch.workspace_id, batch.id, place, len(rows), sealed)
    await sql.insert(unit.connection, "import_chunk", _PART_COLUMNS, [row])


async def complete(unit: Unit, ring: KeyRing, batch_id: UUID, total: int, wishes: Wishes) -> ImportBatch:
    """All rows are there: from now on workers see them."""
    batch = await ImportBatch.filter(id=batch_id).select_for_update().get()
    batch.total = total
    unit.record(batch.event(EventKind.IMPORT_STORED))
    await _begin_with(unit, ring, batch, wishes)
    return batch


async def start(unit: Unit, ring: KeyRing, batch: ImportBatch, wishes: Wishes) -> None:
    """From the first row, for good or dry; what a dry run said before is forgotten. Raises IllegalTransition, InvalidInput, NotFound."""
    batch.check_startable()
    await ImportRow.filter(batch_id=batch.id).delete()
    await _begin_with(unit, ring, batch, wishes)


async def cancel(unit: Unit, batch: ImportBatch) -> None:
    """What came in stays. Raises IllegalTransition."""
    batch.check_cancellable()
    await end(unit, batch, ImportState.CANCELLED)


async def end(unit: Unit, batch: ImportBatch, state: ImportState, reason: str | None = None) -> None:
    """The rows as they stood in the file are not kept any longer than they are needed."""
    await ImportChunk.filter(batch_id=batch.id).delete()
    if batch.state in STARTABLE:
        await import_reports.forget_strangers(unit, batch.id)
        batch.restart(batch.state)  # what was counted would have happened, and did not
    batch.end(state, unit.now, unit.wall, reason)
    await batch.save()
    unit.record(batch.event(EventKind.IMPORT_FINISHED))


async def discard(unit: Unit, batch_id: UUID) -> None:
    """Of an upload that came to nothing."""
    await ImportChunk.filter(batch_id=batch_id).delete()
    await ImportBatch.filter(id=batch_id, state=ImportState.STORING).using_db(unit.connection).delete()


async def sweep(unit: Unit) -> None:
    """What was never stored whole is gone, what nobody started has ended."""
    for batch in await ImportBatch.left_alone(unit.wall).order_by("id").select_for_update():
        if batch.state is ImportState.STORING:
            await discard(unit, batch.id)
        else:
            await end(unit, batch, ImportState.CANCELLED, NEVER_STARTED)


async def locked(workspace_id: UUID, batch_id: UUID) -> ImportBatch:
    """Whoever holds it is the only one to change it: a worker's part, a start, a stop."""
    found = await ImportBatch.filter(id=batch_id, workspace_id=workspace_id).select_for_update().first()
    if found is None or found.state is ImportState.STORING:
        raise NotFound(batch_id)
    return found


async def rows_from(ring: KeyRing, batch: ImportBatch, place: int) -> Rows:
    """Of the part that begins there; none where the file is gone. Raises SealBroken."""
    part = await ImportChunk.get_or_none(batch_id=batch.id, place=place)
    return opened(ring, part) if part is not None else []


async def forget_rows(ring: KeyRing, batch: ImportBatch, place: int, indexes: Collection[int]) -> None:
    """Those of people who were erased, in the part that begins there."""
    if not indexes:
        return
    part = await ImportChunk.filter(batch_id=batch.id, place=place).select_for_update().first()
    if part is not None:
        rows = [None if index in indexes else cells for index, cells in enumerate(opened(ring, part))]
        await put(ring, part, rows)


async def put(ring: KeyRing, part: ImportChunk, rows: Rows) -> None:
    """In the place of what the part held."""
    part.sealed_rows = _sealed(ring, part.workspace_id, part.id, rows)
    await part.save(update_fields=["sealed_rows"])


async def check_again(batches: Collection[UUID]) -> None:
    """What a dry run said does not hold any more. They are kept no longer for it."""
    if not batches:
        return
    for batch in await ImportBatch.filter(id__in=list(batches), state__in=STARTABLE).order_by("id").select_for_update():
        await ImportRow.filter(batch_id=batch.id).delete()
        batch.restart(ImportState.CHECKING)
        await batch.save()


def opened(ring: KeyRing, part: ImportChunk) -> Rows:
    packed = ring.open(part.sealed_rows, **_PLACE, workspace_id=part.workspace_id, row_id=part.id)
    rows: Rows = json.loads(zlib.decompress(b64decode(packed)))
    return rows


_PLACE = {"table": "import_chunk", "column": "sealed_rows"}


def _sealed(ring: KeyRing, workspace_id: UUID, chunk_id: UUID, rows: Sequence[Sequence[str] | None]) -> str:
    packed = b64encode(zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 6)).decode()
    return ring.seal(packed, **_PLACE, workspace_id=workspace_id, row_id=chunk_id)


async def _begin_with(unit: Unit, ring: KeyRing, batch: ImportBatch, wishes: Wishes) -> None:
    header = batch.header or []
    standing = batch.mapping or []
    if wishes.preset is not None:
        batch.preset = wishes.preset
        _, standing = guess(header, wishes.preset)
    batch.mapping = checked(header, wishes.mapping, standing)
    if wishes.campaign_id is not None:
        await assign(
            unit, ring, batch.workspace_id, wishes.campaign_id, [], wishes.member_ids
        )  # raises what is not there
    elif wishes.member_ids:
        raise InvalidInput("Contacts are assigned to members in a campaign: name it.", path=["campaignId"])
    batch.campaign_id = wishes.campaign_id
    batch.member_ids = [str(one) for one in wishes.member_ids]
    batch.until = None
    batch.restart(ImportState.CHECKING if wishes.dry else ImportState.RUNNING)
    await batch.save()
    if not wishes.dry:
        unit.record(batch.event(EventKind.IMPORT_STARTED))


async def rest(unit: Unit, batch: ImportBatch) -> None:
    """A dry run has come to its end: now it waits for a person."""
    batch.state, batch.until = ImportState.READY, batch.until or unit.wall + STARTED_WITHIN
    await batch.save(update_fields=["state", "until"])
    unit.record(batch.event(EventKind.IMPORT_CHECKED))
