"""Which planned actions of an account are due, and held by nothing on their assignment, campaign, member or contact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from engine import limits
from models import NoteFallback, StepKind, Unit, sql

AT_ONCE = 8
# What a change of the contact may have cured: looked at again once the contact is newer than the verdict.
_CURABLE = ("missing_field", "text_too_long", "invalid_template", "no_identity")


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
    """Follow-ups before new people, the oldest first, a few at once; `only` asks the same of one that is locked by now."""
    if not search.kinds:
        return []
    values: list[object] = [search.account_id, unit.now, unit.now - limits.PERSON_GAP, *search.kinds, *_CURABLE]
    kinds = sql.in_list(4, len(search.kinds))
    curable = sql.in_list(4 + len(search.kinds), len(_CURABLE))
    chosen = [only] if only else sorted(search.passed_over)
    which = f"AND a.id {'' if only else 'NOT'} IN {sql.in_list(len(values) + 1, len(chosen))}" if chosen else ""
    found = await sql.rows(
        unit.connection,
        f"""
        SELECT a.id, a.campaign_id FROM action a
        JOIN assignment s ON s.id = a.assignment_id
        JOIN step t ON t.id = a.step_id
        JOIN campaigns_new c ON c.campaign_id = a.campaign_id
        JOIN contact p ON p.id = a.contact_id
        LEFT JOIN member m ON m.id = s.member_id
        WHERE a.account_id = $1 AND a.state = 'planned' AND a.scheduled_for <= $2 AND a.kind IN {kinds} {which}
          AND c.state = 'running' AND s.paused_at IS NULL AND s.stopped_at IS NULL
          AND s.running_contact_id IS NOT NULL AND s.next_step = t.position
          AND (s.blocker IS NULL OR (s.blocker = 'suppressed' AND NOT p.suppressed)
            OR (s.blocker IN {curable} AND p.updated_at > s.updated_at))
          AND p.tied_group IS NULL AND p.erased_at IS NULL
          AND (m.absent_until IS NULL OR m.absent_until <= $2) {_WITHOUT_NOTE if search.notes_used_up else ""}
          AND NOT EXISTS (
            SELECT 1 FROM action o WHERE o.contact_id = a.contact_id AND o.sent_at > $3 AND o.id <> a.id)
        ORDER BY CASE WHEN a.kind IN ('message', 'inmail') THEN 0 ELSE 1 END, a.scheduled_for, a.id
        LIMIT {AT_ONCE}
        """,  # noqa: S608 - the lists are placeholders, the rest our own words
        [*values, *chosen],
    )
    return [Candidate(sql.as_id(row["id"]), sql.as_id(row["campaign_id"])) for row in found]


async def hold_campaign(unit: Unit, candidate: Candidate) -> None:
    """Until the end of the claim nobody can pause or archive it, so nothing leaves after such a command was committed."""
    if sql.dialect(unit.connection) == "postgres":
        statement = "SELECT 1 FROM campaigns_new WHERE campaign_id = $1 FOR SHARE"
        await sql.rows(unit.connection, statement, [candidate.campaign_id])


# Without room for notes an invitation that carries one waits, so the search need not meet all of them.
_WITHOUT_NOTE = (
    "AND (a.kind <> 'connect' OR COALESCE(t.template, '') = ''"
    f" OR t.note_fallback = '{NoteFallback.WITHOUT_NOTE.value}' OR s.degree = 1 OR s.accepted_at IS NOT NULL)"
)
