"""What comes after this step, and when; pure: facts and steps in, one move out."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from engine.calendar import Calendar
from models.facts import AssignmentStatus, Facts
from models.step import Step, StepKind

# A sequence with none of these asks nothing of the person, so it waits for no answer.
ADDRESSING_KINDS = frozenset({StepKind.CONNECT, StepKind.MESSAGE, StepKind.INMAIL})


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as the planner sees it. `needs` is the status that must have been reached first."""

    step_id: UUID
    position: int
    kind: StepKind
    delay: timedelta
    random_delay: timedelta
    needs: AssignmentStatus | None


@dataclass(frozen=True, slots=True)
class Policy:
    """What the campaign says about replies and time."""

    stop_on_reply: bool
    resume_on_late_acceptance: bool
    acceptance_window: timedelta
    reply_window: timedelta


@dataclass(frozen=True, slots=True)
class Plan:
    """The next action, and the earliest moment for it."""

    stage: Stage
    at: datetime


@dataclass(frozen=True, slots=True)
class Await:
    """The next step waits until the assignment has reached what it needs."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class NothingLeft:
    """Done, or stopped by the reply, or by the acceptance that never came."""


Move = Plan | Await | NothingLeft


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an assignment stands: the position to come, and since when it may be counted from (the execution before)."""

    assignment_id: UUID
    position: int
    since: datetime
    facts: Facts


def stages(steps: Sequence[Step]) -> tuple[Stage, ...]:
    """A message to somebody who was to be connected always waits for acceptance, whatever the step says."""
    made, connects = [], False
    for step in sorted(steps, key=lambda step: step.position):
        needs = step.requires
        if connects and step.kind is StepKind.MESSAGE and needs is not AssignmentStatus.RESPONDED:
            needs = AssignmentStatus.ACCEPTED
        random_delay = timedelta(hours=step.random_delay_hours)
        made.append(Stage(step.id, step.position, step.kind, step.delay, random_delay, needs))
        connects = connects or step.kind is StepKind.CONNECT
    return tuple(made)


def next_move(standing: Standing, sequence: Sequence[Stage], policy: Policy, calendar: Calendar) -> Move:
    """The one decision of what follows; `at` of a plan may lie in the past, then it is due."""
    stage = next((stage for stage in sequence if stage.position >= standing.position), None)
    if stage is None or _over(standing.facts, policy):
        return NothingLeft()
    if not _reached(standing.facts, stage.needs):
        return Await(stage)
    return Plan(stage, calendar.next_open(_counted_from(standing, stage) + stage.delay + _jitter(standing, stage)))


def deadline(
    facts: Facts,
    policy: Policy,
    *,
    invited_at: datetime | None,
    last_at: datetime,
    finished: bool,
    addresses: bool,
) -> datetime | None:
    """When time alone changes the status: the acceptance window ends, or the wait for a reply after the last step.

    `last_at` is the last executed step or reply, `finished` that no step is left, `addresses` that the sequence has a step
    that asks something of the person. Nothing is completed before its invitation was decided, however long ago it was sent.
    """
    if facts.completed_at is not None:
        return None
    if facts.accepted_at is None and facts.not_accepted_at is not None:
        return None
    if facts.accepted_at is None and invited_at is not None:
        return invited_at + policy.acceptance_window
    if not finished:
        return None
    end = last_at + policy.reply_window if addresses else last_at
    return end if invited_at is None or facts.accepted_at is None else max(end, facts.accepted_at)


def _over(facts: Facts, policy: Policy) -> bool:
    if facts.responded_at is not None and policy.stop_on_reply:
        return True
    if facts.not_accepted_at is None:
        return False
    if facts.accepted_at is None:
        return True
    return facts.accepted_at > facts.not_accepted_at and not policy.resume_on_late_acceptance


def _reached(facts: Facts, needs: AssignmentStatus | None) -> bool:
    match needs:
        case AssignmentStatus.ACCEPTED:
            return facts.accepted_at is not None
        case AssignmentStatus.RESPONDED:
            return facts.responded_at is not None
        case _:
            return True


def _counted_from(standing: Standing, stage: Stage) -> datetime:
    """From the step before; where acceptance had to come first, from the later of the two."""
    if stage.needs is AssignmentStatus.ACCEPTED and standing.facts.accepted_at is not None:
        return max(standing.since, standing.facts.accepted_at)
    if stage.needs is AssignmentStatus.RESPONDED and standing.facts.responded_at is not None:
        return max(standing.since, standing.facts.responded_at)
    return standing.since


def _jitter(standing: Standing, stage: Stage) -> timedelta:
    """Drawn once: the same assignment and step always get the same extra, so planning again moves nothing."""
    if not stage.random_delay:
        return stage.random_delay
    draw = random.Random(f"{standing.assignment_id}:{stage.step_id}").random()
    return stage.random_delay * draw
