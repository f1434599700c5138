"""Who may upload: by a token, or in a browser that has signed in and says so; and how often."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from app.context import context_of
from app.rest import imports
from app.session_cookie import HEADER
from auth.sealing import KeyRing
from auth.viewer import Viewer
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import (
    Event,
    EventKind,
    ImportBatch,
    Role,
    Scope,
    Session,
    Units,
)
from schema.context import Context
from tests import factories
from tests.app.rest.uploading import ROW, Api, problem
from tests.graphql.browser import SIGN_OUT, Browser
from tests.graphql.conftest import NOWHERE, parts_of
from tests.settable_clock import SettableClock
from webhooks.pace import Pace


@pytest.mark.parametrize(
    ("role", "scopes"), [(Role.VIEWER, None), (Role.MEMBER, [Scope.READ]), (Role.OWNER, ["launch"])]
)
async def test_who_may_not_import_may_not_upload_and_that_is_on_record(
    api: Api, role: Role, scopes: list[Scope] | None
) -> None:
    answer = await api.upload(ROW, token=await api.token(role, scopes=scopes))
    assert problem(answer)[0] == 403
    (event,) = await Event.filter(kind=EventKind.COMMAND_REFUSED)
    assert event.data["command"] == "importContacts"
    assert await ImportBatch.all().count() == 0


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nonsense"}])
async def test_without_a_valid_token_nothing_is_read(api: Api, header: dict[str, str]) -> None:
    answer = await api.client.post(imports.PATH, content=b"x" * 1_000, headers=header)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


@pytest.fixture
async def browser(api: Api) -> Browser:
    """Of a member who has signed in."""
    await factories.person(api.workspace, Role.MEMBER, email="ada@example.com")
    made = Browser(api.client)
    await made.sign_in("ada@example.com")
    return made


async def test_a_browser_that_is_signed_in_uploads_with_the_header_of_our_pages(api: Api, browser: Browser) -> None:
    answer = await api.client.post(imports.PATH, files={"file": ("people.csv", ROW)}, headers={HEADER: "1"})
    assert (answer.status_code, answer.json()["total"]) == (202, 1)
    batch = await ImportBatch.get(id=answer.json()["id"]).select_related("member")
    assert batch.member is not None
    assert batch.member.user_id == (await Session.get()).user_id
    await browser.command(SIGN_OUT)
    late = await api.client.post(imports.PATH, content=ROW, headers={HEADER: "1", "Cookie": "chaknal=nonsense"})
    assert (late.status_code, late.json()["code"]) == (401, "unauthenticated")


# What a page of another site can have a browser send without asking it first.
FORMS: dict[str, dict[str, Any]] = {
    "a form with files": {"files": {"file": ("people.csv", ROW)}},
    "a form with files and fields": {"files": {"file": ("people.csv", ROW)}, "data": {"start": "true"}},
    "text": {"content": ROW, "headers": {"Content-Type": "text/plain"}},
    "a form": {"content": ROW, "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    "no type": {"content": ROW},
}


@pytest.mark.parametrize("form", FORMS)
async def test_no_page_of_another_site_makes_a_signed_in_browser_upload(api: Api, browser: Browser, form: str) -> None:
    assert await browser.signed_in()
    sent = FORMS[form]
    for more in (
        {},
        {HEADER: ""},
        {HEADER: "1", "Sec-Fetch-Site": "cross-site"},
        {"Authorization": "Bearer x", HEADER: "1"},
    ):
        answer = await api.client.post(imports.PATH, **{**sent, "headers": sent.get("headers", {}) | more})
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert await ImportBatch.all().count() == 0


async def test_too_many_uploads_under_one_token_are_told_to_wait(
    api: Api, units: Units, ring: KeyRing, clock: SettableClock
) -> None:
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        parts = parts_of(units, clock, ring, duxsoup)

        def context(viewer: Viewer | None, request: Request) -> Context:
            return context_of(parts, viewer, request.scope)

        app = Starlette(routes=imports.routes(clock, context, parts.settings.cookie, Pace(2, period=86_400)))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://chaknal.example") as client:
            slow, token = Api(client, api.workspace, api.member, api.worker), await api.token()
            answers = [await slow.upload(b"", token=token) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert problem(answers[-1]) == (429, "Rate limit exceeded")
    assert answers[-1].headers["retry-after"] == "60"
