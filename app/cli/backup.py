"""`backup` and `restore`: the database as one file, and back."""

from collections.abc import Awaitable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from app import backup as backups
from app import restoring
from app.backup_file import BackupRefused, described
from app.cli.frame import Json, fail, guarded, settings, show
from app.clock import wall_now

Result = TypeVar("Result")
File = Annotated[Path, typer.Argument(dir_okay=False, help="The file of the backup.")]
Programs = Annotated[Path | None, typer.Option(help="Folder of pg_dump and pg_restore, if they are not on the PATH.")]

_NEXT = """Restored: {about}.
{unclear} actions are unclear, {paused} assignments are paused, {held} accounts are held, {erased} people are erased once more,
{kept_away} entries of the do-not-contact list are newer than the backup and were kept.
{after}"""
_HELD = "Nothing is sent before you have looked and resumed each account: docs/guides/backup.md says how."
_GOES_ON = "Nothing ran since, as you said: it goes on by itself once it is served."

_UNREAD = """
The database before is damaged, or could not be read to its end: whoever was put on the do-not-contact list or erased since the backup may be
contacted again. Before you resume an account, import your last `suppressions export`, and restore anew with the last --erasures."""


def backup(
    file: File,
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
    programs: Programs = None,
    as_json: Json = False,
) -> None:
    """Writes the database into one file, while the product serves or not. CHAKNAL_SECRET_KEYS is not in it: keep it too."""
    work = backups.backup(settings().database, file, wall_now(), overwrite=overwrite, programs=programs)
    about = _done(work)
    text = f"{file}: {described(about)}. CHAKNAL_SECRET_KEYS is not in it, and without that its secrets are lost."
    show({"file": file, **about.model_dump(mode="json")}, as_json=as_json, text=text)


def restore(
    file: File,
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of a database that is not empty.")] = False,
    nothing_ran_since: Annotated[
        bool, typer.Option("--nothing-ran-since", help="You know that nothing was sent after the backup was made.")
    ] = False,
    programs: Programs = None,
    erasures: Annotated[
        Path | None, typer.Option(help="What `erasures` wrote: who was erased since the backup is erased once more.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Puts a backup in the database's place. What may have been sent after it was made waits for you to look."""
    chosen = settings()
    work = restoring.restore(
        chosen.database, file, wall_now(), replace=replace, nothing_ran_since=nothing_ran_since, programs=programs,
        ring=lambda: chosen.ring, erasures=erasures,
    )  # fmt: skip
    done = _done(work)
    counts = {
        "unclear": done.aftermath.unclear,
        "paused": done.aftermath.paused,
        "held": done.aftermath.held,
        "erased": done.erased,
        "kept_away": done.kept_away,
    }
    text = _NEXT.format(about=described(done.about), after=_GOES_ON if nothing_ran_since else _HELD, **counts)
    kept = f"\nThe database before lies in {done.kept}." if done.kept else ""
    missed = _UNREAD if done.unread else ""
    answer = {"file": file, **done.about.model_dump(mode="json"), **counts, "unread": done.unread, "kept": done.kept}
    show(answer, as_json=as_json, text=text + missed + kept)


def _done(work: Awaitable[Result]) -> Result:
    try:
        return guarded(work)
    except BackupRefused as refused:
        fail(str(refused))
