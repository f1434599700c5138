"""`keys rotate` in chunks of one, which dies amid one of its transactions as a power cut would have it."""

import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from app.cli import program
from engine import key_rotation
from models import Unit

_write = key_rotation._write


def main(dies_at: int) -> None:
    key_rotation.AT_ONCE = 1
    written = 0

    async def write(unit: Unit, sealed: key_rotation.SealedColumn, rows: Sequence[Any]) -> None:
        nonlocal written
        await _write(unit, sealed, rows)
        written += len(rows)
        if written == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    key_rotation._write = write
    program(["keys", "rotate"])


if __name__ == "__main__":
    main(int(sys.argv[1]))
