"""The two addresses over real ASGI, with an account and a token to send under."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
import pytest
from starlette.applications import Starlette

from auth.sealing import KeyRing
from auth.tokens import Minted, mint
from models import DuxSoupAccount, Member, Receipt, Role, Scope, Units, Workspace
from tests import factories
from webhooks.duxsoup.endpoint import PATH, Intake, routes


@dataclass
class Hooks:
    """Sends webhooks, and reads what became of them."""

    intake: Intake
    client: httpx.AsyncClient
    ring: KeyRing
    account: DuxSoupAccount
    workspace: Workspace
    member: Member
    address: Minted
    token: Minted

    async def native(self, body: Any = None, **changes: Any) -> httpx.Response:
        return await self.post(f"{PATH}/{self.address.text}", body if body is not None else self.visit(**changes))

    async def bearer(self, body: Any, token: str | None = None) -> httpx.Response:
        return await self.post(PATH, body, Authorization=f"Bearer {token or self.token.text}")

    async def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        content = body if isinstance(body, bytes) else orjson.dumps(body)
        return await self.client.post(path, content=content, headers={"Content-Type": "application/json", **headers})

    def visit(self, **changes: Any) -> dict[str, Any]:
        given = {"userid": self.account.dux_soup_user_id, "time": "2026-03-02T09:00:00.000Z", "type": "visit"}
        return {**given, "event": "create", "data": {"id": "id.7", "First Name": "Robin"}, **changes}

    def letter(self, dux_id: str) -> dict[str, Any]:
        stamp = "2026-03-02T08:59:00.000Z"
        data = {"fromId": dux_id, "timestamp": stamp, "url": "https://example.com/thread", "text": "Sure!"}
        return self.visit(type="message", event="received", data=data)

    async def receipts(self, **where: Any) -> list[Receipt]:
        return await Receipt.filter(**where).order_by("id")

    def opened(self, receipt: Receipt) -> str:
        place = {"table": "receipt", "column": "sealed_body"}
        return self.ring.open(receipt.sealed_body or "", **place, workspace_id=receipt.workspace_id, row_id=receipt.id)


@pytest.fixture
async def hooks(units: Units, ring: KeyRing) -> AsyncIterator[Hooks]:
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    address, token = mint(""), mint()
    account = await factories.account(workspace, webhook_hash=address.hash)
    await factories.api_token(member, token.hash, scopes=[Scope.WEBHOOKS_WRITE])
    intake = Intake(units, ring)
    async with client_of(intake) as client:
        yield Hooks(intake, client, ring, account, workspace, member, address, token)


def client_of(intake: Intake) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(Starlette(routes=routes(intake)))
    return httpx.AsyncClient(transport=transport, base_url="http://chaknal.example")


async def token_of(workspace: Workspace, role: Role = Role.MEMBER, **values: Any) -> str:
    minted = mint()
    await factories.api_token(await factories.member(workspace, role), minted.hash, **values)
    return minted.text
