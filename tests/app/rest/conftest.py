"""What the tests of uploads share: the server as it is served."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn

from app.importing import Importing
from app.main import create_app
from auth.sealing import KeyRing
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import (
    Units,
)
from tests import factories
from tests.app.rest.uploading import Api
from tests.graphql.conftest import NOWHERE, parts_of
from tests.settable_clock import SettableClock


@pytest.fixture
async def api(units: Units, ring: KeyRing, clock: SettableClock) -> AsyncIterator[Api]:
    """A real server on a real socket: bodies are streamed, and broken off where they are too large."""
    workspace = await factories.workspace()
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        app = create_app(parts_of(units, clock, ring, duxsoup))
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, access_log=False))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            base = f"http://127.0.0.1:{listening.getsockname()[1]}"
            async with httpx.AsyncClient(base_url=base, timeout=120, trust_env=False, follow_redirects=True) as client:
                worker = Importing(units, ring, lambda _: True, asyncio.Event())
                yield Api(client, workspace, await factories.member(workspace), worker)
            server.should_exit = True
            await serving
