"""Takes over a do-not-contact list from elsewhere, with an answer for every row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from auth.sealing import KeyRing
from engine import suppressing
from engine.import_mapping import secure
from engine.suppression_bearers import Bearers
from models import EventKind, SuppressionScope, Unit
from models.errors import InvalidInput

MAX_ROWS = 1_000


class Listed(StrEnum):
    ADDED = "added"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SuppressionRow:
    """As it came; `scope` is read here too, so that one word of nonsense costs one row. `problem`: its reader could not make sense of
    it, and says why.
    """

    scope: str
    value: str
    reason: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class RowListed:
    index: int
    outcome: Listed
    reason: str | None = None


async def look(workspace_id: UUID, rows: Iterable[SuppressionRow]) -> Bearers:
    """Whom the rows are about by company or domain: once for a whole file, before anything is locked."""
    readable = [row for row in rows if row.problem is None]
    return await suppressing.look(
        workspace_id, [(scope, _value(row)) for row in readable if (scope := _known(row.scope))]
    )


async def import_rows(
    unit: Unit, ring: KeyRing, workspace_id: UUID, rows: Sequence[SuppressionRow], bearers: Bearers
) -> list[RowListed]:
    """`bearers`: what `look` found of these rows, among others."""
    if len(rows) > MAX_ROWS:
        raise InvalidInput(f"A list has at most {MAX_ROWS:,} rows at a time.", path=["rows"])
    return [await _listed(unit, ring, workspace_id, index, row, bearers) for index, row in enumerate(rows)]


async def _listed(
    unit: Unit, ring: KeyRing, workspace_id: UUID, index: int, row: SuppressionRow, bearers: Bearers
) -> RowListed:
    before = len(unit.events)
    try:
        _check(row)
        scope = _scope(row.scope)
        await suppressing.suppress(unit, ring, workspace_id, scope, _value(row), row.reason, bearers)
    except InvalidInput as broken:
        return RowListed(index, Listed.REFUSED, broken.message)
    added = any(event.kind is EventKind.CONTACT_SUPPRESSED for event in unit.events[before:])
    return RowListed(index, Listed.ADDED if added else Listed.KNOWN)


def _check(row: SuppressionRow) -> None:
    """PostgreSQL stores no NUL; elsewhere no text with one comes as far as this, but a row is answered by itself."""
    if row.problem is not None:
        raise InvalidInput(row.problem)
    if name := next((name for name in ("value", "reason") if "\0" in getattr(row, name)), None):
        raise InvalidInput("A text cannot hold the character NUL.", path=[name])


def _value(row: SuppressionRow) -> str:
    """LinkedIn's addresses as contacts come with them; anything else that begins with http may be the name of a company."""
    return (secure(row.value) or "") if "linkedin." in row.value.casefold() else row.value


def _scope(word: str) -> SuppressionScope:
    scope = _known(word)
    if scope is None:
        raise InvalidInput("A scope is person, company or domain.", path=["scope"])
    return scope


def _known(word: str) -> SuppressionScope | None:
    try:
        return SuppressionScope(word.strip().lower())
    except ValueError:
        return None
