"""`migrate`, `migrations` and `migration`: what the database is said to look like."""

from typing import Annotated

import typer

from app import migrations as engine
from app.cli.frame import Json, fail, guarded, settings, show


def migrate(*, as_json: Json = False) -> None:
    """Brings the database to this program's version; of two at once, one waits."""
    applied = guarded(engine.apply(settings().database))
    show({"applied": applied}, as_json=as_json, text="\n".join(applied) or "Nothing to do.")


def migration(name: str, *, as_json: Json = False) -> None:
    """Writes a migration for both databases. Read every line of it."""
    written = [str(path) for path in guarded(engine.make(name))]
    show({"written": written}, as_json=as_json, text="\n".join(written) or "The models say nothing new.")


def migrations(
    *,
    check: Annotated[bool, typer.Option("--check", help="Fail where models and migrations differ.")] = False,
    start_over: Annotated[bool, typer.Option("--start-over", help="Replace all by a first one.")] = False,
    as_json: Json = False,
) -> None:
    """Whether models and migrations say the same."""
    if start_over:
        written = [str(path) for path in guarded(engine.start_over())]
        show({"written": written}, as_json=as_json, text="\n".join(written))
        return
    found = guarded(engine.drift())
    if found and check:
        fail("\n".join(["Models and migrations differ. Run: make migration name=...", *found]))
    show({"drift": found}, as_json=as_json, text="\n".join(found) or "Models and migrations agree.")
