"""The feed client and `watch`: they come back with their cursor, begin anew after a reset, and stop when they are not let in."""

import asyncio
import json
import os
import signal
import sys
from contextlib import aclosing
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app import feed_client
from app.feed_client import Ask, Data, FeedClient, FeedRefused, pause, socket_url
from app.watch import FEED, View, sentence
from events.cursor import encode
from models import Campaign, Units, Workspace
from models.facts import Fact
from tests import factories
from tests.events.conftest import contact_event
from tests.graphql.feed.conftest import Person, learn, revoke, somebody
from tests.graphql.feed.proxy import Proxy
from tests.graphql.feed.test_event_feed import write
from tests.settable_clock import SettableClock

ROOT = Path(__file__).resolve().parents[3]
HEAD = "{ workspace { head } }"


async def head(ask: Ask) -> str:
    found: str = (await ask(HEAD))["workspace"]["head"]
    return found


def at_once(_failures: int) -> float:
    return 0.01


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("http://127.0.0.1:8001", "ws://127.0.0.1:8001/graphql"),
        ("https://chaknal.example.com/", "wss://chaknal.example.com/graphql"),
        ("https://example.com/chaknal", "wss://example.com/chaknal/graphql"),
        ("ws://127.0.0.1:1/graphql/", "ws://127.0.0.1:1/graphql"),
    ],
)
def test_the_socket_lies_beside_the_public_address(given: str, expected: str) -> None:
    assert socket_url(given) == expected


def test_a_client_waits_longer_the_more_often_it_failed_and_never_too_long() -> None:
    assert all(pause(failures) <= min(3.0, 0.5 * 2**failures) for failures in range(40))
    assert len({pause(3) for _ in range(10)}) > 1


async def test_a_connection_that_breaks_again_and_again_loses_and_repeats_nothing(
    url: str, person: Person, workspace: Workspace, units: Units
) -> None:
    seen: list[str] = []
    async with Proxy(url) as line, asyncio.timeout(120):
        client = FeedClient(line.url, person.token, pause=at_once)
        async with aclosing(client.follow(FEED, head)) as messages:
            await anext(messages)
            for number in range(1, 6):
                await write(units, *(contact_event(workspace) for _ in range(3)))
                while len(seen) < 3 * number:
                    seen += [event["cursor"] for event in (await anext(messages))["events"]]
                assert not client.away
                line.cut()
    assert seen == [encode(workspace.id, 1, position) for position in range(1, 16)]


async def test_a_batch_that_comes_twice_is_shown_once(
    url: str, person: Person, workspace: Workspace, units: Units
) -> None:
    await write(units, contact_event(workspace), contact_event(workspace))
    client = FeedClient(url, person.token, pause=at_once, cursor=encode(workspace.id, 1, 0))
    async with aclosing(client.follow(FEED, head)) as messages:
        assert len((await anext(messages))["events"]) == 2
        await write(units, contact_event(workspace))
        await anext(messages)
    client.cursor = encode(workspace.id, 1, 1)
    async with aclosing(client.follow(FEED, head)) as messages:
        [event] = (await anext(messages))["events"]
    assert event["cursor"] == encode(workspace.id, 1, 3)


async def test_a_reset_makes_the_client_fetch_the_state_again(
    url: str, person: Person, workspace: Workspace, units: Units
) -> None:
    await write(units, contact_event(workspace))
    client = FeedClient(url, person.token, pause=at_once, cursor="rubbish")
    fetched: list[str] = []

    async def refetch(ask: Ask) -> str:
        fetched.append(await head(ask))
        return fetched[-1]

    async with aclosing(client.follow(FEED, refetch)) as messages:
        assert (await anext(messages))["__typename"] == "FeedReset"
        await write(units, contact_event(workspace))
        [event] = (await anext(messages))["events"]
    assert fetched == [encode(workspace.id, 1, 1)]
    assert event["cursor"] == encode(workspace.id, 1, 2)


