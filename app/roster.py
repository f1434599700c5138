"""The workers that are there: under which name this one sends, who is gone, and whose share an account is."""

import os
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol
from uuid import UUID

from app.database import dialect_of
from app.server_roster import ServerRoster
from engine.owner import Named, Owner


class Roster(Owner, Protocol):
    """What it says is as of the last look; the worker looks every second."""

    async def look(self) -> None:
        """Raises what the database's absence raises; then this one is not there either until a later look."""

    def mine(self, subject: UUID) -> bool:
        """Whether it is this worker that serves the account, or whatever else bears this id."""

    async def retire(self) -> None:
        """Leaves its share to the others, and keeps its name until what it is sending is done."""


class OnlyOne(Named):
    """Of the process that has the SQLite file to itself."""

    async def look(self) -> None: ...

    def mine(self, subject: UUID) -> bool:  # noqa: ARG002 - all is its own
        return True

    async def retire(self) -> None: ...


@asynccontextmanager
async def on_roster(url: str) -> AsyncIterator[Roster]:
    """For the length of the block."""
    place = f"{socket.gethostname()[:30]}:{os.getpid()}"
    if dialect_of(url) == "sqlite":
        yield OnlyOne(f"{place}:{secrets.token_hex(4)}")
        return
    roster = ServerRoster(url, place)
    try:
        yield roster
    finally:
        await roster.leave()
