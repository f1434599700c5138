"""Who asks for the imports of files, starts one with other columns, or stops it."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any

import strawberry
from strawberry import UNSET

import models
from auth.sealing import SealBroken
from auth.viewer import Viewer
from engine import import_batch as imports_of_files
from engine.import_batch import Wishes
from engine.importing import Outcome
from models import ImportChunk, Unit
from models.errors import InvalidInput
from models.ids import parse_id
from resolvers import pages, search
from resolvers.command import Answer, answered, as_id, seen
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing, Row
from resolvers.permissions import check_own, reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.import_batch import (
    CancelImportInput,
    ImportBatch,
    ImportColumnInput,
    ImportPayload,
    StartImportInput,
)
from schema.types.importing import ImportRow

Info = strawberry.Info[Context, None]
LISTING = Listing(
    "import_batch t",
    "t.source, t.state, t.preset, t.encoding, t.header, t.mapping, t.total, t.rows_done, t.added, t.updated, t.duplicates,"
    " t.refused, t.assigned, t.reason, t.created_at, t.finished_at, t.member_id, t.campaign_id",
    lambda _, row: ImportBatch.of(row),
    Order("created_at", "t.created_at", "time", descending=True),
)


def _row(_context: Context, row: Row) -> ImportRow:
    contact_id = str(row["contact_id"]) if row["contact_id"] else None
    outcome = Outcome(row["outcome"])
    return ImportRow(index=row["place"], outcome=outcome, reason=row["reason"], contact_id=contact_id)


ROWS = Listing("import_row t", "t.place, t.outcome, t.reason, t.contact_id", _row, Order("place", "t.place", "int"))


async def imports(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
) -> Connection[ImportBatch]:
    reader(info.context.viewer)
    asked: Asked = (first, after, last, before)
    return await pages.connection(info.context, LISTING, asked)


async def import_batch(info: Info, id: strawberry.ID) -> ImportBatch | None:  # noqa: A002 - the argument's name in the API
    found: ImportBatch | None = await info.context.loaders.import_batch.load(str(id))
    return found


async def start_import(info: Info, input: StartImportInput) -> ImportPayload:  # noqa: A002 - the API's name
    return await answered(
        info.context, "startImport", partial(_start, info.context, input), _shown, ImportPayload, input
    )


async def cancel_import(info: Info, input: CancelImportInput) -> ImportPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "cancelImport", partial(_cancel, input), _shown, ImportPayload, input)


async def rows_of(context: Context, owner: str, asked: Asked, outcomes: Any) -> Connection[ImportRow]:
    chosen: list[Condition] = []
    if isinstance(outcomes, list):
        chosen = [search.values("t.outcome", [one.value for one in outcomes], "outcomes")]
    found: Connection[ImportRow] = await pages.connection(
        context, ROWS, asked, conditions=chosen, parent=("t.batch_id", owner)
    )
    return found


async def load_previews(context: Context, keys: list[str]) -> list[list[list[str]]]:
    """Nothing where the rows are gone, or cannot be opened any more."""
    viewer = reader(context.viewer)
    ids = [one for key in keys if (one := parse_id(key)) is not None]
    found: dict[str, list[list[str]]] = defaultdict(list)
    for part in await ImportChunk.beginnings(viewer.workspace_id, ids):
        found[str(part.batch_id)] = _opened(context, part)
    return [found[key] for key in keys]


def _opened(context: Context, part: ImportChunk) -> list[list[str]]:
    try:
        rows = imports_of_files.opened(context.ring, part)[: imports_of_files.PREVIEW]
    except SealBroken:
        return []
    return [[cell.encode("utf-8", "replace").decode() for cell in cells or ()] for cells in rows]


async def _start(context: Context, asked: StartImportInput, unit: Unit, viewer: Viewer) -> Answer:
    batch = await imports_of_files.locked(viewer.workspace_id, as_id(asked.id, "id"))
    check_own(viewer, batch.member_id, asked.id)
    await imports_of_files.start(unit, context.ring, batch, _wishes(asked, batch))
    return {"import_batch_id": str(batch.id)}


def _wishes(asked: StartImportInput, batch: models.ImportBatch) -> Wishes:
    """Where its contacts go stays as the upload said; without a campaign they go to nobody either."""
    campaign_id = batch.campaign_id
    if asked.campaign_id is not UNSET:
        campaign_id = as_id(asked.campaign_id, "campaignId") if asked.campaign_id else None
    member_ids = batch.shares if campaign_id else []
    if asked.member_ids is not UNSET:
        member_ids = [as_id(one, "memberIds") for one in asked.member_ids or []]
    return Wishes(
        _mapping(asked.mapping or []),
        preset=asked.preset or None,
        campaign_id=campaign_id,
        member_ids=member_ids,
        dry=bool(asked.dry_run),
    )


def _mapping(given: Sequence[ImportColumnInput]) -> dict[int, str | None]:
    """By the places of the columns; of two wishes for one column neither may win."""
    mapping: dict[int, str | None] = {}
    for place, one in enumerate(given):
        if one.column in mapping:
            raise InvalidInput(f"Column {one.column} is named twice.", path=["mapping", str(place), "column"])
        mapping[one.column] = one.field
    return mapping


async def _cancel(asked: CancelImportInput, unit: Unit, viewer: Viewer) -> Answer:
    batch = await imports_of_files.locked(viewer.workspace_id, as_id(asked.id, "id"))
    check_own(viewer, batch.member_id, asked.id)
    await imports_of_files.cancel(unit, batch)
    return {"import_batch_id": str(batch.id)}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    return {"import_batch": await seen(context, "import_batch", answer)}
