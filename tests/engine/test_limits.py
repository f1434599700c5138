"""The windows of every kind, counted over the ledger."""

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tortoise import connections

from engine import windows
from engine.limits import (
    Limit,
    Usage,
    blocked,
    blocking,
    effective,
    gap_after,
    usage,
)
from models import Action, ActionState, Assignment, DuxSoupAccount, Step, StepKind
from models.account import LimitOverride
from models.ids import new_id
from tests import factories
from tests.databases import Database
from tests.factories import START
from tests.queries import queries


def override(kind: str | None, limit: int, hours: int = 24, *, with_note: bool = False) -> LimitOverride:
    return {"kind": kind, "with_note": with_note, "hours": hours, "limit": limit}


class Ledger:
    """Writes actions of one account."""

    def __init__(self, account: DuxSoupAccount, assignment: Assignment, step: Step) -> None:
        self.account = account
        self._assignment = assignment
        self._step = step
        self._generation = 0

    async def add(self, state: ActionState, kind: StepKind = StepKind.CONNECT, **values: Any) -> Action:
        self._generation += 1
        given = {"state": state, "kind": kind, "generation": self._generation, **values}
        return await factories.action(self._assignment, self._step, self.account, **given)

    async def usage(self, now: datetime) -> dict[tuple[StepKind | None, bool, int], Usage]:
        found = await usage(connections.get("default"), self.account, now)
        return {(one.limit.kind, one.limit.with_note, one.limit.hours): one for one in found}


@pytest.fixture
async def ledger(database: Database) -> Ledger:
    workspace = await factories.workspace()
    campaign = await factories.campaign(workspace)
    sequence = await factories.sequence(campaign, StepKind.CONNECT)
    step = await Step.get(sequence=sequence)
    account = await factories.account(workspace)
    return Ledger(account, await factories.assignment(campaign), step)


CONNECT_DAY = (StepKind.CONNECT, False, 24)


@pytest.mark.parametrize("state", [ActionState.SENDING, ActionState.QUEUED, ActionState.UNKNOWN, ActionState.PARKED])
async def test_what_is_at_dux_soup_or_may_be_counts_from_the_moment_of_sending(
    ledger: Ledger, state: ActionState
) -> None:
    await ledger.add(state, sent_at=START)
    assert (await ledger.usage(START + timedelta(hours=1)))[CONNECT_DAY].used == 1


@pytest.mark.parametrize("state", [ActionState.PLANNED, ActionState.REJECTED, ActionState.FAILED])
async def test_what_was_not_done_does_not_count(ledger: Ledger, state: ActionState) -> None:
    await ledger.add(state, sent_at=START)
    assert (await ledger.usage(START + timedelta(hours=1)))[CONNECT_DAY].used == 0


@pytest.mark.parametrize(("sent_at", "used"), [(START, 1), (None, 0)], ids=["after it left", "before"])
async def test_what_was_cancelled_counts_if_it_had_left(ledger: Ledger, sent_at: datetime | None, used: int) -> None:
    await ledger.add(ActionState.CANCELLED, sent_at=sent_at)
    assert (await ledger.usage(START + timedelta(hours=1)))[CONNECT_DAY].used == used
    assert (await ledger.usage(START + timedelta(hours=24)))[CONNECT_DAY].used == 0


async def test_an_executed_action_counts_at_the_time_of_execution(ledger: Ledger) -> None:
    await ledger.add(ActionState.EXECUTED, sent_at=START, executed_at=START + timedelta(hours=5))
    assert (await ledger.usage(START + timedelta(hours=28)))[CONNECT_DAY].used == 1
    assert (await ledger.usage(START + timedelta(hours=29)))[CONNECT_DAY].used == 0


async def test_an_outstanding_action_counts_however_old_it_is(ledger: Ledger) -> None:
    await ledger.add(ActionState.QUEUED, sent_at=START)
    assert (await ledger.usage(START + timedelta(days=40)))[CONNECT_DAY].used == 1


async def test_a_full_window_resets_when_its_oldest_leaves(ledger: Ledger) -> None:
    for hour in range(15):
        await ledger.add(ActionState.EXECUTED, executed_at=START + timedelta(hours=hour))
    found = (await ledger.usage(START + timedelta(hours=16)))[CONNECT_DAY]
    assert (found.used, found.left, found.resets_at) == (15, 0, START + timedelta(hours=24))


