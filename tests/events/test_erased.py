"""What was taken out of the log because somebody was erased is not told from memory either."""

from events.broker import Broker, Follower
from events.log import Entry
from models import Event, EventKind, NewEvent, Unit, Units, Workspace
from tests import factories
from tests.events.conftest import Write


async def _erase(units: Units, workspace: Workspace) -> None:
    """As `erasing` does: words go out of what was told, and the event says so, in one transaction."""

    async def work(unit: Unit) -> None:
        await Event.filter(workspace_id=workspace.id, position=1).update(data={})
        unit.record(NewEvent(EventKind.CONTACT_ERASED, workspace_id=workspace.id, subject_id=factories.some_id()))

    await units.run(work)


async def _read(follower: Follower, after: int) -> list[Entry]:
    while not (found := await follower.read(after, 10)):
        assert await follower.changed(5)
    return found


async def test_who_comes_after_somebody_was_erased_is_told_nothing_from_before(
    broker: Broker, workspace: Workspace, units: Units, write: Write
) -> None:
    async with broker.follow(workspace.id) as stalled:
        await write(workspace, 3)
        assert (await stalled.read(0, 10))[0].data == {"number": 0}
        await _erase(units, workspace)
        async with broker.follow(workspace.id) as late:
            assert [(one.position, one.data) for one in await late.read(0, 2)] == [(1, {}), (2, {"number": 1})]


async def test_in_another_process_too_and_to_who_was_there_once_the_event_is_read(
    polling: Broker, workspace: Workspace, units: Units, write: Write
) -> None:
    async with polling.follow(workspace.id) as follower:
        await write(workspace, 3)
        assert (await _read(follower, 0))[0].data == {"number": 0}
        await _erase(units, workspace)
        await _read(follower, 3)
        assert (await follower.read(0, 10))[0].data == {}


async def test_a_hole_in_the_log_keeps_nobody_from_following(
    broker: Broker, workspace: Workspace, write: Write
) -> None:
    async with broker.follow(workspace.id):
        await write(workspace, 3)
        await Event.filter(workspace_id=workspace.id, position=2).delete()
        async with broker.follow(workspace.id) as late:
            await write(workspace)
            assert [one.position for one in await late.read(3, 10)] == [4]
