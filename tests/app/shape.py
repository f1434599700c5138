"""What a database itself tells of its tables: their shape to compare, and their columns to fill."""

import aiosqlite

from app.database import connect, file_of
from tests.databases import Database

Row = tuple[object, ...]
_POSTGRES_DEFAULTS = (
    "SELECT table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = 'public'"
)
_POSTGRES_INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
_POSTGRES_KEYS = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace"
)
_POSTGRES_COLUMNS = (
    "SELECT relname, attname, format_type(atttypid, atttypmod) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped ORDER BY pg_class.oid"
)
_SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
_SQLITE_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index'"
_SAME_ID = "00000000-0000-7000-8000-000000000001"
_LITERALS = {
    "uuid": _SAME_ID, "char(36)": _SAME_ID, "timestamp": "2026-03-02 09:00:00+00:00", "date": "2026-03-02", "json": "{}",
    "bool": "1", "int": "1", "double": "1", "real": "1", "char": "x", "text": "x",
}  # fmt: skip


async def shape(database: Database) -> set[tuple[str, ...]]:
    """Columns, types, defaults, keys and indexes. Comments are left out: docstrings are for readers of the code; and so is where a
    column stands, for one that was added stands last.
    """
    rows = await (_sqlite_shape if database.dialect == "sqlite" else _postgres_shape)(database.url)
    return {tuple(map(str, row)) for row in rows}


async def fill(database: Database) -> int:
    """A row in every table, all with the same id, so that each refers to the others; it knows the tables only from the database."""
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in await (_sqlite_columns if database.dialect == "sqlite" else _postgres_columns)(
        database.url
    ):
        if table not in {"aerich", "sqlite_sequence"}:
            columns.setdefault(str(table), {})[str(column)] = _literal(str(kind).lower())
    await execute(database, *(_insert(table, values) for table, values in columns.items()))
    return len(columns)


async def execute(database: Database, *statements: str) -> None:
    if database.dialect == "sqlite":
        async with aiosqlite.connect(file_of(database.url)) as connection:
            for statement in statements:
                await connection.execute(statement)
            await connection.commit()
        return
    own = await connect(database.url)
    try:
        for statement in statements:
            await own.execute(statement)
    finally:
        await own.close()


def _insert(table: str, values: dict[str, str]) -> str:
    names = ", ".join(f'"{name}"' for name in values)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(values.values())})'  # noqa: S608 - our own tables, in a test


def _literal(kind: str) -> str:
    return next(f"'{value}'" for part, value in _LITERALS.items() if part in kind)


async def _postgres_shape(url: str) -> list[Row]:
    return [
        row
        for statement in (_POSTGRES_DEFAULTS, _POSTGRES_INDEXES, _POSTGRES_KEYS)
        for row in await _fetch(url, statement)
    ]


async def _postgres_columns(url: str) -> list[Row]:
    return await _fetch(url, _POSTGRES_COLUMNS)


async def _fetch(url: str, statement: str) -> list[Row]:
    connection = await connect(url)
    try:
        return [tuple(row) for row in await connection.fetch(statement)]
    finally:
        await connection.close()


async def _sqlite_shape(url: str) -> list[Row]:
    found: list[Row] = []
    async with aiosqlite.connect(file_of(url)) as connection:
        for (table,) in await connection.execute_fetchall(_SQLITE_TABLES):
            columns = await connection.execute_fetchall(f'PRAGMA table_info("{table}")')
            found += [(table, "table_info", *tuple(row)[1:]) for row in columns]
            for pragma in ("foreign_key_list", "index_list"):
                found += [
                    (table, pragma, *row) for row in await connection.execute_fetchall(f'PRAGMA {pragma}("{table}")')
                ]
        for (name,) in await connection.execute_fetchall(_SQLITE_INDEXES):
            parts = await connection.execute_fetchall(f'PRAGMA index_info("{name}")')
            found += [(name, place, column) for place, _, column in parts]
    return found


async def _sqlite_columns(url: str) -> list[Row]:
    async with aiosqlite.connect(file_of(url)) as connection:
        tables = [row[0] for row in await connection.execute_fetchall(_SQLITE_TABLES)]
        return [
            (table, row[1], row[2])
            for table in tables
            for row in await connection.execute_fetchall(f'PRAGMA table_info("{table}")')
        ]
