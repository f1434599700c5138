"""Ten thousand documents that the schema allows: refused in words or answered, and never a bug."""

from random import Random

import pytest

from tests.abuse.generated import documents, stumbled
from tests.graphql.conftest import admin

__all__ = ["admin"]
pytestmark = [pytest.mark.abuse, pytest.mark.timeout(3600)]


async def test_whatever_the_schema_allows_is_answered_or_refused_in_words(admin, random: Random, share: float) -> None:
    assert await stumbled(admin, documents(int(10_000 * share), random.randrange(2**32))) == []
