"""Opens and closes the one database that a process works on."""

from typing import Any
from urllib.parse import urlsplit

from tortoise import Tortoise
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.backends.base.executor import EXECUTOR_CACHE

from models import MODULES

APP = "models"
# What a promise rests on is not the URL's to change: a power loss loses no commit, and what is erased is gone from the file.
_SQLITE_FIXED = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "ON", "secure_delete": "ON"}
_SQLITE_DEFAULTS = {"busy_timeout": "5000"}
_POSTGRES_POOL = {"minsize": 1, "maxsize": 16}
_POSTGRES_SETTINGS = {"statement_timeout": "60000", "idle_in_transaction_session_timeout": "60000", "timezone": "UTC"}


def dialect_of(url: str) -> str:
    """`sqlite` or `postgres`; ValueError for any other kind of URL."""
    scheme = urlsplit(url).scheme
    if scheme in {"postgres", "postgresql", "asyncpg"}:
        return "postgres"
    if scheme == "sqlite":
        return "sqlite"
    raise ValueError(scheme)


def orm_config(url: str) -> dict[str, Any]:
    """What Tortoise is opened with; Aerich's own table stands beside ours."""
    connection = _sqlite(url) if dialect_of(url) == "sqlite" else _postgres(url)
    return {
        "connections": {"default": connection},
        "apps": {APP: {"models": [*MODULES, "aerich.models"], "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


async def open_database(url: str) -> None:
    """Requests run in other contexts than start-up, hence the global fallback."""
    await Tortoise.init(config=orm_config(url), _enable_global_fallback=True)


async def close_database() -> None:
    await Tortoise.close_connections()
    EXECUTOR_CACHE.clear()  # it knows statements by the connection's name, and the next one may speak the other dialect


def _sqlite(url: str) -> dict[str, Any]:
    credentials: dict[str, Any] = expand_db_url(url)["credentials"]
    return {"engine": "app.sqlite", "credentials": {**_SQLITE_DEFAULTS, **credentials, **_SQLITE_FIXED}}


def _postgres(url: str) -> dict[str, Any]:
    expanded = expand_db_url(url)
    credentials = {**_POSTGRES_POOL, **expanded["credentials"]}
    for name in _POSTGRES_POOL:
        credentials[name] = int(credentials[name])
    return {"engine": expanded["engine"], "credentials": {**credentials, "server_settings": dict(_POSTGRES_SETTINGS)}}
