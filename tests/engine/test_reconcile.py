"""What a look at the remote queue settles, and what it may never settle."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engine.reconcile import judge
from models import Action, ActionState, Assignment, DuxSoupAccount, HearingRow, StepKind, Verdict
from tests import factories
from tests.engine.conftest import World

S = ActionState


async def _unknown(world: World, **knobs: int) -> tuple[Assignment, Action]:
    """A visit whose answer was lost: taken or not, as the knob has it."""
    (assignment,) = await world.launched()
    world.sandbox.knobs(world.account.dux_soup_user_id, online=False, **knobs)
    assert await world.turn() is None
    action = await world.last(assignment)
    assert action.state is S.UNKNOWN
    return assignment, action


async def _alive(world: World) -> None:
    """A heartbeat that was made just now."""
    await world.receive(world.envelope("rccommand", "ready", {"clientid": "c-1", "exclusions": {}}))


async def _state(action: Action) -> ActionState:
    return (await Action.get(id=action.id)).state


async def test_unknown_and_found_under_its_own_label_is_queued(world: World):
    _, action = await _unknown(world, drop_answers=1)
    await world.reconciler.turn()
    found = await Action.get(id=action.id)
    assert (found.state, found.message_id is not None) == (S.QUEUED, True)


async def test_absent_twice_with_proof_that_the_channel_works_is_planned_again_and_sent_once(world: World):
    _, action = await _unknown(world, drop_requests=1)
    world.clock.move(minutes=11)
    await _alive(world)
    await world.looked()
    assert await _state(action) is S.PLANNED
    await DuxSoupAccount.all().update(retry_at=None)
    assert await world.turn() is None
    assert await _state(action) is S.QUEUED
    assert len(world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)) == 1


@pytest.mark.parametrize(("deaf", "state"), [(1, S.UNKNOWN), (-1, S.PLANNED)], ids=["since", "before"])
async def test_where_nobody_received_webhooks_since_the_attempt_absence_proves_nothing(
    world: World, deaf: int, state: ActionState
):
    _, action = await _unknown(world, drop_requests=1)
    until = world.clock.wall() + timedelta(minutes=deaf)
    await HearingRow.create(id=factories.some_id(), heard_wall=until + timedelta(days=1), deaf_until=until)
    world.clock.move(minutes=11)
    await _alive(world)
    await world.looked()
    assert await _state(action) is state


async def test_nor_does_it_while_one_of_those_who_receive_does_not_show_itself(world: World):
    _, action = await _unknown(world, drop_requests=1)
    long_ago = world.clock.wall() - timedelta(days=1)
    alive, dead = factories.some_id(), factories.some_id()
    await HearingRow.create(id=alive, heard_wall=world.clock.wall() + timedelta(days=1), deaf_until=long_ago)
    world.clock.move(minutes=11)
    await _alive(world)
    await HearingRow.create(id=dead, heard_wall=world.clock.wall() - timedelta(seconds=5), deaf_until=long_ago)
    await world.looked()
    assert await _state(action) is S.UNKNOWN
    await HearingRow.ended(dead)
    await world.looked()
    assert await _state(action) is S.PLANNED


async def test_a_list_that_was_cut_short_and_holds_only_others_proves_nothing(world: World):
    _, action = await _unknown(world, drop_requests=1)
    await world.watched(minutes=11)
    await _alive(world)
    cut = partial(judge, action_id=action.id, found=None, hidden=True)
    for _ in range(3):
        world.clock.move(minutes=2)
        await world.units.run(partial(cut, looked=world.clock.wall()))
    assert await _state(action) is S.UNKNOWN
    for _ in range(3):
        world.clock.move(minutes=2)
        await world.units.run(partial(cut, looked=world.clock.wall()))
    assert await _state(action) is S.PARKED


async def test_one_look_proves_nothing(world: World):
    _, action = await _unknown(world, drop_requests=1)
    world.clock.move(minutes=11)
    await _alive(world)
    await world.looked(seconds=59)
    assert await _state(action) is S.UNKNOWN


async def test_without_a_heartbeat_after_the_longest_execution_absence_proves_nothing(world: World):
    _, action = await _unknown(world, drop_requests=1)
    world.clock.move(minutes=9)
    await _alive(world)
    world.clock.move(minutes=3)
    await world.looked()
    assert await _state(action) is S.UNKNOWN


@pytest.mark.parametrize("verdict", [Verdict.WAITING, Verdict.DEAD])
async def test_while_a_receipt_is_unread_absence_proves_nothing(world: World, verdict: Verdict):
    _, action = await _unknown(world, drop_requests=1)
    world.clock.move(minutes=11)
    await _alive(world)
    await factories.receipt(world.account, verdict=verdict)
    await world.looked()
    assert await _state(action) is S.UNKNOWN


async def test_what_was_stored_after_the_second_look_may_be_unread(world: World):
    _, action = await _unknown(world, drop_requests=1)
    world.clock.move(minutes=11)
    await _alive(world)
    first = await factories.receipt(world.account, created_at=world.clock.now())
    await world.looked()
    await first.delete()
    world.clock.move(seconds=30)
    await factories.receipt(world.account, created_at=world.clock.now())
    await world.looked()
    assert await _state(action) is S.PLANNED


@pytest.mark.parametrize("verdict", [Verdict.WAITING, Verdict.DEAD])
async def test_what_was_stored_before_the_word_that_is_the_proof_must_be_read(world: World, verdict: Verdict):
    _, action = await _unknown(world, drop_requests=1)
    await world.looked()
    world.clock.move(minutes=5)
    await factories.receipt(world.account, verdict=verdict, created_at=world.clock.now())
    world.clock.move(minutes=6)
    await _alive(world)
    await world.looked()
    assert await _state(action) is S.UNKNOWN


async def test_of_what_was_found_meanwhile_the_second_look_is_a_new_one(world: World):
    _, action = await _unknown(world, drop_requests=1)
    world.clock.move(minutes=11)
    await _alive(world)
    await factories.receipt(world.account, created_at=world.clock.now())
    await world.looked()
    assert (await Action.get(id=action.id)).absent_again_at is not None
    await world.judged(action, present=True)
    found = await Action.get(id=action.id)
    assert (found.state, found.absent_wall, found.absent_again_at) == (S.QUEUED, None, None)


@pytest.mark.parametrize("about", [{"awaits": "command:m-7"}, {"awaits": "id.9", "kind": "message.sent"}])
async def test_a_receipt_that_may_speak_of_it_keeps_it_from_being_sent_again(world: World, about: dict[str, str]):
    _, action = await _unknown(world, drop_requests=1)
    world.clock.move(minutes=11)
    await _alive(world)
    await factories.receipt(world.account, verdict=Verdict.UNMATCHED, created_at=world.clock.now(), **about)
    await world.looked()
    assert await _state(action) is S.UNKNOWN


async def test_a_word_that_it_was_received_is_never_followed_by_a_second_sending(world: World):
    _, action = await _unknown(world, drop_requests=1)
    await world.receive(world.command("received", action, id="m-1"))
    world.clock.move(minutes=11)
    await _alive(world)
    await world.looked()
    assert await _state(action) is S.QUEUED


async def test_otherwise_after_20_minutes_of_wall_time_it_is_parked_for_a_person(world: World):
    assignment, action = await _unknown(world, drop_requests=1)
    await world.watched(minutes=19)
    assert await _state(action) is S.UNKNOWN
    await world.watched(minutes=1)
    found = await Action.get(id=action.id)
    assert (found.state, found.learned_by) == (S.PARKED, "sweep")
    assert (await world.again(assignment)).blocker == "unknown_outcome"


async def test_time_in_which_the_account_could_not_be_reached_parks_nothing(world: World):
    _, action = await _unknown(world, drop_requests=1)
    await world.watched(minutes=12)
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=-1, fault_endpoints=["items"])
    await world.watched(minutes=60)
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=0)
    await world.watched(minutes=6)
    assert await _state(action) is S.UNKNOWN
    await world.watched(minutes=4)
    assert await _state(action) is S.PARKED


async def test_time_in_which_nobody_looked_parks_nothing(world: World):
    _, action = await _unknown(world, drop_requests=1)
    await world.looked(hours=3)
    assert await _state(action) is S.UNKNOWN


async def test_gaps_shorter_than_a_second_count_for_what_they_are(world: World):
    _, action = await _unknown(world, drop_requests=1)
    looked = world.clock.wall()
    for _ in range(11):
        looked += timedelta(seconds=0.4)
        await world.units.run(partial(judge, action_id=action.id, found=None, looked=looked))
    assert (await Action.get(id=action.id)).reachable_for == pytest.approx(4.0)


async def test_simulated_time_parks_nothing(world: World):
    _, action = await _unknown(world, drop_requests=1)
    await world.looked()
    world.clock.set(world.clock.now() + timedelta(days=3))
    world.clock._wall = world.clock._wall - timedelta(days=3)
    await world.reconciler.turn()
    assert await _state(action) is S.UNKNOWN


async def test_an_account_that_does_not_answer_parks_nothing_and_holds_up_nobody(world: World):
    _, action = await _unknown(world, drop_requests=1)
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=-1, fault_endpoints=["items"])
    await world.looked(minutes=30)
    found = await Action.get(id=action.id)
    assert (found.state, found.looked_wall) == (S.UNKNOWN, world.clock.wall())


async def test_what_was_settled_while_a_look_was_under_way_stays_as_it_is(world: World):
    _, action = await _unknown(world, drop_requests=1)
    await Action.filter(id=action.id).update(state=S.EXECUTED, absent_wall=world.clock.wall() - timedelta(hours=1))
    late = partial(judge, action_id=action.id, found=None, looked=world.clock.wall())
    await world.units.run(late)
    after = await Action.get(id=action.id)
    assert (after.state, after.looked_wall) == (S.EXECUTED, None)


async def test_a_look_that_began_before_the_attempt_says_nothing_of_it(world: World):
    _, action = await _unknown(world, drop_requests=1)
    before = world.clock.wall() - timedelta(seconds=1)
    await world.units.run(lambda unit: judge(unit, action.id, None, before))
    assert (await Action.get(id=action.id)).absent_wall is None


GONE = [
    (StepKind.VISIT, S.EXECUTED, True, None),
    (StepKind.CONNECT, S.EXECUTED, True, None),
    (StepKind.MESSAGE, S.PARKED, False, "parked"),
]


async def test_the_24_hours_count_from_the_last_receipt_that_spoke_of_it(world: World):
    _, action = await world.at_step(StepKind.VISIT)
    world.clock.move(hours=23)
    await world.receive(world.command("received", action))
    world.clock.move(hours=23, minutes=58)
    await world.gone(action)
    assert await _state(action) is S.QUEUED
    world.clock.move(minutes=1)
    await world.judged(action)
    assert await _state(action) is S.EXECUTED


@pytest.mark.parametrize(("kind", "state", "unconfirmed", "blocker"), GONE, ids=[row[0] for row in GONE])
async def test_queued_and_gone_without_a_word_for_24_hours(
    world: World, kind: StepKind, state: ActionState, unconfirmed: bool, blocker: str | None
):
    assignment, action = await world.at_step(kind)
    await world.judged(action)
    world.clock.move(hours=23)
    await world.judged(action)
    assert await _state(action) is S.QUEUED
    world.clock.move(hours=1, minutes=1)
    await world.judged(action)
    found = await Action.get(id=action.id)
    assert (found.state, found.unconfirmed) == (state, unconfirmed)
    now = await world.again(assignment)
    assert now.blocker == blocker
    assert found.executed_at == (world.clock.now() if unconfirmed else None)
    if kind is StepKind.CONNECT:
        assert now.deadline_at == world.clock.now() + timedelta(days=21)


async def test_while_a_receipt_is_unread_a_word_may_have_come(world: World):
    _, action = await world.at_step(StepKind.MESSAGE)
    await world.judged(action)
    world.clock.move(hours=25)
    unread = await factories.receipt(world.account)
    await world.judged(action)
    assert await _state(action) is S.QUEUED
    await unread.delete()
    await world.judged(action)
    assert await _state(action) is S.PARKED


async def test_still_in_the_remote_queue_it_stays_queued_however_old(world: World):
    _, action = await world.at_step(StepKind.VISIT)
    for _ in range(5):
        world.clock.move(days=9)
        await world.judged(action, present=True)
    assert await _state(action) is S.QUEUED


async def test_a_late_receipt_wins_over_executed_without_confirmation(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    done_at = world.clock.now()
    body = world.command("completed", visit, result=True)
    await world.judged(visit)
    world.clock.move(hours=25)
    await world.judged(visit)
    await world.receive(body)
    found = await Action.get(id=visit.id)
    assert (found.executed_at, found.unconfirmed) == (max(done_at, found.sent_at or done_at), False)
    assert (await world.again(assignment)).next_at == found.executed_at


async def test_a_late_success_of_what_was_taken_for_lost_calls_off_the_second_sending(world: World):
    _, action = await _unknown(world, drop_requests=1)
    body: dict[str, Any] = world.command("completed", action, result=True, id="m-1")
    world.clock.move(minutes=11)
    await _alive(world)
    await world.looked()
    assert await _state(action) is S.PLANNED
    await world.receive(body)
    assert await _state(action) is S.EXECUTED
    await DuxSoupAccount.all().update(retry_at=None)
    world.clock.move(hours=4)
    assert [one.kind for one in await world.sent()] == [StepKind.CONNECT]
