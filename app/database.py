"""Opens and closes the one database that a process works on."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
from asyncpg.exceptions import InternalClientError
from tortoise import Tortoise
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.exceptions import DBConnectionError, OperationalError

from app.database_file import keep_to_owner
from models import MODULES

APP = "models"
# What a promise rests on is not the URL's to change: a power loss loses no commit, and what is erased is gone from the file.
_SQLITE_FIXED = {"journal_mode": "WAL", "synchronous": "FULL", "secure_delete": "ON"}
_SQLITE_DEFAULTS = {"busy_timeout": "5000"}
_POSTGRES_POOL = {"minsize": 1, "maxsize": 16}
# A process that freezes amid a transaction holds its locks for so long, in ms; others take its accounts over within 30 s.
_FROZEN = "25000"
_POSTGRES_SETTINGS = {"statement_timeout": "60000", "idle_in_transaction_session_timeout": _FROZEN, "timezone": "UTC"}

# What a connection of its own may die of; the last is how asyncpg takes a server's farewell that it did not ask for.
LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, InternalClientError)

# What a statement meets while the server is gone, going, or coming back.
AWAY = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.InterfaceError,
    InternalClientError,
    DBConnectionError,
)


# What SQLite says where another process holds the file for too long, the disk is full, or it cannot be read or written now.
_TROUBLE = frozenset(
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
)


def passing(error: Exception) -> bool:
    """Whether it is the database's trouble and no fault of what was asked, so that a later try may do; a statement that never ends
    may be one.
    """
    if isinstance(error, OperationalError) and error.args and isinstance(error.args[0], sqlite3.OperationalError):
        return error.args[0].sqlite_errorcode & 0xFF in _TROUBLE
    away = isinstance(error, (*AWAY, asyncpg.exceptions.DeadlockDetectedError))
    return away and not isinstance(error, asyncpg.exceptions.QueryCanceledError)


def dialect_of(url: str) -> str:
    """`sqlite` or `postgres`; ValueError for any other kind of URL."""
    scheme = urlsplit(url).scheme
    if scheme in {"postgres", "postgresql", "asyncpg"}:
        return "postgres"
    if scheme == "sqlite":
        return "sqlite"
    raise ValueError(scheme)


def file_of(url: str) -> Path:
    """Where a SQLite database lies."""
    return Path(credentials_of(url)["file_path"])


def credentials_of(url: str) -> dict[str, Any]:
    """What the URL says, in the driver's own words."""
    dialect_of(url)
    known: dict[str, Any] = expand_db_url(url)["credentials"]
    return known


def orm_config(url: str, *, migrating: bool = False) -> dict[str, Any]:
    """What Tortoise is opened with; Aerich's own table stands beside ours. A migration may take as long as it takes, and on
    SQLite it rebuilds tables that others refer to, so what refers to what is checked at its end.
    """
    connection = _sqlite(url, migrating) if dialect_of(url) == "sqlite" else _postgres(url, migrating)
    return {
        "connections": {"default": connection},
        "apps": {APP: {"models": [*MODULES, "aerich.models"], "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


async def open_database(url: str, *, migrating: bool = False) -> None:
    """Requests run in other contexts than start-up, hence the global fallback."""
    if dialect_of(url) == "sqlite":
        await asyncio.to_thread(keep_to_owner, file_of(url))
    await Tortoise.init(config=orm_config(url, migrating=migrating), _enable_global_fallback=True)


async def close_database() -> None:
    await Tortoise.close_connections()
    EXECUTOR_CACHE.clear()  # it knows statements by the connection's name, and the next one may speak the other dialect


async def connect(url: str) -> asyncpg.Connection:
    """A PostgreSQL connection of its own, for locks that the pool would give up on its return."""
    known = credentials_of(url)
    names = ("host", "port", "user", "password", "database", "ssl")
    return await asyncpg.connect(**{name: known[name] for name in names if known.get(name) is not None})


def _sqlite(url: str, migrating: bool) -> dict[str, Any]:
    fixed = {**_SQLITE_FIXED, "foreign_keys": "OFF" if migrating else "ON"}
    return {"engine": "app.sqlite", "credentials": {**_SQLITE_DEFAULTS, **credentials_of(url), **fixed}}


def _postgres(url: str, migrating: bool) -> dict[str, Any]:
    credentials = {**_POSTGRES_POOL, **credentials_of(url)}
    pool = {name: int(credentials[name]) for name in _POSTGRES_POOL}
    server = {**_POSTGRES_SETTINGS, "statement_timeout": "0"} if migrating else dict(_POSTGRES_SETTINGS)
    more = {"server_settings": server, "reset": _as_it_is}
    return {"engine": "tortoise.backends.asyncpg", "credentials": {**credentials, **pool, **more}}


async def _as_it_is(_: asyncpg.Connection) -> None:
    """A pooled connection is never given settings, locks or listeners that outlive a transaction, and the driver itself ends one that
    was left open. What it does by default besides, on each return to the pool, is one more question to the server for every one of ours.
    """
