"""Speaks SQL to a database that the product has open, as a person at the database's own client does."""

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

from app.database import connect, dialect_of, file_of


def execute(url: str, statement: str) -> None:
    if dialect_of(url) == "sqlite":
        with closing(sqlite3.connect(file_of(url), timeout=30)) as file, file:
            file.execute(statement)
        return
    asyncio.run(_on_postgres(url, statement))


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    if dialect_of(url) == "sqlite":
        with closing(sqlite3.connect(file_of(url), timeout=30)) as file:
            return file.execute(statement).fetchall()
    return asyncio.run(_on_postgres(url, statement))


async def _on_postgres(url: str, statement: str) -> list[tuple[Any, ...]]:
    connection = await connect(url)
    try:
        return [tuple(row) for row in await connection.fetch(statement)]
    finally:
        await connection.close()
