"""F13: whoever waits for a command or a feed may vanish at any moment; nothing hangs, no connection is lost, the log stays whole."""

import asyncio
import socket as sockets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

import httpx
import pytest
import uvicorn
from graphql import GraphQLNonNull
from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute
from tortoise.backends.sqlite.client import SqliteClient
from tortoise.connection import get_connections
from tortoise.transactions import in_transaction

from app.graphql import GraphQLEndpoint
from app.parts import Parts
from app.sqlite import ImmediateClient
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Actor, Event, Role, Unit, Units, Workspace
from models.event import append
from resolvers.permissions import COMMANDS
from tests import factories
from tests.graphql.conftest import NOWHERE, Asker, asker, parts_of
from tests.graphql.feed.client import socket
from tests.graphql.test_isolation import NAMELESS, SCHEMA, _furnish, _try
from tests.graphql.test_permissions import NAMELESS_INPUTS
from tests.settable_clock import SettableClock

SUBSCRIPTIONS = SCHEMA.subscription_type.fields
TARGETS = sorted({*COMMANDS, *SUBSCRIPTIONS})
PATIENCE = 60.0  # wall seconds after which something that does not answer counts as hung
SHORT, FULL = 4, 2_000


@dataclass
class Storm:
    """The API over HTTP and on a real socket, and a random source."""

    parts: Parts
    client: httpx.AsyncClient
    url: str
    chance: Random

    async def strike(self, name: str) -> None:
        """Starts one command or feed, and cancels it at a random moment of its way."""
        workspace = await factories.workspace()
        who = await asker(self.client, workspace, Role.OWNER)
        ids = await _furnish(workspace, who.member, self.parts.units)
        if name in SUBSCRIPTIONS:
            await self._leave(name, who, ids)
        else:
            await self._cancel(name, who, ids)

    async def probe(self, patience: float = PATIENCE) -> None:
        """A unit of work and a reading beside it get through."""

        async def work(unit: Unit) -> None:
            await Workspace.all().count()

        async with asyncio.timeout(patience):
            await asyncio.gather(self.parts.units.run(work), Workspace.all().count())

    async def _cancel(self, name: str, who: Asker, ids: Any) -> None:
        """The request runs in one line with its waiting client, as it does where a server cancels it for a closed socket."""
        asking = asyncio.create_task(_told(who, name, ids))
        for _ in range(int(1_200 ** self.chance.random())):
            if asking.done():
                break
            await asyncio.sleep(0 if self.chance.random() < 0.9 else 0.0005)
        asking.cancel()
        await asyncio.wait([asking])
        if not asking.cancelled():
            asking.result()

    async def _leave(self, name: str, who: Asker, ids: Any) -> None:
        async with socket(self.url) as connection:
            await connection.init(who.token)
            for _ in range(3):
                await connection.subscribe(_document(name), **_arguments(name, ids))
            await asyncio.sleep(self.chance.random() * 0.02)
            connection.connection.transport.abort()


@pytest.fixture
async def storm(units: Units, clock: SettableClock, ring: Any, random: Random) -> AsyncIterator[Storm]:
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        parts = parts_of(units, clock, ring, duxsoup)
        endpoint = GraphQLEndpoint(parts)
        app = Starlette(routes=[Mount("/graphql", endpoint), WebSocketRoute("/socket", endpoint)])
        server, port, running = await _served(app)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8001"
        ) as client:
            yield Storm(parts, client, f"ws://127.0.0.1:{port}/socket", random)
        server.should_exit = True
        await running
        await parts.broker.drain()


@pytest.mark.timeout(300)
async def test_whoever_vanishes_at_any_moment_leaves_nothing_hanging_and_no_connection_lost(storm: Storm) -> None:
    await _cancelled_everywhere(storm, PATIENCE)
    await _rage(storm, [name for name in TARGETS for _ in range(SHORT)])


@pytest.mark.faults
@pytest.mark.timeout(3_600)
async def test_two_thousand_who_vanish_leave_nothing_hanging_and_no_connection_lost(storm: Storm, share: float) -> None:
    await _rage(storm, [storm.chance.choice(TARGETS) for _ in range(round(FULL * share))])


