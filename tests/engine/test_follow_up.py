"""What a step is followed by where its own end is told late, or where there is no sequence at all."""

from functools import partial

import pytest

from engine import progress
from engine.action import ActionVerdict
from engine.follow_up import follow_up
from models import Action, ActionState, AssignmentStatus, StepKind, Unit, Units
from tests import factories
from tests.engine.conftest import World

S = ActionState


async def test_a_late_success_takes_back_the_second_try_and_plans_what_comes_next(world: World) -> None:
    await factories.sequence(world.campaign, StepKind.VISIT, StepKind.CONNECT, StepKind.FOLLOW, number=2)
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.units.run(partial(_fails, action=connect))
    await world.decided(connect, ActionVerdict.RETRY)
    again = await world.last(assignment)
    assert (again.kind, again.generation, again.state) == (StepKind.CONNECT, 2, S.PLANNED)
    await world.carried_out(connect)
    superseded = await Action.get(id=again.id)
    assert (superseded.state, superseded.outcome, superseded.finished_at) == (
        S.CANCELLED,
        "superseded",
        world.clock.now(),
    )
    assert [one.kind for one in await Action.filter(state=S.PLANNED)] == [StepKind.FOLLOW]


async def _fails(unit: Unit, action: Action) -> None:
    assignment, locked = await progress.pair(action.id)
    await progress.failed(unit, assignment, locked, "reported_failed")


async def test_what_was_launched_without_a_sequence_is_not_taken_for_one_that_is_done(units: Units) -> None:
    launched = await factories.assignment(status=AssignmentStatus.ACTIVE, launched_at=factories.START)
    with pytest.raises(ValueError, match=str(launched.id)):
        await units.run(partial(follow_up, assignment=launched))
