"""Dux-Soup's word that something failed, and when it is taken for the last one."""

import pytest

from models import Action, ActionState, Assignment, StepKind
from tests.engine.conftest import World

S = ActionState


async def _state(action: Action) -> ActionState:
    return (await Action.get(id=action.id)).state


async def _told_failed(world: World, kind: StepKind) -> tuple[Assignment, Action]:
    assignment, action = await world.at_step(kind)
    await world.receive(world.command("completed", action, result=False))
    return assignment, await Action.get(id=action.id)


async def test_a_reported_failure_still_in_the_remote_queue_stays_queued(world: World):
    assignment, action = await _told_failed(world, StepKind.VISIT)
    assert (action.state, action.failure_told_at) == (S.QUEUED, world.clock.now())
    await world.judged(action, present=True)
    assert await _state(action) is S.QUEUED
    assert (await world.again(assignment)).next_step == 1


async def test_a_reported_failure_fails_only_when_it_is_absent_in_two_looks_after_the_report(world: World):
    _, action = await world.at_step(StepKind.VISIT)
    await world.gone(action)
    await world.receive(world.command("completed", action, result=False))
    await world.judged(action)
    world.clock.move(seconds=59)
    await world.judged(action)
    assert await _state(action) is S.QUEUED
    world.clock.move(seconds=1)
    await world.judged(action)
    assert await _state(action) is S.FAILED


async def test_a_failed_visit_is_passed_over_and_the_next_delay_counts_from_there(world: World):
    assignment, action = await _told_failed(world, StepKind.VISIT)
    world.clock.move(hours=2)
    await world.gone(action)
    assert await _state(action) is S.FAILED
    now = await world.again(assignment)
    assert (now.next_step, now.next_at, now.blocker) == (2, world.clock.now(), None)


@pytest.mark.parametrize("kind", [StepKind.CONNECT, StepKind.MESSAGE])
async def test_a_failed_invitation_or_letter_holds_until_a_person_decides(world: World, kind: StepKind):
    assignment, action = await _told_failed(world, kind)
    await world.gone(action)
    assert await _state(action) is S.FAILED
    assert (await world.again(assignment)).blocker == "failed"
    assert await world.turn() is not None


async def test_a_letter_that_failed_after_the_reply_holds_nothing(world: World):
    assignment, action = await _told_failed(world, StepKind.MESSAGE)
    await world.letter()
    await world.gone(action)
    now = await world.again(assignment)
    assert (now.blocker, now.next_step, now.deadline_at is not None) == (None, None, True)
