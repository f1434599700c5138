"""The log is one line an event, in UTC, with the request's id, and no secret finds a way into it."""

import io
import json
import logging

import orjson
import pytest
import structlog
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from app.access_log import AccessLog
from app.logging import configure, redacted
from auth.sealing import KeyRing
from auth.tokens import hashed, mint
from models import Units
from tests import factories
from webhooks.duxsoup.endpoint import Intake
from webhooks.duxsoup.endpoint import routes as hook_routes

pytestmark = pytest.mark.usefixtures("logging_as_it_was")
WEBHOOK = "/api/webhooks/dux-status-update/"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def stream() -> io.StringIO:
    written = io.StringIO()
    configure(written, json=True)
    return written


def _lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


SECRETS = [
    ("GET " + WEBHOOK + "{} HTTP/1.1", mint("").text),
    ("token {}", mint().text),
    ("Authorization: Bearer {}", "abc.def.ghi"),
    ("postgres://chaknal:{}@db.example/chaknal", "hunter2"),
    ("https://app.example.com/x?token={}&y=1", "s3cr3t-value"),
    ("ticket={}", "s3cr3t-value"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS, ids=[text for text, _ in SECRETS])
@pytest.mark.parametrize("way", ["message", "argument", "field", "nested", "foreign"])
def test_a_secret_is_masked_whichever_way_it_comes(stream: io.StringIO, text: str, secret: str, way: str) -> None:
    line, log = text.format(secret), structlog.get_logger("chaknal.test")
    if way == "message":
        log.warning(line)
    elif way == "argument":
        logging.getLogger("some.library").warning("said %s", line)
    elif way == "field":
        log.warning("said", where=line)
    elif way == "nested":
        log.warning("said", where={"deep": [line]})
    else:
        logging.getLogger("uvicorn.error").error(line)
    assert secret not in stream.getvalue()
    assert "***" in stream.getvalue()


@pytest.mark.parametrize("name", ["authorization", "dux_soup_auth_key", "password", "webhook_token", "X-Dux-Signature"])
def test_a_field_named_like_a_secret_is_masked_whatever_it_holds(stream: io.StringIO, name: str) -> None:
    structlog.get_logger("chaknal.test").warning("said", **{name: "plain words", "inner": {name: "plain words"}})
    assert "plain words" not in stream.getvalue()


def test_what_is_no_secret_stays_readable(stream: io.StringIO) -> None:
    structlog.get_logger("chaknal.test").info(
        "sent", account_id="0190", path="/api/webhooks/dux-status-update", key_last_four="1234"
    )
    (line,) = _lines(stream)
    assert (line["event"], line["account_id"], line["path"]) == ("sent", "0190", "/api/webhooks/dux-status-update")
    assert line["key_last_four"] == "1234"
    assert str(line["timestamp"]).endswith("Z")
    assert line["level"] == "info"


def test_libraries_that_log_addresses_are_heard_from_warnings_on(stream: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://app.example.com")
    logging.getLogger("uvicorn.access").warning("GET %s", WEBHOOK)
    assert not stream.getvalue()


def _quotes(words: str) -> None:
    try:
        int(words)
    except ValueError as inner:
        raise ExceptionGroup(words, [KeyError(words), inner]) from inner


@pytest.mark.parametrize("log", [structlog.get_logger("chaknal.test"), logging.getLogger("chaknal.graphql")])
def test_of_an_error_the_log_says_its_kind_its_place_and_its_cause_and_nothing_that_it_says(
    stream: io.StringIO, log: logging.Logger
) -> None:
    private = "Dear Pat, this is private."
    try:
        _quotes(private)
    except ExceptionGroup:
        log.exception("failed")
    [line] = _lines(stream)
    assert "Dear Pat" not in str(line)
    told = [word for word in str(line["exception"]).splitlines() if not word.startswith(" ")]
    assert told == ["ValueError", "ExceptionGroup", "KeyError", "ValueError"]
    assert str(line["exception"]).count("in _quotes") >= 2


def test_causes_that_go_round_in_a_circle_are_told_once(stream: io.StringIO) -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    structlog.get_logger("chaknal.test").error("failed", exc_info=one)
    assert _lines(stream)[0]["exception"] == "KeyError\nValueError"


def test_the_request_that_a_library_like_part_of_ours_names_is_in_the_line(stream: io.StringIO) -> None:
    logging.getLogger("chaknal.graphql").error("graphql.unexpected", extra={"request_id": "r1"})
    assert _lines(stream)[0]["request_id"] == "r1"


def test_people_get_a_readable_line(stream: io.StringIO) -> None:
    readable = io.StringIO()
    configure(readable, json=False)
    structlog.get_logger("chaknal.test").info("sent", token="abc")
    assert "sent" in readable.getvalue()
    assert "abc" not in readable.getvalue()
    assert not readable.getvalue().startswith("{")


async def _ask(path: str) -> str:
    async def endpoint(_request: Request) -> PlainTextResponse:
        structlog.get_logger("chaknal.test").info("inside")
        return PlainTextResponse("ok")

    routes = [Route(WEBHOOK + "{token}", endpoint), Route("/healthz", endpoint)]
    async with AsyncClient(
        transport=ASGITransport(app=AccessLog(Starlette(routes=routes))), base_url="http://test"
    ) as client:
        return str((await client.get(path)).headers["x-request-id"])


async def test_a_request_is_logged_with_its_id_and_without_its_token(stream: io.StringIO) -> None:
    token = mint("").text
    request_id = await _ask(WEBHOOK + token + "?more=1")
    inside, access = _lines(stream)
    assert inside["request_id"] == access["request_id"] == request_id
    assert (access["method"], access["path"], access["status"]) == ("GET", WEBHOOK + "***", 200)
    assert token not in stream.getvalue()


async def test_a_requests_line_says_what_became_of_a_webhook_but_neither_body_nor_token(
    stream: io.StringIO, units: Units, ring: KeyRing
) -> None:
    account = await factories.account(webhook_hash=hashed("an-invented-address"))
    body: dict[str, object] = {
        "userid": account.dux_soup_user_id,
        "time": "2026-03-02T09:00:00Z",
        "type": "rccommand",
        "event": "ready",
    }
    body |= {"data": {"clientid": "Robin"}}
    app = AccessLog(Starlette(routes=hook_routes(Intake(units, ring))))
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        for address in ("an-invented-address", "nobodys"):
            await client.post(WEBHOOK + address, content=orjson.dumps(body), headers=JSON)
    stored, unknown = _lines(stream)
    told = {name: stored[name] for name in ("sender", "kind", "outcome", "status")}
    assert told == {"sender": str(account.id), "kind": "rccommand.ready", "outcome": "waiting", "status": 202}
    assert stored["size"] == unknown["size"] == len(orjson.dumps(body))
    assert (unknown["sender"], unknown["status"]) == ("", 404)
    assert not any(secret in stream.getvalue() for secret in ("Robin", "an-invented-address"))


async def test_probes_are_not_logged_while_they_succeed(stream: io.StringIO) -> None:
    await _ask("/healthz")
    assert [line["event"] for line in _lines(stream)] == ["inside"]


@pytest.mark.parametrize(("said", "status"), [(["accept"], 101), (["accept", "close"], 4401), (["close"], 4401)])
async def test_a_socket_is_logged_with_the_code_that_it_was_closed_with(
    stream: io.StringIO, said: list[str], status: int
) -> None:
    async def endpoint(_scope: Scope, _receive: Receive, send: Send) -> None:
        for word in said:
            await send({"type": f"websocket.{word}", **({"code": 4401} if word == "close" else {})})

    async def hear() -> Message:
        return {}

    async def take(_message: Message) -> None: ...

    await AccessLog(endpoint)({"type": "websocket", "path": "/graphql"}, hear, take)
    (access,) = _lines(stream)
    assert (access["method"], access["path"], access["status"]) == ("WEBSOCKET", "/graphql", status)


async def test_two_requests_have_two_ids(stream: io.StringIO) -> None:
    assert await _ask("/healthz") != await _ask("/healthz")


def test_redaction_leaves_plain_text_alone() -> None:
    assert redacted("Moved 12 contacts; key of the day: none") == "Moved 12 contacts; key of the day: none"


@pytest.mark.parametrize("token", ["***x", "***", "a*", "x" * 43])
def test_an_address_is_masked_whole_also_where_it_begins_like_the_mask(token: str) -> None:
    assert redacted(f"{WEBHOOK}{token}/more {WEBHOOK}{token}") == f"{WEBHOOK}***/more {WEBHOOK}***"
