"""What comes after a step, and when: tables of facts and sequences."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from engine import planner
from engine.calendar import END_OF_DAY, Calendar, Hours
from engine.planner import Await, NothingLeft, Plan, Policy, Stage, Standing
from models import AssignmentStatus, Fact, Facts, Step, StepKind

T0 = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
ACCEPTED, RESPONDED = AssignmentStatus.ACCEPTED, AssignmentStatus.RESPONDED
ALWAYS = Calendar(windows=tuple(Hours(day, time(0), END_OF_DAY) for day in range(7)))
WORKDAYS = Calendar()
POLICY = Policy(stop_on_reply=True, resume_on_late_acceptance=True, acceptance_window=21 * DAY, reply_window=3 * DAY)
WHO = UUID(int=7)


def _stage(position: int, kind: StepKind = StepKind.VISIT, delay: timedelta = timedelta(0), **more: Any) -> Stage:
    return Stage(UUID(int=position), position, kind, delay, more.get("jitter", timedelta(0)), more.get("needs"))


def _next(
    stage: Stage, since: datetime = T0, policy: Policy = POLICY, calendar: Calendar = ALWAYS, **facts: Any
) -> planner.Move:
    return planner.next_move(Standing(WHO, stage.position, since, Facts(T0, **facts)), [stage], policy, calendar)


def _without(**changed: bool) -> Policy:
    return Policy(
        **({"stop_on_reply": True, "resume_on_late_acceptance": True} | changed),
        acceptance_window=DAY,
        reply_window=DAY,
    )


def test_a_delay_is_elapsed_time_from_the_execution_of_the_step_before():
    assert _next(_stage(2, delay=2 * DAY), since=T0 + DAY) == Plan(_stage(2, delay=2 * DAY), T0 + 3 * DAY)


def test_a_delay_of_0_means_0():
    assert _next(_stage(2), since=T0) == Plan(_stage(2), T0)


def test_a_delay_that_ends_on_a_weekend_moves_to_monday_morning():
    friday = T0 + 4 * DAY
    assert _next(_stage(2, delay=DAY), since=friday, calendar=WORKDAYS) == Plan(_stage(2, delay=DAY), T0 + 7 * DAY)


def test_the_jitter_is_drawn_once_and_stays_within_its_bounds():
    stage = _stage(2, delay=DAY, jitter=timedelta(hours=5))
    first, again = _next(stage), _next(stage)
    assert isinstance(first, Plan)
    assert first == again
    assert T0 + DAY <= first.at <= T0 + DAY + timedelta(hours=5)
    others = {planner.next_move(Standing(UUID(int=n), 2, T0, Facts(T0)), [stage], POLICY, ALWAYS) for n in range(20)}
    assert len(others) == 20


def test_where_acceptance_is_required_the_delay_counts_from_it_or_from_a_later_step_before():
    stage = _stage(3, StepKind.MESSAGE, DAY, needs=ACCEPTED)
    assert _next(stage, accepted_at=T0 + 2 * DAY) == Plan(stage, T0 + 3 * DAY)
    assert _next(stage, since=T0 + 5 * DAY, accepted_at=T0 + 2 * DAY) == Plan(stage, T0 + 6 * DAY)


@pytest.mark.parametrize("needs", [ACCEPTED, RESPONDED])
def test_a_step_waits_until_what_it_requires_has_been_reached(needs: AssignmentStatus):
    stage = _stage(2, StepKind.MESSAGE, needs=needs)
    assert _next(stage) == Await(stage)
    reached: dict[str, Any] = {"accepted_at": T0 + DAY} | ({"responded_at": T0 + DAY} if needs is RESPONDED else {})
    assert _next(stage, policy=_without(stop_on_reply=False), **reached) == Plan(stage, T0 + DAY)


def test_required_means_has_reached_so_a_reply_is_enough_where_acceptance_is_asked():
    stage = _stage(2, StepKind.MESSAGE, needs=ACCEPTED)
    facts = Facts(T0).merged(Fact.RESPONDED, T0 + DAY)
    standing = Standing(WHO, 2, T0, facts)
    assert planner.next_move(standing, [stage], _without(stop_on_reply=False), ALWAYS) == Plan(stage, T0 + DAY)


OVER = [
    ({"responded_at": T0}, POLICY, True),
    ({"responded_at": T0}, _without(stop_on_reply=False), False),
    ({"not_accepted_at": T0}, POLICY, True),
    ({"not_accepted_at": T0, "accepted_at": T0 + DAY}, POLICY, False),
    ({"not_accepted_at": T0, "accepted_at": T0 + DAY}, _without(resume_on_late_acceptance=False), True),
    ({"not_accepted_at": T0 + DAY, "accepted_at": T0}, _without(resume_on_late_acceptance=False), False),
]


@pytest.mark.parametrize(("facts", "policy", "over"), OVER)
def test_nothing_follows_a_reply_or_a_refusal_unless_the_campaign_says_so(
    facts: dict[str, Any], policy: Policy, over: bool
):
    assert isinstance(_next(_stage(2), policy=policy, **facts), NothingLeft) is over


def test_nothing_is_left_after_the_last_step():
    assert planner.next_move(Standing(WHO, 3, T0, Facts(T0)), [_stage(1), _stage(2)], POLICY, ALWAYS) == NothingLeft()


CONNECT, MESSAGE = StepKind.CONNECT, StepKind.MESSAGE
NEEDS = [
    ([(MESSAGE, None)], [None]),
    ([(CONNECT, None), (MESSAGE, None)], [None, ACCEPTED]),
    ([(CONNECT, None), (MESSAGE, AssignmentStatus.ACTIVE)], [None, ACCEPTED]),
    ([(CONNECT, None), (MESSAGE, RESPONDED)], [None, RESPONDED]),
    ([(CONNECT, None), (StepKind.INMAIL, None)], [None, None]),
    ([(MESSAGE, None), (CONNECT, None)], [None, None]),
]


@pytest.mark.parametrize(("steps", "needs"), NEEDS)
def test_a_message_to_somebody_who_was_to_be_connected_always_waits_for_acceptance(
    steps: list[tuple[StepKind, AssignmentStatus | None]], needs: list[AssignmentStatus | None]
):
    rows = [Step(position=at, kind=kind, requires=requires) for at, (kind, requires) in enumerate(steps, start=1)]
    assert [stage.needs for stage in planner.stages(rows[::-1])] == needs


DEADLINES = [
    ("the acceptance window runs from the invitation", {}, T0, False, T0 + 21 * DAY),
    ("an answered invitation has no window", {"accepted_at": T0 + DAY}, T0, False, None),
    ("a declined one neither", {"not_accepted_at": T0 + DAY}, T0, False, None),
    ("a refusal is never completed", {"not_accepted_at": T0 + DAY}, T0, True, None),
    ("the reply window runs from the last step", {}, None, True, T0 + 4 * DAY),
    ("an accepted sequence is completed after the reply window", {"accepted_at": T0}, T0, True, T0 + 4 * DAY),
    ("never before its invitation was decided", {"accepted_at": T0 + 9 * DAY}, T0, True, T0 + 9 * DAY),
    ("a completed one has none", {"completed_at": T0}, None, True, None),
    ("while steps are left there is none", {}, None, False, None),
]


@pytest.mark.parametrize(
    ("rule", "facts", "invited_at", "finished", "deadline"), DEADLINES, ids=[row[0] for row in DEADLINES]
)
def test_the_deadline_is_when_time_alone_changes_the_status(
    rule: str, facts: dict[str, Any], invited_at: datetime | None, finished: bool, deadline: datetime | None
):
    moment = planner.deadline(
        Facts(T0, **facts), POLICY, invited_at=invited_at, last_at=T0 + DAY, finished=finished, addresses=True
    )
    assert moment == deadline


def test_a_sequence_that_addresses_nobody_is_completed_at_its_last_execution():
    moment = planner.deadline(Facts(T0), POLICY, invited_at=None, last_at=T0 + DAY, finished=True, addresses=False)
    assert moment == T0 + DAY
