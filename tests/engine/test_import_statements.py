"""An import asks the database as often for many rows as for one."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from auth.sealing import KeyRing
from engine import importing, suppressing
from engine.contact_row import ContactRow
from models import SuppressionScope, Units
from tests import factories


@contextmanager
def _statements() -> Iterator[list[str]]:
    seen: list[str] = []

    class Counting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(record.getMessage())

    logger, handler = logging.getLogger("tortoise.db_client"), Counting()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield seen
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


async def test_the_number_of_statements_does_not_depend_on_the_rows(units: Units, ring: KeyRing) -> None:
    workspace = await factories.workspace()
    await units.run(
        lambda unit: suppressing.suppress(unit, ring, workspace.id, SuppressionScope.DOMAIN, "example.net", "asked us")
    )
    counts = []
    for many in (1, 500):
        for number in range(many):
            await factories.contact(workspace, f"known-{many}-{number}") if number < 3 else None
        rows = [ContactRow(f"linkedin.com/in/known-{many}-{number}", title="New") for number in range(many)]
        rows += [ContactRow(f"linkedin.com/in/new-{many}-{number}") for number in range(many)]
        with _statements() as seen:
            await units.run(
                partial(
                    importing.import_rows, ring=ring, workspace_id=workspace.id, rows=rows, member_id=None, source="x"
                )
            )
        counts.append(len(seen))
    assert 0 < counts[0] == counts[1] < 25
