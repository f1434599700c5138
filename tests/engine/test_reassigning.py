"""Who works an assignment may change; which account writes to a person never does."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from engine.reassigning import reassign, workers
from models import Action, ActionState, Assignment, Event, EventKind, Member, Role, Unit
from models.errors import InvalidInput, NotFound
from tests import factories
from tests.engine.conftest import World
from tests.factories import START


async def _handed(unit: Unit, ids: Sequence[UUID], member: Member | None) -> list[UUID]:
    found = await Assignment.filter(id__in=list(ids)).order_by("id")
    return await reassign(unit, found, member)


async def test_reassigning_changes_who_works_it_and_never_which_account_writes(world: World):
    (assignment,) = await world.launched()
    other = await factories.member(world.workspace)
    await factories.account(world.workspace, member=other)
    hand = partial(_handed, ids=[assignment.id], member=other)
    assert await world.units.run(hand) == [assignment.id]
    now = await world.again(assignment)
    assert (now.member_id, now.account_id, now.version) == (other.id, world.account.id, assignment.version + 1)
    assert await world.units.run(hand) == []
    assert (await world.again(assignment)).version == now.version
    event = await Event.get(kind=EventKind.ASSIGNMENT_REASSIGNED)
    assert (event.member_id, event.data) == (other.id, {"from": str(world.member.id), "member": str(other.id)})
    await world.turn()
    assert (await world.last(assignment)).account_id == world.account.id


async def test_what_nobody_works_waits_and_goes_on_once_somebody_does(world: World):
    (assignment,) = await world.launched()
    await world.units.run(partial(_handed, ids=[assignment.id], member=None))
    await world.turn()
    assert (await world.last(assignment)).state is ActionState.PLANNED
    await world.units.run(partial(_handed, ids=[assignment.id], member=world.member))
    await world.turn()
    assert (await world.last(assignment)).state is ActionState.QUEUED
    assert await Action.all().count() == 1


@pytest.mark.parametrize("what", ["viewer", "removed", "foreign", "unknown"])
async def test_work_is_given_only_to_those_who_may_do_it(world: World, what: str):
    home = world.workspace
    given: dict[str, dict[str, Any]] = {
        "viewer": {"role": Role.VIEWER},
        "removed": {"removed_at": START},
        "foreign": {},
    }
    someone = factories.some_id()
    if what in given:
        someone = (await factories.member(None if what == "foreign" else home, **given[what])).id
    with pytest.raises(InvalidInput if what == "viewer" else NotFound) as caught:
        await workers(home.id, [world.member.id, someone], ["memberId"])
    assert caught.value.path == ("memberId",)
