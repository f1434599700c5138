"""Which planned actions of an account are due, and held by nothing on their assignment, campaign, member or contact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from engine import candidate_search, limits
from engine.campaign_share import Budget
from engine.candidate_conditions import NO_NOTE, listed
from engine.candidate_search import AT_ONCE, CONNECTED_OR_PLAIN
from models import StepKind, Unit, sql

__all__ = ["AT_ONCE", "Candidate", "Search", "due", "hold_campaign", "search_of"]


@dataclass(frozen=True, slots=True)
class Candidate:
    action_id: UUID
    campaign_id: UUID


@dataclass(frozen=True, slots=True)
class Search:
    """For one claim: the kinds that have room, whether notes have, what campaigns may do, and who has been examined already."""

    account_id: UUID
    kinds: tuple[StepKind, ...]
    notes_used_up: bool
    budgets: tuple[Budget, ...] = ()
    passed_over: set[UUID] = field(default_factory=set)

    def noteless(self, campaign_id: UUID) -> bool:
        return self.notes_used_up or any(one.campaign_id == campaign_id and one.notes_used_up for one in self.budgets)


def search_of(account_id: UUID, usages: Sequence[limits.Usage]) -> Search:
    kinds = tuple(kind for kind in StepKind if limits.blocked(usages, kind, with_note=False) is None)
    return Search(account_id, kinds, limits.blocked(usages, StepKind.CONNECT, with_note=True) is not None)


async def due(unit: Unit, search: Search, only: Candidate | None = None) -> list[Candidate]:
    """Follow-ups before new people (but for campaigns that say otherwise), the oldest first, a few at once; `only` asks the same of
    one that is locked by now.

    Without room for notes, invitations to people who are connected already come first: they are passed over, not sent.
    """
    if not search.kinds:
        return []
    if only is not None:
        return await _still(unit, search, only)
    examined, dialect = sorted(search.passed_over), sql.dialect(unit.connection)
    found: list[Candidate] = []
    full = [one for one in search.budgets if one.full]
    values, start = [*examined, *(one.campaign_id for one in full)], 4 + len(examined)
    noteless = search.notes_used_up or any(one.notes_used_up for one in full)
    if noteless and StepKind.CONNECT in search.kinds:
        spent = _spent(full, start, "TRUE", "TRUE")
        found = await _found(unit, search, candidate_search.connected(dialect, len(examined), spent), values)
    spent = _spent(full, start, NO_NOTE, "way.opens")
    notes = not search.notes_used_up
    statement = candidate_search.first(dialect, search.kinds, len(examined), spent, notes=notes)
    return [*found, *await _found(unit, search, statement, values)]


async def hold_campaign(unit: Unit, candidate: Candidate) -> None:
    """Until the end of the claim nobody can pause or archive it, so nothing leaves after such a command was committed."""
    if sql.dialect(unit.connection) == "postgres":
        statement = "SELECT 1 FROM campaigns_new WHERE campaign_id = $1 FOR SHARE"
        await sql.rows(unit.connection, statement, [candidate.campaign_id])


async def _still(unit: Unit, search: Search, only: Candidate) -> list[Candidate]:
    """What a campaign says may have changed since it was counted: then it is not held to what it said before."""
    own = [one for one in search.budgets if one.campaign_id == only.campaign_id]
    said = own[0].said if own else (-1, -1)
    spent = _spent([one for one in own if one.full], 7, CONNECTED_OR_PLAIN, "a.opens")
    statement = candidate_search.one(search.kinds, spent, notes=not search.notes_used_up)
    return await _found(unit, search, statement, [only.action_id, *said, *(one.campaign_id for one in own if one.full)])


def _spent(full: Sequence[Budget], start: int, plain: str, opening: str) -> str:
    """Leaves out of each campaign what it has no room for."""
    return "".join(
        f" AND NOT (c.campaign_id = ${at} AND ({_used_up(one, plain, opening)}))" for one, at in zip(full, count(start))
    )


def _used_up(one: Budget, plain: str, opening: str) -> str:
    parts = [f"t.kind IN {listed(one.kinds_used_up)}"] if one.kinds_used_up else []
    parts += [f"NOT {plain}"] if one.notes_used_up else []
    return " OR ".join([*parts, opening] if one.openings_used_up else parts)


async def _found(unit: Unit, search: Search, statement: str, more: Sequence[object]) -> list[Candidate]:
    values = [search.account_id, unit.now, unit.now - limits.PERSON_GAP, *more]
    rows = await sql.rows(unit.connection, statement, values)
    return [Candidate(sql.as_id(row["id"]), sql.as_id(row["campaign_id"])) for row in rows]
