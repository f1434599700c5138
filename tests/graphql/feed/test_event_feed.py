"""eventFeed: every event of the workspace once and in order, from any cursor, to whoever may see it."""

import pytest

from events.cursor import encode
from models import EventKind, NewEvent, Role, Unit, Units, Workspace
from models.facts import AssignmentStatus, Fact
from tests import factories
from tests.events.conftest import contact_event
from tests.graphql.feed.client import Data, Socket, socket
from tests.graphql.feed.conftest import Person, learn, revoke, somebody
from tests.settable_clock import SettableClock

FEED = """subscription ($filter: EventFilter, $after: Cursor, $size: Int) {
  feed: eventFeed(filter: $filter, after: $after, batchSize: $size) {
    __typename
    ... on EventBatch { cursor caughtUp events { __typename id cursor occurredAt assignment { id status }
      ... on StatusChanged { fromStatus toStatus reason } ... on RecordChanged { kind subjectId data } } }
    ... on FeedReset { cursor reason }
  }
}"""


async def write(units: Units, *events: NewEvent) -> None:
    async def work(unit: Unit) -> None:
        unit.record(*events)

    await units.run(work)


def numbers(message: Data) -> list[int]:
    return [event["data"]["number"] for event in message["events"]]


async def test_the_first_message_says_where_the_feed_begins(connected: Socket, workspace: Workspace) -> None:
    message = await connected.message(await connected.subscribe(FEED))
    assert message == {
        "__typename": "EventBatch",
        "cursor": encode(workspace.id, 1, 0),
        "caughtUp": True,
        "events": [],
    }


async def test_what_is_committed_is_shown_live(connected: Socket, workspace: Workspace, units: Units) -> None:
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    await write(units, contact_event(workspace, 7))
    message = await connected.message(feed)
    assert numbers(message) == [7]
    assert message["cursor"] == message["events"][0]["cursor"] == encode(workspace.id, 1, 1)


async def test_a_status_change_is_shown_as_such(connected: Socket, workspace: Workspace, units: Units) -> None:
    assignment = await factories.assignment(await factories.campaign(workspace))
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    await learn(units, assignment, Fact.LAUNCHED)
    [event] = (await connected.message(feed))["events"]
    assert event["__typename"] == "StatusChanged"
    assert (event["fromStatus"], event["toStatus"], event["reason"]) == ("PENDING", "ACTIVE", "test")
    assert event["assignment"] == {"id": str(assignment.id), "status": "ACTIVE"}


async def test_each_event_shows_its_assignment_as_it_is_by_then(
    connected: Socket, workspace: Workspace, units: Units
) -> None:
    """A loader that outlived its event would answer with the first status for ever."""
    assignment = await factories.assignment(await factories.campaign(workspace))
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    seen = []
    for fact in (Fact.LAUNCHED, Fact.ACCEPTED, Fact.RESPONDED):
        await learn(units, assignment, fact)
        seen += [event["assignment"]["status"] for event in (await connected.message(feed))["events"]]
    assert seen == ["ACTIVE", "ACCEPTED", "RESPONDED"]


async def test_from_a_cursor_the_feed_is_replayed_in_batches_of_the_asked_size(
    connected: Socket, workspace: Workspace, units: Units
) -> None:
    await write(units, *(contact_event(workspace, number) for number in range(25)))
    feed = await connected.subscribe(FEED, after=encode(workspace.id, 1, 3), size=10)
    messages = [await connected.message(feed) for _ in range(3)]
    assert [numbers(message) for message in messages] == [
        list(range(3, 13)),
        list(range(13, 23)),
        list(range(23, 25)),
    ]
    assert [message["caughtUp"] for message in messages] == [False, False, True]


async def test_a_reader_that_comes_back_with_its_cursor_misses_and_repeats_nothing(
    url: str, person: Person, workspace: Workspace, units: Units
) -> None:
    seen: list[int] = []
    cursor = encode(workspace.id, 1, 0)
    for start in range(0, 30, 6):
        await write(units, *(contact_event(workspace, number) for number in range(start, start + 6)))
        async with socket(url) as connection:
            await connection.init(person.token)
            feed = await connection.subscribe(FEED, after=cursor, size=4)
            message = await connection.message(feed)
            seen, cursor = [*seen, *numbers(message)], message["cursor"]
    async with socket(url) as connection:
        await connection.init(person.token)
        feed = await connection.subscribe(FEED, after=cursor)
        seen += numbers(await connection.message(feed))
    assert seen == list(range(30))


@pytest.mark.parametrize(
    ("cursor", "reason"),
    [
        ("rubbish", "CURSOR_UNKNOWN"),
        ("", "CURSOR_UNKNOWN"),
        ((1, 99), "CURSOR_UNKNOWN"),
        ((0, 1), "RESTORED"),
        ((7, 1), "CURSOR_UNKNOWN"),
    ],
)
async def test_a_cursor_that_proves_nothing_is_answered_with_a_reset_and_the_feed_goes_on(
    connected: Socket, workspace: Workspace, units: Units, cursor: str | tuple[int, int], reason: str
) -> None:
    await write(units, contact_event(workspace))
    after = cursor if isinstance(cursor, str) else encode(workspace.id, *cursor)
    feed = await connected.subscribe(FEED, after=after)
    head = encode(workspace.id, 1, 1)
    assert await connected.message(feed) == {"__typename": "FeedReset", "cursor": head, "reason": reason}
    await write(units, contact_event(workspace, 5))
    assert numbers(await connected.message(feed)) == [5]