async def test_a_window_with_room_has_nothing_to_wait_for(ledger: Ledger) -> None:
    await ledger.add(ActionState.EXECUTED, executed_at=START)
    found = (await ledger.usage(START))[CONNECT_DAY]
    assert (found.left, found.resets_at) == (14, None)


async def test_kinds_count_apart_and_all_together(ledger: Ledger) -> None:
    for kind in (StepKind.VISIT, StepKind.VISIT, StepKind.MESSAGE):
        await ledger.add(ActionState.EXECUTED, kind, executed_at=START)
    found = await ledger.usage(START)
    assert found[StepKind.VISIT, False, 24].used == 2
    assert found[StepKind.MESSAGE, False, 24].used == 1
    assert found[None, False, 24].used == 3


async def test_only_connects_with_a_note_use_up_notes(ledger: Ledger) -> None:
    await ledger.add(ActionState.EXECUTED, executed_at=START, with_note=True)
    await ledger.add(ActionState.EXECUTED, executed_at=START)
    found = await ledger.usage(START + timedelta(days=20))
    assert found[StepKind.CONNECT, True, 720].used == 1


async def test_an_account_counts_nothing_of_another(ledger: Ledger) -> None:
    other = Ledger(await factories.account(), ledger._assignment, ledger._step)
    await other.add(ActionState.EXECUTED, executed_at=START)
    assert (await ledger.usage(START))[CONNECT_DAY].used == 0


async def test_all_windows_come_in_one_statement_and_what_narrows_them_in_another(ledger: Ledger) -> None:
    with queries() as asked:
        await ledger.usage(START)
    assert len(asked) == 2


async def test_counting_no_windows_is_no_mistake_and_asks_nothing(ledger: Ledger) -> None:
    await ledger.add(ActionState.EXECUTED, executed_at=START)
    of, week = windows.Ledger(ledger.account.id), Limit(StepKind.CONNECT, with_note=False, hours=168, limit=5)
    two = [week, Limit(None, with_note=False, hours=24, limit=9)]
    with queries() as asked:
        assert await windows.counted(connections.get("default"), [(of, []), (of, [])], START) == [[], []]
    assert asked == []
    found = await windows.counted(connections.get("default"), [(of, []), (of, two), (of, []), (of, [week])], START)
    assert [[one.left for one in own] for own in found] == [[], [4, 8], [], [4]]


async def test_what_was_done_by_hand_counts_in_every_window_like_what_we_sent(ledger: Ledger) -> None:
    await factories.manual_act(ledger.account, with_note=True)
    await factories.manual_act(ledger.account, kind=StepKind.MESSAGE, action_id=factories.some_id())
    found = await ledger.usage(START)
    used = {key: one.used for key, one in found.items() if one.used}
    assert used == {
        CONNECT_DAY: 1,
        (StepKind.CONNECT, False, 168): 1,
        (StepKind.CONNECT, True, 720): 1,
        (None, False, 24): 1,
    }
    assert (await ledger.usage(START + timedelta(days=1)))[CONNECT_DAY].used == 0


async def test_a_window_that_holds_more_than_it_may_has_room_when_enough_have_left(ledger: Ledger) -> None:
    ledger.account.limits = [override("connect", 2), override("visit", 0)]
    for hour in range(4):
        await ledger.add(ActionState.EXECUTED, executed_at=START + timedelta(hours=hour))
    await ledger.add(ActionState.EXECUTED, StepKind.VISIT, executed_at=START)
    found = await ledger.usage(START + timedelta(hours=5))
    assert found[CONNECT_DAY].resets_at == START + timedelta(hours=26)
    assert found[StepKind.VISIT, False, 24].resets_at is None
    assert (await ledger.usage(START + timedelta(hours=26)))[CONNECT_DAY].left == 1