@pytest.mark.timeout(300)
async def test_units_without_a_shelter_are_caught(storm: Storm, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite our own way into a transaction bears it too, so both are taken away there."""
    monkeypatch.setattr(ImmediateClient, "_in_transaction", SqliteClient._in_transaction)
    monkeypatch.setattr(Units, "run", _unsheltered)
    with pytest.raises((TimeoutError, AssertionError)):
        await _cancelled_everywhere(storm, patience=3)
    _freed()


async def _cancelled_everywhere(storm: Storm, patience: float) -> None:
    """One small unit, cancelled at each of its first moments."""

    async def work(unit: Unit) -> None:
        await Workspace.all().count()

    for moments in range(200):
        running = asyncio.create_task(storm.parts.units.run(work))
        for _ in range(moments):
            await asyncio.sleep(0)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await storm.probe(patience)
        await _until(_whole, patience)


async def _rage(storm: Storm, names: list[str], patience: float = PATIENCE) -> None:
    storm.chance.shuffle(names)
    for name in names:
        try:
            async with asyncio.timeout(patience):
                await storm.strike(name)
            await storm.probe(patience)
        except TimeoutError:
            raise TimeoutError(f"hung after {name} was cancelled") from None
    await storm.parts.units.drain()
    await _until(_whole, patience)
    await _log_is_whole()


async def _until(holds: Callable[[], bool], patience: float) -> None:
    async with asyncio.timeout(patience):
        while not holds():  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0.02)


def _whole() -> bool:
    """Every connection of the pool is idle; SQLite's only one is free and in no transaction."""
    connection: Any = get_connections().get("default")
    if connection.capabilities.dialect == "sqlite":
        return not (connection._lock.locked() or connection._connection.in_transaction)
    pool = connection._pool
    return bool(pool.get_idle_size() == pool.get_size() and not _in_transaction(pool))


def _in_transaction(pool: Any) -> bool:
    return any(holder._con is not None and holder._con.is_in_transaction() for holder in pool._holders)


async def _log_is_whole() -> None:
    """What was cancelled happened wholly or not at all, so no position is missing."""
    for workspace in await Workspace.all():
        events = await Event.filter(workspace_id=workspace.id).order_by("position")
        assert [event.position for event in events] == list(range(1, workspace.head + 1))


async def _told(who: Asker, name: str, ids: Any) -> None:
    if name in NAMELESS:
        await who.command(name, NAMELESS_INPUTS[name])
    else:
        await _try(who, name, ids)


def _document(name: str) -> str:
    given = SUBSCRIPTIONS[name].args.items()
    needed = {argument: str(of.type) for argument, of in given if isinstance(of.type, GraphQLNonNull)}
    heads = ", ".join(f"${argument}: {kind}" for argument, kind in needed.items())
    values = ", ".join(f"{argument}: ${argument}" for argument in needed)
    return (
        f"subscription {f'({heads})' if heads else ''} {{ {name}{f'({values})' if values else ''} {{ __typename }} }}"
    )


def _arguments(name: str, ids: Any) -> dict[str, Any]:
    """A required argument names a row: `campaignId`."""
    given = SUBSCRIPTIONS[name].args.items()
    return {argument: ids[argument.removesuffix("Id")] for argument, of in given if isinstance(of.type, GraphQLNonNull)}


async def _unsheltered(self: Units, work: Callable[[Unit], Awaitable[Any]], actor: Actor | None = None) -> Any:
    """The planted bug: the caller's cancellation reaches the transaction."""
    async with in_transaction() as connection:
        unit = Unit(connection, self.clock.now(), self.clock.wall(), actor or Actor())
        result = await work(unit)
        await append(connection, unit.events, unit.now, unit.wall, unit.actor)
    return result


def _freed() -> None:
    """So that the test can end after the bug it planted."""
    connection: Any = get_connections().get("default")
    if connection.capabilities.dialect == "postgres":
        connection._pool.terminate()
    elif connection._lock.locked():
        connection._lock.release()


async def _served(app: Starlette) -> tuple[uvicorn.Server, int, "asyncio.Task[None]"]:
    listening = sockets.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", log_level="critical", access_log=False, timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    await _until(lambda: server.started, PATIENCE)
    return server, listening.getsockname()[1], running
