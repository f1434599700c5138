"""Whether anything was committed meanwhile, asked of the database itself: cheaper than looking at every row, and as sure."""

import sqlite3
from typing import Any

from tortoise import connections

from models import sql

_XID = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid"
_TABLES = "SELECT relname::text AS name FROM pg_stat_user_tables"
_WRITTEN = 'SELECT 1 AS n FROM "{}" WHERE xmin::text::bigint >= $1::bigint AND xmin::text::bigint < $2::bigint'


class Commits:
    """Reading commits too, but on SQLite it changes no file, and on PostgreSQL it takes no number. There a vacuum takes one as well, so
    that rows are looked for which bear it; whatever goes leaves one, too: an event.
    """

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
        tables = await sql.rows(self._connection, _TABLES)
        written = " UNION ALL ".join(_WRITTEN.format(row["name"]) for row in tables)
        return bool(await sql.rows(self._connection, written, [self._seen, now]))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    async def _version(self) -> int:
        if self._file is not None:
            return int(self._file.execute("PRAGMA data_version").fetchone()[0])
        [found] = await sql.rows(self._connection, _XID)
        return int(found["xid"])
