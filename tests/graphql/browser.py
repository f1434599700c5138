"""What a browser does at the API: keeps the cookie that it is given, and sends the header that our pages send."""

from dataclasses import dataclass
from typing import Any

import httpx

from app.session_cookie import HEADER
from tests import factories

ERRORS = """errors {
  __typename
  ... on MutationError { message code path }
  ... on LimitReached { limit resetsAt }
}"""
SIGN_IN = f"""mutation ($input: SignInInput!) {{
  signIn(input: $input) {{ viewer {{ role user {{ email }} workspace {{ id }} }} {ERRORS} }} }}"""
SET_PASSWORD = f"""mutation ($input: SetPasswordInput!) {{
  setPassword(input: $input) {{ viewer {{ role user {{ email }} workspace {{ id }} }} {ERRORS} }} }}"""
SIGN_OUT = f"mutation {{ signOut {{ viewer {{ role }} {ERRORS} }} }}"
ME = "{ viewer { role user { email } workspace { id } } }"


@dataclass
class Browser:
    """`client` keeps the cookies; no two browsers share one."""

    client: httpx.AsyncClient

    async def post(self, document: str, headers: dict[str, str] | None = None, **variables: Any) -> httpx.Response:
        body = {"query": document, "variables": variables}
        return await self.client.post("/graphql/", json=body, headers={HEADER: "1"} if headers is None else headers)

    async def ask(self, document: str, **variables: Any) -> Any:
        answer = await self.post(document, **variables)
        assert answer.status_code == 200, answer.text
        assert "errors" not in answer.json(), answer.text
        return answer.json()["data"]

    async def command(self, document: str, **variables: Any) -> Any:
        """The one root field's payload."""
        [payload] = (await self.ask(document, **variables)).values()
        return payload

    async def sign_in(self, email: str, password: str = factories.PASSWORD) -> Any:
        return await self.command(SIGN_IN, input={"email": email, "password": password})

    async def signed_in(self) -> bool:
        """Whether its cookie opens anything."""
        return (await self.post(ME)).status_code == 200


def kinds(payload: Any) -> list[str]:
    """The codes of its errors."""
    return [error["code"] for error in payload["errors"]]
