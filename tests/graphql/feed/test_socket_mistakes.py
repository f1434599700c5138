"""A socket tells whoever asks for nothing that can be run the same as HTTP does, and calls it no failure of ours."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from app.parts import Parts
from events.broker import Broker
from tests.graphql.feed.client import Data, Socket, socket
from tests.graphql.feed.conftest import Person, serving

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # nothing here depends on the database
NAMED = "query A { viewer { role } }"
MISTAKES = [
    {"query": ""},
    {"query": "", "operationName": "A"},
    {"query": NAMED, "operationName": "B"},
    {"query": "{ viewer { role } }", "operationName": "A"},
    {"query": "fragment F on Viewer { role }"},
    {"query": "fragment F on Viewer { role }", "operationName": "F"},
    {"query": "type A { b: Int }"},
]


async def _answer(connection: Socket, payload: Data) -> Data:
    await connection.send({"type": "subscribe", "id": "x", "payload": payload})
    return await connection.frame("x")


@pytest.mark.parametrize("payload", MISTAKES)
async def test_where_there_is_nothing_to_run_a_socket_tells_what_http_does(
    connected: Socket, person: Person, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, payload: Data
) -> None:
    answer = await client.post("/graphql/", json=payload, headers={"authorization": f"Bearer {person.token}"})
    frame = await _answer(connected, payload)
    assert (frame["type"], frame["payload"]) == ("error", answer.json()["errors"])
    assert [error["extensions"]["code"] for error in frame["payload"]] == ["BAD_REQUEST"]
    assert caplog.records == []
    assert (await _answer(connected, {"query": NAMED}))["type"] == "next"


@pytest.mark.parametrize("name", ["", None, "A"])
async def test_an_empty_name_is_as_none(connected: Socket, name: Any) -> None:
    frame = await _answer(connected, {"query": NAMED, "operationName": name})
    assert frame["payload"]["data"] == {"viewer": {"role": "MEMBER"}}


async def test_of_several_operations_the_one_named_is_run(connected: Socket) -> None:
    frame = await _answer(connected, {"query": f"{NAMED} query B {{ viewer {{ permissions }} }}", "operationName": "B"})
    assert list(frame["payload"]["data"]["viewer"]) == ["permissions"]


async def test_each_counts_as_one_that_was_run(parts: Parts, broker: Broker, person: Person) -> None:
    scarce = replace(parts, settings=parts.settings.model_copy(update={"request_budget": 2}))
    async with serving(scarce) as address, socket(address) as connection:
        await connection.init(person.token)
        codes = [(await _answer(connection, {"query": ""}))["payload"][0]["extensions"]["code"] for _ in range(2)]
        codes.append((await _answer(connection, {"query": NAMED}))["payload"][0]["extensions"]["code"])
    assert codes == ["BAD_REQUEST", "BAD_REQUEST", "RATE_LIMITED"]
