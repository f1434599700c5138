"""A browser has only documents of the list run, whichever way it asks for them; API tokens send what they like."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from strawberry.extensions.parser_cache import _get_parse_cache

from app.session_cookie import HEADER
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Campaign, Role, SignInAttempt
from schema.limits import MAX_COST
from schema.root import CACHED
from schema.validation import _validated
from tests import factories
from tests.graphql.browser import SIGN_IN, Browser
from tests.graphql.conftest import NOWHERE, Asker, parts_of, served
from tests.graphql.test_endpoint_socket import address
from tests.graphql.trusted_list import hash_of, persisted, ways, written

__all__ = ["address"]

EMAIL = "ada@example.com"
ME = "query Me { viewer { role } }"
PAGE = "query Page($n: Int, $text: String) { contacts(first: $n, filter: {search: $text}) { totalCount } }"
CREATE = 'mutation Create { createCampaign(input: {name: "Ours", sequenceKind: CONNECTION}) { errors { __typename } } }'
FEED = "subscription Feed { eventFeed { __typename } }"
LIST = (SIGN_IN, ME, PAGE, CREATE, FEED)
OWN = "{ viewer { role } }"
THEIRS = CREATE.replace("Ours", "Theirs")
ROLE = {"data": {"viewer": {"role": "ADMIN"}}, "extensions": {"cost": {"requested": 1, "maximum": MAX_COST}}}
NEW = "application/graphql-response+json"


@pytest.fixture
def chosen(tmp_path: Path) -> dict[str, Any]:
    """The settings; a test may choose others."""
    return {"trusted_documents": written(tmp_path / "list.json", *LIST), "introspection": False}


@pytest.fixture
async def parts(units, clock, ring, chosen):
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield parts_of(units, clock, ring, duxsoup, **chosen)


@pytest.fixture
async def client(address: str) -> AsyncIterator[AsyncClient]:
    """Over a real server."""
    async with AsyncClient(base_url=address.replace("ws:", "http:").removesuffix("/graphql/")) as made:
        yield made


@pytest.fixture
async def stranger(client: AsyncClient, workspace) -> Browser:
    await factories.person(workspace, Role.ADMIN, email=EMAIL)
    return Browser(client)


@pytest.fixture
async def browser(stranger: Browser) -> Browser:
    given = {"email": EMAIL, "password": factories.PASSWORD}
    answer = await sent(stranger, persisted(hash_of(SIGN_IN)), input=given)
    assert answer["data"]["signIn"]["errors"] == []
    return stranger


async def sent(who: Browser | Asker, body: dict[str, Any], **variables: Any) -> Any:
    return (await posted(who, body | {"variables": variables})).json()


async def posted(who: Browser | Asker, body: dict[str, Any], **more: str):
    headers = {HEADER: "1"} if isinstance(who, Browser) else {"authorization": f"Bearer {who.token}"}
    return await who.client.post("/graphql/", json=body, headers=headers | more)


def codes(answer: Any) -> list[str]:
    assert answer.get("data") is None
    return [error["extensions"]["code"] for error in answer["errors"]]


@pytest.mark.parametrize("way", ways(ME), ids=str)
async def test_a_browser_names_a_document_of_the_list_and_so_may_a_token(browser, admin, way):
    assert await sent(browser, way) == await sent(admin, way) == ROLE


async def test_a_browser_may_send_a_document_of_the_list_word_for_word(browser):
    assert await sent(browser, {"query": ME}) == ROLE
    assert await sent(browser, {"query": CREATE}) == {"data": {"createCampaign": {"errors": []}}}


@pytest.mark.parametrize("text", [OWN, THEIRS, f"{CREATE} ", CREATE.replace(" ", "  "), "{", "{ " * 900])
async def test_any_other_text_of_a_browser_is_refused_before_it_is_looked_at(browser, text):
    for more in ({}, persisted(hash_of(text)), {"documentId": f"sha256:{hash_of(text)}"}):
        assert codes(await sent(browser, {"query": text} | more)) == ["DOCUMENT_NOT_TRUSTED"]
    assert await Campaign.all().count() == 0


async def test_a_token_sends_documents_of_its_own(admin):
    assert await sent(admin, {"query": OWN}) == ROLE
    assert await sent(admin, {"query": OWN} | persisted(hash_of(OWN))) == ROLE


@pytest.mark.parametrize("name", [hash_of(OWN), "", "nonsense", hash_of(ME).upper(), f"md5:{hash_of(ME)}"])
async def test_what_is_not_on_the_list_is_not_found_and_nothing_is_ever_added_to_it(browser, admin, name):
    named = [persisted(name), {"documentId": name}] if name else [persisted(name)]
    for who in (browser, admin):
        await sent(who, {"query": OWN} | persisted(hash_of(OWN)))
        for body in named:
            assert codes(await sent(who, body)) == ["PERSISTED_QUERY_NOT_FOUND"]


@pytest.mark.parametrize("more", [persisted(hash_of(ME)), {"documentId": hash_of(ME)}], ids=["hash", "id"])
async def test_a_text_that_goes_by_the_name_of_another_is_refused_whoever_sends_it(browser, admin, stranger, more):
    for who in (browser, admin):
        assert codes(await sent(who, {"query": CREATE} | more)) == ["PERSISTED_QUERY_MISMATCH"]
    stranger.client.cookies.clear()
    assert codes(await sent(stranger, {"query": SIGN_IN} | more)) == ["PERSISTED_QUERY_MISMATCH"]
    assert await Campaign.all().count() == 0


@pytest.mark.parametrize("name", [None, 5, ["a"], {}, True], ids=str)
async def test_what_is_no_name_names_nothing(browser, admin, name):
    for body in ({"documentId": name}, persisted(name), {"extensions": {"persistedQuery": name}}):
        for who in (browser, admin):
            answer = await posted(who, body)
            assert (answer.status_code, codes(answer.json())) == (400, ["BAD_REQUEST"])
        assert codes(await sent(browser, {"query": OWN} | body)) == ["DOCUMENT_NOT_TRUSTED"]


async def test_what_was_not_run_is_400_in_the_new_type_and_200_in_plain_json(browser):
    for body in ({"query": OWN}, persisted(hash_of(OWN)), {"query": OWN} | persisted(hash_of(ME))):
        new, old = await posted(browser, body, accept=NEW), await posted(browser, body)
        assert (new.status_code, old.status_code, "data" in new.json()) == (400, 200, False)
        assert new.json()["errors"] == old.json()["errors"]
        assert {new.headers["cache-control"], old.headers["cache-control"]} == {"no-store"}


async def test_a_stranger_counts_as_a_browser(stranger):
    given = {"email": EMAIL, "password": "wrong-wrong"}
    own = SIGN_IN.replace("role", "")
    assert codes(await sent(stranger, {"query": own}, input=given)) == ["DOCUMENT_NOT_TRUSTED"]
    assert codes(await sent(stranger, persisted(hash_of(own)), input=given)) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert await SignInAttempt.all().count() == 0
    for way in ways(SIGN_IN):
        assert (await sent(stranger, way, input=given))["data"]["signIn"]["errors"] != []
    assert await SignInAttempt.all().count() > 0


async def test_of_whoever_brings_nothing_no_body_is_read_for_a_name(stranger):
    large = persisted(hash_of(SIGN_IN)) | {"more": "x" * 1024 * 1024}
    assert (await stranger.client.post("/graphql/", json=large)).status_code == 401
    assert (await posted(stranger, large)).status_code == 413


@pytest.mark.parametrize("text", [ME, CREATE, FEED])
async def test_a_stranger_is_not_let_in_by_the_name_of_anything_else(stranger, text):
    for way in ways(text):
        answer = await posted(stranger, way)
        assert (answer.status_code, codes(answer.json())) == (401, ["UNAUTHENTICATED"])
    assert await Campaign.all().count() == 0


async def test_a_name_opens_nothing_without_the_header_that_other_sites_cannot_send(browser):
    assert (await browser.client.post("/graphql/", json=persisted(hash_of(ME)))).status_code == 401


async def test_the_limits_hold_for_what_is_on_the_list(browser):
    page = persisted(hash_of(PAGE))
    assert (await sent(browser, page, n=100))["data"]["contacts"]["totalCount"] == 0
    assert "errors" in await sent(browser, page, n=101)
    assert codes(await sent(browser, page, n=1, text="a\0b")) == ["BAD_USER_INPUT"]
    assert codes(await sent(browser, page, n="many")) == ["BAD_USER_INPUT"]
    assert codes(await sent(browser, persisted(hash_of(FEED)))) == ["NOT_OVER_HTTP"]


async def test_what_is_on_the_list_is_parsed_and_validated_once(browser):
    """By all the ways of asking for it together."""
    caches: tuple[Any, Any] = _get_parse_cache(CACHED), _validated
    await sent(browser, persisted(hash_of(ME)))
    before = [cache.cache_info() for cache in caches]
    for way in [*ways(ME), {"query": ME}]:
        await sent(browser, way)
    after = [cache.cache_info() for cache in caches]
    assert [new.misses - old.misses for old, new in zip(before, after, strict=True)] == [0, 0]
    assert [new.hits - old.hits for old, new in zip(before, after, strict=True)] == [len(ways(ME)) + 1] * 2


@pytest.mark.parametrize("lifted", [{"graphql": "open"}, {"trusted_documents": None}], ids=str)
async def test_where_there_is_no_list_or_it_is_open_a_browser_sends_documents_of_its_own(
    units, clock, ring, parts, workspace, chosen, lifted
):
    await factories.person(workspace, Role.ADMIN, email=EMAIL)
    async with served(parts_of(units, clock, ring, parts.duxsoup, **(chosen | lifted))) as client:
        free = Browser(client)
        await free.sign_in(EMAIL)
        assert await sent(free, {"query": OWN}) == ROLE
        named = await sent(free, persisted(hash_of(ME)))
        assert named == ROLE if "graphql" in lifted else codes(named) == ["PERSISTED_QUERY_NOT_FOUND"]
