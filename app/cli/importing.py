"""`import`: contacts from a CSV or XLSX file, with an answer for every row."""

import re
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.progress import Progress

from app import import_intake, import_report
from app.cli.frame import Json, Refused, WorkspaceName, errors, run, show, the_member, the_workspace
from app.import_intake import Whose
from app.parts import Parts
from engine import import_batch, import_run
from engine.import_batch import Wishes
from engine.import_mapping import FIRST_ROW
from engine.importing import Outcome
from models import Actor, Campaign, ImportBatch, ImportPreset, ImportRow, ImportState, Workspace
from models.errors import DomainError
from models.import_batch import AT_WORK, COUNTS

_GOOD = frozenset({ImportState.READY, ImportState.FINISHED})
Preset = Annotated[ImportPreset | None, typer.Option(help="Whose export it is; guessed from the columns if left out.")]
Mapped = Annotated[
    list[str] | None,
    typer.Option("--map", help="COLUMN=FIELD, e.g. 'Work mail=email' or '#3=email' by number; COLUMN= leaves it out."),
]


def import_contacts(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, readable=True)] = None,
    campaign: Annotated[str | None, typer.Option(help="Id of a campaign they are put into.")] = None,
    assign_to: Annotated[list[str] | None, typer.Option(help="E-mail of a member; several as a@x.com,b@x.com.")] = None,
    further: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    *,
    preset: Preset = None,
    mapped: Mapped = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    report: Annotated[Path | None, typer.Option(help="A CSV file for what became of every row.")] = None,
    resume: Annotated[str | None, typer.Option(help="Id of an import that broke off, instead of a file.")] = None,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Imports contacts; every row is answered for. With --campaign and --assign-to they are assigned, evenly."""
    if further and not assign_to:
        raise typer.BadParameter(f"Unexpected: {' '.join(further)}")
    if assign_to and not campaign:
        raise typer.BadParameter("--assign-to needs --campaign.")
    if (file is None) == (resume is None):
        raise typer.BadParameter("Give a file, or --resume with the id of an import.")
    emails = " ".join([*(assign_to or []), *(further or [])]).replace(",", " ").split()

    async def work(parts: Parts) -> dict[str, Any]:
        home = await the_workspace(workspace)
        people = [await the_member(home, email) for email in emails]
        if file is None:
            batch = await _standing(home, resume or "")
        else:
            where = await _campaign(home, campaign)
            to = Wishes({}, preset, where.id if where else None, [one.id for one in people], dry_run)
            batch = await _stored(parts, home, file, to, mapped or [])
        return await _carried(parts, batch, report, as_json=as_json)

    answer = run(work)
    show(answer, as_json=as_json, text=_text(answer))


async def _campaign(home: Workspace, campaign: str | None) -> Campaign | None:
    if campaign is None:
        return None
    try:
        found = await Campaign.own(home.id, UUID(campaign))
    except ValueError:
        found = None
    if found is None:
        raise Refused(f"There is no campaign {campaign} here.")
    return found


async def _standing(home: Workspace, named: str) -> ImportBatch:
    try:
        found = await ImportBatch.own(home.id, UUID(named))
    except ValueError:
        found = None
    if found is None or found.state not in AT_WORK:
        raise Refused(f"There is no import {named} that could go on.")
    return found


async def _stored(parts: Parts, home: Workspace, file: Path, to: Wishes, mapped: list[str]) -> ImportBatch:
    whose = Whose(home.id, None)  # whoever has the machine is no member, and the record names nobody for it
    with file.open("rb") as raw:
        if not raw.seekable():
            raise Refused("A pipe cannot be looked at twice: save it as a file first.")
        taken = await import_intake.take(parts.units, parts.ring, whose, file.name, raw, to.preset)
    try:
        wishes = Wishes(_mapping(taken.batch, mapped), None, to.campaign_id, to.member_ids, to.dry)
        complete = partial(
            import_batch.complete, ring=parts.ring, batch_id=taken.batch.id, total=taken.total, wishes=wishes
        )
        return await parts.units.run(complete)
    except (DomainError, Refused):
        await parts.units.run(partial(import_batch.discard, batch_id=taken.batch.id))
        raise


def _mapping(batch: ImportBatch, mapped: list[str]) -> dict[int, str | None]:
    header, found = batch.header or [], dict[int, str | None]()
    for one in mapped:
        column, _, field = one.rpartition("=")
        found[_place(header, column.strip())] = field.strip() or None
    return found


def _place(header: list[str], column: str) -> int:
    """By name; by its number, from #1, where a name stands more than once."""
    called = [place for place, name in enumerate(header) if name == column]
    if not called and (number := re.fullmatch(r"#([1-9]\d{0,2})", column)) and int(number[1]) <= len(header):
        return int(number[1]) - 1
    if not called:
        raise Refused(f"There is no column {column!r} in the file; it has: {', '.join(header)}.")
    if len(called) > 1:
        numbers = " and ".join(f"#{place + 1}" for place in called)
        raise Refused(f"The columns {numbers} are both called {column!r}: say which by its number.")
    return called[0]


async def _carried(parts: Parts, batch: ImportBatch, report: Path | None, *, as_json: bool) -> dict[str, Any]:
    """Part by part, each its own transaction; a worker that takes it up at the same time does others of its parts."""
    advance = partial(import_run.advance, ring=parts.ring, workspace_id=batch.workspace_id, batch_id=batch.id)
    try:
        with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
            bar = progress.add_task(batch.source, total=batch.total, completed=batch.rows_done)
            while batch.state in AT_WORK:
                batch = await parts.units.run(advance, Actor(batch.member_id))
                progress.update(bar, completed=batch.rows_done)
    except DomainError as broken:
        fail = partial(import_run.fail, workspace_id=batch.workspace_id, batch_id=batch.id, reason=broken.message)
        await parts.units.run(fail)
        raise
    if report is not None:
        await import_report.write(batch, report)
    if batch.state not in _GOOD:
        raise Refused(batch.reason or f"The import was {batch.state.value} meanwhile, after {batch.rows_done:,} rows.")
    return await _answer(batch, whole=as_json)


async def _answer(batch: ImportBatch, *, whole: bool) -> dict[str, Any]:
    chosen = ImportRow.report_of(batch.id, besides=None if whole else Outcome.ADDED.value)
    found = await chosen.values_list("place", "outcome", "reason")
    told = [{"row": place + FIRST_ROW, "outcome": outcome, "reason": reason} for place, outcome, reason in found]
    counts = {name: getattr(batch, name) for name in (*COUNTS, "assigned")}
    return {"batch": batch.id, "state": batch.state.value, **counts, "rows": told}


def _text(answer: dict[str, Any]) -> str:
    notable = [_line(row) for row in answer["rows"] if row["outcome"] != Outcome.ADDED.value]
    counts = ", ".join(f"{answer[name]} {name}" for name in (*COUNTS, "assigned"))
    return "\n".join([*notable, f"Nothing was changed: {counts}" if answer["state"] == ImportState.READY else counts])


def _line(row: dict[str, object]) -> str:
    return f"Row {row['row']}: {row['outcome']}" + (f" ({row['reason']})" if row["reason"] else "")
