"""A query of the list goes by GET under its hash; texts go by POST, unless the operator opens it, and commands always do."""

from typing import Any

import orjson
import pytest
from httpx import AsyncClient, Response

from app.session_cookie import HEADER
from models import Campaign
from tests.graphql.browser import ME as OWN
from tests.graphql.conftest import parts_of, served
from tests.graphql.test_endpoint_socket import address
from tests.graphql.test_trusted_documents import (
    CREATE,
    FEED,
    ME,
    NEW,
    PAGE,
    ROLE,
    browser,
    chosen,
    client,
    codes,
    parts,
    stranger,
)
from tests.graphql.trusted_list import hash_of, persisted

__all__ = ["address", "browser", "chosen", "client", "parts", "stranger"]


def asked(text: str) -> list[dict[str, str]]:
    """By its name, in the ways there are."""
    return [
        {"documentId": f"sha256:{hash_of(text)}"},
        {"extensions": orjson.dumps(persisted(hash_of(text))["extensions"]).decode()},
    ]


async def got(client: AsyncClient, params: dict[str, str], **headers: str) -> Response:
    return await client.get("/graphql/", params=params, headers=headers)


def told(answer: Response, status: int, allowed: str) -> bool:
    return (answer.status_code, answer.headers.get("allow")) == (status, allowed)


@pytest.fixture
def token(admin) -> dict[str, str]:
    return {"authorization": f"Bearer {admin.token}"}


@pytest.mark.parametrize("way", asked(ME), ids=str)
@pytest.mark.parametrize("accept", ["*/*", "text/html, */*", NEW])
async def test_a_query_of_the_list_goes_by_get_for_tokens_and_for_browsers(browser, client, token, way, accept):
    for headers in (token, {HEADER: "1"}):
        answer = await got(client, way | {"operationName": ""}, accept=accept, **headers)
        assert (answer.status_code, answer.json()) == (200, ROLE)
        assert answer.headers["cache-control"] == "no-store"


async def test_its_variables_come_in_the_address(browser, client, token):
    for way in asked(PAGE):
        answer = await got(client, way | {"variables": '{"n":1}', "operationName": "Page"}, **token)
        assert answer.json()["data"] == {"contacts": {"totalCount": 0}}
        assert codes((await got(client, way | {"variables": '{"n":"a"}'}, **token)).json()) == ["BAD_USER_INPUT"]
        assert (await got(client, way | {"variables": "{"}, **token)).status_code == 400
        assert (await got(client, way | {"operationName": "Other"}, **token)).status_code == 400


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "1", "sec-fetch-site": "cross-site"}], ids=str)
async def test_a_cookie_needs_our_header_here_too(browser, client, headers):
    for way in asked(ME):
        assert (await got(client, way, **headers)).status_code == 401


@pytest.mark.parametrize("text", [CREATE, FEED], ids=["command", "feed"])
async def test_whatever_is_no_query_goes_by_post_alone(browser, client, token, text):
    for way in asked(text):
        for headers in (token, {HEADER: "1"}):
            answer = await got(client, way, **headers)
            assert told(answer, 405, "POST") or codes(answer.json()) == ["NOT_OVER_HTTP"]
    assert await Campaign.all().count() == 0


async def test_a_text_does_not_go_by_get_named_or_not(browser, client, token):
    texts: list[dict[str, str]] = [{}, {"query": OWN}, {"query": ME}, {"extensions": "{"}, {"variables": "{}"}]
    for params in [*texts, *({"query": ME} | way for way in asked(ME)), *({"query": ""} | way for way in asked(ME))]:
        for headers in (token, {HEADER: "1"}):
            assert told(await got(client, params, **headers), 405, "POST")


async def test_the_resource_says_what_it_takes(client, token):
    for method in ("PUT", "DELETE", "OPTIONS"):
        assert told(await client.request(method, "/graphql/", headers=token), 405, "GET, POST")


async def test_what_is_not_on_the_list_is_not_found_by_get_either(browser, client, token):
    for way in asked(OWN):
        for headers in (token, {HEADER: "1"}):
            answer = await got(client, way, accept=NEW, **headers)
            assert (answer.status_code, codes(answer.json())) == (400, ["PERSISTED_QUERY_NOT_FOUND"])
            assert answer.headers["cache-control"] == "no-store"
        assert (await got(client, way)).status_code == 401


async def test_a_stranger_comes_in_by_no_get(client, workspace):
    for way in asked(ME):
        answer = await got(client, way, **{HEADER: "1"})
        assert (answer.status_code, codes(answer.json())) == (401, ["UNAUTHENTICATED"])


SETTINGS: list[tuple[dict[str, Any], int, int, str]] = [
    ({"trusted_documents": None}, 405, 405, "POST"),
    ({"trusted_documents": None, "graphql_get": True}, 200, 200, "GET, POST"),
    ({"graphql": "open"}, 200, 405, "GET, POST"),
    ({"graphql_get": True}, 200, 200, "GET, POST"),
]


@pytest.mark.parametrize(("other", "by_name", "by_text", "allowed"), SETTINGS, ids=str)
async def test_what_goes_by_get_and_what_is_said_of_it_follows_the_settings(
    units, clock, ring, parts, chosen, browser, token, other, by_name, by_text, allowed
):
    async with served(parts_of(units, clock, ring, parts.duxsoup, **(chosen | other))) as client:
        for way in asked(ME):
            assert (await got(client, way, **token)).status_code == by_name
        assert (await got(client, {"query": OWN}, **token)).status_code == by_text
        assert told(await client.put("/graphql/", headers=token), 405, allowed)


async def test_where_texts_go_by_get_a_browser_still_sends_none_of_its_own(units, clock, ring, parts, chosen, browser):
    async with served(parts_of(units, clock, ring, parts.duxsoup, **chosen, graphql_get=True)) as client:
        client.cookies = browser.client.cookies
        assert (await got(client, {"query": ME}, **{HEADER: "1"})).json() == ROLE
        assert codes((await got(client, {"query": OWN}, **{HEADER: "1"})).json()) == ["DOCUMENT_NOT_TRUSTED"]