async def test_a_cursor_from_before_the_retention_is_expired(
    connected: Socket, workspace: Workspace, units: Units, clock: SettableClock
) -> None:
    await write(units, contact_event(workspace), contact_event(workspace))
    clock.move(days=31)
    feed = await connected.subscribe(FEED, after=encode(workspace.id, 1, 1))
    assert (await connected.message(feed))["reason"] == "CURSOR_EXPIRED"


async def test_a_feed_never_shows_another_workspace(
    url: str, person: Person, workspace: Workspace, units: Units
) -> None:
    other = await somebody(await factories.workspace(), Role.OWNER)
    async with socket(url) as ours, socket(url) as theirs:
        our_feed = await (await ours.init(person.token)).subscribe(FEED)
        their_feed = await (await theirs.init(other.token)).subscribe(FEED)
        await ours.message(our_feed)
        await theirs.message(their_feed)
        await write(units, contact_event(workspace, 1))
        assert numbers(await ours.message(our_feed)) == [1]
        assert await theirs.quiet(their_feed)
        stolen = await theirs.subscribe(FEED, after=encode(workspace.id, 1, 0))
        assert (await theirs.message(stolen))["reason"] == "CURSOR_UNKNOWN"


async def test_the_filter_lets_through_what_is_in_every_given_list(
    connected: Socket, workspace: Workspace, units: Units
) -> None:
    campaign = await factories.campaign(workspace)
    chosen, other = [await factories.assignment(campaign) for _ in range(2)]
    feed = await connected.subscribe(
        FEED, filter={"assignmentIds": [str(chosen.id), "rubbish"], "toStatuses": ["ACCEPTED"]}
    )
    await connected.message(feed)
    for assignment in (other, chosen):
        await learn(units, assignment, Fact.LAUNCHED, Fact.ACCEPTED)
    [event] = (await connected.message(feed))["events"]
    assert (event["assignment"]["id"], event["toStatus"]) == (str(chosen.id), AssignmentStatus.ACCEPTED.name)
    assert await connected.quiet(feed)


@pytest.mark.parametrize("name", ["assignmentIds", "kinds"])
async def test_a_list_of_more_than_a_hundred_values_is_refused_at_once(connected: Socket, name: str) -> None:
    await connected.message(await connected.subscribe(FEED, filter={name: ["one"] * 100}))
    frame = await connected.frame(await connected.subscribe(FEED, filter={name: ["one"] * 101}))
    [error] = frame["payload"]["errors"] if frame["type"] == "next" else frame["payload"]
    assert error["extensions"] == {"code": "INVALID_INPUT", "argument": ["filter", name]}


async def test_an_empty_list_lets_nothing_through_and_the_cursor_goes_on(
    connected: Socket, workspace: Workspace, units: Units
) -> None:
    feed = await connected.subscribe(FEED, filter={"kinds": []})
    await connected.message(feed)
    for _ in range(3):
        await write(units, *(contact_event(workspace) for _ in range(400)))
    message = await connected.message(feed)
    assert message["events"] == []
    assert message["cursor"] == encode(workspace.id, 1, 1000)


async def test_what_is_about_access_is_passed_over_for_members_and_shown_to_admins(
    url: str, person: Person, admin: Person, workspace: Workspace, units: Units
) -> None:
    async with socket(url) as member, socket(url) as boss:
        member_feed = await (await member.init(person.token)).subscribe(FEED)
        boss_feed = await (await boss.init(admin.token)).subscribe(FEED)
        await member.message(member_feed)
        await boss.message(boss_feed)
        told = NewEvent(EventKind.KEY_REPLACED, workspace_id=workspace.id, subject_id=factories.some_id())
        await write(units, told)
        assert [event["kind"] for event in (await boss.message(boss_feed))["events"]] == ["key.replaced"]
        await write(units, contact_event(workspace, 2))
        message = await member.message(member_feed)
        assert numbers(message) == [2]
        assert message["cursor"] == encode(workspace.id, 1, 2)


@pytest.mark.parametrize("size", [0, -1, 101])
async def test_a_batch_is_from_1_to_100_events(connected: Socket, size: int) -> None:
    frame = await connected.frame(await connected.subscribe(FEED, size=size))
    errors = frame["payload"]["errors"] if frame["type"] == "next" else frame["payload"]
    assert "batchSize is from 1 to 100" in errors[0]["message"]


async def test_nothing_is_shown_on_a_token_that_was_revoked(
    connected: Socket, person: Person, workspace: Workspace, units: Units, clock: SettableClock
) -> None:
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    await revoke(person, clock)
    await write(units, contact_event(workspace))
    assert (await connected.message(feed))["reason"] == "ACCESS_CHANGED"
    assert (await connected.frame(feed))["type"] == "complete"
    assert await connected.closed() == (4401, "Unauthorized")


async def test_a_token_without_read_follows_nothing(url: str, workspace: Workspace) -> None:
    writer = await somebody(workspace, scopes=["write"])
    async with socket(url) as connection:
        await connection.init(writer.token)
        frame = await connection.frame(await connection.subscribe(FEED))
        assert frame["type"] in {"error", "next"}
        assert "data" not in frame["payload"] or frame["payload"]["data"] is None
