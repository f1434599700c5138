"""What statements cost, in steps that no other process can slow down: pages on PostgreSQL, instructions on SQLite."""

import json
import logging
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from app.database import connect, file_of
from tests.databases import Database

_LOGGER = logging.getLogger("tortoise.db_client")
_WORDS = ("SELECT", "WITH", "UPDATE", "INSERT", "DELETE")
# How exactly SQLite's instructions are counted.
_STRIDE = 5


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    values: tuple[Any, ...]


@dataclass(slots=True)
class Cost:
    """`scans`: tables or indexes that were read from their beginning to their end, with the statement that did so."""

    steps: int = 0
    scans: list[tuple[str, str]] = field(default_factory=list)


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.seen: list[Statement] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not isinstance(record.args, tuple) or not record.args or not str(record.args[0]).lstrip().startswith(_WORDS):
            return
        values: Any = record.args[1] if len(record.args) > 1 else ()
        many = bool(values) and isinstance(values[0], list | tuple)
        for row in values if many else [values or ()]:
            self.seen.append(Statement(str(record.args[0]), tuple(row)))


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Whatever is asked of the database, with its values."""
    recorder, level = _Recorder(), _LOGGER.level
    _LOGGER.addHandler(recorder)
    _LOGGER.setLevel(logging.DEBUG)
    try:
        yield recorder.seen
    finally:
        _LOGGER.removeHandler(recorder)
        _LOGGER.setLevel(level)


async def cost(database: Database, statements: Sequence[Statement]) -> Cost:
    """Runs them once more, one after the other, and takes it all back."""
    if database.dialect == "sqlite":
        return _lite_cost(database, statements)
    connection = await connect(database.url)
    try:
        return await _postgres_cost(connection, statements)
    finally:
        await connection.close()


async def _postgres_cost(connection: asyncpg.Connection, statements: Sequence[Statement]) -> Cost:
    total = Cost()
    transaction = connection.transaction()
    await transaction.start()
    try:
        for statement in statements:
            text = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement.text}"
            plan = json.loads(await connection.fetchval(text, *statement.values))[0]["Plan"]
            total.steps += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
            total.scans += [(table, statement.text) for table in _read_whole(plan)]
    finally:
        await transaction.rollback()
    return total


def _read_whole(plan: dict[str, Any]) -> Iterator[str]:
    unkeyed = plan["Node Type"].startswith("Index") and "Index Cond" not in plan and plan.get("Actual Rows", 0) > 1
    if plan["Node Type"] == "Seq Scan" or unkeyed:
        yield plan.get("Relation Name", "")
    for part in plan.get("Plans", ()):
        yield from _read_whole(part)


def _lite_cost(database: Database, statements: Sequence[Statement]) -> Cost:
    total = Cost()
    connection = sqlite3.connect(file_of(database.url), isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            places = connection.execute(f"EXPLAIN QUERY PLAN {statement.text}", statement.values).fetchall()
            total.scans += [(table, statement.text) for table in _scanned(places, statement.text)]
            total.steps += _instructions(connection, statement)
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    return total


def _scanned(places: Sequence[tuple[Any, ...]], text: str) -> Iterator[str]:
    """The plan names a table as the statement does."""
    names = {alias: table for table, alias in re.findall(r'(?:FROM|JOIN)\s+"?(\w+)"?\s+(?:AS\s+)?"?(\w+)"?', text)}
    for place in places:
        found = re.match(r"SCAN (\w+)", place[3])
        if found and found[1] != "CONSTANT":
            yield str(names.get(found[1], found[1]))


def _instructions(connection: sqlite3.Connection, statement: Statement) -> int:
    count = 0

    def counted() -> int:
        nonlocal count
        count += _STRIDE
        return 0

    connection.set_progress_handler(counted, _STRIDE)
    try:
        connection.execute(statement.text, statement.values).fetchall()
    finally:
        connection.set_progress_handler(None, 0)
    return count
