"""What the tests of the feeds share: the API on a real server, people with tokens, and units that change assignments."""

import asyncio
import socket as sockets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from app.graphql import GraphQLEndpoint
from app.parts import Parts
from app.socket_protocol import SocketProtocol
from auth import tokens
from events.broker import Broker
from models import ApiToken, Assignment, Campaign, Member, Role, Unit, Units, User, Workspace
from models.facts import Fact
from tests import factories
from tests.graphql.feed.client import Socket, socket
from tests.settable_clock import SettableClock


@dataclass(frozen=True, slots=True)
class Person:
    """A member who asks with a token of theirs."""

    member: Member
    token: str

    @property
    def workspace_id(self):
        return self.member.workspace_id


@pytest.fixture
async def broker(parts: Parts) -> AsyncIterator[Broker]:
    """Hears of commits as in the server: at once, and by looking."""
    parts.units.on_commit(parts.tail.heads)
    running = asyncio.create_task(parts.tail.run())
    yield parts.broker
    running.cancel()
    await asyncio.wait([running])
    await parts.broker.drain()


@pytest.fixture
async def campaign(workspace: Workspace) -> Campaign:
    return await factories.campaign(workspace)


@pytest.fixture
async def person(workspace: Workspace) -> Person:
    return await somebody(workspace, Role.MEMBER)


@pytest.fixture
async def admin(workspace: Workspace) -> Person:
    return await somebody(workspace, Role.ADMIN)


async def somebody(of: Workspace, role: Role = Role.MEMBER, user: User | None = None, **values: object) -> Person:
    member = await factories.member(of, role, **({"user": user} if user else {}))
    minted = tokens.mint()
    await factories.api_token(member, minted.hash, **values)
    return Person(member, minted.text)


async def learn(units: Units, assignment: Assignment, *facts: Fact) -> None:
    """Each in a unit of its own, so that each changes the status and makes an event."""
    for fact in facts:

        async def work(unit: Unit, fact: Fact = fact) -> None:
            await assignment.learn(unit, fact, unit.now, "test")

        await units.run(work)
        await assignment.refresh_from_db()


async def revoke(person: Person, clock: SettableClock) -> None:
    await ApiToken.filter(token_hash=tokens.hashed(person.token)).update(revoked_at=clock.wall())


@pytest.fixture
async def url(parts: Parts, broker: Broker) -> AsyncIterator[str]:
    """The socket's address on a real server."""
    async with serving(parts) as address:
        yield address


@pytest.fixture
async def spent(parts: Parts, broker: Broker, person: Person, clock: SettableClock) -> AsyncIterator[str]:
    """Another server, on which this person has nothing left for the last second of a minute."""
    async with serving(replace(parts, settings=parts.settings.model_copy(update={"request_budget": 1}))) as address:
        async with socket(address) as line:
            await (await line.init(person.token)).message(await line.subscribe("{ viewer { role } }"))
        clock.move_wall(seconds=59)
        yield address


@asynccontextmanager
async def serving(parts: Parts) -> AsyncIterator[str]:
    listening = sockets.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        Starlette(routes=[WebSocketRoute("/graphql", GraphQLEndpoint(parts))]),
        ws=SocketProtocol,
        lifespan="off",
        log_level="warning",
        access_log=False,
        ws_max_size=65_536,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield f"ws://127.0.0.1:{listening.getsockname()[1]}/graphql"
    server.should_exit = True
    await running


@pytest.fixture
async def connected(url: str, person: Person) -> AsyncIterator[Socket]:
    """Let in as a member."""
    async with AsyncExitStack() as stack:
        yield await (await stack.enter_async_context(socket(url))).init(person.token)
