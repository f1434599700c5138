"""What `watch` shows: counts that follow what happens, also after a count that failed."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import StringIO
from itertools import pairwise

import pytest
from rich.console import Console

from app.cli import watch
from app.feed_client import FeedClient, FeedRefused
from app.parts import running
from app.watch import View
from models import Campaign, Units
from models.facts import Fact
from tests import factories
from tests.graphql.feed.conftest import Person, learn
from tests.graphql.feed.proxy import Proxy

PENDING_OR_ACTIVE = re.compile(r"Example\d+ +│ +(\S+) +│ +(\S+) +│")


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """The terminal of `watch`, wide enough for all its columns."""
    shown = StringIO()
    monkeypatch.setattr(
        watch, "Console", lambda: Console(file=shown, force_terminal=True, width=160, height=40, no_color=True)
    )
    return shown


async def _until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - a screen has no event
            await asyncio.sleep(0.01)


async def test_what_happens_is_counted_again(
    url: str, person: Person, campaign: Campaign, units: Units, screen: StringIO
) -> None:
    assignment = await factories.assignment(campaign, member=person.member)

    def counts() -> tuple[str, ...] | None:
        found = PENDING_OR_ACTIVE.findall(screen.getvalue())
        return found[-1] if found else None

    async with running(watch._follow(FeedClient(url, person.token))):
        await _until(lambda: counts() == ("1", "·"))
        await learn(units, assignment, Fact.LAUNCHED)
        await _until(lambda: counts() == ("·", "1"))
    assert "PENDING → ACTIVE" in screen.getvalue()


async def test_a_lost_connection_is_told(url: str, person: Person, screen: StringIO) -> None:
    async with Proxy(url) as line:
        client = FeedClient(line.url, person.token, pause=lambda _: 600.0)
        async with running(watch._follow(client)):
            await _until(lambda: "newest events" in screen.getvalue())
            assert "coming back" not in screen.getvalue()
            await _until(lambda: client.cursor)
            line.cut()
            await _until(lambda: "coming back" in screen.getvalue())


async def test_a_count_that_failed_is_made_again(url: str, person: Person, campaign: Campaign) -> None:
    await factories.assignment(campaign, member=person.member)
    view, due = View(), asyncio.Event()
    client = FeedClient("ws://127.0.0.1:9/graphql", person.token)
    async with _counting(client, view, due):
        await _until(lambda: not due.is_set())
        await _until(due.is_set)
        assert view.members == []
        client.url = url
        await _until(lambda: view.members)


async def test_a_count_that_is_refused_for_now_is_made_again_when_the_server_says_so(
    spent: str, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_COUNT_SECONDS", 0)
    asked: list[float] = []

    async def token() -> str:
        asked.append(asyncio.get_running_loop().time())
        return person.token

    async with _counting(FeedClient(spent, token), View(), asyncio.Event()):
        await _until(lambda: len(asked) == 3)
    assert all(later - before > 0.9 for before, later in pairwise(asked))


async def test_a_count_that_is_refused_for_good_ends_it(
    url: str, person: Person, campaign: Campaign, units: Units, screen: StringIO
) -> None:
    assignment = await factories.assignment(campaign, member=person.member)
    passes = iter([person.token, person.token])

    async def token() -> str:
        return next(passes, "chk_" + "x" * 43)

    client = FeedClient(url, token)
    following = asyncio.create_task(watch._follow(client))
    await _until(lambda: client.cursor)
    await learn(units, assignment, Fact.LAUNCHED)
    with pytest.raises(FeedRefused):
        await asyncio.wait_for(following, 30)


@asynccontextmanager
async def _counting(client: FeedClient, view: View, due: asyncio.Event) -> AsyncIterator[None]:
    due.set()
    async with running(watch._count_again(client, view, due)):
        yield
