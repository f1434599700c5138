"""An action of which nobody can say yet whether Dux-Soup has it."""

from models import Action, ActionState, Assignment
from tests.engine.conftest import World


async def unknown(world: World, **knobs: int) -> tuple[Assignment, Action]:
    """A visit whose answer was lost: taken or not, as the knob has it."""
    (assignment,) = await world.launched()
    world.sandbox.knobs(world.account.dux_soup_user_id, online=False, **knobs)
    assert await world.turn() is None
    action = await world.last(assignment)
    assert action.state is ActionState.UNKNOWN
    return assignment, action


async def alive(world: World) -> None:
    """A heartbeat that was made just now."""
    await world.receive(world.envelope("rccommand", "ready", {"clientid": "c-1", "exclusions": {}}))


async def state_of(action: Action) -> ActionState:
    return (await Action.get(id=action.id)).state


async def lost(world: World) -> Action:
    """One that never reached Dux-Soup, of an account that was heard of after all of it would have ended."""
    _, action = await unknown(world, drop_requests=1)
    world.clock.move(minutes=11)
    await alive(world)
    return action
