"""What the checks that Node runs share: the parts of the product, and somebody with a token."""

from collections.abc import AsyncIterator

import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Units, Workspace
from tests import factories
from tests.graphql.conftest import NOWHERE
from tests.graphql.feed.conftest import Person, somebody


@pytest.fixture
async def duxsoup() -> AsyncIterator[DuxSoup]:
    """Nowhere: nothing here speaks with it."""
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as nowhere:
        yield nowhere


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


@pytest.fixture
async def person(workspace: Workspace) -> Person:
    return await somebody(workspace)
