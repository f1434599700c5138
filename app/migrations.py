"""Brings a database to the shape of the models, and writes the migrations that do so, one folder a dialect."""

import asyncio
import fcntl
import shutil
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import aiosqlite
from aerich import Command
from aerich.exceptions import NotSupportError
from aerich.migrate import Migrate
from aerich.utils import compress_dict, decompress_dict, get_models_describe
from asyncpg.exceptions import UndefinedTableError
from tortoise import Tortoise

from app.database import APP, close_database, connect, dialect_of, file_of, open_database, orm_config
from app.database_file import open_beside

FOLDER = Path(__file__).parent.parent / "migrations"
# Where migrations are written nothing is opened: the address only names the dialect.
_OFFLINE = {"sqlite": "sqlite://:memory:", "postgres": "postgres://offline/offline"}
_APPLIED = "SELECT version FROM aerich WHERE app = 'models'"
_LOCK = 4_271_862_931_507_714
# A table without columns that stands in a PostgreSQL database for as long as a restore of it has not come to its end.
RESTORING = "chaknal_restoring"


class State(StrEnum):
    """behind: `migrate` is due; ahead: a newer version of the program has been here; restoring: a restore broke off"""

    CURRENT = "current"
    BEHIND = "behind"
    AHEAD = "ahead"
    RESTORING = "restoring"


async def apply(url: str, folder: Path = FOLDER) -> list[str]:
    """The names of what was applied; of two at once, one waits and then finds nothing to do.

    It opens the database itself, so nothing else in this process may have it open.
    """
    async with _alone(url):
        await open_database(url, migrating=True)
        try:
            return await _upgraded(url, folder)
        finally:
            await close_database()


async def state(url: str, folder: Path = FOLDER) -> State:
    """By names alone, on a connection of its own."""
    if dialect_of(url) == "postgres" and await _half_restored(url):
        return State.RESTORING
    return compared(dialect_of(url), await applied(url), folder)


def compared(dialect: str, found: Collection[str], folder: Path = FOLDER) -> State:
    """What these names mean to this program."""
    known = set(_versions(folder / dialect))
    if set(found) - known:
        return State.AHEAD
    return State.BEHIND if known - set(found) else State.CURRENT


async def applied(url: str) -> set[str]:
    """The names of those that a database has."""
    return await (_applied_on_sqlite if dialect_of(url) == "sqlite" else _applied_on_postgres)(url)


async def make(name: str, folder: Path = FOLDER) -> list[Path]:
    """Writes what the models need next, for each dialect; none where nothing changed. Every line is to be read by somebody.

    SQLite cannot alter a column: there the file is empty, and the table's rebuild is written into it by hand.
    """
    return [path for dialect in _OFFLINE for path in await _make(dialect, name, folder)]


async def start_over(folder: Path = FOLDER) -> list[Path]:
    """Replaces all migrations by a first one; only while no database is worth keeping."""
    for dialect in _OFFLINE:
        shutil.rmtree(folder / dialect / APP, ignore_errors=True)  # with whatever Python left beside them
    return [path for dialect in _OFFLINE for path in await _start(dialect, folder)]


async def drift(folder: Path = FOLDER) -> list[str]:
    """What the models say and the newest migrations do not, as `dialect: Model.field`; a docstring is no drift."""
    return [f"{dialect}: {change}" for dialect in _OFFLINE for change in await _drift(dialect, folder)]


async def _upgraded(url: str, folder: Path) -> list[str]:
    command = Command(orm_config(url, migrating=True), APP, str(folder / dialect_of(url)))
    with _clean_aerich():
        await command.init()
        return await command.upgrade()


async def _applied_on_sqlite(url: str) -> set[str]:
    if not await asyncio.to_thread(file_of(url).exists):
        return set()
    async with aiosqlite.connect(file_of(url)) as connection:
        if not await connection.execute_fetchall("SELECT 1 FROM sqlite_master WHERE name = 'aerich'"):
            return set()
        return {str(row[0]) for row in await connection.execute_fetchall(_APPLIED)}


async def _applied_on_postgres(url: str) -> set[str]:
    connection = await connect(url)
    try:
        return {str(row[0]) for row in await connection.fetch(_APPLIED)}
    except UndefinedTableError:
        return set()
    finally:
        await connection.close()


