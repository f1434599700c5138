"""Whether anything was committed meanwhile, asked of the database itself: cheaper than looking at every row, and as sure."""

import sqlite3
from typing import Any

from tortoise import connections

from models import sql

_XID = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid"
_COMMITTED = """SELECT COUNT(*) AS n FROM generate_series($1::bigint, $2::bigint - 1) AS x
    WHERE pg_xact_status(x::text::xid8) = 'committed'"""


class Commits:
    """Reading commits too, but on SQLite it changes no file, and on PostgreSQL it takes no number."""

    def __init__(self) -> None:
        self._connection: Any = connections.get("default")
        self._lite = sql.dialect(self._connection) == "sqlite"
        self._file = sqlite3.connect(self._connection.filename) if self._lite else None
        self._seen = 0

    async def mark(self) -> None:
        self._seen = await self._version()

    async def any(self) -> bool:
        """Since the mark."""
        now = await self._version()
        if self._lite or now == self._seen:
            return now != self._seen
        [found] = await sql.rows(self._connection, _COMMITTED, [self._seen, now])
        return bool(found["n"])

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    async def _version(self) -> int:
        if self._file is not None:
            return int(self._file.execute("PRAGMA data_version").fetchone()[0])
        [found] = await sql.rows(self._connection, _XID)
        return int(found["xid"])
