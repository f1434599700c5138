"""Is on the roster and holds the lease of an account until it is killed, for tests of what is left of a worker then."""

import asyncio
import sys
from datetime import UTC, datetime

from app.database import close_database, open_database
from app.server_roster import ServerRoster
from models import DuxSoupAccount


async def main(url: str) -> None:
    await open_database(url)
    roster = ServerRoster(url, "doomed")
    await roster.look()
    await DuxSoupAccount.all().update(lease_owner=roster.name, lease_until=datetime(2100, 1, 1, tzinfo=UTC))
    print(roster.name, flush=True)  # noqa: T201 - what the test reads
    await asyncio.Event().wait()
    await close_database()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
