"""What the tests of the API share: the endpoint as it is served, and people of two workspaces who ask with tokens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from app.graphql import GraphQLEndpoint
from app.parts import Parts
from app.settings import Settings
from auth import tokens
from auth.access import Access
from auth.sealing import KeyRing
from engine.refusal import Refusals
from events.broker import Broker
from events.tail import Tail
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Member, Role, Scope, Units, Workspace
from tests import factories
from tests.settable_clock import SettableClock

NOWHERE = "http://127.0.0.1:9/xapi"


@dataclass
class Asker:
    """Somebody who sends documents with a token of theirs."""

    client: httpx.AsyncClient
    member: Member
    token: str

    @property
    def workspace_id(self):
        return self.member.workspace_id

    async def post(self, document: str, **variables: Any) -> httpx.Response:
        body = {"query": document, "variables": variables}
        return await self.client.post("/graphql/", json=body, headers={"authorization": f"Bearer {self.token}"})

    async def ask(self, document: str, **variables: Any) -> Any:
        """The data; a test that expects errors uses `refused`."""
        answer = (await self.post(document, **variables)).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def refused(self, document: str, **variables: Any) -> Any:
        return (await self.post(document, **variables)).json()["errors"]

    async def command(self, name: str, given: Any = None, fields: str = "", kind: str | None = None) -> Any:
        """One mutation with one input, and what it answers; `errors` come with their type and everything they say."""
        kind = kind or f"{name[0].upper()}{name[1:]}Input"
        document = f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ {fields} {ERRORS} }} }}"
        return (await self.ask(document, input=given))[name]


ERRORS = """errors {
  __typename
  ... on MutationError { message code path }
  ... on NotFound { id }
  ... on Conflict { currentVersion }
  ... on IllegalTransition { from allowed }
}"""


def parts_of(units: Units, clock: Any, ring: KeyRing, duxsoup: DuxSoup, **settings: Any) -> Parts:
    broker, limiter = Broker(), Limiter(account_gap=0, host_gap=0)
    chosen = Settings(introspection=settings.pop("introspection", True), **settings)
    kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    tail, access = Tail(broker, clock), Access(clock)
    return Parts(chosen, clock, units, ring, duxsoup, limiter, broker, tail, access, Refusals(), kept)


def served(parts: Parts) -> httpx.AsyncClient:
    app = Starlette(routes=[Mount("/graphql", GraphQLEndpoint(parts))])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8001")


@pytest.fixture
async def parts(units: Units, clock: SettableClock, ring: KeyRing) -> AsyncIterator[Parts]:
    """Dux-Soup is nowhere: what does not speak with it needs none."""
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield parts_of(units, clock, ring, duxsoup)


@pytest.fixture
async def client(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    async with served(parts) as made:
        yield made


async def asker(client: httpx.AsyncClient, of: Workspace, role: Role, scopes: list[Scope] | None = None) -> Asker:
    member = await factories.member(of, role)
    minted = tokens.mint()
    await factories.api_token(member, minted.hash, scopes=scopes and [scope.value for scope in scopes])
    return Asker(client, member, minted.text)


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


@pytest.fixture
async def viewer(client: httpx.AsyncClient, workspace: Workspace) -> Asker:
    return await asker(client, workspace, Role.VIEWER)


@pytest.fixture
async def member(client: httpx.AsyncClient, workspace: Workspace) -> Asker:
    return await asker(client, workspace, Role.MEMBER)


@pytest.fixture
async def admin(client: httpx.AsyncClient, workspace: Workspace) -> Asker:
    return await asker(client, workspace, Role.ADMIN)


@pytest.fixture
async def stranger(client: httpx.AsyncClient, units: Units) -> AsyncIterator[Asker]:
    """The owner of another workspace."""
    async with AsyncExitStack():
        yield await asker(client, await factories.workspace(), Role.OWNER)
