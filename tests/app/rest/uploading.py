"""Uploads over real HTTP, by tokens of one workspace."""

from dataclasses import dataclass
from typing import Any

import httpx

from app.importing import Importing
from app.rest import imports
from auth.tokens import mint
from models import (
    Member,
    Role,
    Workspace,
)
from tests import factories

ROW = "Name,LinkedIn URL\nRobin Example,linkedin.com/in/robin\n"


@dataclass
class Api:
    client: httpx.AsyncClient
    workspace: Workspace
    member: Member
    worker: Importing

    async def token(self, role: Role = Role.MEMBER, **values: Any) -> str:
        minted = mint()
        await factories.api_token(await factories.member(self.workspace, role), minted.hash, **values)
        return minted.text

    async def upload(
        self, content: str | bytes, fields: dict[str, Any] | None = None, token: str | None = None, **headers: Any
    ) -> httpx.Response:
        files = {"file": ("C:\\lists\\people.csv", content)}
        sent = {"Authorization": f"Bearer {token or await self.token()}", **headers}
        return await self.client.post(imports.PATH, data=fields or {}, files=files, headers=sent)


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json().get("detail") or answer.json()["title"]
