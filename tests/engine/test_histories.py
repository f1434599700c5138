"""Whatever happens, in whatever order: nothing is sent twice, out of turn, after a reply, or more than three at a time."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.database import close_database, open_database
from engine import claims, dispatcher, planner, progress, reconcile
from engine.action import ActionVerdict
from models import Action, ActionState, Assignment, AssignmentStatus, Event, Facts, Unit, Units, event
from models.action import OUTSTANDING
from tests import factories
from tests.engine.laboratory import ANSWERS, Laboratory
from tests.settable_clock import SettableClock

RANK = [
    AssignmentStatus.PENDING, AssignmentStatus.ACTIVE, AssignmentStatus.NOT_ACCEPTED, AssignmentStatus.ACCEPTED,
    AssignmentStatus.RESPONDED, AssignmentStatus.COMPLETED,
]  # fmt: skip
STEPS = [
    *(("hand over", answer) for answer in ANSWERS), ("hand over", "taken"), ("carry out", ""), ("carry out", ""), ("read", ""),
    ("read", ""), ("look", ""), ("look", ""), ("heartbeat", ""), ("accepted", ""), ("reply", ""), ("declined", ""),
    ("hours", "1"), ("hours", "4"), ("hours", "30"), ("hours", "600"), ("pass by", ""), ("decide", "was_sent"), ("decide", "skip"),
    ("decide", "stop"),
]  # fmt: skip
HISTORIES = st.lists(st.sampled_from(STEPS), min_size=6, max_size=14)
History = list[tuple[str, str]]


@pytest.fixture
def lab(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Laboratory]:
    with asyncio.Runner() as runner:
        if dialect == "sqlite":
            database = runner.run(request.getfixturevalue("sqlite_files").clean(tmp_path))
        else:
            database = runner.run(request.getfixturevalue("postgres_databases").clean())
        runner.run(open_database(database.url))
        clock = SettableClock(factories.START)
        yield Laboratory(runner, Units(clock), clock)
        runner.run(close_database())


def _hold(lab: Laboratory, examples: int, *, shrink: bool = True, before: History | None = None) -> None:
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    quiet = list(HealthCheck)

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=phases,
        suppress_health_check=quiet,
    )
    @given(HISTORIES)
    def property_(history: History) -> None:
        lab.runner.run(_live(lab, [*(before or []), *history]))

    property_()


async def _live(lab: Laboratory, history: History) -> None:
    assignment = await lab.fresh()
    lowest = 0
    for what, how in history:
        replied = (await Assignment.get(id=assignment.id)).responded_at is not None
        claimed = await _happen(lab, assignment, what, how)
        now = await Assignment.get(id=assignment.id)
        assert not (claimed and replied), "sent after a reply"
        assert RANK.index(now.status) >= lowest, "the status fell"
        lowest = RANK.index(now.status)
        await _check(lab, assignment, claimed)


async def _happen(lab: Laboratory, assignment: Assignment, what: str, how: str) -> Action | None:
    match what:
        case "hand over":
            return await lab.hand_over(how)
        case "hours":
            lab.clock.move(hours=float(how))
        case "accepted":
            await lab.store(lab.seen(0, Degree="1"))
        case "reply":
            await lab.apply(await lab.store(lab.letter("Sure!")))
        case "declined":
            await lab.store(lab.letter("", type="INVITATION_DECLINE"))
        case "decide":
            await lab.decide(ActionVerdict(how))
        case "look":
            await lab.look()
            lab.clock.move(minutes=2)
        case _:
            await getattr(lab, what.replace(" ", "_"))()
    return None


async def _check(lab: Laboratory, assignment: Assignment, claimed: Action | None) -> None:
    assert lab.account is not None
    assert all(count == 1 for count in lab.delivered.values()), "delivered twice"
    actions = await Action.filter(assignment_id=assignment.id).prefetch_related("step")
    at = {action.id: action.step.position for action in actions}
    done = [at[action.id] for action in actions if action.state is ActionState.EXECUTED]
    assert len(done) == len(set(done)), "executed twice"
    passed = {at[action.id] for action in actions if action.state in _ENDED}
    if claimed is not None:
        assert passed >= set(range(1, at[claimed.id])), "out of turn"
    assert len([action for action in actions if action.state in OUTSTANDING]) <= 3
    assert len([action for action in actions if action.state is ActionState.PLANNED]) <= 1, "two are planned"
    positions = [one.position for one in await Event.filter(workspace_id=lab.account.workspace_id).order_by("position")]
    assert positions == list(range(1, len(positions) + 1)), "a hole in the log"


_ENDED = {ActionState.EXECUTED, ActionState.FAILED, ActionState.REJECTED, ActionState.CANCELLED}


def test_every_history_keeps_the_promises(lab: Laboratory):
    _hold(lab, 30)


async def _always(*_: Any) -> bool:
    return True


async def _to_the_plan(unit: Unit, account: Any, taken: Any) -> None:
    await Action.filter(account_id=account.id, state=ActionState.SENDING).update(
        state=ActionState.PLANNED, sent_at=None
    )


async def _on_handing_over(unit: Unit, claimed: Any, outcome: Any, real: Any = dispatcher.settle) -> None:
    await real(unit, claimed, outcome)
    assignment, action = await progress.pair(claimed.action_id)
    if action.state is ActionState.QUEUED:
        await progress.passed(unit, assignment, action)


async def _with_a_hole(connection: Any, workspace_id: Any, count: int, real: Any = event._take_positions) -> int:
    return int(await real(connection, workspace_id, count + 1))


def _refused_first(facts: Facts) -> tuple[tuple[AssignmentStatus, datetime | None], ...]:
    return ((AssignmentStatus.NOT_ACCEPTED, facts.not_accepted_at), *_RANKED(facts))


_RANKED = Facts._ranked
VISITED = [("hand over", "taken"), ("carry out", ""), ("read", ""), ("hours", "4")]
ANSWERED = [*VISITED, ("hand over", "taken"), ("carry out", ""), ("read", ""), ("reply", ""), ("hours", "4")]
UNREAD = [("hand over", "answer lost"), ("carry out", ""), ("hours", "1"), ("look", ""), ("look", ""), ("look", "")]
BUGS: dict[str, tuple[object, str, Callable[..., Any], History]] = {
    "absence is taken for proof": (reconcile, "_proved_untaken", _always, UNREAD),
    "what was interrupted is sent again": (claims, "_disown", _to_the_plan, [("hand over", "killed"), ("hours", "4")]),
    "a reply stops nothing": (planner, "_over", lambda *_: False, ANSWERED),
    "the next step follows the handing over": (dispatcher, "settle", _on_handing_over, []),
    "a refusal outranks acceptance": (
        Facts,
        "_ranked",
        _refused_first,
        [*VISITED, ("hand over", "taken"), ("accepted", ""), ("read", "")],
    ),
    "positions leave a hole": (event, "_take_positions", _with_a_hole, []),
}


@pytest.mark.parametrize("bug", BUGS)
def test_the_promises_find(lab: Laboratory, bug: str, monkeypatch: pytest.MonkeyPatch):
    """Each begins where the bug can show itself, so that the search is short."""
    place, name, naive, before = BUGS[bug]
    monkeypatch.setattr(place, name, naive)
    with pytest.raises(AssertionError):
        _hold(lab, 150, shrink=False, before=before)
