"""The socket: who is let in and for how long, what malformed frames are answered, how much one may send."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from websockets.exceptions import InvalidStatus

import app.socket
import app.socket_adapter
import app.socket_watch
import auth.access
from app.database import close_database
from app.parts import Parts
from auth.viewer import Viewer
from models import ApiToken, Member, Role, Units, Workspace
from tests import factories
from tests.events.conftest import contact_event
from tests.graphql.feed.client import Socket, socket
from tests.graphql.feed.conftest import Person, revoke, somebody
from tests.graphql.feed.test_event_feed import FEED, numbers, write
from tests.settable_clock import SettableClock

MALFORMED = [
    "[]",
    "1",
    "null",
    '"text"',
    "{}",
    '{"type": 1}',
    '{"type": null}',
    '{"type": "subscribe"}',
    '{"type": "subscribe", "id": 1, "payload": {"query": "{ a }"}}',
    '{"type": "subscribe", "id": "1", "payload": null}',
    '{"type": "subscribe", "id": "1", "payload": []}',
    '{"type": "subscribe", "id": "1", "payload": {}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": 1}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": "{ a }", "variables": []}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": "{ a }", "variables": "x"}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": "{ a }", "operationName": 1}}',
    '{"type": "complete"}',
    '{"type": "complete", "id": []}',
    '{"type": "nonsense"}',
    '{"type": "subscribe", "id": "\\ud83d", "payload": {"query": "{ a }"}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": "{ \\ud83d }"}}',
    "not json",
]


@pytest.mark.parametrize("frame", MALFORMED)
async def test_a_malformed_frame_closes_4400_without_a_traceback(
    connected: Socket, frame: str, caplog: pytest.LogCaptureFixture
) -> None:
    await connected.send(frame)
    code, _ = await connected.closed()
    assert code == 4400
    assert caplog.records == []


async def test_a_reason_longer_than_a_control_frame_is_cut(connected: Socket) -> None:
    await connected.send({"type": "é" * 500})
    code, reason = await connected.closed()
    assert code == 4400
    assert 100 < len(reason.encode()) <= 123


async def test_a_syntax_error_closes_4400_and_a_validation_error_is_told(connected: Socket) -> None:
    operation = await connected.subscribe("subscription { nothing }")
    assert (await connected.frame(operation))["type"] == "error"
    directives = await connected.subscribe("subscription { eventFeed { __typename " + "@no " * 30 + "} }")
    assert "at most 10 directives" in str(await connected.frame(directives))
    await connected.subscribe("subscription {" + "é" * 300)
    assert (await connected.closed())[0] == 4400


@pytest.mark.parametrize(
    "payload",
    [
        None,
        {},
        {"authorization": None},
        {"authorization": 1},
        {"authorization": ""},
        {"authorization": "Bearer "},
        {"authorization": "Bearer chk_" + "x" * 43},
        {"authorization": "Basic abc"},
    ],
)
async def test_without_a_valid_token_nobody_is_let_in(url: str, payload: object) -> None:
    async with socket(url) as connection:
        frame = {"type": "connection_init"} | ({} if payload is None else {"payload": payload})
        await connection.send(frame)
        assert await connection.closed() == (4401, "Unauthorized")


async def test_a_token_that_opens_a_socket_was_used(connected: Socket, person: Person, clock: SettableClock) -> None:
    assert (await ApiToken.get(member_id=person.member.id)).last_used_at == clock.wall()


async def test_a_token_past_its_time_is_told_to_come_back_with_a_new_one(
    url: str, workspace: Workspace, clock: SettableClock
) -> None:
    late = await somebody(workspace, expires_at=clock.wall() - timedelta(seconds=1))
    async with socket(url) as connection:
        await connection.send({"type": "connection_init", "payload": {"authorization": f"Bearer {late.token}"}})
        assert await connection.closed() == (4403, "Expired")


async def test_a_subscription_before_the_init_closes_4401_and_a_second_init_4429(url: str, person: Person) -> None:
    async with socket(url) as connection:
        await connection.subscribe(FEED)
        assert (await connection.closed())[0] == 4401
    async with socket(url) as connection:
        await connection.init(person.token)
        await connection.send({"type": "connection_init"})
        assert (await connection.closed())[0] == 4429


async def test_a_socket_that_says_nothing_is_closed(url: str) -> None:
    async with socket(url) as connection:
        assert (await connection.closed())[0] == 4408
    assert timedelta(seconds=5) == app.socket.INIT_WAIT


async def test_a_revoked_token_ends_an_idle_socket(
    url: str, person: Person, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.socket_watch.RECHECK_SECONDS <= 5
    monkeypatch.setattr(app.socket_watch, "RECHECK_SECONDS", 0.05)
    async with socket(url) as connection:
        await connection.init(person.token)
        await revoke(person, clock)
        assert await connection.closed() == (4401, "Unauthorized")


async def test_where_access_cannot_be_checked_the_socket_is_closed_until_later(
    url: str, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.socket_watch, "RECHECK_SECONDS", 0.05)
    async with socket(url) as connection:
        await connection.init(person.token)
        await close_database()
        assert await connection.closed() == (1013, "Access cannot be checked now")


async def _never(*_: object) -> set[Viewer]:
    await asyncio.Event().wait()
    return set()


async def _closing(*_: object) -> set[Viewer]:
    raise ValueError("no active connection")


@pytest.mark.parametrize("check", [_never, _closing])
async def test_a_check_that_never_ends_or_fails_in_an_unknown_way_closes_the_socket_too(
    url: str, person: Person, monkeypatch: pytest.MonkeyPatch, check: Callable[..., Awaitable[set[Viewer]]]
) -> None:
    monkeypatch.setattr(app.socket_watch, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(auth.access, "holding", check)
    async with socket(url) as connection:
        await connection.init(person.token)
        assert await connection.closed() == (1013, "Access cannot be checked now")


async def test_a_token_that_runs_out_ends_its_socket(
    url: str, workspace: Workspace, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.socket_watch, "RECHECK_SECONDS", 0.05)
    brief = await somebody(workspace, expires_at=clock.wall() + timedelta(minutes=5))
    async with socket(url) as connection:
        await connection.init(brief.token)
        clock.move_wall(minutes=6)
        assert await connection.closed() == (4403, "Expired")


@pytest.mark.parametrize(("change", "code"), [("removed", 4401), ("another role", 4403)])
async def test_a_change_of_the_membership_ends_the_socket(
    url: str, person: Person, clock: SettableClock, monkeypatch: pytest.MonkeyPatch, change: str, code: int
) -> None:
    monkeypatch.setattr(app.socket_watch, "RECHECK_SECONDS", 0.05)
    async with socket(url) as connection:
        await connection.init(person.token)
        values = {"removed_at": clock.wall()} if change == "removed" else {"role": Role.VIEWER}
        await Member.filter(id=person.member.id).update(**values)
        assert (await connection.closed())[0] == code


async def test_twenty_operations_run_on_a_socket_and_one_more_is_refused(connected: Socket) -> None:
    feeds = [await connected.subscribe(FEED) for _ in range(20)]
    for feed in feeds:
        await connected.message(feed)
    refused = await connected.frame(await connected.subscribe(FEED))
    assert refused["type"] == "error"
    await connected.complete(feeds[0])
    await connected.message(await connected.subscribe(FEED))


async def test_a_flood_of_messages_closes_1013(connected: Socket, clock: SettableClock) -> None:
    for _ in range(99):
        await connected.send({"type": "ping"})
    clock.move_wall(seconds=61)
    for _ in range(101):
        await connected.send({"type": "ping"})
    assert await connected.closed() == (1013, "Too many messages")


async def test_only_the_current_protocol_is_spoken(url: str) -> None:
    async with socket(url, subprotocols=["graphql-ws"]) as connection:
        assert (await connection.closed())[0] == 4406


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"])
async def test_a_foreign_page_may_not_connect(url: str, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with socket(url, origin=origin):
            pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded"])
async def test_a_forwarded_host_makes_no_foreign_page_ours(url: str, header: str) -> None:
    with pytest.raises(InvalidStatus):
        async with socket(url, origin="https://evil.example", additional_headers={header: "evil.example"}):
            pass


async def test_a_page_of_ours_may_connect(url: str, parts: Parts, person: Person) -> None:
    for origin in parts.settings.origins:
        async with socket(url, origin=origin) as connection:
            await connection.init(person.token)


async def test_the_host_that_is_asked_makes_no_page_ours(url: str) -> None:
    """Whoever has a name that leads here chooses it."""
    with pytest.raises(InvalidStatus):
        async with socket(url, origin="http://" + url.split("/")[2]):
            pass


async def test_who_takes_nothing_is_cut_off_and_others_go_on(
    url: str, person: Person, workspace: Workspace, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.socket_adapter, "SEND_SECONDS", 0.3)
    big = contact_event(workspace, 1)
    big.data["text"] = "x" * 50_000
    async with socket(url, max_queue=1) as stalled, socket(url) as taking:
        await (await stalled.init(person.token)).subscribe(FEED)
        feed = await (await taking.init(person.token)).subscribe(FEED)
        await taking.message(feed)
        seen = 0
        for _ in range(60):
            await write(units, *[big] * 8)
            while seen % 8 or not seen:
                seen += len(numbers(await taking.message(feed)))
            seen = 0
        assert (await stalled.closed())[0] in {1013, 1006}


async def test_leaving_abruptly_leaves_nothing_behind(
    url: str, person: Person, broker, workspace: Workspace, units: Units
) -> None:
    for _ in range(5):
        async with socket(url) as connection:
            feed = await (await connection.init(person.token)).subscribe(FEED)
            await connection.message(feed)
            connection.connection.transport.abort()
    async with asyncio.timeout(5):
        while broker.followers:  # noqa: ASYNC110 - nobody announces that a follower left
            await asyncio.sleep(0.01)
    await write(units, contact_event(workspace))


async def test_a_removed_workspace_member_of_one_workspace_keeps_the_other(url: str, workspace: Workspace) -> None:
    """A person in two workspaces has a token for each, and each socket is bound to one."""
    user = await factories.user()
    here = await somebody(workspace, user=user)
    there = await somebody(await factories.workspace(), user=user)
    await Member.filter(id=here.member.id).update(removed_at=factories.START)
    async with socket(url) as connection:
        await connection.send({"type": "connection_init", "payload": {"authorization": f"Bearer {here.token}"}})
        assert (await connection.closed())[0] == 4401
    async with socket(url) as connection:
        await connection.init(there.token)
