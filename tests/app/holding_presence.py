"""Is present on a database until it is killed, for tests of what is left of a process then."""

import asyncio
import sys

from app.presence import present


async def main(url: str) -> None:
    async with present(url) as presence:
        print(presence.alone, flush=True)  # noqa: T201 - what the test reads
        await presence.settle()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
