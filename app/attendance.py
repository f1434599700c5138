"""A worker's being there, on PostgreSQL: session locks under a key of its own, which end with the process that holds them."""

import secrets
from dataclasses import dataclass
from typing import Self

import asyncpg

from app.database import connect

# Classes of advisory locks of two numbers; the second number is the worker's key.
_HERE, _SERVING = 1_128_810_827, 1_128_810_828
_KEYS = 2**31
# Whoever's lease this statement sees took the lock before it, so whoever's lock it does not see has lost it.
_LOOK = f"""
    WITH held AS (
        SELECT held.classid::bigint AS class, held.objid::bigint AS key,
            coalesce(clock_timestamp() - worker.state_change < make_interval(secs => $1), true) AS looks
        FROM pg_locks AS held LEFT JOIN pg_stat_activity AS worker USING (pid)
        WHERE held.locktype = 'advisory' AND held.objsubid = 2 AND held.granted
            AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
    SELECT
        ARRAY(SELECT key FROM held WHERE class = {_HERE}) AS here,
        ARRAY(SELECT key FROM held WHERE class = {_SERVING} AND looks) AS serving,
        ARRAY(SELECT DISTINCT lease_owner FROM duxsoup_user WHERE lease_until IS NOT NULL) AS holding
"""  # noqa: S608 - only our own numbers are put in


@dataclass(frozen=True, slots=True)
class Attended:
    """Keys of all workers that are there, keys of those that take their share, and the names that hold leases."""

    here: frozenset[int]
    serving: frozenset[int]
    holding: frozenset[str]


class Attendance:
    """Its connection is its own, because the pool would give the locks up on a connection's return."""

    def __init__(self, connection: asyncpg.Connection, key: int) -> None:
        self.key = key
        self._connection = connection

    @classmethod
    async def begin(cls, url: str) -> Self:
        """Under a key that nobody here has."""
        connection = await connect(url)
        try:
            key = secrets.randbelow(_KEYS)
            while not await connection.fetchval("SELECT pg_try_advisory_lock($1, $2)", _HERE, key):
                key = secrets.randbelow(_KEYS)
            await connection.execute("SELECT pg_advisory_lock($1, $2)", _SERVING, key)
        except BaseException:
            connection.terminate()
            raise
        return cls(connection, key)

    @property
    def lost(self) -> bool:
        return bool(self._connection.is_closed())

    async def look(self, silent_after: float) -> Attended:
        """Who has not looked for so many seconds is frozen, and counted among those that serve no more."""
        seen = await self._connection.fetchrow(_LOOK, silent_after)
        return Attended(frozenset(seen["here"]), frozenset(seen["serving"]), frozenset(seen["holding"]))

    async def retire(self) -> None:
        """Gives up its share and stays there."""
        await self._connection.execute("SELECT pg_advisory_unlock($1, $2)", _SERVING, self.key)

    async def end(self) -> None:
        await self._connection.close()

    def abandon(self) -> None:
        self._connection.terminate()
