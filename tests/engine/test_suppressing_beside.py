"""Somebody is put on the list while somebody else changes their assignment: they are kept away all the same."""

from functools import partial
from typing import Any

import pytest

from auth.sealing import KeyRing
from engine import suppressing
from models import Assignment, AssignmentStatus, Unit, Units
from tests import factories
from tests.databases import Database
from tests.factories import START
from tests.overlap import overlapped


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_whose_assignment_is_changed_meanwhile_is_kept_away_all_the_same(
    units: Units, ring: KeyRing, database: Database
) -> None:
    running: dict[str, Any] = {"status": AssignmentStatus.ACTIVE, "launched_at": START}
    assignment = await factories.assignment(**running)
    contact = await assignment.contact
    await Assignment.filter(id=assignment.id).update(running_contact_id=contact.id)

    async def pause(unit: Unit) -> None:
        held = await Assignment.locked(assignment.workspace_id, assignment.id)
        assert held is not None
        await held.pause(unit, None)

    suppress = partial(suppressing.suppress_person, ring=ring, contact=contact, reason="asked")
    await overlapped(units, database, pause, suppress)
    kept = await Assignment.get(id=assignment.id)
    assert (kept.status, kept.paused_at is None) == (AssignmentStatus.BLACKLISTED, False)
