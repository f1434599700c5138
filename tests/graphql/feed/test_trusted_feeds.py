"""Over a socket as over HTTP: who came by a ticket of a session has only trusted documents run, whichever way they are asked for."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from app.socket import MOST_OPERATIONS
from models import Campaign
from tests.graphql.browser import Browser
from tests.graphql.feed.client import Socket, socket
from tests.graphql.test_endpoint_socket import address
from tests.graphql.test_socket_ticket import TICKET, init
from tests.graphql.test_trusted_documents import (
    CREATE,
    FEED,
    LIST,
    ME,
    OWN,
    THEIRS,
    browser,
    client,
    parts,
    sent,
    stranger,
)
from tests.graphql.trusted_list import hash_of, persisted, ways, written

__all__ = ["address", "browser", "client", "parts", "stranger"]

OWN_FEED = "subscription { eventFeed { __typename } }"
HERE = {"type": "next", "payload": {"data": {"viewer": {"role": "ADMIN"}}}}


@pytest.fixture
def chosen(tmp_path) -> dict[str, Any]:
    return {"trusted_documents": written(tmp_path / "list.json", *LIST, TICKET), "introspection": False}


@pytest.fixture
async def by_ticket(address: str, browser: Browser) -> AsyncIterator[Socket]:
    ticket = (await sent(browser, persisted(hash_of(TICKET))))["data"]["createSocketTicket"]["ticket"]
    async with socket(address) as raw:
        connected = await init(raw, ticket=ticket)
        assert (await connected.frame())["type"] == "connection_ack"
        yield connected


@pytest.fixture
async def by_token(address: str, admin) -> AsyncIterator[Socket]:
    async with AsyncExitStack() as stack:
        yield await (await stack.enter_async_context(socket(address))).init(admin.token)


async def asked(connected: Socket, body: dict[str, Any], number: str = "1") -> Any:
    """The first that is said of it."""
    await connected.send({"id": number, "type": "subscribe", "payload": body})
    frame = await connected.frame(number)
    return {name: value for name, value in frame.items() if name != "id"}


def codes(frame: Any) -> list[str]:
    assert frame["type"] == "error", frame
    return [error["extensions"]["code"] for error in frame["payload"]]


@pytest.mark.parametrize("way", [*ways(ME), {"query": ME}], ids=str)
async def test_a_document_of_the_list_is_run_whichever_way_it_is_asked_for(by_ticket, by_token, way):
    assert await asked(by_ticket, way) == await asked(by_token, way) == HERE


@pytest.mark.parametrize("way", [*ways(FEED), {"query": FEED}], ids=str)
async def test_so_is_a_feed(by_ticket, by_token, browser, way):
    for connected in (by_ticket, by_token):
        assert (await asked(connected, way))["type"] == "next"
    await sent(browser, persisted(hash_of(CREATE)))
    for connected in (by_ticket, by_token):
        assert (await connected.message("1"))["__typename"] == "EventBatch"


@pytest.mark.parametrize("text", [OWN_FEED, OWN, THEIRS, f"{FEED} ", "{"])
async def test_any_other_text_is_refused_and_the_socket_stays(by_ticket, text):
    for more in ({}, persisted(hash_of(text)), {"documentId": hash_of(text)}):
        assert codes(await asked(by_ticket, {"query": text} | more)) == ["DOCUMENT_NOT_TRUSTED"]
    assert await asked(by_ticket, persisted(hash_of(ME))) == HERE
    assert await Campaign.all().count() == 0


async def test_a_token_subscribes_to_documents_of_its_own(by_token):
    assert (await asked(by_token, {"query": OWN_FEED}))["type"] == "next"
    assert await asked(by_token, {"query": OWN} | persisted(hash_of(OWN)), "2") == HERE


async def test_what_is_not_on_the_list_is_not_found_nor_is_anything_added_to_it(by_ticket, by_token):
    for connected in (by_ticket, by_token):
        for body in (persisted(hash_of(OWN_FEED)), {"documentId": hash_of(OWN_FEED)}, {"documentId": "nonsense"}):
            assert codes(await asked(connected, body)) == ["PERSISTED_QUERY_NOT_FOUND"]
    await asked(by_token, {"query": OWN_FEED} | persisted(hash_of(OWN_FEED)))
    assert codes(await asked(by_ticket, persisted(hash_of(OWN_FEED)))) == ["PERSISTED_QUERY_NOT_FOUND"]


async def test_a_text_that_goes_by_the_name_of_another_is_refused_whoever_sends_it(by_ticket, by_token):
    for connected in (by_ticket, by_token):
        for name in (persisted(hash_of(FEED)), {"documentId": hash_of(FEED)}):
            assert codes(await asked(connected, {"query": OWN_FEED} | name)) == ["PERSISTED_QUERY_MISMATCH"]


async def test_what_is_refused_takes_none_of_the_places_of_a_socket(by_ticket):
    for number in range(MOST_OPERATIONS):
        await asked(by_ticket, persisted(hash_of(FEED)), str(number))
    refused = await asked(by_ticket, {"query": OWN_FEED}, "more")
    assert codes(refused) == ["DOCUMENT_NOT_TRUSTED"]
    assert "limit" in (await asked(by_ticket, persisted(hash_of(FEED)), "more"))["payload"][0]["message"]


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"query": None},
        {"documentId": None},
        {"documentId": 5},
        {"documentId": ""},
        {"extensions": {}},
        {"extensions": {"persistedQuery": None}},
        {"extensions": {"persistedQuery": {"sha256Hash": 5}}},
        {"query": ME, "extensions": 5},
        {"query": ME, "extensions": ["persistedQuery"]},
        {"query": ME, "documentId": ["a"]},
        persisted(hash_of(ME)) | {"query": 5},
        persisted(hash_of(ME)) | {"variables": "a"},
    ],
    ids=str,
)
async def test_a_frame_that_asks_for_nothing_or_in_another_form_closes_4400(by_ticket, payload):
    await by_ticket.send({"id": "1", "type": "subscribe", "payload": payload})
    assert await by_ticket.closed() == (4400, "Malformed message")


async def test_a_name_is_looked_up_for_nobody_before_they_are_let_in(address):
    for body in (persisted(hash_of(ME)), persisted(hash_of(OWN)), {"query": OWN}):
        async with socket(address) as connected:
            await connected.send({"id": "1", "type": "subscribe", "payload": body})
            assert await connected.closed() == (4401, "Unauthorized")


async def test_an_id_that_is_taken_closes_4409_whatever_is_asked_under_it(by_ticket):
    await asked(by_ticket, persisted(hash_of(FEED)))
    await by_ticket.send({"id": "1", "type": "subscribe", "payload": {"query": OWN_FEED}})
    assert (await by_ticket.closed())[0] == 4409


@pytest.mark.parametrize("chosen", [{"trusted_documents": None}], ids=["no list"])
async def test_without_a_list_a_ticket_subscribes_to_anything(address, stranger, parts, chosen):
    await stranger.sign_in("ada@example.com")
    ticket = (await stranger.command(TICKET))["ticket"]
    async with socket(address) as raw:
        connected = await init(raw, ticket=ticket)
        assert (await connected.frame())["type"] == "connection_ack"
        assert (await asked(connected, {"query": OWN_FEED}))["type"] == "next"
        assert codes(await asked(connected, persisted(hash_of(FEED)), "2")) == ["PERSISTED_QUERY_NOT_FOUND"]
