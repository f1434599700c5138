"""The one look for all sockets: who is dismissed, for what reason, and that nobody keeps another one open."""

import asyncio
from collections.abc import AsyncIterator

import pytest

import app.socket_watch
import auth.access
from app.context import context_of
from app.parts import Parts
from app.socket_access import SocketRefused
from app.socket_watch import SocketWatch
from auth.viewer import Viewer, viewer_of
from models import Member, Role, Workspace
from tests.graphql.feed.conftest import Person, revoke, somebody
from tests.settable_clock import SettableClock

GONE = SocketRefused(4401, "Unauthorized")
SCOPE = {"type": "websocket", "headers": []}


class Held:
    """A socket that keeps what it was dismissed with; one that is `stuck` takes nothing, so that closing it comes to no end."""

    def __init__(self, parts: Parts, viewer: Viewer, person: Person, *, stuck: bool = False) -> None:
        self.context = context_of(parts, viewer, SCOPE)
        self.context.connection_params = {"authorization": f"Bearer {person.token}"}
        self.dismissed: asyncio.Queue[tuple[int, str]] = asyncio.Queue()
        self._stuck = stuck

    async def dismiss(self, refused: SocketRefused) -> None:
        self.dismissed.put_nowait((refused.code, refused.reason))
        if self._stuck:
            await asyncio.Event().wait()

    async def told(self) -> tuple[int, str]:
        async with asyncio.timeout(10):
            return await self.dismissed.get()


@pytest.fixture
async def watch(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SocketWatch]:
    """Leaves nothing running once everybody has left."""
    monkeypatch.setattr(app.socket_watch, "RECHECK_SECONDS", 0.02)
    yield SocketWatch(parts.access)
    assert [task for task in asyncio.all_tasks() if "socket_watch.py" in repr(task)] == []


async def held(parts: Parts, person: Person, *, stuck: bool = False) -> Held:
    viewer = await viewer_of(person.token, parts.clock.wall())
    assert viewer is not None
    return Held(parts, viewer, person, stuck=stuck)


async def test_one_that_takes_no_closing_frame_keeps_no_other_open(
    watch: SocketWatch, parts: Parts, clock: SettableClock, workspace: Workspace
) -> None:
    people = [await somebody(workspace) for _ in range(3)]
    sockets = [await held(parts, person, stuck=True) for person in people]
    for socket in sockets:
        watch.begin(socket)
    for person, socket in zip(people[:2], sockets, strict=False):
        await revoke(person, clock)
        assert await socket.told() == (GONE.code, GONE.reason)
    assert sockets[2].dismissed.empty()
    for socket in sockets:
        await watch.end(socket)


async def test_whose_token_still_works_with_another_role_comes_back_with_it(
    watch: SocketWatch, parts: Parts, person: Person
) -> None:
    socket = await held(parts, person)
    watch.begin(socket)
    await Member.filter(id=person.member.id).update(role=Role.VIEWER)
    assert await socket.told() == (4403, "Access changed")
    await watch.end(socket)


async def test_each_is_dismissed_once_and_who_left_is_not(
    watch: SocketWatch, parts: Parts, clock: SettableClock, workspace: Workspace
) -> None:
    person, other = await somebody(workspace), await somebody(workspace)
    socket, left, stays = await held(parts, person), await held(parts, person), await held(parts, other)
    for one in (socket, left, stays):
        watch.begin(one)
    await watch.end(left)
    await revoke(person, clock)
    assert await socket.told() == (GONE.code, GONE.reason)
    await asyncio.sleep(0.1)  # a few looks more
    assert [one.dismissed.empty() for one in (socket, left, stays)] == [True, True, True]
    await watch.end(socket)
    await watch.end(stays)


async def test_after_the_last_one_left_the_next_is_looked_at_again(
    watch: SocketWatch, parts: Parts, clock: SettableClock, person: Person
) -> None:
    first, second = await held(parts, person), await held(parts, person)
    watch.begin(first)
    await watch.end(first)
    watch.begin(second)
    await revoke(person, clock)
    assert await second.told() == (GONE.code, GONE.reason)
    await watch.end(second)


async def test_where_no_reason_can_be_found_they_come_back_later(
    watch: SocketWatch, parts: Parts, clock: SettableClock, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(_: object) -> SocketRefused:
        raise ValueError("no active connection")

    monkeypatch.setattr(app.socket_watch, "refusal", failing)
    socket = await held(parts, person)
    watch.begin(socket)
    await revoke(person, clock)
    assert await socket.told() == (1013, "Access cannot be checked now")
    await watch.end(socket)


async def test_who_comes_while_a_look_fails_is_looked_at_by_the_next(
    watch: SocketWatch, parts: Parts, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, fail = asyncio.Event(), asyncio.Event()

    async def holding(viewers: set[Viewer], _: object) -> set[Viewer]:
        if not fail.is_set():
            looking.set()
            await fail.wait()
            raise ValueError("no active connection")
        return viewers

    monkeypatch.setattr(auth.access, "holding", holding)
    first, late = await held(parts, person), await held(parts, person)
    watch.begin(first)
    await looking.wait()
    watch.begin(late)
    fail.set()
    assert await first.told() == (1013, "Access cannot be checked now")
    await asyncio.sleep(0.1)
    assert late.dismissed.empty()
    await watch.end(first)
    await watch.end(late)


async def test_who_leaves_amid_a_look_is_left_in_peace(
    watch: SocketWatch, parts: Parts, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, answer = asyncio.Event(), asyncio.Event()

    async def holding(_: set[Viewer], __: object) -> set[Viewer]:
        looking.set()
        await answer.wait()
        return set()

    monkeypatch.setattr(auth.access, "holding", holding)
    leaving, stays = await held(parts, person), await held(parts, person)
    watch.begin(leaving)
    watch.begin(stays)
    await looking.wait()
    await watch.end(leaving)
    answer.set()
    await stays.told()
    assert leaving.dismissed.empty()
    await watch.end(stays)


async def test_one_that_could_not_be_closed_is_dismissed_again(
    watch: SocketWatch,
    parts: Parts,
    clock: SettableClock,
    person: Person,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though the last of the others left meanwhile."""
    socket, other = await held(parts, person), await held(parts, await somebody(workspace))
    watch.begin(other)
    real, failures = socket.dismiss, iter([ConnectionError()])

    async def failing_once(refused: SocketRefused) -> None:
        if failure := next(failures, None):
            await watch.end(other)
            raise failure
        await real(refused)

    monkeypatch.setattr(socket, "dismiss", failing_once)
    watch.begin(socket)
    await revoke(person, clock)
    assert await socket.told() == (GONE.code, GONE.reason)
    await watch.end(socket)


async def test_a_look_that_was_called_off_is_not_the_last(
    watch: SocketWatch, parts: Parts, clock: SettableClock, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    called_off = asyncio.Event()

    async def holding(_: set[Viewer], __: object) -> set[Viewer]:
        called_off.set()
        raise asyncio.CancelledError

    person = await somebody(workspace)
    first, second = await held(parts, await somebody(workspace)), await held(parts, person)
    with monkeypatch.context() as patched:
        patched.setattr(auth.access, "holding", holding)
        watch.begin(first)
        await called_off.wait()
        await asyncio.sleep(0.05)
    watch.begin(second)
    await revoke(person, clock)
    assert await second.told() == (GONE.code, GONE.reason)
    await watch.end(first)
    await watch.end(second)
