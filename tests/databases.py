"""A clean database for every test, on both kinds, for a few milliseconds each."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from tortoise import Tortoise
from tortoise.connection import get_connections

from app.database import close_database, open_database
from tests.postgres_server import PostgresServer

VARIABLE = "CHAKNAL_TEST_DATABASE_URL"
DIALECTS = ("sqlite", "postgres")


@dataclass(frozen=True, slots=True)
class Database:
    """Where it is, for tests that start processes; `dialect` is `sqlite` or `postgres`."""

    url: str
    dialect: str


class SqliteFiles:
    """The schema is made once, in a file that every test gets a copy of."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"

    async def clean(self, folder: Path) -> Database:
        if not self._template.exists():
            await _make_schema(f"sqlite://{self._template}")
        shutil.copy(self._template, folder / "chaknal.db")
        return Database(f"sqlite://{folder / 'chaknal.db'}", "sqlite")

    def bare(self, folder: Path) -> Database:
        return Database(f"sqlite://{folder / 'bare.db'}", "sqlite")


class PostgresDatabases:
    """One database for the whole run, emptied between tests; `bare` makes others, without any table."""

    def __init__(self, url: str) -> None:
        if not urlsplit(url).path.endswith("_test"):
            raise ValueError(f"{VARIABLE} has to name a database that ends in _test: the tests empty it.")
        self._url = url
        self._made = False
        self._emptying: list[str] = []
        self._numbers = count(1)

    async def clean(self) -> Database:
        if not self._made:
            await self._make()
        else:
            await self._empty()
        return Database(self._url, "postgres")

    async def bare(self) -> Database:
        path = urlsplit(self._url).path.removesuffix("_test") + f"_{next(self._numbers)}_test"
        await self._execute("postgres", f'DROP DATABASE IF EXISTS "{path[1:]}"', f'CREATE DATABASE "{path[1:]}"')
        return Database(_with_path(self._url, path), "postgres")

    async def _make(self) -> None:
        name = urlsplit(self._url).path[1:]
        await self._execute("postgres", f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
        await _make_schema(self._url)
        self._emptying = [f'DELETE FROM "{table}"' for table in await _children_first(self._url)]  # noqa: S608 - names of our tables
        self._made = True

    async def _empty(self) -> None:
        """DELETE of a few rows is far quicker than TRUNCATE, which makes new files for every table and index."""
        await self._execute(urlsplit(self._url).path[1:], ";".join(self._emptying))

    async def _execute(self, name: str, *statements: str) -> None:
        connection = await asyncpg.connect(_with_path(self._url, f"/{name}"))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


@contextmanager
def postgres() -> Iterator[PostgresDatabases]:
    """The server that is named in the environment, or one of our own."""
    if given := os.environ.get(VARIABLE):
        yield PostgresDatabases(_own(given))
        return
    server = PostgresServer()
    try:
        yield PostgresDatabases(server.url("chaknal_test"))
    finally:
        server.stop()


def _own(url: str) -> str:
    """Each of several test processes empties a database of its own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    path = urlsplit(url).path
    return _with_path(url, f"{path.removesuffix('_test')}_{worker}_test") if worker and path.endswith("_test") else url


async def _make_schema(url: str) -> None:
    await open_database(url)
    try:
        await Tortoise.generate_schemas(safe=False)
        if url.startswith("sqlite"):
            await get_connections().get("default").execute_script("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        await close_database()


async def _children_first(url: str) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ties = await connection.fetch(
            "SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid <> confrelid"
        )
    finally:
        await connection.close()
    order: TopologicalSorter[str] = TopologicalSorter({row["tablename"]: () for row in tables})
    for tie in ties:
        order.add(tie["parent"].strip('"'), tie["child"].strip('"'))
    return [table for table in order.static_order() if table != "aerich"]


def _with_path(url: str, path: str) -> str:
    """By hand, because `urlunsplit` drops the empty host of a socket's address."""
    before, _, query = url.partition("?")
    scheme, _, rest = before.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}{path}" + (f"?{query}" if query else "")
