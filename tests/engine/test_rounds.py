"""Going round the accounts: which, how often, what is asked of them, and what never is."""

from datetime import timedelta
from typing import Any

import pytest

from engine.credentials import credentials_of
from engine.rounds import Rounds, due
from models import Action, ActionState, DuxSoupAccount, StepKind, Unit
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


async def test_of_two_workers_one_goes_round(world: World, monkeypatch: pytest.MonkeyPatch):
    await _out(world)
    listed = await due(world.clock.wall())

    async def as_listed(_: object) -> list[Any]:
        return listed

    assert await world.rounds.turn() == 1
    monkeypatch.setattr("engine.rounds.due", as_listed)
    stale = Rounds(world.units, factories.RING, world.dispatcher._duxsoup, world.reconciler)
    await DuxSoupAccount.all().update(reconciled_wall=None)
    read = await DuxSoupAccount.get(id=world.account.id)
    assert await stale.turn() == 1
    monkeypatch.setattr(DuxSoupAccount, "get", lambda **_: _as_read(read))
    assert await stale.turn() == 0


async def _as_read(row: DuxSoupAccount) -> DuxSoupAccount:
    return row


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
