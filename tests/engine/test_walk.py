"""One contact all the way: launched, visited, invited, accepted, written to, answered, completed."""

from datetime import timedelta
from functools import partial

from engine import deadlines
from models import Action, ActionState, Assignment, AssignmentStatus, Event, EventKind, StepKind
from tests.engine.conftest import World

DUX_ID = "id.700000001"


async def test_one_contact_walks_from_pending_to_completed(world: World):
    (assignment,) = await world.launched()
    assert assignment.status is AssignmentStatus.ACTIVE
    await _visited(world)
    connect = await _invited(world)
    assert (await world.again(assignment)).status is AssignmentStatus.ACTIVE
    await _accepted(world, assignment, connect)
    await _written_to(world)
    await _answered(world)
    assert (await world.again(assignment)).status is AssignmentStatus.RESPONDED
    await _left_alone(world)
    assert (await world.again(assignment)).status is AssignmentStatus.COMPLETED
    await _told_in_order()
    told = world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)
    assert [line["command"] for line in told] == ["visit", "connect", "message"]


async def test_a_second_launch_sends_nothing_again(world: World):
    await world.launched(3)
    again = await world.launch()
    assert (again.launched, again.skipped) == (0, [])
    assert await Action.all().count() == 3
    assert await Assignment.filter(status=AssignmentStatus.ACTIVE).count() == 3


async def _visited(world: World) -> None:
    visit = (await world.sent())[-1]
    assert (visit.kind, visit.state) == (StepKind.VISIT, ActionState.QUEUED)
    await world.carried_out(visit, params={"profileid": DUX_ID})


async def _invited(world: World) -> Action:
    world.clock.move(hours=4)
    connect = (await world.sent())[-1]
    assert (connect.kind, connect.text) == (StepKind.CONNECT, "Hello Pat, good to be in touch.")
    await world.carried_out(connect)
    assert (await world.turn()) is not None
    return connect


async def _accepted(world: World, assignment: Assignment, connect: Action) -> None:
    world.clock.move(days=2)
    seen = {"id": DUX_ID, "Degree": "2", "My Tags": [f"🦆-{str(connect.id).upper()}-accepted"]}
    await world.receive(world.envelope("visit", "update", seen))
    accepted = await world.again(assignment)
    assert accepted.status is AssignmentStatus.ACCEPTED
    assert accepted.next_at is not None
    assert accepted.accepted_at is not None
    assert accepted.next_at - accepted.accepted_at == timedelta(days=3)


async def _written_to(world: World) -> None:
    world.clock.move(days=3)
    message = (await world.sent())[-1]
    assert message.kind is StepKind.MESSAGE
    await world.carried_out(message)


async def _answered(world: World) -> None:
    world.clock.move(hours=5)
    letter = {"url": "https://www.linkedin.com/messaging/thread/2-EXAMPLE==/", "text": "Sure!", "fromId": DUX_ID}
    letter |= {"timestamp": world.clock.now().isoformat(), "from": "https://www.linkedin.com/in/ACoAAEXAMPLE0001"}
    await world.receive(world.envelope("message", "received", letter))


async def _left_alone(world: World) -> None:
    world.clock.move(days=3, minutes=1)
    for assignment_id in await deadlines.due(world.clock.now()):
        await world.units.run(partial(deadlines.pass_by, assignment_id=assignment_id))


async def _told_in_order() -> None:
    events = await Event.all().order_by("position")
    changes = [event.data["to"] for event in events if event.kind is EventKind.STATUS_CHANGED]
    assert changes == ["active", "accepted", "responded", "completed"]
    assert [event.position for event in events] == list(range(1, len(events) + 1))
