"""What outlives a database that a backup takes the place of: who was erased from it, and who is not to be contacted."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from app import past_erasures
from engine.erasing import PastErasure
from engine.past_entries import PastEntry
from models import SuppressionScope, sql

ERASURES = f"SELECT {past_erasures.COLUMNS} FROM erasure ORDER BY id"  # noqa: S608 - names are ours
# A row for each hash, in words that both databases have.
LISTED = """SELECT s.id, s.workspace_id, s.created_at, s.scope, s.sealed_label, s.reason, s.contact_id,
 w.sealed_suppression_key AS sealed_key, h.hash
 FROM suppression s JOIN workspace w ON w.id = s.workspace_id JOIN suppression_hash h ON h.suppression_id = s.id
 WHERE w.sealed_suppression_key IS NOT NULL ORDER BY s.id"""
# What SQLite says where there is none of it yet; anything else that it says is damage, or a lock.
_OLDER = ("no such table", "no such column")


@dataclass(frozen=True, slots=True)
class Replaced:
    """`unread`: it says more, which could not be read."""

    erasures: tuple[PastErasure, ...] = ()
    entries: tuple[PastEntry, ...] = ()
    unread: bool = False


def of(erasures: Iterable[Mapping[str, Any]], listed: Iterable[Mapping[str, Any]], *, unread: bool = False) -> Replaced:
    """Of rows as either database gives them."""
    by_entry: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for row in listed:
        by_entry[row["id"]].append(row)
    return Replaced(tuple(map(past_erasures.of, erasures)), tuple(map(_entry, by_entry.values())), unread)


def in_sqlite(path: Path) -> Replaced:
    """Nothing where there is no such database, or where it is older; of a damaged one whatever can be read."""
    if not path.exists():
        return Replaced()
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        erasures, erasures_unread = _rows(connection, ERASURES)
        listed, list_unread = _rows(connection, LISTED)
    return of(erasures, listed, unread=erasures_unread or list_unread)


def _rows(connection: sqlite3.Connection, statement: str) -> tuple[list[dict[str, Any]], bool]:
    """Up to where it cannot be read any further, and whether it is so."""
    found: list[dict[str, Any]] = []
    try:
        found.extend(map(dict, connection.execute(statement)))  # what came before an error stays
    except sqlite3.DatabaseError as error:
        return found, not str(error).startswith(_OLDER)
    return found, False


def _entry(rows: list[Mapping[str, Any]]) -> PastEntry:
    first = rows[0]
    return PastEntry(
        id=sql.as_id(first["id"]),
        workspace_id=sql.as_id(first["workspace_id"]),
        created_at=cast("datetime", sql.as_time(first["created_at"])),
        scope=SuppressionScope(first["scope"]),
        sealed_label=first["sealed_label"],
        reason=first["reason"],
        contact_id=first["contact_id"] and sql.as_id(first["contact_id"]),
        sealed_key=first["sealed_key"],
        hashes=tuple(row["hash"] for row in rows),
    )
