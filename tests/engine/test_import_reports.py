"""The report of an import goes 35 days of wall time after the import has ended; what the import counted stays."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from auth.sealing import KeyRing
from engine import import_reports
from engine.contact_row import ContactRow
from models import ImportBatch, ImportRow, ImportState, Units, Workspace
from models.import_batch import REPORT_KEPT_FOR
from tests import factories
from tests.engine.bringing import bring
from tests.settable_clock import SettableClock


@pytest.fixture
async def home(units: Units) -> Workspace:
    return await factories.workspace()


async def _left(units: Units) -> int:
    while await units.run(import_reports.forget):
        pass
    return await ImportRow.all().count()


async def _bring(units: Units, ring: KeyRing, home: Workspace, names: Sequence[str]) -> ImportBatch:
    await bring(units, ring, home, *(ContactRow(first_name=name) for name in names))
    return (await ImportBatch.all().order_by("-id"))[0]


async def test_the_report_goes_after_35_days_and_the_counts_stay(
    units: Units, ring: KeyRing, home: Workspace, clock: SettableClock
) -> None:
    old = await _bring(units, ring, home, ["Robin", "Sam"])
    clock.move_wall(hours=1)
    young = await _bring(units, ring, home, ["Kim"])
    assert timedelta(days=35) == REPORT_KEPT_FOR
    clock.move_wall(days=34, hours=22)
    assert await _left(units) == 3
    clock.move_wall(hours=1)
    assert await _left(units) == 1
    assert await ImportRow.filter(batch_id=young.id).count() == 1
    kept = await ImportBatch.get(id=old.id)
    assert (kept.state, kept.total, kept.added, kept.until) == (ImportState.FINISHED, 2, 2, None)


async def test_so_many_rows_at_a_time(
    units: Units, ring: KeyRing, home: Workspace, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_reports, "AT_ONCE", 2)
    await _bring(units, ring, home, ["Robin", "Sam", "Kim", "Pat"])
    clock.move_wall(days=35)
    left = []
    while await units.run(import_reports.forget):
        left.append(await ImportRow.all().count())
    assert left == [2, 0, 0]


@pytest.mark.parametrize("state", [ImportState.READY, ImportState.CHECKING, ImportState.RUNNING, ImportState.STORING])
async def test_what_has_not_ended_keeps_its_report(
    units: Units, home: Workspace, clock: SettableClock, state: ImportState
) -> None:
    batch = await factories.import_batch(home, state=state, until=clock.wall())
    await factories.import_row(batch)
    assert await _left(units) == 1
