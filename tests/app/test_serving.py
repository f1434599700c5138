"""Serving as it is: what cannot be served is said in a sentence and closed again, and who comes back finds their connection."""

import asyncio
import os
import signal
import socket

import pytest
from httpx import AsyncClient, Limits
from pydantic import SecretStr

from app.parts import ServingRefused
from app.presence import present
from app.serving import serve
from app.settings import Settings
from tests.databases import Database
from tests.faults.town import SECRET_KEYS


async def test_where_somebody_listens_already_nothing_is_served(made: Database) -> None:
    listened: list[bool] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingRefused, match=rf"^Nothing can listen on 127\.0\.0\.1:{port} .* set CHAKNAL_PORT"):
            await serve(_settings(made, port), listening=lambda: listened.append(True))
    assert listened == []
    async with present(made.url, serving=True) as presence:
        assert presence.alone


async def test_a_connection_that_rests_is_still_there_when_a_client_that_keeps_it_comes_back(made: Database) -> None:
    """httpx gives one up after 5 seconds; a server that closes just then resets what is on its way."""
    listening = asyncio.Event()
    port = _free_port()
    serving = asyncio.create_task(serve(_settings(made, port), listening=listening.set))
    await listening.wait()
    limits = Limits(max_connections=1, keepalive_expiry=60)
    async with AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, trust_env=False) as client:
        streams = set()
        for rest in (5.5, 0):
            answer = await client.get("/healthz")
            streams.add(answer.extensions["network_stream"].get_extra_info("client_addr"))
            await asyncio.sleep(rest)
    os.kill(os.getpid(), signal.SIGTERM)
    await serving
    assert len(streams) == 1


def _settings(made: Database, port: int) -> Settings:
    return Settings(database_url=SecretStr(made.url), secret_keys=SecretStr(SECRET_KEYS), port=port)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
