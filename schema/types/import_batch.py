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
from schema.types.command_input import ONCE
from schema.types.connection import Connection
from schema.types.enum import described
from schema.types.error import CommandError, no_errors
from schema.types.importing import ImportRow
from schema.types.node import Info, Node, one

if TYPE_CHECKING:
    from schema.types.campaign import Campaign
    from schema.types.member import Member

described(
    ImportState,
    "How far an import is.",
    CANCELLED="Stopped by a person; what was in by then, stays.",
    CHECKING="It is found out what it would do.",
    FAILED="It could not be read, or its campaign is gone.",
    FINISHED="Every row has its outcome.",
    READY="What it would do is known; a person has to start it.",
    RUNNING="Its rows become contacts.",
    STORING="Its rows come in.",
)
described(
    ImportPreset,
    "Whose export a file is, by the names of its columns.",
    APOLLO="Apollo's.",
    DUX_SOUP="Dux-Soup's.",
    SALES_NAVIGATOR="One of LinkedIn's Sales Navigator.",
    ZOOMINFO="ZoomInfo's.",
)
_DRY = frozenset({ImportState.CHECKING, ImportState.READY})


@strawberry.type(description="A column of the file, and what it is taken for.", directives=FREE)
class ImportColumn:
    name: str = strawberry.field(description="As it stands in the first row of the file.")
    field: str | None = strawberry.field(
        description="As templates name it, or custom.<name>. null: the column is left out."
    )


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
    outcomes: Annotated[
        list[Outcome] | None, strawberry.argument(description="Only rows that came to one of these.")
    ] = UNSET,
) -> Connection[ImportRow]:
    found: Connection[ImportRow] = await info.context.loaders.rows_of_import(
        root.id, (first, after, last, before), outcomes
    )
    return found


@strawberry.type(description="The rows of one file on their way to contacts.")
class ImportBatch(Node):
    source: str = strawberry.field(description="The name of the file.")
    state: ImportState = strawberry.field(description="How far it is.")
    preset: ImportPreset | None = strawberry.field(
        description="Whose export it was taken for. null: nobody's that is known."
    )
    encoding: str | None = strawberry.field(description="How its text was written. null: not known yet, or a workbook.")
    columns: list[ImportColumn] = strawberry.field(
        description="In the order of the file.", directives=at_most(MAX_COLUMNS)
    )
    total: int = strawberry.field(description="How many rows it has; 0 until it is stored.")
    rows_done: int = strawberry.field(description="How many of them were looked at in this state.")
    added: int = strawberry.field(description="Rows that made a new contact.")
    updated: int = strawberry.field(description="Rows that told something new of a contact.")
    duplicates: int = strawberry.field(description="Rows that told nothing new, or the same person again.")
    refused: int = strawberry.field(description="Rows that break a rule, each with its reason in the report.")
    assigned: int = strawberry.field(description="How many contacts were put into the campaign.")
    reason: str | None = strawberry.field(description="Why it failed. null: it did not.")
    created_at: datetime = strawberry.field(description="When the file came; the newest is listed first.")
    finished_at: datetime | None = strawberry.field(description="When it ended, in whichever way. null: it has not.")
    dry: bool = strawberry.field(description="What is counted would happen, and has not.")
    member_id: strawberry.Private[str | None]
    campaign_id: strawberry.Private[str | None]
    member: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one(
        "member", description="Who sent the file, also after they were removed. null: the command line did."
    )
    campaign: Annotated["Campaign", strawberry.lazy("schema.types.campaign")] | None = one(
        "campaign", description="Where its contacts go. null: into none."
    )
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


@strawberry.input(description="What one column of the file is taken for.")
class ImportColumnInput:
    column: int = strawberry.field(description="Counted from 0.")
    field: str | None = strawberry.field(
        default=None, description="As templates name it, or custom.<name>; null leaves the column out."
    )


@strawberry.input(description="What is not named stays as the upload said.")
class StartImportInput:
    id: strawberry.ID = strawberry.field(description="Of an import that is being checked or ready.")
    mapping: list[ImportColumnInput] | None = strawberry.field(
        default=UNSET, description="The columns that are taken for something else than was guessed."
    )
    preset: ImportPreset | None = strawberry.field(
        default=UNSET, description="Reads the columns as those of that program's export."
    )
    campaign_id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Where the contacts go; null: into no campaign."
    )
    member_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="Who shares them; []: nobody works them yet."
    )
    dry_run: bool | None = strawberry.field(default=False, description="Only the report is written: what would happen.")
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


@strawberry.input(description="An import that is to go no further; what is in, stays.")
class CancelImportInput:
    id: strawberry.ID = strawberry.field(description="Which one is meant.")
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


# `import` alone is a word of too many languages that clients are written in.
@strawberry.type(description="The import after the command.")
class ImportPayload:
    import_batch: ImportBatch | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    errors: list[CommandError] = no_errors()
