"""An import as the API shows it: the columns of its file, how far it is, and what became of each row."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET

from engine.import_batch import PREVIEW
from engine.import_mapping import MAX_COLUMNS
from engine.importing import Outcome
from models import ImportPreset, ImportState
from models.sql import as_json, as_time
from schema.cost import FREE, PAGED, at_most
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.error import CommandError, no_errors
from schema.types.importing import ImportRow
from schema.types.node import Info, Node, one

if TYPE_CHECKING:
    from schema.types.campaign import Campaign
    from schema.types.member import Member

strawberry.enum(ImportState)
strawberry.enum(ImportPreset)
_DRY = frozenset({ImportState.CHECKING, ImportState.READY})


@strawberry.type(
    description="`field`: as templates name it, custom.<name>, or null where the column is left out.", directives=FREE
)
class ImportColumn:
    name: str
    field: str | None


async def _preview(root: Any, info: Info) -> list[list[str]]:
    rows: list[list[str]] = await info.context.loaders.import_preview.load(root.id)
    return rows


async def _rows(
    root: Any,
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
    outcomes: list[Outcome] | None = UNSET,
) -> Connection[ImportRow]:
    found: Connection[ImportRow] = await info.context.loaders.rows_of_import(
        root.id, (first, after, last, before), outcomes
    )
    return found


@strawberry.type
class ImportBatch(Node):
    source: str
    state: ImportState
    preset: ImportPreset | None
    encoding: str | None
    columns: list[ImportColumn] = strawberry.field(directives=at_most(MAX_COLUMNS))
    total: int
    rows_done: int
    added: int
    updated: int
    duplicates: int
    refused: int
    assigned: int
    reason: str | None
    created_at: datetime
    finished_at: datetime | None
    dry: bool = strawberry.field(description="What is counted would happen, and has not.")
    member_id: strawberry.Private[str | None]
    campaign_id: strawberry.Private[str | None]
    member: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one("member")
    campaign: Annotated["Campaign", strawberry.lazy("schema.types.campaign")] | None = one("campaign")
    preview: list[list[str]] = strawberry.field(
        resolver=_preview,
        description="The first five rows as they stand in the file; none once the import has ended.",
        directives=at_most(PREVIEW),
    )
    rows: Connection[ImportRow] = strawberry.field(
        resolver=_rows,
        description="The report: each row, in the order of the file; kept for 35 days after the import has ended.",
        directives=PAGED,
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "ImportBatch":
        state = ImportState(row["state"])
        header, mapping = as_json(row["header"]) or [], as_json(row["mapping"]) or []
        return cls(
            id=strawberry.ID(str(row["id"])),
            source=row["source"],
            state=state,
            preset=ImportPreset(row["preset"]) if row["preset"] else None,
            encoding=row["encoding"],
            columns=[ImportColumn(name=name, field=field) for name, field in zip(header, mapping, strict=True)],
            **{name: row[name] for name in ("total", "rows_done", "added", "updated", "duplicates", "refused")},
            assigned=row["assigned"],
            reason=row["reason"],
            created_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # the column is not null
            finished_at=as_time(row["finished_at"]),
            dry=state in _DRY,
            member_id=str(row["member_id"]) if row["member_id"] else None,
            campaign_id=str(row["campaign_id"]) if row["campaign_id"] else None,
        )


@strawberry.input(description="`column` counts from 0; a field of null leaves it out.")
class ImportColumnInput:
    column: int
    field: str | None = None


@strawberry.input(
    description="Columns, campaign and members that are not named stay as they are; null takes the campaign away, [] the members."
    " dryRun: it is only said what would happen."
)
class StartImportInput:
    id: strawberry.ID
    mapping: list[ImportColumnInput] | None = UNSET
    preset: ImportPreset | None = UNSET
    campaign_id: strawberry.ID | None = UNSET
    member_ids: list[strawberry.ID] | None = UNSET
    dry_run: bool | None = False
    idempotency_key: str | None = UNSET


@strawberry.input
class CancelImportInput:
    id: strawberry.ID
    idempotency_key: str | None = UNSET


# `import` alone is a word of too many languages that clients are written in.
@strawberry.type
class ImportPayload:
    import_batch: ImportBatch | None = None
    errors: list[CommandError] = no_errors()
