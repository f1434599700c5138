"""`suppressions export` and `suppressions import`: the do-not-contact list as a file."""

from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from app import export_file, suppression_file
from app.cli.frame import Json, Refused, WorkspaceName, run, show, the_workspace
from app.parts import Parts
from engine import suppression_entry, suppression_import
from engine.suppression_import import Listed, SuppressionRow
from models import Workspace

suppressions = typer.Typer(help="The do-not-contact list.", no_args_is_help=True)
CHUNK = 100  # rows in one transaction, so that others may write in between


@suppressions.command("export")
def export_list(
    file: Annotated[Path, typer.Argument(dir_okay=False)], *, workspace: WorkspaceName = None, as_json: Json = False
) -> None:
    """Writes the list as CSV: of people who were erased only that they were."""

    async def work(parts: Parts) -> int:
        home = await the_workspace(workspace)
        rows = await suppression_entry.listed(parts.ring, home.id)
        try:
            with export_file.made(file) as out:
                suppression_file.write(out, rows)
                await parts.units.run(partial(suppression_entry.note, workspace_id=home.id, count=len(rows)))
        except FileExistsError:
            raise Refused(f"{file} exists. Choose another name.") from None
        return len(rows)

    count = run(work)
    show({"file": file, "entries": count}, as_json=as_json, text=f"{file}: {count} entries.")


@suppressions.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    *,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Takes over a list in CSV: scope, value, reason. Every row is answered."""

    async def work(parts: Parts) -> list[dict[str, Any]]:
        home = await the_workspace(workspace)
        rows = list(suppression_file.read(file))
        return [told async for told in _import(parts, home, rows)]

    told = run(work)
    counts = Counter(row["outcome"] for row in told)
    answer = {one.value: counts[one.value] for one in Listed}
    lines = [f"Row {row['row']}: {row['outcome']} ({row['reason']})" for row in told if row["reason"]]
    text = "{added} added, {known} known, {refused} refused".format(**answer)
    show({**answer, "rows": told}, as_json=as_json, text="\n".join([*lines, text]))


async def _import(parts: Parts, home: Workspace, rows: list[SuppressionRow]) -> AsyncIterator[dict[str, Any]]:
    """Rows of the file count from 2: the first line is the header."""
    bearers = await suppression_import.look(home.id, rows)
    given: dict[str, Any] = {"ring": parts.ring, "workspace_id": home.id, "bearers": bearers}
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        work = partial(suppression_import.import_rows, rows=chunk, **given)
        for one in await parts.units.run(work):
            yield {"row": start + one.index + 2, "outcome": one.outcome.value, "reason": one.reason}
