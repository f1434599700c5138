"""What a scanner of GraphQL endpoints asks for over HTTP it is refused over a socket, too."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from websockets.exceptions import ConnectionClosed

from app.parts import Parts
from events.broker import Broker
from tests.graphql.feed.client import Socket, socket
from tests.graphql.feed.conftest import Person, serving
from tests.graphql.test_scanner import CHECKS, ROLE, TELLING

BODIES = {name: json.loads(body) for name, (_, body, _) in CHECKS.items() if body.startswith(b'{"query"')}
DOCUMENTS = {name: body["query"] for name, body in BODIES.items() if body["query"] != ROLE}


@pytest.fixture
async def operated(parts: Parts, broker: Broker, person: Person) -> AsyncIterator[Socket]:
    """As it is served without any setting of a developer."""
    closed = replace(parts, settings=parts.settings.model_copy(update={"introspection": False}))
    async with serving(closed) as address, socket(address) as line:
        yield await line.init(person.token)


def test_more_than_ten_of_the_questions_can_be_asked_over_a_socket() -> None:
    assert len(DOCUMENTS) > 10


@pytest.mark.parametrize("check", DOCUMENTS)
async def test_what_a_scanner_asks_for_is_refused_and_tells_nothing(operated: Socket, check: str) -> None:
    """What cannot be read ends the socket; anything else is told apart."""
    kind, told = await _told(operated, DOCUMENTS[check])
    assert kind in {"error", 4400}
    assert told
    assert not [word for word in TELLING if word in told.replace(check, "")]


async def _told(operated: Socket, document: str) -> tuple[object, str]:
    """In which way, and what."""
    try:
        frame = await operated.frame(await operated.subscribe(document))
    except ConnectionClosed:
        return operated.connection.close_code, operated.connection.close_reason or ""
    return frame["type"], json.dumps(frame["payload"])


async def test_what_is_no_scan_is_answered(operated: Socket) -> None:
    assert await operated.message(await operated.subscribe(ROLE)) == {"role": "MEMBER"}
