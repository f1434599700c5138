"""A file that people's data is written to: its owner's alone, and whole or not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.backup_file import private


@contextmanager
def made(file: Path) -> Iterator[BinaryIO]:
    """Raises FileExistsError: a file that is there stays. Whatever stops the work takes the new one away again, so that it can be tried anew."""
    with os.fdopen(private(file), "wb") as out:
        try:
            yield out
        except BaseException:
            file.unlink(missing_ok=True)
            raise
