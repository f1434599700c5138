"""What the long forms of abuse share: the API as it is served, a seed that is printed, and how much of the full figures is wanted."""

import os
from random import Random

import pytest

from tests.graphql.conftest import client, parts, workspace
from tests.graphql.test_bad_input import ground

__all__ = ["client", "ground", "parts", "workspace"]

SEED, SHARE = "ABUSE_SEED", "ABUSE_SHARE"


@pytest.fixture
def random(request: pytest.FixtureRequest) -> Random:
    seed = int(os.environ.get(SEED) or Random().randrange(1_000_000))
    print(f"\n{request.node.name}: {SEED}={seed}")  # noqa: T201 - so that a failure can be replayed
    return Random(seed)


@pytest.fixture
def share() -> float:
    """How much of the full figures is taken on."""
    return float(os.environ.get(SHARE) or 1)
