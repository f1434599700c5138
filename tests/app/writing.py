"""Reads and then writes one row in many transactions, as a process beside others that do the same."""

import asyncio
import sys

from tortoise.transactions import in_transaction

from app.database import close_database, open_database
from models import Workspace


async def main(url: str, times: int) -> None:
    await open_database(url)
    for _ in range(times):
        async with in_transaction():
            workspace = await Workspace.get()
            await Workspace.filter(id=workspace.id).update(head=workspace.head + 1)
    await close_database()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