async def _half_restored(url: str) -> bool:
    connection = await connect(url)
    try:
        return bool(await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", f"public.{RESTORING}"))
    finally:
        await connection.close()


async def _make(dialect: str, name: str, folder: Path) -> list[Path]:
    async with _offline(dialect, folder) as command:
        try:
            version = await command.migrate(name, no_input=True, offline=True)
        except NotSupportError:
            version = await command.migrate(name, empty=True, no_input=True, offline=True)
    return [folder / dialect / APP / version] if version else []


async def _start(dialect: str, folder: Path) -> list[Path]:
    async with _offline(dialect, folder) as command:
        await command.init_migrations(safe=False)
    return _files(folder / dialect)


async def _drift(dialect: str, folder: Path) -> list[str]:
    async with _offline(dialect, folder):
        described = decompress_dict(compress_dict(get_models_describe(APP)))
        recorded = Migrate._last_version_content or {}  # noqa: SLF001 - Aerich has no public word for it
        return _differences(_bare(recorded, dialect), _bare(described, dialect))


def _differences(recorded: dict[str, Any], described: dict[str, Any]) -> list[str]:
    found = []
    for name in sorted(recorded.keys() | described.keys()):
        before, after = recorded.get(name, {}), described.get(name, {})
        found += [
            f"{name} {part}" for part in sorted(before.keys() | after.keys()) if before.get(part) != after.get(part)
        ]
    return found


def _bare(models: dict[str, Any], dialect: str) -> dict[str, dict[str, Any]]:
    """A model as what the dialect makes of it: columns by name, and the table's own keys."""
    return {name: _columns(model, dialect) for name, model in models.items()}


def _columns(model: dict[str, Any], dialect: str) -> dict[str, Any]:
    found = {key: model.get(key) for key in ("table", "unique_together", "indexes")}
    for field in [model["pk_field"], *model["data_fields"]]:
        types = field.get("db_field_types") or {}
        kept = {key: value for key, value in field.items() if key not in {"docstring", "description", "db_field_types"}}
        found[field["db_column"]] = {**kept, "type": types.get(dialect, types.get(""))}
    for field in model["fk_fields"]:
        found[field["name"]] = {key: field.get(key) for key in ("python_type", "on_delete", "raw_field", "nullable")}
    return found


@asynccontextmanager
async def _offline(dialect: str, folder: Path) -> AsyncIterator[Command]:
    await Tortoise.init(config=orm_config(_OFFLINE[dialect]))
    try:
        for model in Tortoise.apps[APP].values():
            # Docstrings speak to readers of the code; Tortoise would put their first line, cut off, beside the table.
            model._meta.table_description = ""  # noqa: SLF001 - there is no other way to it
        command = Command(orm_config(_OFFLINE[dialect]), APP, str(folder / dialect))
        with _clean_aerich():
            await command.init(offline=True)
            yield command
    finally:
        await close_database()


@contextmanager
def _clean_aerich() -> Iterator[None]:
    """Aerich keeps what it found on its class, and would write one dialect's changes into the other's migration."""
    try:
        yield
    finally:
        Migrate._last_version_content = None  # noqa: SLF001 - see above
        for operators in (
            Migrate.upgrade_operators,
            Migrate.downgrade_operators,
            Migrate._upgrade_fk_m2m_index_operators,  # noqa: SLF001 - see above
            Migrate._downgrade_fk_m2m_index_operators,  # noqa: SLF001 - see above
            Migrate._upgrade_m2m,  # noqa: SLF001 - see above
            Migrate._downgrade_m2m,  # noqa: SLF001 - see above
        ):
            operators.clear()


def _versions(folder: Path) -> list[str]:
    return [path.name for path in _files(folder)]


def _files(folder: Path) -> list[Path]:
    return sorted((folder / APP).glob("[0-9]*_*.py"), key=lambda path: int(path.name.split("_")[0]))


@asynccontextmanager
async def _alone(url: str) -> AsyncIterator[None]:
    async with (_alone_on_sqlite if dialect_of(url) == "sqlite" else _alone_on_postgres)(url):
        yield


@asynccontextmanager
async def _alone_on_sqlite(url: str) -> AsyncIterator[None]:
    path = file_of(url)
    with open_beside(path, ".migrating") as file:
        await asyncio.to_thread(fcntl.flock, file, fcntl.LOCK_EX)
        yield


@asynccontextmanager
async def _alone_on_postgres(url: str) -> AsyncIterator[None]:
    connection = await connect(url)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        yield
    finally:
        await connection.close()