@pytest.mark.parametrize("back", [timedelta(seconds=10), timedelta(hours=1), timedelta(days=1), timedelta(days=40)])
async def test_a_clock_that_is_set_back_opens_no_window(ledger: Ledger, back: timedelta) -> None:
    for kind, hour in ((StepKind.CONNECT, 0), (StepKind.MESSAGE, 1)):
        await ledger.add(ActionState.EXECUTED, kind, sent_at=START, executed_at=START + timedelta(hours=hour))
    await ledger.add(ActionState.PARKED, StepKind.VISIT, sent_at=START)
    await factories.manual_act(ledger.account, kind=StepKind.FOLLOW)
    ledger.account.remote_limits = {"visits": 9, "invites": 9, "messages": 9, "day_offset": -60}
    before = await usage(connections.get("default"), ledger.account, START + timedelta(hours=2))
    after = await usage(connections.get("default"), ledger.account, START + timedelta(hours=2) - back)
    assert all(late.left <= early.left for early, late in zip(before, after, strict=True))


def full(kind: StepKind | None, resets_at: datetime | None, *, with_note: bool = False) -> Usage:
    return Usage(Limit(kind, with_note, 24, 1), 1, 0, resets_at)


def test_of_the_full_windows_the_one_that_holds_longest_is_named() -> None:
    soon, late = full(StepKind.CONNECT, START), full(None, START + timedelta(hours=1))
    assert blocked([soon, late], StepKind.CONNECT, with_note=False) is late


def test_a_limit_of_nought_holds_for_ever() -> None:
    never = full(StepKind.CONNECT, None)
    assert blocked([never, full(None, START)], StepKind.CONNECT, with_note=False) is never


def test_the_note_window_holds_only_connects_with_a_note() -> None:
    notes = full(StepKind.CONNECT, START, with_note=True)
    assert blocked([notes], StepKind.CONNECT, with_note=True) is notes
    assert blocked([notes], StepKind.CONNECT, with_note=False) is None


def test_each_code_is_told_once_by_the_window_that_holds_longest() -> None:
    soon, late = full(StepKind.CONNECT, START), full(None, START + timedelta(hours=1))
    notes = Usage(Limit(StepKind.CONNECT, True, 720, 1, code="note_limit"), 1, 0, START)
    assert blocking([late, soon, notes], StepKind.CONNECT, with_note=True) == [late, notes]


def test_a_window_of_another_kind_holds_nothing() -> None:
    assert blocked([full(StepKind.VISIT, START)], StepKind.CONNECT, with_note=False) is None


@given(st.uuids())
def test_the_gap_is_90_seconds_and_up_to_60_more_and_always_the_same(action_id: UUID) -> None:
    gap = gap_after(action_id)
    assert timedelta(seconds=90) <= gap <= timedelta(seconds=150)
    assert gap == gap_after(action_id)


def test_gaps_differ_from_action_to_action() -> None:
    assert len({gap_after(new_id()) for _ in range(200)}) > 20


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
async def test_no_window_is_ever_over_its_limit_under_a_greedy_sender(ledger: Ledger, seed: int) -> None:
    """Sends whenever nothing blocks it, has each executed at a random later moment, and then looks at every moment of the past."""
    await Action.all().delete()
    drawn = random.Random(seed)
    ledger.account.limits = [override("connect", 3, 24), override("connect", 6, 168), override(None, 5, 24)]
    now, waiting, done = START, list[Action](), list[Action]()
    for _ in range(60):
        now += timedelta(hours=drawn.uniform(0, 8))
        for action in [one for one in waiting if drawn.random() < 0.6]:
            waiting.remove(action)
            action.executed_at = now - timedelta(minutes=drawn.uniform(0, 1))
            action.state = ActionState.EXECUTED
            await action.save()
            done.append(action)
        kind, noted = drawn.choice([(StepKind.CONNECT, True), (StepKind.CONNECT, False), (StepKind.VISIT, False)])
        usages = list((await ledger.usage(now)).values())
        if blocked(usages, kind, noted) is None and len(waiting) < 3:
            waiting.append(await ledger.add(ActionState.QUEUED, kind, with_note=noted, sent_at=now))
    for limit in effective(ledger.account, now):
        times = sorted(one.executed_at for one in done if one.executed_at and limit.holds(one.kind, one.with_note))
        for first in times:
            inside = [at for at in times if first <= at < first + timedelta(hours=limit.hours)]
            assert len(inside) <= limit.limit
