"""Which planned actions of an account are due, and held by nothing on their assignment, campaign, member or contact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from engine import candidate_search, limits
from engine.candidate_search import AT_ONCE
from models import StepKind, Unit, sql

__all__ = ["AT_ONCE", "Candidate", "Search", "due", "hold_campaign", "search_of"]


@dataclass(frozen=True, slots=True)
class Candidate:
    action_id: UUID
    campaign_id: UUID


@dataclass(frozen=True, slots=True)
class Search:
    """For one claim: the kinds that have room, whether notes have, and who has been examined already."""

    account_id: UUID
    kinds: tuple[StepKind, ...]
    notes_used_up: bool
    passed_over: set[UUID] = field(default_factory=set)


def search_of(account_id: UUID, usages: Sequence[limits.Usage]) -> Search:
    kinds = tuple(kind for kind in StepKind if limits.blocked(usages, kind, with_note=False) is None)
    return Search(account_id, kinds, limits.blocked(usages, StepKind.CONNECT, with_note=True) is not None)


async def due(unit: Unit, search: Search, only: UUID | None = None) -> list[Candidate]:
    """Follow-ups before new people, the oldest first, a few at once; `only` asks the same of one that is locked by now.

    Without room for notes, invitations to people who are connected already come first: they are passed over, not sent.
    """
    if not search.kinds:
        return []
    if only is not None:
        return await _found(unit, search, candidate_search.one(search.kinds, notes=not search.notes_used_up), [only])
    examined, dialect = sorted(search.passed_over), sql.dialect(unit.connection)
    found: list[Candidate] = []
    if search.notes_used_up and StepKind.CONNECT in search.kinds:
        found = await _found(unit, search, candidate_search.connected(dialect, len(examined)), examined)
    statement = candidate_search.first(dialect, search.kinds, len(examined), notes=not search.notes_used_up)
    return [*found, *await _found(unit, search, statement, examined)]


async def hold_campaign(unit: Unit, candidate: Candidate) -> None:
    """Until the end of the claim nobody can pause or archive it, so nothing leaves after such a command was committed."""
    if sql.dialect(unit.connection) == "postgres":
        statement = "SELECT 1 FROM campaigns_new WHERE campaign_id = $1 FOR SHARE"
        await sql.rows(unit.connection, statement, [candidate.campaign_id])


async def _found(unit: Unit, search: Search, statement: str, more: Sequence[UUID]) -> list[Candidate]:
    values = [search.account_id, unit.now, unit.now - limits.PERSON_GAP, *more]
    rows = await sql.rows(unit.connection, statement, values)
    return [Candidate(sql.as_id(row["id"]), sql.as_id(row["campaign_id"])) for row in rows]
