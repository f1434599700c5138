"""`import`: contacts from a CSV file, with an answer for every row."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.progress import Progress

from app import csv_file
from app.cli.frame import Json, Refused, WorkspaceName, errors, run, show, the_member, the_workspace
from app.parts import Parts
from engine import assigning, importing
from engine.contact_row import ContactRow
from engine.importing import Outcome, RowOutcome
from models import Campaign, Member, Workspace

CHUNK = 500  # rows in one transaction, so that others may write in between


def import_contacts(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    campaign: Annotated[str | None, typer.Option(help="Id of a campaign they are put into.")] = None,
    assign_to: Annotated[list[str] | None, typer.Option(help="E-mail of a member; several as a@x.com,b@x.com.")] = None,
    further: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    *,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Imports contacts; every row is answered for. With --campaign and --assign-to they are assigned, evenly."""
    if further and not assign_to:
        raise typer.BadParameter(f"Unexpected: {' '.join(further)}")
    if assign_to and not campaign:
        raise typer.BadParameter("--assign-to needs --campaign.")
    emails = " ".join([*(assign_to or []), *(further or [])]).replace(",", " ").split()

    async def work(parts: Parts) -> dict[str, Any]:
        home = await the_workspace(workspace)
        people = [await the_member(home, email) for email in emails]
        return await _import(parts, home, file, await _campaign(home, campaign), people)

    answer = run(work)
    text = "{added} added, {updated} updated, {duplicates} duplicates, {refused} refused, {assigned} assigned".format(
        **answer
    )
    notable = [_line(row) for row in answer["rows"] if row["outcome"] != Outcome.ADDED.value]
    show(answer, as_json=as_json, text="\n".join([*notable, text]))


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


async def _import(
    parts: Parts, home: Workspace, file: Path, campaign: Campaign | None, people: list[Member]
) -> dict[str, Any]:
    """Row by row in chunks, each its own transaction; what is done stays done if a later chunk fails."""
    actor = next(iter(await Member.owners(home.id)), None)
    member_id = actor.id if actor else None
    begin = partial(importing.begin, workspace_id=home.id, member_id=member_id, source=file.name)
    batch = await parts.units.run(begin)
    reported: list[dict[str, object]] = []
    assigned = row_number = 0
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        bar = progress.add_task(file.name, total=_size(file))
        with csv_file.opened(file) as reading:
            for rows in _chunks(reading.rows()):
                add = partial(
                    importing.import_rows, ring=parts.ring, workspace_id=home.id, rows=rows,
                    member_id=member_id, source=file.name, run=replace(batch, first=row_number),
                )  # fmt: skip
                outcomes = await parts.units.run(add)
                assigned += await _assign(parts, home, campaign, people, outcomes)
                reported += _told(outcomes, row_number)
                row_number += len(rows)
                progress.update(bar, completed=reading.position)
    done = await parts.units.run(partial(importing.finish, run=batch))
    counts = {name: getattr(done, name) for name in ("added", "updated", "duplicates", "refused")}
    return {"batch": done.id, **counts, "assigned": assigned, "rows": reported}


def _size(file: Path) -> int:
    return file.stat().st_size


def _chunks(rows: Iterator[ContactRow]) -> Iterator[list[ContactRow]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


async def _assign(
    parts: Parts, home: Workspace, campaign: Campaign | None, people: list[Member], outcomes: list[RowOutcome]
) -> int:
    ids = [outcome.contact_id for outcome in outcomes if outcome.contact_id is not None]
    if campaign is None or not ids:
        return 0
    assign = partial(
        assigning.assign, ring=parts.ring, workspace_id=home.id, campaign_id=campaign.id,
        contact_ids=list(dict.fromkeys(ids)), member_ids=[person.id for person in people],
    )  # fmt: skip
    return (await parts.units.run(assign)).assigned


def _told(outcomes: list[RowOutcome], first: int) -> list[dict[str, object]]:
    """Rows of the file count from 2: the first line is the header."""
    return [
        {"row": first + outcome.index + 2, "outcome": outcome.outcome.value, "reason": outcome.reason}
        for outcome in outcomes
    ]


def _line(row: dict[str, object]) -> str:
    return f"Row {row['row']}: {row['outcome']}" + (f" ({row['reason']})" if row["reason"] else "")
