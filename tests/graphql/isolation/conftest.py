"""What the tests of the matrix share: two workspaces that are alike, and a hand that tries commands in one's own."""

from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from tests.graphql.bad_input import Ground
from tests.graphql.commits import Commits
from tests.graphql.feed.conftest import broker, url
from tests.graphql.isolation.tenants import Tenant, tenants

__all__ = ["broker", "url"]


@pytest.fixture
async def both(client, units) -> tuple[Tenant, Tenant]:
    """Theirs, and one's own."""
    return await tenants(client, units)


@pytest.fixture
async def ground(parts, client, both) -> AsyncIterator[Ground]:
    with closing(Commits()) as commits:
        yield Ground(parts, client, both[1].workspace, both[1].owner, commits)
