"""GraphQL over HTTP as its draft says it: every audit of graphql-http, with queries by GET and without."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from app.parts import Parts
from auth.sealing import KeyRing
from models import Units
from tests.graphql.conftest import parts_of
from tests.graphql.feed.conftest import Person
from tests.settable_clock import SettableClock
from tests.web.node import said
from tests.web.served import served

AUDITS = 61
# They send queries by GET. The draft leaves it to a server whether it answers those, and so do we to the operator.
BY_GET = {"5A70", "D6D5", "6A70"}


@pytest.mark.parametrize(("by_get", "refused"), [(True, set()), (False, BY_GET)])
async def test_every_audit_passes(
    units: Units, clock: SettableClock, ring: KeyRing, parts: Parts, person: Person, by_get: bool, refused: set[str]
) -> None:
    async with served(parts_of(units, clock, ring, parts.duxsoup, graphql_get=by_get)) as url:
        settings = {"AUDITED_URL": f"{url}/graphql", "AUDITED_TOKEN": person.token}
        told = await said("checks/audits.ts", settings=settings)
    results = list(_results(told))
    assert len(results) == AUDITS
    assert [result for result in results if result["status"] != "ok" and result["id"] not in refused] == []
    assert {result["id"] for result in results if result["status"] != "ok"} == refused


def _results(told: str) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in told.splitlines())
