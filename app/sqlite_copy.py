"""Copies of an SQLite file: taken while others write to it, proved whole, put into its place."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from app.backup_file import BackupRefused, private, sync_folder

_WAIT = 30.0
_SIBLINGS = ("-wal", "-shm", "-journal")


def copy(source: Path, target: Path) -> None:
    """One snapshot: in one step nobody's write makes it begin again, and readers of a WAL hold up no writer."""
    os.close(private(target))
    with closing(_connected(source)) as reading, closing(_connected(target)) as made:
        reading.backup(made)
        made.execute("PRAGMA journal_mode = DELETE")
    check(target)


def check(path: Path) -> None:
    """Raises BackupRefused unless SQLite finds every page and every reference in order."""
    try:
        with closing(_connected(path)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise BackupRefused(f"The database in it is damaged: {error}.") from None
    if found != [("ok",)] or broken:
        raise BackupRefused("The database in it is damaged: SQLite's own check says so.")


def is_empty(path: Path) -> bool:
    """Whether nobody would miss it; one that cannot be read is not."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    try:
        with closing(_connected(path)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            found = "workspace" in tables and connection.execute("SELECT 1 FROM workspace").fetchone()
            return not found if "workspace" in tables else not tables
    except sqlite3.DatabaseError:
        return False


def put_in_place(made: Path, place: Path, aside: str) -> Path | None:
    """The one before is kept under `aside`, with what SQLite left beside it: none of that may meet the new file."""
    with open(made, "rb") as file:  # noqa: PTH123 - for its descriptor
        os.fsync(file.fileno())
    kept = None
    for ending in ("", *_SIBLINGS):
        old = place.with_name(place.name + ending)
        if old.exists():
            moved = old.rename(place.with_name(f"{place.name}.{aside}{ending}"))
            kept = kept or moved
    made.rename(place)
    sync_folder(place)
    return kept


def epoch_in(path: Path) -> int:
    """The highest feed epoch that a database has given out; 0 where it cannot be read."""
    try:
        with closing(_connected(path)) as connection:
            return int(connection.execute("SELECT COALESCE(MAX(epoch), 0) FROM workspace").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=_WAIT)