async def test_a_client_that_is_not_let_in_stops_asking(url: str, person: Person, clock: SettableClock) -> None:
    await revoke(person, clock)
    client = FeedClient(url, person.token, pause=at_once)
    with pytest.raises(FeedRefused):
        await client.visit(head)
    with pytest.raises(FeedRefused):
        async with aclosing(client.follow(FEED, head)) as messages:
            await anext(messages)


async def test_a_token_that_expired_is_replaced_by_another(
    url: str, person: Person, workspace: Workspace, clock: SettableClock
) -> None:
    brief = await somebody(workspace, expires_at=clock.wall() + timedelta(minutes=1))
    clock.move(minutes=2)
    tokens = iter([brief.token, person.token])

    async def token() -> str:
        return next(tokens)

    async with aclosing(FeedClient(url, token, pause=at_once).follow(FEED, head)) as messages:
        assert (await anext(messages))["cursor"] == encode(workspace.id, 1, 0)


async def test_whoever_has_used_up_their_minute_comes_back_when_they_are_told(
    spent: str, person: Person, workspace: Workspace, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_client, "MOST_ERRORS", 1)  # it is no failure
    asked: list[str] = []

    async def token() -> str:
        asked.append("token")
        return person.token

    client = FeedClient(spent, token, pause=at_once, cursor=encode(workspace.id, 1, 0))
    asyncio.get_running_loop().call_later(0.5, partial(clock.move_wall, seconds=2))
    async with aclosing(client.follow(FEED, head)) as messages:
        assert (await anext(messages))["cursor"] == encode(workspace.id, 1, 0)
    assert len(asked) == 2


async def test_a_document_that_is_wrong_is_not_sent_for_ever(url: str, person: Person) -> None:
    client = FeedClient(url, person.token, pause=at_once)
    with pytest.raises(FeedRefused, match="nothing"):
        async with aclosing(
            client.follow("subscription ($after: Cursor) { nothing(after: $after) }", head)
        ) as messages:
            await anext(messages)


async def test_an_address_where_nothing_is_is_not_asked_for_ever(url: str, person: Person) -> None:
    client = FeedClient(url.replace("/graphql", "/elsewhere"), person.token, pause=at_once)
    with pytest.raises(FeedRefused):
        await client.visit(head)
    with pytest.raises(FeedRefused):
        async with aclosing(client.follow(FEED, head)) as messages:
            await anext(messages)


def test_only_so_many_events_are_remembered_and_those_are_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_client, "MOST_REMEMBERED", 2)
    client = FeedClient("ws://127.0.0.1:9", "x")
    for number in range(4):
        client._remember({"cursor": "x", "events": [{"id": str(number)}]})
    again = client._without_repeats({"events": [{"id": str(number)} for number in range(4)]})
    assert [event["id"] for event in again["events"]] == ["0", "1"]


async def test_the_view_counts_members_by_status_and_keeps_the_newest_events(
    url: str, person: Person, campaign: Campaign, units: Units
) -> None:
    mine = [await factories.assignment(campaign, member=person.member) for _ in range(3)]
    await factories.assignment(campaign)
    await learn(units, mine[0], Fact.LAUNCHED, Fact.ACCEPTED)
    view, client = View(), FeedClient(url, person.token)
    await client.visit(view.refetch)
    shown = {row.email: {status: count for status, count in row.by_status.items() if count} for row in view.members}
    assert list(shown.values()) == [{"PENDING": 2, "ACCEPTED": 1}, {"PENDING": 1}]
    assert [sentence(event).split("  ")[0] for event in view.events] == ["PENDING → ACTIVE", "ACTIVE → ACCEPTED"]
    async with aclosing(client.follow(FEED, view.refetch)) as messages:
        await anext(messages)
        await learn(units, mine[1], Fact.LAUNCHED)
        assert view.apply(await anext(messages))
    assert len(view.events) == 3


