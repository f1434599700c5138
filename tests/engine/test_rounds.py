"""Going round the accounts: which, how often, what is asked of them, and what never is."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from engine.backoff import OPEN_FOR, OPENS_AT
from engine.credentials import credentials_of
from engine.looks import UNWELL_AT, Looks
from engine.rounds import AT_ONCE, Rounds, due
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Action, ActionState, DuxSoupAccount, Step, StepKind, Unit
from tests import factories
from tests.engine.conftest import World
from tests.sandbox_process import RemoteCaller

S = ActionState
BOXES = ["connections", "regularinbox", "salesnavinbox"]


async def _out(world: World) -> Action:
    """Something of the account is at Dux-Soup; its extension is away, so it stays there."""
    world.sandbox.knobs(world.account.dux_soup_user_id, online=False)
    await world.launched()
    assert await world.turn() is None
    return await Action.get(account_id=world.account.id)


def _asked(world: World) -> list[dict[str, Any]]:
    lines = world.sandbox.ledger("signal", userid=world.account.dux_soup_user_id)
    return [line["params"] for line in lines if line["fate"] in {"waiting", "delivered"}]


async def test_an_account_with_something_out_is_gone_round_every_15_minutes_of_wall_time(world: World):
    await _out(world)
    assert await world.rounds.turn() == 1
    world.clock.move(minutes=14, seconds=59)
    assert await world.rounds.turn() == 0
    world.clock.move(seconds=1)
    assert await world.rounds.turn() == 1


async def test_each_box_is_asked_for_and_nobody_is_visited(world: World):
    action = await _out(world)
    await world.rounds.turn()
    assert sorted(params["boxname"] for params in _asked(world)) == BOXES
    told = world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)
    assert [line["params"]["campaignid"] for line in told] == [str(action.id)]


async def test_all_that_is_out_is_looked_at(world: World):
    action = await _out(world)
    await world.rounds.turn()
    assert (await Action.get(id=action.id)).answered_wall == world.clock.wall()


async def test_without_anything_out_but_with_people_who_may_answer_it_is_every_hour(world: World):
    (assignment,) = await world.launched()
    assert await world.rounds.turn() == 1
    world.clock.move(minutes=59)
    assert await world.rounds.turn() == 0
    world.clock.move(minutes=1)
    assert await world.rounds.turn() == 1
    await type(assignment).filter(id=assignment.id).update(status="completed")
    world.clock.move(days=1)
    assert await world.rounds.turn() == 0


async def test_a_mark_that_a_wrong_clock_made_in_time_to_come_holds_up_no_round(world: World):
    await _out(world)
    await DuxSoupAccount.all().update(reconciled_wall=world.clock.wall() + timedelta(days=1))
    assert await world.rounds.turn() == 1


CLOSED = {
    "outside its hours": {"working_hours": [{"weekday": 0, "opens": "08:00", "closes": "08:30"}]},
    "while it is paused": {"paused_at": factories.START, "pause_code": "challenge", "health": "paused"},
}


@pytest.mark.parametrize("values", CLOSED.values(), ids=list(CLOSED))
async def test_the_queue_is_read_and_the_browser_asked_nothing(world: World, values: dict[str, Any]):
    action = await _out(world)
    await DuxSoupAccount.all().update(**values)
    await world.rounds.turn()
    assert (await Action.get(id=action.id)).answered_wall is not None
    assert _asked(world) == []


async def test_a_key_that_is_refused_on_the_way_pauses_the_account_and_what_is_out_is_still_looked_at(world: World):
    action = await _out(world)
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_401=1, fault_endpoints=["signal"])
    assert await world.rounds.turn() == 1
    account = await DuxSoupAccount.get(id=world.account.id)
    assert (account.pause_code, account.paused_at) == ("key_refused", world.clock.now())
    assert _asked(world) == []
    assert (await Action.get(id=action.id)).answered_wall is not None


async def test_a_resumed_account_is_gone_round_at_once(world: World):
    await _out(world)
    await world.rounds.turn()
    await _change(world, "pause", "account_paused_by_person", "holiday")
    await _change(world, "resume")
    assert await world.rounds.turn() == 1


async def _change(world: World, what: str, *values: str) -> None:
    async def command(unit: Unit) -> None:
        account = await DuxSoupAccount.filter(id=world.account.id).select_for_update().get()
        await getattr(account, what)(unit, *values)

    await world.units.run(command)


async def test_an_account_that_nobody_may_use_or_whose_key_is_refused_is_passed_by(world: World):
    await _out(world)
    for values in ({"pause_code": "key_refused"}, {"pause_code": None, "disconnected_at": factories.START}):
        await DuxSoupAccount.all().update(**values)
        assert await due(world.clock.wall()) == []


class Watched(Limiter):
    """Writes down who is about to call, and keeps everybody for as long as `meanwhile` takes instead of any pace."""

    def __init__(self, meanwhile: Callable[[str], Awaitable[object]] | None = None) -> None:
        super().__init__(account_gap=0, host_gap=0)
        self.asked: list[str] = []
        self._meanwhile = meanwhile

    async def account(self, user_id: str) -> None:
        self.asked.append(user_id)
        if self._meanwhile is not None:
            await self._meanwhile(user_id)


@asynccontextmanager
async def _watched(world: World, limiter: Limiter) -> AsyncIterator[Rounds]:
    """The rounds of another worker."""
    async with DuxSoup(world.sandbox.remote_url, limiter=limiter) as duxsoup:
        yield Rounds(world.units, factories.RING, duxsoup, Looks(world.units, factories.RING, duxsoup))


async def _seats(world: World, count: int, **faults: int) -> list[DuxSoupAccount]:
    """So many more accounts, each with something out."""
    made, step = [], await Step.get(position=1)
    for _ in range(count):
        seat = await factories.account(world.workspace)
        knobs = {"online": False, "fault_endpoints": ["signal", "items"]} | faults
        world.sandbox.account(seat.dux_soup_user_id, factories.AUTH_KEY, knobs=knobs)
        assignment = await factories.assignment(world.campaign, account=seat, status="active")
        await factories.action(assignment, step, seat, state=S.QUEUED, sent_at=world.clock.now())
        made.append(seat)
    return made


def _boxes_asked(world: World, seats: list[DuxSoupAccount]) -> list[list[str]]:
    lines = world.sandbox.ledger("signal")
    asked = [(line["userid"], line["params"]["boxname"]) for line in lines if line["fate"] in {"waiting", "delivered"}]
    return [sorted(box for userid, box in asked if userid == seat.dux_soup_user_id) for seat in seats]


async def test_as_many_as_may_be_are_gone_round_at_once(world: World):
    seats, barrier = await _seats(world, AT_ONCE), asyncio.Barrier(AT_ONCE)

    async with _watched(world, Watched(lambda _: asyncio.wait_for(barrier.wait(), 10))) as rounds:
        assert await rounds.turn() == AT_ONCE
    assert _boxes_asked(world, seats) == [BOXES] * AT_ONCE


async def test_a_turn_that_is_cancelled_leaves_nothing_running_and_has_begun_no_more_than_may_be(world: World):
    await _seats(world, AT_ONCE + 2)
    begun = asyncio.Semaphore(0)

    async def for_ever(user_id: str) -> None:
        begun.release()
        try:
            await asyncio.Event().wait()
        finally:  # one takes a while to be given up, as a statement that is under way may
            await asyncio.sleep(0.05 if user_id == limiter.asked[-1] else 0)

    async with _watched(world, limiter := Watched(for_ever)) as rounds:
        running, turn = asyncio.all_tasks(), asyncio.create_task(rounds.turn())
        async with asyncio.timeout(10):
            for _ in range(AT_ONCE):
                await begun.acquire()
        await asyncio.wait([turn], timeout=0.2)
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        assert asyncio.all_tasks() == running
    assert len(limiter.asked) == AT_ONCE == await DuxSoupAccount.filter(reconciled_wall__isnull=False).count()


async def test_trouble_with_one_account_is_raised_when_all_the_others_have_been_gone_round(world: World):
    troubled, *others = await _seats(world, AT_ONCE + 2)

    async def trouble(user_id: str) -> None:
        if user_id == troubled.dux_soup_user_id:
            raise RuntimeError(user_id)

    async with _watched(world, Watched(trouble)) as rounds:
        with pytest.raises(RuntimeError, match=troubled.dux_soup_user_id):
            await rounds.turn()
    assert _boxes_asked(world, others) == [BOXES] * len(others)


async def test_of_two_workers_one_goes_round(world: World, monkeypatch: pytest.MonkeyPatch):
    seats = await _seats(world, 3)
    listed = await due(world.clock.wall())
    monkeypatch.setattr("engine.rounds.due", lambda _: asyncio.sleep(0, listed))
    async with _watched(world, Watched()) as others:
        assert sum(await asyncio.gather(world.rounds.turn(), others.turn())) == 3
        assert await others.turn() == 0
    assert _boxes_asked(world, seats) == [BOXES] * 3


@pytest.mark.parametrize("values", [{}, CLOSED["while it is paused"]], ids=["boxes", "queues"])
@pytest.mark.parametrize("fault", ["drop_requests", "respond_500", "respond_503"])
async def test_a_host_that_gives_no_answer_is_left_alone_and_the_rest_stay_due(world: World, fault: str, values: Any):
    await _seats(world, AT_ONCE + OPENS_AT + 3, **{fault: -1})
    before = world.clock.wall() - timedelta(hours=1)
    await DuxSoupAccount.all().update(reconciled_wall=before, **values)
    async with _watched(world, limiter := Watched()) as rounds:
        assert (unanswered := await rounds.turn()) < OPENS_AT
        assert OPENS_AT <= (asked := len(limiter.asked)) < OPENS_AT + AT_ONCE
        world.clock.move(seconds=OPEN_FOR - 1)
        assert (await rounds.turn(), len(limiter.asked)) == (0, asked)
    assert await DuxSoupAccount.exclude(reconciled_wall=before).count() == unanswered


async def test_when_the_host_is_asked_again_those_it_was_not_asked_for_come_first(world: World):
    seats = await _seats(world, 2 * AT_ONCE + OPENS_AT, drop_requests=-1)
    async with _watched(world, limiter := Watched()) as rounds:
        unanswered = await rounds.turn()
        before, limiter.asked = limiter.asked, []
        world.clock.move(seconds=OPEN_FOR)
        unanswered += await rounds.turn()
        assert limiter.asked
        assert not set(before) & set(limiter.asked)
        for seat in seats:
            world.sandbox.knobs(seat.dux_soup_user_id, drop_requests=0)
        world.clock.move(seconds=OPEN_FOR)
        assert await rounds.turn() == len(seats) - unanswered
        assert not rounds._cut_short
    assert sum(asked == BOXES for asked in _boxes_asked(world, seats)) == len(seats) - unanswered


@pytest.mark.parametrize("endpoint", ["signal", "items"])
async def test_calls_without_an_answer_count_only_in_a_row(world: World, endpoint: str):
    (seat,) = await _seats(world, 1)
    for _ in range(OPENS_AT + 1):
        world.sandbox.knobs(seat.dux_soup_user_id, drop_requests=1, fault_endpoints=[endpoint])
        assert await world.rounds.turn() == 1
        world.clock.move(minutes=15)


async def test_a_host_that_refuses_has_answered(world: World):
    await _seats(world, AT_ONCE + OPENS_AT, respond_401=-1)
    assert await world.rounds.turn() == AT_ONCE + OPENS_AT


async def test_how_many_looks_in_a_row_had_no_answer_is_counted_apart_from_the_looks_of_others(world: World):
    *silent, well = await _seats(world, UNWELL_AT + 2)
    for seat in silent:
        world.sandbox.knobs(seat.dux_soup_user_id, drop_requests=-1)
        await Action.filter(account_id=seat.id).update(state=S.UNKNOWN)
    other = await Action.get(account_id=well.id)

    async def another(user_id: str) -> None:
        if user_id != well.dux_soup_user_id:
            assert await looks.at(other.id)

    async with _watched(world, limiter := Watched(another)) as rounds:
        assert await (looks := rounds._looks).turn() == 0
    assert limiter.asked.count(well.dux_soup_user_id) == UNWELL_AT


async def test_behind_more_than_100_others_in_the_remote_queue_ours_is_found(world: World):
    userid = world.account.dux_soup_user_id
    world.sandbox.knobs(userid, online=False, drop_answers=0)
    with RemoteCaller(world.sandbox, userid, factories.AUTH_KEY) as person:
        for number in range(120):
            person.queue("visit", f"somebody-{number}")
    world.sandbox.knobs(userid, drop_answers=1)
    (assignment,) = await world.launched()
    assert await world.turn() is None
    action = await world.last(assignment)
    assert (action.kind, action.state) == (StepKind.VISIT, S.UNKNOWN)
    duxsoup = world.dispatcher._duxsoup
    listed = await duxsoup.queue_items(credentials_of(factories.RING, world.account))
    assert str(action.id) not in {item.campaignid for item in listed}
    await world.rounds.turn()
    assert (await Action.get(id=action.id)).state is S.QUEUED
