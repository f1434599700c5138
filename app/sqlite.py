"""SQLite as Tortoise opens it here: a transaction takes the write lock at its start, and one that cannot start leaves nothing."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError


class ImmediateWrapper(SqliteTransactionWrapper):
    """A deferred BEGIN fails at once when it reads first and another process wrote meanwhile; busy_timeout is not even asked."""

    @translate_exceptions
    async def _begin_immediate(self, query: str) -> None:
        await self._connection.execute(query)

    async def begin(self) -> None:
        await self._begin_immediate("BEGIN IMMEDIATE")

    async def execute_script(self, query: str) -> None:
        """A migration, whole or nothing: Python's own way commits first. It ran without foreign keys, so they are checked now."""
        for statement in _statements(query):
            await self.execute_query(statement)
        if broken := await self.execute_query_dict("PRAGMA foreign_key_check"):
            raise IntegrityError(f"{len(broken)} rows refer to rows that are not there: {broken[0]}")


class ImmediateContext(SqliteTransactionContext):
    """Tortoise's own keeps its lock for good if BEGIN fails, and every later query hangs."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self._begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        client: TransactionalDBClient = self.connection
        return client

    async def _begin(self) -> None:
        try:
            await self.connection.begin()
        except BaseException:
            # A cancelled BEGIN still runs in SQLite's thread; the rollback queues up behind it there.
            await self.connection.rollback()
            raise


class ImmediateClient(SqliteClient):
    """What `client_class` hands to Tortoise in place of its own."""

    def _in_transaction(self) -> Any:
        return ImmediateContext(ImmediateWrapper(self), self._lock)


client_class = ImmediateClient


def _statements(script: str) -> Iterator[str]:
    """One by one; a semicolon inside a text or a trigger ends nothing."""
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(";\n\t "):
                yield statement
            statement = ""
    if statement:
        yield statement  # it never ends, which SQLite will say
