"""A2: whatever is too large is refused before it costs anything: no time to speak of, and no memory that stays."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.graphql.test_limits import DEEPER
from tests.journey.conftest import database_url, dialect, folder, installation, remote
from tests.journey.installation import Installation
from tests.journey.product_process import ProductProcess

__all__ = ["database_url", "dialect", "folder", "installation", "remote"]

pytestmark = [pytest.mark.abuse, pytest.mark.timeout(3600)]
TIMES, SETTLED = 100, 20
MOST_MILLISECONDS, MOST_MEMORY = 50, 5 * 1024 * 1024
ROUND = "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"
TOO_MUCH: dict[str, tuple[str, dict[str, Any]]] = {
    "nine levels": (DEEPER, {}),
    "sixteen aliases": ("{" + " ".join(f"a{number}: viewer {{ role }}" for number in range(16)) + "}", {}),
    "1,001 tokens": ("{ viewer { " + "role " * 996 + "} }", {}),
    "eleven directives": ("{ viewer { role " + "@include(if: true) " * 11 + "} }", {}),
    "1.1 MiB": ("{ viewer { role } } #" + "x" * 1_150_000, {}),
    "fragments that go round": (ROUND, {}),
    "10,000 ids": ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["x" * 30] * 10_000}),
    "10,000 of a filter": (
        "query ($ids: [ID!]) { assignments(first: 1, filter: {campaignIds: $ids}) { nodes { id } } }",
        {"ids": ["x" * 30] * 10_000},
    ),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_is_too_large_is_refused_at_little_cost(installation: Installation, what: str) -> None:
    """In processor time of the server, which a busy machine leaves as it is."""
    product = installation.product
    document, variables = TOO_MUCH[what]

    def refused() -> None:
        answer = product.post("/graphql", {"query": document, "variables": variables})
        assert answer.status_code in {200, 400, 413}
        told = answer.json()
        assert (told.get("data") and any(told["data"].values()), bool(told["errors"])) in {(None, True), (False, True)}

    for _ in range(SETTLED):
        refused()
    held, began = _resident(product), _milliseconds(product)
    for _ in range(TIMES):
        refused()
    each = (_milliseconds(product) - began) / TIMES
    grown = _resident(product) - held
    print(f"\n{what}: {each:.0f} ms each, memory {grown / 2**20:+.1f} MiB after {TIMES}")  # noqa: T201 - the figures of the run
    assert each <= MOST_MILLISECONDS
    assert grown < MOST_MEMORY


def _milliseconds(product: ProductProcess) -> float:
    """Of the processor, so far."""
    fields = Path(f"/proc/{product.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _resident(product: ProductProcess) -> int:
    return int(Path(f"/proc/{product.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
