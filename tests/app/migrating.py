"""Runs one `migrate` as a process of its own, for tests of what two of them do to each other."""

import asyncio
import sys
from pathlib import Path

from app import migrations

if __name__ == "__main__":
    print("starting", flush=True)  # noqa: T201 - what the test waits for
    print(asyncio.run(migrations.apply(sys.argv[1], Path(sys.argv[2]))))  # noqa: T201 - what the test reads
