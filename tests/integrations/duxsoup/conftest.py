"""A loopback server and a client that speaks with it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.signing import Credentials
from tests.integrations.duxsoup.loopback import Loopback

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KEY = "sandbox-auth-key-0001"
USER_ID = "100000000000000000001"


@pytest.fixture
def credentials() -> Credentials:
    return Credentials(USER_ID, KEY)


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with Loopback() as server:
        yield server


@pytest.fixture
async def duxsoup(server: Loopback) -> AsyncIterator[DuxSoup]:
    async with DuxSoup(server.base_url, limiter=Limiter(account_gap=0, host_gap=0), deadline=2.0) as client:
        yield client
