"""Makes a backup, while the product serves or not."""

import asyncio
import tempfile
from datetime import datetime
from pathlib import Path

from tortoise import Tortoise

from app import backup_file, migrations, postgres_dump, sqlite_copy
from app.backup_file import About, BackupRefused
from app.database import APP, connect, dialect_of, file_of, orm_config
from app.presence import present
from app.version import version


async def backup(
    url: str, target: Path, wall: datetime, *, overwrite: bool = False, programs: Path | None = None
) -> About:
    """Whoever wants to serve meanwhile waits, so that `serving` is certain: false says that nobody was at work."""
    await asyncio.to_thread(_check, url, target, overwrite=overwrite)
    async with present(url) as presence:
        applied = await migrations.applied(url)
        if migrations.compared(dialect_of(url), applied) is migrations.State.AHEAD:
            raise BackupRefused("The database is ahead of this program: a newer version has been here. Update first.")
        about = About(
            version=version(),
            dialect="sqlite" if dialect_of(url) == "sqlite" else "postgres",
            migrations=sorted(applied),
            made_at=wall,
            serving=not presence.alone,
        )
        with tempfile.TemporaryDirectory(prefix=".chaknal-", dir=target.parent) as folder:
            copy = Path(folder) / "database"
            await _copy(url, copy, programs)
            await asyncio.to_thread(backup_file.write, target, about, copy, overwrite=overwrite)
    return about


async def our_tables(url: str) -> list[str]:
    """Those of our names that a PostgreSQL database has; others may live beside them."""
    await Tortoise.init(config=orm_config(url))
    ours = [model._meta.db_table for model in Tortoise.apps[APP].values()]  # noqa: SLF001 - there is no other way to it
    await Tortoise.close_connections()
    connection = await connect(url)
    try:
        statement = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1)"
        return sorted(row["tablename"] for row in await connection.fetch(statement, ours))
    finally:
        await connection.close()


def _check(url: str, target: Path, *, overwrite: bool) -> None:
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent}.")
    if target.exists() and not overwrite:
        raise BackupRefused(f"{target} exists. Choose another name, or say --overwrite.")
    if dialect_of(url) == "sqlite":
        database = file_of(url)
        if not database.exists():
            raise BackupRefused(f"There is no database {database} to back up.")
        if target.resolve().name.startswith(database.name) and target.resolve().parent == database.resolve().parent:
            raise BackupRefused(f"{target} would lie among the database's own files: choose another name or folder.")


async def _copy(url: str, copy: Path, programs: Path | None) -> None:
    if dialect_of(url) == "sqlite":
        await asyncio.to_thread(sqlite_copy.copy, file_of(url), copy)
    else:
        await postgres_dump.dump(url, copy, await our_tables(url), programs)
