"""Being let in: what `connection_init` may hold, and that a database which fails or never answers keeps nobody waiting."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from structlog.testing import capture_logs
from tortoise.exceptions import OperationalError

import app.socket_access
from tests.graphql.feed.client import socket
from tests.graphql.feed.conftest import Person

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # nothing here depends on the database
LATER = (1013, "Access cannot be checked now")


async def _away(*_: Any) -> None:
    raise OperationalError("no connection")


async def _closing(*_: Any) -> None:
    raise ValueError("no active connection")


async def _never(*_: Any) -> None:
    await asyncio.Event().wait()


async def _init(url: str, **frame: object) -> tuple[int, str]:
    async with socket(url) as connection:
        await connection.send({"type": "connection_init", **frame})
        return await connection.closed()


@pytest.mark.parametrize("asked", ["viewer_of", "used"])
@pytest.mark.parametrize(
    ("check", "kind", "at_length"),
    [(_away, "OperationalError", False), (_never, "TimeoutError", False), (_closing, "ValueError", True)],
)
async def test_where_access_cannot_be_checked_they_come_back_later(
    url: str,
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    asked: str,
    check: Callable[..., Awaitable[None]],
    kind: str,
    at_length: bool,
) -> None:
    monkeypatch.setattr(app.socket_access, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(app.socket_access, asked, check)
    with capture_logs() as lines:
        assert await _init(url, payload={"authorization": f"Bearer {person.token}"}) == LATER
    [line] = lines
    assert (line["event"], line["error"], line["exc_info"] is not None) == ("socket.not_admitted", kind, at_length)
    assert caplog.records == []


async def test_a_payload_of_null_is_as_none(url: str) -> None:
    assert await _init(url, payload=None) == (4401, "Unauthorized")


@pytest.mark.parametrize("payload", [[], "", 0, False, "text"])
async def test_any_other_that_is_no_object_is_malformed(url: str, payload: object) -> None:
    assert await _init(url, payload=payload) == (4400, "Invalid connection init payload")
