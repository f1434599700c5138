"""One contact all the way: launched, visited, invited, accepted, written to, answered, completed."""

from engine import deadlines
from models import Action, ActionState, Assignment, AssignmentStatus, Event, EventKind, StepKind
from tests.engine.conftest import World


async def test_one_contact_walks_from_pending_to_completed(world: World):
    (assignment,) = await world.launched()
    assert assignment.status is AssignmentStatus.ACTIVE

    visit = (await world.sent())[-1]
    assert (visit.kind, visit.state) == (StepKind.VISIT, ActionState.QUEUED)
    await world.carried_out(visit, params={"profileid": "id.700000001"})

    world.clock.move(hours=4)
    connect = (await world.sent())[-1]
    assert connect.kind is StepKind.CONNECT
    assert connect.text == "Hello Pat, good to be in touch."
    await world.carried_out(connect)
    assert (await world.again(assignment)).status is AssignmentStatus.ACTIVE
    assert (await world.turn()) is not None

    world.clock.move(days=2)
    await world.receive(
        world.envelope(
            "visit",
            "update",
            {"id": "id.700000001", "Degree": "2", "My Tags": [f"🦆-{str(connect.id).upper()}-accepted"]},
        )
    )
    accepted = await world.again(assignment)
    assert accepted.status is AssignmentStatus.ACCEPTED
    assert accepted.next_at is not None
    assert (accepted.next_at - accepted.accepted_at).days == 3

    world.clock.move(days=3)
    message = (await world.sent())[-1]
    assert message.kind is StepKind.MESSAGE
    await world.carried_out(message)

    world.clock.move(hours=5)
    stamp = world.clock.now().isoformat()
    letter = {"url": "https://www.linkedin.com/messaging/thread/2-EXAMPLE==/", "timestamp": stamp, "text": "Sure!"}
    letter |= {"from": "https://www.linkedin.com/in/ACoAAEXAMPLE0001", "fromId": "id.700000001"}
    await world.receive(world.envelope("message", "received", letter))
    assert (await world.again(assignment)).status is AssignmentStatus.RESPONDED

    world.clock.move(days=3, minutes=1)
    for assignment_id in await deadlines.due(world.clock.now()):
        await world.units.run(lambda unit, found=assignment_id: deadlines.pass_by(unit, found))
    assert (await world.again(assignment)).status is AssignmentStatus.COMPLETED

    changes = await Event.filter(kind=EventKind.STATUS_CHANGED).order_by("position")
    assert [event.data["to"] for event in changes] == ["active", "accepted", "responded", "completed"]
    positions = await Event.all().order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, len(positions) + 1))
    told = world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)
    assert [line["command"] for line in told] == ["visit", "connect", "message"]


async def test_a_second_launch_sends_nothing_again(world: World):
    await world.launched(3)
    again = await world.launch()
    assert (again.launched, again.skipped) == (0, [])
    assert await Action.all().count() == 3
    assert await Assignment.filter(status=AssignmentStatus.ACTIVE).count() == 3
