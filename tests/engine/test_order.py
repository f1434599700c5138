"""The order of receipts and their repetition cannot matter: any permutation leaves the same rows."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.database import close_database, open_database
from engine import progress
from models import Action, Assignment, Units, facts
from models.lifecycle import change
from tests import factories
from tests.engine.laboratory import QUIET, Laboratory
from tests.settable_clock import SettableClock

WORDS = ("done", "done again", "failed", "tag", "first degree", "reply", "note seen", "by hand", "declined")
TOLD = st.lists(
    st.tuples(st.sampled_from(WORDS), st.integers(-60, -1)), min_size=1, max_size=4, unique_by=lambda one: one[0]
)
ORDERS = TOLD.flatmap(lambda told: st.tuples(st.just(told), st.permutations([*told, *told[:2]])))
Case = tuple[list[tuple[str, int]], list[tuple[str, int]]]


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


def _hold(lab: Laboratory, examples: int, *, shrink: bool = True) -> None:
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    @given(ORDERS)
    def property_(case: Case) -> None:
        lab.runner.run(_same_rows(lab, case))

    property_()


async def _same_rows(lab: Laboratory, case: Case) -> None:
    first, second = [await _told(lab, order) for order in case]
    assert first == second


async def _told(lab: Laboratory, order: list[tuple[str, int]]) -> list[Any]:
    """The rows after these receipts, of somebody whose invitation is at Dux-Soup."""
    lab.clock.set(factories.START)
    assignment = await lab.fresh()
    await lab.hand_over("taken")
    await lab.carry_out()
    await lab.read()
    lab.clock.move(hours=4)
    connect = await lab.hand_over("taken")
    assert connect is not None
    lab.clock.move(hours=2)
    for word, minutes in order:
        await lab.apply(await lab.store(_body(lab, connect, word, minutes)))
    return await _rows(assignment)


def _body(lab: Laboratory, connect: Action, word: str, minutes: int) -> dict[str, Any]:
    bodies: dict[str, Callable[[], dict[str, Any]]] = {
        "done": lambda: lab.command(connect, result=True, minutes=minutes),
        "done again": lambda: lab.command(connect, result=True, minutes=minutes),
        "failed": lambda: lab.command(connect, result=False, minutes=minutes),
        "tag": lambda: lab.seen(minutes, **{"Degree": "2", "My Tags": [f"🦆-{connect.id}-accepted"]}),
        "first degree": lambda: lab.seen(minutes, Degree="1"),
        "reply": lambda: lab.letter("Sure!", minutes=minutes),
        "note seen": lambda: lab.letter("Hello there", sent=True, minutes=minutes),
        "by hand": lambda: lab.letter("By hand", sent=True, minutes=minutes),
        "declined": lambda: lab.letter("", minutes=minutes, type="INVITATION_DECLINE"),
    }
    return bodies[word]()


async def _rows(assignment: Assignment) -> list[Any]:
    """Without ids, versions, and what was planned and taken back."""
    row = await Assignment.get(id=assignment.id)
    left_out = {"id", "created_at", "version", "updated_at", "running_contact_id"}
    values = (await Assignment.filter(id=row.id).values())[0]
    columns = {name: value for name, value in values.items() if name not in left_out and not name.endswith("_id")}
    actions = await Action.filter(assignment_id=row.id).order_by("kind", "generation")
    gone = [_plain(action) for action in actions if action.state not in QUIET]
    planned = [(action.kind, action.scheduled_for) for action in actions if action.state == "planned"]
    return [columns, row.running_contact_id is not None, gone, planned]


def _plain(action: Action) -> tuple[Any, ...]:
    return action.kind, action.state, action.executed_at, action.sent_at, action.outcome, action.failure_told_at


def test_permutation_and_repetition_of_receipts_leave_the_same_rows(lab: Laboratory):
    _hold(lab, 20)


async def _last_word_wins(unit: Any, assignment: Any, action: Any, at: datetime, *_: Any, **__: Any) -> None:
    await change(action, {"state": action.state}, state="executed", executed_at=at, outcome="executed")
    await progress.passed(unit, assignment, action, {"executed_at": at, "invited_at": at})


def _latest(_fact: Any, _known: datetime | None, at: datetime) -> datetime:
    return at


BUGS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "the last word on an execution wins": (progress, "executed", _last_word_wins),
    "the last fact wins": (facts, "_merge", _latest),
}


@pytest.mark.parametrize("bug", BUGS)
def test_the_property_finds(lab: Laboratory, bug: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(*BUGS[bug])
    with pytest.raises(AssertionError):
        _hold(lab, 60, shrink=False)
