"""`erasures`: who was erased so far, as a file that a restore of an older backup is told."""

from pathlib import Path
from typing import Annotated

import typer

from app import past_erasures
from app.cli.frame import Json, run, show
from app.parts import Parts
from engine import erasing


def erasures(file: Annotated[Path, typer.Argument(dir_okay=False)], *, as_json: Json = False) -> None:
    """Writes who was erased so far; it holds ids and keyed hashes, no names. Keep it beside your backups."""

    async def work(_parts: Parts) -> int:
        found = await erasing.past()
        past_erasures.write(file, found)
        return len(found)

    count = run(work)
    show({"file": file, "erasures": count}, as_json=as_json, text=f"{file}: {count} erasures.")
