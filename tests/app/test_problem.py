"""Every error outside GraphQL is problem+json with a stable code, and says nothing of our insides."""

import asyncio
import socket

import pytest
import uvicorn
from asyncpg.exceptions import CannotConnectNowError, ConnectionDoesNotExistError
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from app.access_log import AccessLog
from app.problem import _STATUS, HANDLERS, of_error
from models import errors
from models.errors import AccountNotConfigured, DomainError, InvalidInput, NotFound
from webhooks.problem import MEDIA_TYPE


async def _asked(error: Exception) -> Response:
    async def endpoint(_request: Request) -> None:
        raise error

    app = AccessLog(Starlette(routes=[Route("/asked", endpoint)], exception_handlers=HANDLERS))
    transport = ASGITransport(app=app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get("/asked")


async def test_a_broken_rule_is_answered_with_its_sentence_code_and_field() -> None:
    answer = await _asked(InvalidInput("Delays are not negative.", path=["steps", "delayDays"]))
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.status_code == 422
    assert answer.json() == {
        "type": "about:blank",
        "title": "Delays are not negative.",
        "status": 422,
        "code": "invalid_input",
        "path": ["steps", "delayDays"],
    }


async def test_the_guides_sentence_is_the_title_and_the_rule_the_detail() -> None:
    answer = of_error(NotFound("x"), title="Failed to update status")
    assert b'"title":"Failed to update status"' in answer.body
    assert b'"detail":"There is no such thing here."' in answer.body


async def test_an_account_that_is_not_configured_is_409_with_the_guides_sentence() -> None:
    answer = await _asked(AccountNotConfigured())
    assert (answer.status_code, answer.json()["title"]) == (409, "DuxSoup user not configured")


async def test_a_bug_is_an_id_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    answer = await _asked(LookupError("the insides"))
    assert answer.status_code == 500
    assert "insides" not in answer.text
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def test_after_a_bug_the_next_request_does_not_go_into_a_connection_that_is_being_closed() -> None:
    """The server closes as soon as its log is written, which may take longer than the next request is away."""

    async def endpoint(_request: Request) -> None:
        raise LookupError

    config = uvicorn.Config(
        Starlette(routes=[Route("/asked", endpoint)], exception_handlers=HANDLERS), lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with AsyncClient(base_url=base, trust_env=False) as client:
            answers = [await client.get("/asked") for _ in range(20)]
        server.should_exit = True
        await serving
    assert [(answer.status_code, answer.headers["connection"]) for answer in answers] == [(500, "close")] * 20


@pytest.mark.parametrize("lost", [FileNotFoundError, ConnectionDoesNotExistError, CannotConnectNowError])
async def test_a_database_that_is_away_is_503_with_a_time_to_come_back(lost: type[Exception]) -> None:
    answer = await _asked(lost("the insides"))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "insides" not in answer.text


async def test_what_the_router_refuses_is_a_problem_too() -> None:
    async with AsyncClient(
        transport=ASGITransport(app=Starlette(exception_handlers=HANDLERS)), base_url="http://test"
    ) as client:
        answer = await client.get("/nowhere")
    assert (answer.status_code, answer.headers["content-type"]) == (404, MEDIA_TYPE)
    assert answer.json()["code"] == "not_found"


def test_every_domain_error_has_a_status() -> None:
    known = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, DomainError)]
    assert set(known) - {DomainError} == set(_STATUS)
