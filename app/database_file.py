"""Where a SQLite file lies, what lies beside it, and the refusal when neither can."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class NoFolder(Exception):
    """A SQLite file cannot lie where the setting says; the message names the folder, the reason and the setting."""


def keep_to_owner(path: Path) -> None:
    """A new file is readable by its owner alone; SQLite gives what it puts beside it the same permissions. Raises NoFolder."""
    if path.parent.is_dir() and not path.exists():
        with _as_no_folder(path.parent):
            path.touch(mode=0o600)


@contextmanager
def open_beside(path: Path, ending: str) -> Iterator[IO[str]]:
    """A file that is there to be locked, in a folder that is made where there is none. Raises NoFolder."""
    with _as_no_folder(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.with_name(path.name + ending).open("w")
    with file:
        yield file


@contextmanager
def _as_no_folder(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = "a file is there" if isinstance(error, FileExistsError) else error.strerror
        where = f"{folder} cannot be the database's folder ({reason})"
        raise NoFolder(f"{where}: name another in CHAKNAL_DATABASE_URL.") from error
