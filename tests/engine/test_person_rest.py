"""A person is left alone for three hours, and while anything is under way to them."""

from datetime import timedelta

from engine.assignment import stop
from engine.idle import Idle
from models import Action, ActionState, StepKind
from tests import factories
from tests.engine.conftest import World


async def test_the_same_person_is_left_alone_for_three_hours(world: World):
    _, visit = await world.at_step(StepKind.VISIT)
    await world.carried_out(visit, params={"profileid": "id.700000001"})
    assert visit.sent_at is not None
    done = await Action.get(id=visit.id)
    assert done.executed_at is not None
    world.clock.set(done.executed_at + timedelta(hours=3, seconds=-1))
    assert isinstance(await world.turn(), Idle)
    world.clock.move(seconds=1)
    assert await world.turn() is None


async def test_the_three_hours_count_from_when_it_was_carried_out_however_long_that_took(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    world.clock.move(hours=5)
    await world.carried_out(visit, params={"profileid": "id.700000001"})
    world.clock.move(hours=2, minutes=59)
    assert isinstance(await world.turn(), Idle)
    assert (await world.last(assignment)).state is ActionState.PLANNED
    world.clock.move(minutes=1)
    assert await world.turn() is None


async def test_while_something_is_under_way_to_a_person_nothing_else_goes_to_them(world: World):
    """The extension may carry it out any moment, however long it has been away."""
    assignment, visit = await world.at_step(StepKind.VISIT)
    await world.ordered(stop, assignment, None)
    world.campaign = await factories.campaign(world.workspace)
    await factories.sequence(world.campaign, StepKind.FOLLOW)
    other = await factories.assignment(world.campaign, world.contacts[0], member=world.member)
    await world.launch()
    world.clock.move(hours=3, minutes=1)
    assert isinstance(await world.turn(), Idle)
    await world.carried_out(visit, params={"profileid": "id.700000001"})
    world.clock.move(hours=3, minutes=1)
    assert await world.turn() is None
    assert (await world.last(other)).state is ActionState.QUEUED
