"""Seals anew, under the ring's first key, what an older key sealed: while the product runs, and from anew after a kill."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import UUID

from tortoise import connections
from tortoise.models import Model

from auth.sealing import KeyRing, SealBroken
from engine.credentials import UNADOPTED
from models import (
    DuxSoupAccount,
    Erasure,
    EventKind,
    ImportChunk,
    NewEvent,
    Receipt,
    Suppression,
    Unit,
    Units,
    Workspace,
    sql,
)

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """`owner` is the column with the workspace that the seal names; `copy_of` is the column of the workspace's own row for which a
    copy was sealed.
    """

    model: type[Model]
    column: str
    owner: str = "workspace_id"
    copy_of: "SealedColumn | None" = None

    @property
    def table(self) -> str:
        return str(self.model._meta.db_table)  # noqa: SLF001 - the ORM has no other way to a table's name

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"


_SUPPRESSION_KEY = SealedColumn(Workspace, "sealed_suppression_key", owner="id")
# Every column of the product that holds what a ring has sealed; a test finds one that is missing here.
SEALED = (
    SealedColumn(DuxSoupAccount, "sealed_auth_key"),
    _SUPPRESSION_KEY,
    SealedColumn(Erasure, "sealed_key", copy_of=_SUPPRESSION_KEY),
    SealedColumn(ImportChunk, "sealed_rows"),
    SealedColumn(Suppression, "sealed_label"),
    SealedColumn(Receipt, "sealed_body"),
)


@dataclass(frozen=True, slots=True)
class Rotated:
    """By column. `left` is not under the first key: it cannot be opened with this ring, or was sealed since by whoever has an older one."""

    resealed: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)


async def rotate(units: Units, ring: KeyRing) -> Rotated:
    """All of it. What somebody works on just then is passed over, and waited for row by row at the end: nobody waits in a circle."""
    resealed: Counter[str] = Counter()
    owners: Counter[UUID] = Counter()
    for sealed in SEALED:
        for turn in (_together, _singly):
            beyond: UUID | None = None
            while (done := await turn(units, ring, sealed, beyond)).last is not None:
                resealed[sealed.name] += len(done.rows)
                owners.update(row.owner for row in done.rows if row.owner is not None)
                beyond = done.last
    if owners:
        await units.run(partial(_tell, kid=ring.first, counts=owners))
    return Rotated(+resealed, await left(ring))


async def left(ring: KeyRing) -> Counter[str]:
    """How much of each column is not under the ring's first key."""
    connection, mark = connections.get("default"), f"{ring.first}."
    found: Counter[str] = Counter()
    for one in SEALED:
        statement = f"SELECT COUNT(*) AS count FROM {one.table} WHERE {_other(one.column, len(mark))}"  # noqa: S608 - the names are ours, values bound
        rows = await sql.rows(connection, statement, [mark])
        found[one.name] = int(rows[0]["count"])
    return +found


@dataclass(frozen=True, slots=True)
class _Row:
    id: Any
    owner: UUID | None
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Done:
    """`last` null: there was nothing more to look at."""

    rows: Sequence[_Row] = ()
    last: UUID | None = None


async def _together(units: Units, ring: KeyRing, sealed: SealedColumn, beyond: UUID | None) -> _Done:
    async def chunk(unit: Unit) -> _Done:
        read = await _read(unit.connection, ring, sealed, beyond, " FOR UPDATE SKIP LOCKED")
        done = _reseal(ring, sealed, read)
        await _write(unit, sealed, done.rows)
        return done

    return await units.run(chunk)


async def _singly(units: Units, ring: KeyRing, sealed: SealedColumn, beyond: UUID | None) -> _Done:
    done = _reseal(ring, sealed, await _read(connections.get("default"), ring, sealed, beyond))
    for row in done.rows:
        await units.run(partial(_write, sealed=sealed, rows=[row]))
    return done


async def _read(
    connection: sql.Connection, ring: KeyRing, sealed: SealedColumn, beyond: UUID | None, lock: str = ""
) -> list[_Row]:
    """In order of id."""
    mark = f"{ring.first}."
    further = "" if beyond is None else " AND id > $3"
    lock = lock if sql.dialect(connection) == "postgres" else ""
    found = await sql.rows(
        connection,
        f"SELECT id, {sealed.owner} AS owner, {sealed.column} AS value FROM {sealed.table}"  # noqa: S608 - as above
        f" WHERE {_other(sealed.column, len(mark))}{further} ORDER BY id LIMIT $2{lock}",
        [mark, AT_ONCE, *([] if beyond is None else [beyond])],
    )
    return [_Row(row["id"], None if row["owner"] is None else sql.as_id(row["owner"]), row["value"]) for row in found]


def _reseal(ring: KeyRing, sealed: SealedColumn, read: Sequence[_Row]) -> _Done:
    """What cannot be opened stays as it is."""
    done, meant = [], sealed.copy_of or sealed
    place = {"table": meant.table, "column": meant.column}
    for row in read:
        own_id = row.owner if sealed.copy_of else sql.as_id(row.id)
        where: dict[str, Any] = {"workspace_id": row.owner or UNADOPTED, "row_id": own_id}
        try:
            done.append(replace(row, after=ring.seal(ring.open(row.before, **place, **where), **place, **where)))
        except SealBroken:
            continue
    return _Done(done, sql.as_id(read[-1].id) if read else None)


async def _write(unit: Unit, sealed: SealedColumn, rows: Sequence[_Row]) -> None:
    """What was replaced meanwhile is not overwritten."""
    statement = f"UPDATE {sealed.table} SET {sealed.column} = $1 WHERE id = $2 AND {sealed.column} = $3"  # noqa: S608 - as above
    if rows:
        await sql.update(unit.connection, statement, [(row.after, row.id, row.before) for row in rows])


def _other(column: str, length: int) -> str:
    """Sealed under another key than the one whose mark is $1; upper and lower case are not the same, as they would be to LIKE."""
    return f"{column} IS NOT NULL AND {column} <> '' AND substr({column}, 1, {length}) <> $1"


async def _tell(unit: Unit, kid: str, counts: Counter[UUID]) -> None:
    for home, count in counts.items():
        unit.record(
            NewEvent(EventKind.KEYS_ROTATED, workspace_id=home, subject_id=home, data={"kid": kid, "count": count})
        )
