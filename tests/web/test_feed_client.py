"""The feed client in TypeScript on the product as it is served: nothing is lost, nothing comes twice, and it stops when it is not let in."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

import pytest

from app.parts import Parts
from engine import session
from events.broker import Broker
from events.cursor import Place, encode
from models import Event, Units, Workspace
from tests import factories
from tests.events.conftest import contact_event
from tests.graphql.feed.conftest import Person, revoke, somebody
from tests.graphql.feed.proxy import Proxy
from tests.graphql.feed.test_event_feed import write
from tests.settable_clock import SettableClock
from tests.web.follower import Data, following
from tests.web.served import served

OFTEN = 50


def token_of(person: Person) -> Data:
    return {"token": person.token}


def places(workspace: Workspace, *positions: int) -> list[str]:
    return [encode(workspace.id, 1, position) for position in positions]


async def happen(units: Units, workspace: Workspace, count: int = 1) -> None:
    await write(units, *(contact_event(workspace) for _ in range(count)))


async def test_a_connection_that_breaks_again_and_again_loses_and_repeats_nothing(
    url: str, person: Person, workspace: Workspace, units: Units
) -> None:
    seen: list[str] = []
    async with Proxy(f"{url}/graphql") as line, following(line.url, *[token_of(person)] * OFTEN) as feed:
        assert await feed.until("refetched") == encode(workspace.id, 1, 0)
        await feed.until("message")
        for broken in range(1, 6):
            await happen(units, workspace, 6)
            seen += await feed.events(3)
            line.cut()
            await happen(units, workspace)
            seen += await feed.events(7 * broken - len(seen))
    assert seen == places(workspace, *range(1, 36))
    assert [told["away"] for told in feed.told if "away" in told] == [True, False] * 5
    assert len([told for told in feed.told if "refetched" in told]) == 1


async def test_a_server_that_is_replaced_is_gone_on_with(
    parts: Parts, broker: Broker, person: Person, workspace: Workspace, units: Units
) -> None:
    async with AsyncExitStack() as stack:
        async with served(parts) as url:
            feed = await stack.enter_async_context(following(url, *[token_of(person)] * OFTEN))
            await feed.until("message")
            await happen(units, workspace)
            seen = await feed.events(1)
        assert await feed.until("away")
        await happen(units, workspace)
        await stack.enter_async_context(served(parts, urlsplit(url).port or 0))
        assert [*seen, *await feed.events(1)] == places(workspace, 1, 2)


async def test_a_pass_that_expired_is_replaced_by_another(
    url: str, person: Person, workspace: Workspace, units: Units, clock: SettableClock
) -> None:
    brief = await somebody(workspace, expires_at=clock.wall() + timedelta(minutes=1))
    clock.move(minutes=2)
    async with following(url, token_of(brief), token_of(person)) as feed:
        await feed.until("message")
        await happen(units, workspace)
        assert await feed.events(1) == places(workspace, 1)
    assert [told for told in feed.told if "asked" in told] == [{"asked": "pass"}] * 2


async def test_each_connection_takes_a_ticket_of_its_own(
    url: str, person: Person, workspace: Workspace, units: Units
) -> None:
    row = await factories.session(person.member, "a hash of the test")
    buy = partial(session.buy_ticket, workspace_id=workspace.id, session_id=row.id)
    first, second = [(await units.run(buy))[0].text for _ in range(2)]
    passes = [{"ticket": first}, {"ticket": first}, {"ticket": second}]
    async with Proxy(f"{url}/graphql") as line, following(line.url, *passes) as feed:
        await feed.until("message")
        line.cut()
        await happen(units, workspace)
        assert await feed.events(1) == places(workspace, 1)
    assert len([told for told in feed.told if "asked" in told]) == 3


async def test_whoever_is_shut_out_is_told_and_asks_no_more(
    url: str, person: Person, workspace: Workspace, units: Units, clock: SettableClock
) -> None:
    async with following(url, *[token_of(person)] * OFTEN) as feed:
        await feed.until("message")
        await revoke(person, clock)
        await happen(units, workspace)
        assert await feed.until("refused") == 4401


async def test_whoever_has_used_up_their_minute_comes_back_when_they_are_told(
    spent: str, person: Person, workspace: Workspace, clock: SettableClock
) -> None:
    more = {"cursor": encode(workspace.id, 1, 0)}
    async with following(
        spent.removesuffix("/graphql").replace("ws", "http"), *[token_of(person)] * OFTEN, **more
    ) as feed:
        assert await feed.until("away")
        asyncio.get_running_loop().call_later(0.5, partial(clock.move_wall, seconds=2))
        await feed.until("message")
    assert len([told for told in feed.told if "asked" in told]) == 2


async def test_whoever_gets_no_pass_any_more_asks_no_more(url: str) -> None:
    async with following(url) as feed:
        assert await feed.until("refused") is None
    assert feed.told[-1]["because"] == "no pass"


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({}, "does not allow this"),
        ({"cursor": "from anywhere"}, "does not allow this"),
        (
            {"cursor": "from anywhere", "document": "subscription ($after: Cursor) { nothing(after: $after) }"},
            "nothing",
        ),
    ],
    ids=["of the state", "of the feed", "of the document"],
)
async def test_an_answer_with_errors_is_not_asked_for_ever(
    url: str, workspace: Workspace, more: dict[str, str], because: str
) -> None:
    writer = await somebody(workspace, scopes=["write"])
    async with following(url, *[token_of(writer)] * OFTEN, **more) as feed:
        assert await feed.until("refused") is None
    assert len([told for told in feed.told if "asked" in told]) == 5
    assert because in feed.told[-1]["because"]


@pytest.mark.parametrize(
    ("epoch", "position", "reason"), [(0, 1, "RESTORED"), (1, 9, "CURSOR_UNKNOWN"), (1, 1, "CURSOR_EXPIRED")]
)
async def test_after_a_reset_the_state_is_fetched_and_the_feed_goes_on(
    url: str,
    person: Person,
    workspace: Workspace,
    units: Units,
    clock: SettableClock,
    epoch: int,
    position: int,
    reason: str,
) -> None:
    await happen(units, workspace, 3)
    clock.move(days=31)
    async with following(url, token_of(person), cursor=encode(workspace.id, epoch, position)) as feed:
        [head] = places(workspace, 3)
        assert await feed.until("message") == {"__typename": "FeedReset", "cursor": head, "reason": reason}
        assert [told for told in feed.told if "refetched" in told] == [{"refetched": head}]
        await happen(units, workspace, 2)
        assert await feed.events(2) == places(workspace, 4, 5)


async def test_a_restored_backup_resets_whoever_is_following(
    url: str, broker: Broker, person: Person, workspace: Workspace, units: Units
) -> None:
    async with following(url, token_of(person)) as feed:
        await feed.until("message")
        await happen(units, workspace, 3)
        await feed.events(3)
        await Event.filter(workspace_id=workspace.id, position__gt=1).delete()
        await Workspace.filter(id=workspace.id).update(epoch=2, head=1)
        broker.polled({workspace.id: Place(2, 1)})
        assert (await feed.until("message"))["reason"] == "RESTORED"
        await happen(units, workspace)
        assert await feed.events(1) == [encode(workspace.id, 2, 2)]


async def test_a_cursor_of_before_is_gone_on_from(url: str, person: Person, workspace: Workspace, units: Units) -> None:
    await happen(units, workspace, 9)
    async with following(url, token_of(person), cursor=encode(workspace.id, 1, 2)) as feed:
        assert await feed.events(7) == places(workspace, *range(3, 10))
        assert not [told for told in feed.told if "refetched" in told]


async def test_a_caller_that_stops_waits_for_nothing(url: str, person: Person, workspace: Workspace) -> None:
    async with following(url, token_of(person)) as feed:
        await feed.until("message")
        feed.stop()
        assert await feed.until("ended") == encode(workspace.id, 1, 0)