async def test_the_view_counts_what_is_in_all_campaigns(
    url: str, person: Person, campaign: Campaign, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.watch.PAGE", 1)
    for of in (campaign, await factories.campaign(workspace), await factories.campaign(workspace)):
        await factories.assignment(of, member=person.member)
    view = View()
    await FeedClient(url, person.token).visit(view.refetch)
    assert [row.by_status["PENDING"] for row in view.members] == [3]


def test_every_kind_of_event_has_a_sentence() -> None:
    bare: Data = {"assignment": None}
    assert sentence(bare | {"__typename": "RecordChanged", "kind": "contact.added"}) == "contact.added"
    assert sentence(bare | {"__typename": "ActionChanged", "state": "QUEUED", "action": None}) == "ACTION QUEUED"


async def test_watch_prints_one_json_object_and_ends(url: str, person: Person, workspace: Workspace) -> None:
    code, said, _ = await _watch("--url", url, "--json", token=person.token)
    found = json.loads(said)
    assert (code, found["workspace"], found["members"], found["events"]) == (0, workspace.name, [], [])
    assert found["cursor"] == encode(workspace.id, 1, 0)


async def test_watch_asks_where_the_settings_say_that_it_is_served(url: str, person: Person) -> None:
    port = str(urlsplit(url).port)
    code, said, _ = await _watch("--json", token=person.token, CHAKNAL_PORT=port)
    assert (code, json.loads(said)["members"]) == (0, [])
    code, _, complaint = await _watch("--json", token=person.token, CHAKNAL_PORT="9")
    assert (code, "http://127.0.0.1:9 does not answer" in complaint) == (1, True)


async def test_watch_says_when_it_is_not_let_in_or_nobody_answers(url: str) -> None:
    code, _, complaint = await _watch("--url", url, "--json", token="chk_" + "x" * 43)
    assert (code, complaint.strip()) == (1, "The server does not let this token in.")
    for form in (("--json",), ()):
        code, _, complaint = await _watch("--url", "http://127.0.0.1:9", *form, token="x")
        assert (code, "does not answer" in complaint) == (1, True)


async def test_watch_blames_no_token_where_something_else_listens() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        address = "http://{}:{}".format(*server.sockets[0].getsockname())
        for form in (("--json",), ()):
            code, _, complaint = await _watch("--url", address, *form, token="x")
            assert (code, "token" in complaint, f"No Chaknal answers at {address}" in complaint) == (1, False, True)


async def test_watch_shows_what_happens_until_it_is_interrupted(
    url: str, person: Person, campaign: Campaign, units: Units
) -> None:
    assignment = await factories.assignment(campaign, member=person.member)
    running = await _started("--url", url, token=person.token)
    assert running.stdout is not None
    try:
        async with asyncio.timeout(120):
            await _until(running.stdout, "pending")
            await learn(units, assignment, Fact.LAUNCHED)
            await _until(running.stdout, "PENDING → ACTIVE")
            running.send_signal(signal.SIGINT)
            assert await running.wait() == 0
    finally:
        if running.returncode is None:
            running.kill()


async def _watch(*arguments: str, token: str, **settings: str) -> tuple[int, str, str]:
    running = await _started(*arguments, token=token, **settings)
    said, complaint = await running.communicate()
    assert running.returncode is not None
    return running.returncode, said.decode(), complaint.decode()


async def _until(stream: asyncio.StreamReader, wanted: str) -> None:
    said = ""
    while wanted not in said:
        chunk = await stream.read(65_536)
        assert chunk, said
        said += chunk.decode(errors="replace")


async def _started(*arguments: str, token: str, **settings: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app", "watch", *arguments,
        cwd=ROOT, env={**os.environ, **settings, "CHAKNAL_TOKEN": token, "FORCE_COLOR": "1", "COLUMNS": "160", "LINES": "40"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
