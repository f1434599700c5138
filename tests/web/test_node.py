"""TypeScript that is ours: its types hold, and what it decides by itself is as its own tests say."""

import pytest

from tests.web.node import said


@pytest.mark.parametrize("project", [".", "src"])
async def test_the_types_hold(project: str) -> None:
    await said("node_modules/typescript/bin/tsc", "-p", project)


async def test_the_rules_of_the_feed_client_hold() -> None:
    await said("--test", "tests/feed/rules.test.ts")
