"""Who of those pending can go, and why the others cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any
from uuid import UUID

from auth.sealing import KeyRing
from engine import suppressing, template
from engine.blockers import REASONS
from engine.cancelling import call_off
from engine.invitation import invited_by_others
from engine.planner import Stage
from models import Assignment, Campaign, Contact, DuxSoupAccount, Facts, Step, Unit, sql

CHUNK = 500


@dataclass(frozen=True, slots=True)
class LaunchSkip:
    """An assignment that stays pending, with a blocker code and a sentence."""

    assignment_id: UUID
    contact_id: UUID
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pending assignment with its contact and whatever facts came before the launch."""

    id: UUID
    contact: Contact
    member_id: UUID
    facts: Facts

    @classmethod
    def of(cls, row: dict[str, Any], contact: Contact) -> "Candidate":
        times = {
            field.name: sql.as_time(row[field.name]) for field in dataclass_fields(Facts) if field.name != "implied"
        }
        return cls(
            sql.as_id(row["id"]), contact, sql.as_id(row["member_id"]), Facts(**times, implied=bool(row["implied"]))
        )


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds for everybody in this launch."""

    campaign: Campaign
    account: DuxSoupAccount | None
    sequence_id: UUID
    steps: Sequence[Step]
    stages: tuple[Stage, ...]


async def sort_out(
    unit: Unit, ring: KeyRing, conditions: Conditions, candidates: Sequence[Candidate]
) -> tuple[list[Candidate], list[LaunchSkip]]:
    """Those ready, and those skipped with their first reason."""
    ready: list[Candidate] = []
    skipped: list[LaunchSkip] = []
    for start in range(0, len(candidates), CHUNK):
        chunk = candidates[start : start + CHUNK]
        reasons = await _reasons(unit, ring, conditions, chunk)
        for candidate in chunk:
            reason = reasons.get(candidate.id) or _text_problem(conditions, candidate)
            if reason is None:
                ready.append(candidate)
            else:
                skipped.append(LaunchSkip(candidate.id, candidate.contact.id, *reason))
    return ready, skipped


async def take_over(
    unit: Unit,
    conditions: Conditions,
    ready: list[Candidate],
    skipped: list[LaunchSkip],
    candidates: Sequence[Candidate],
    reason: str,
) -> tuple[list[Candidate], list[LaunchSkip]]:
    """Stops the other assignments of people who were skipped only because they run elsewhere, and lets these go."""
    elsewhere = {skip.assignment_id for skip in skipped if skip.code == "in_other_campaign"}
    wanted = [candidate for candidate in candidates if candidate.id in elsewhere]
    problems = {candidate.id: _text_problem(conditions, candidate) for candidate in wanted}
    taken = [candidate for candidate in wanted if problems[candidate.id] is None]
    for candidate in taken:
        others = Assignment.filter(
            workspace_id=candidate.contact.workspace_id, running_contact_id=candidate.contact.id
        ).select_for_update()
        for other in await others:
            await call_off(unit, [other.id], "taken_over")
            await other.stop(unit, reason)
    unfit = [
        LaunchSkip(candidate.id, candidate.contact.id, *problem)
        for candidate in wanted
        if (problem := problems[candidate.id]) is not None
    ]
    return [*ready, *taken], [*(skip for skip in skipped if skip.assignment_id not in elsewhere), *unfit]


async def _reasons(
    unit: Unit, ring: KeyRing, conditions: Conditions, chunk: Sequence[Candidate]
) -> dict[UUID, tuple[str, str]]:
    account = conditions.account
    people = [candidate.contact for candidate in chunk]
    suppressed = await (await suppressing.checker(ring, people[0].workspace_id)).suppressed(people)
    running = await _running_elsewhere(unit, people)
    ids = [person.id for person in people]
    elsewhere = await invited_by_others(unit.connection, account.id, ids) if account is not None else set()
    codes = {}
    for candidate in chunk:
        contact = candidate.contact
        checks = (
            ("suppressed", contact.id in suppressed),
            ("account_not_configured", account is None),
            ("no_identity", contact.linkedin_url is None),
            ("possible_duplicate", contact.tied_group is not None),
            ("other_account", contact.id in elsewhere),
            ("in_other_campaign", contact.id in running),
        )
        code = next((code for code, holds in checks if holds), None)
        if code is not None:
            codes[candidate.id] = (code, REASONS[code].message)
    return codes


def _text_problem(conditions: Conditions, candidate: Candidate) -> tuple[str, str] | None:
    """Every template of the sequence is tried for this contact, so that nothing stops half-way for a missing name."""
    try:
        for step in conditions.steps:
            if conditions.account is not None:
                template.compose(step, candidate.contact, conditions.account, conditions.campaign)
    except template.TemplateProblem as problem:
        return problem.code, problem.message
    return None


async def _running_elsewhere(unit: Unit, people: Sequence[Contact]) -> set[UUID]:
    found = await sql.rows(
        unit.connection,
        f"""
        SELECT running_contact_id FROM assignment
        WHERE workspace_id = $1 AND running_contact_id IN {sql.in_list(2, len(people))}
        """,  # noqa: S608 - the list is placeholders
        [people[0].workspace_id, *(person.id for person in people)],
    )
    return {sql.as_id(row["running_contact_id"]) for row in found}
