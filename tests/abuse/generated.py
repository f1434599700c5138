"""Documents that the schema allows and nobody would write, made by schemathesis from the schema alone."""

from collections.abc import Iterable, Iterator
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from app.cli.schema import SDL_FILE
from tests.graphql.conftest import Asker

_MOMENTS = ["2026-03-02T09:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "yesterday", ""]
_nodes = schemathesis.graphql.nodes
schemathesis.graphql.scalar("DateTime", st.sampled_from(_MOMENTS).map(_nodes.String))
schemathesis.graphql.scalar("Cursor", st.text(max_size=40).map(_nodes.String))
schemathesis.graphql.scalar("JSON", st.one_of(st.text(max_size=40).map(_nodes.String), st.integers().map(_nodes.Int)))


def documents(number: int, start: int) -> Iterator[str]:
    """As many for each question and each command; `start` seeds them."""
    found: Any = schemathesis.graphql.from_path(str(SDL_FILE)).get_all_operations()
    operations = [one.ok() for one in found]
    each = -(-number // len(operations))
    for operation in operations:
        yield from _drawn(operation.as_strategy(), each, start)


def _drawn(strategy: Any, number: int, start: int) -> list[str]:
    made: list[str] = []

    @seed(start)
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(case: Any) -> None:
        made.append(str(case.body))

    draw()
    return made


async def stumbled(asker: Asker, asked: Iterable[str]) -> list[str]:
    """What was answered otherwise than with data, or with words about a mistake of the caller's."""
    found = []
    for document in asked:
        answer = await asker.post(document)
        codes = {error.get("extensions", {}).get("code") for error in answer.json().get("errors", ())}
        if answer.status_code >= 500 or codes & {"INTERNAL", None}:
            found.append(f"{answer.status_code} {answer.text[:300]} for {document}")
    return found
