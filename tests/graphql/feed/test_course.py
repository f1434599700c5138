"""What a feed says of its way through the log, by which others can go on from where it stands."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace

import pytest
from strawberry.types.execution import ExecutionResult

import resolvers.feed
from app.context import context_of
from app.parts import Parts
from auth.viewer import Viewer, viewer_of
from events.course import Course
from events.cursor import Place, encode
from events.walk import Page
from models import Campaign, Role, Units, Workspace
from resolvers.feed_events import Batching
from schema.root import api
from schema.types.feed import EventBatch
from tests import factories
from tests.events.conftest import contact_event
from tests.graphql.feed.conftest import Person
from tests.graphql.feed.test_event_feed import write

EVENTS = "subscription ($after: Cursor) { eventFeed(after: $after, batchSize: 10) { __typename } }"
ROWS = "subscription ($after: Cursor) { assignmentFeed(after: $after) { __typename } }"
STATS = "subscription ($id: ID!) { campaignStats(campaignId: $id, minIntervalMs: 250) { cursor } }"


class Noted(Course):
    """Ends at the head that it was given, once so many pages of silence came after it."""

    def __init__(self, begin: Place | None, head: int, silent: int = 0) -> None:
        super().__init__(begin)
        self.notes: list[object] = []
        self._head = head
        self._silent = silent

    def sets_out(self) -> None:
        self.notes.append("sets out")

    async def walked(self, place: Place, *, caught_up: bool) -> bool:  # noqa: ARG002 - it goes on wherever it is
        self.notes.append((place.position, self.owing))
        self._silent -= place.position >= self._head
        return self._silent < 0


Walk = Callable[..., Awaitable[Noted]]
VIEWER = Viewer(factories.some_id(), factories.some_id(), factories.some_id(), Role.MEMBER)
OWING = [(0, True), (10, True), (20, True), (25, False)]


@pytest.mark.parametrize(
    ("document", "begin", "notes"),
    [
        (EVENTS, None, OWING),  # it must still say that it has caught up
        (EVENTS, Place(1, 0), [(position, False) for position, _ in OWING]),
        (ROWS, None, [(0, False), (25, False)]),
        (STATS, Place(1, 0), [(0, False), (25, False)]),
    ],
)
async def test_it_says_when_something_follows_and_how_far_that_was(
    walk: Walk, document: str, begin: Place | None, notes: object
) -> None:
    course = await walk(document, begin, 25)
    assert course.notes[::2] == ["sets out"] * len(course.notes[1::2])
    assert course.notes[1::2] == notes


async def test_numbers_that_wait_for_the_end_of_a_replay_are_owed(walk: Walk) -> None:
    course = await walk(STATS, Place(1, 0), 150)
    assert course.notes[1::2] == [(0, False), (100, True), (150, False)]


async def test_after_numbers_were_told_it_rests_once_and_not_after_every_silence(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolvers.feed, "PATIENCE_SECONDS", 0.001)
    course = await walk(
        STATS.replace("250", "1000"), Place(1, 0), 1, silent=40
    )  # forty times a second would be too long
    assert course.notes[1::2] == [(0, False)] + 41 * [(1, False)]


def test_whoever_has_caught_up_once_is_not_told_otherwise_later() -> None:
    batching = Batching(VIEWER, None)
    told = [
        batching.message(Page(Place(1, at), [], caught_up=caught_up)) for at, caught_up in ((1, True), (2_000, False))
    ]
    assert [isinstance(message, EventBatch) and message.caught_up for message in told] == [True, True]


@pytest.fixture
def walk(parts: Parts, workspace: Workspace, campaign: Campaign, person: Person, units: Units) -> Walk:
    async def walking(document: str, begin: Place | None, count: int, silent: int = 0) -> Noted:
        """Through so many events, of which the first is about the campaign."""
        first, *others = (contact_event(workspace, number) for number in range(count))
        await write(units, replace(first, campaign_id=campaign.id), *others)
        course = Noted(begin, count, silent)
        viewer = await viewer_of(person.token, parts.clock.wall())
        stream = await api().stream(
            document,
            variable_values={"after": encode(workspace.id, 1, 0), "id": str(campaign.id)},
            context_value=replace(context_of(parts, viewer, {}), over_socket=True, course=course),
        )
        async with asyncio.timeout(30), aclosing(stream) as answers:
            async for answer in answers:
                assert isinstance(answer, ExecutionResult)
                assert not answer.errors
        return course

    return walking
