"""`contacts export`: everything that is held about people, one JSON object a line."""

from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO
from uuid import UUID

import orjson
import typer

from app import export_file
from app.cli.frame import Json, Refused, WorkspaceName, fail, run, show, the_workspace
from app.parts import Parts
from engine import exporting
from models import Contact, Unit, Workspace

contacts = typer.Typer(help="People.", no_args_is_help=True)


@contacts.command("export")
def export_contacts(
    file: Annotated[Path, typer.Argument(dir_okay=False)],
    contact: Annotated[str | None, typer.Option(help="Id of one contact; else all of them.")] = None,
    *,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Writes who they are, what was done, said and received, and why they are not contacted."""
    try:
        with export_file.made(file) as out:
            count = run(partial(_export, out=out, contact=contact, workspace=workspace))
    except FileExistsError:
        fail(f"{file} exists. Choose another name.")
    show({"file": file, "contacts": count}, as_json=as_json, text=f"{file}: {count} contacts.")


async def _export(parts: Parts, out: BinaryIO, contact: str | None, workspace: str | None) -> int:
    home = await the_workspace(workspace)
    pages = [[await _one(home, contact)]] if contact else await Contact.pages(home.id, exporting.PAGE)
    return await _write(parts, home, out, pages)


async def _one(home: Workspace, text: str) -> Contact:
    try:
        found = await Contact.own(home.id, UUID(text))
    except ValueError:
        found = None
    if found is None:
        raise Refused(f"There is no contact {text} here.")
    return found


async def _write(parts: Parts, home: Workspace, out: BinaryIO, pages: list[list[Contact]]) -> int:
    count = 0
    async for told in exporting.export_all(parts.ring, home.id, pages):
        out.write(orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE))
        count += 1

    async def note(unit: Unit) -> None:
        exporting.note_all(unit, home.id, count)

    await parts.units.run(note)
    return count
