"""What the checks that Node runs share: the product on a real port, and somebody with a token."""

from collections.abc import AsyncIterator

import pytest

from app.parts import Parts
from events.broker import Broker
from models import Units, Workspace
from tests import factories
from tests.graphql.conftest import parts
from tests.graphql.feed.conftest import Person, broker, somebody, spent
from tests.web.served import served

__all__ = ["broker", "parts", "spent"]


@pytest.fixture
def dialect() -> str:
    """What Node sees is the same on each kind of database; that the feed is gapless on both is shown in tests/graphql/feed."""
    return "sqlite"


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


@pytest.fixture
async def person(workspace: Workspace) -> Person:
    return await somebody(workspace)


@pytest.fixture
async def url(parts: Parts, broker: Broker) -> AsyncIterator[str]:
    async with served(parts) as address:
        yield address
