"""What was said before a merge and is read after it counts as if it had been read before."""

from datetime import timedelta
from functools import partial

import pytest

from engine import merging
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Contact,
    DuxSoupAccount,
    IdentityKind,
    Step,
    StepKind,
)
from models.record import Record
from tests import factories
from tests.engine.conftest import World
from tests.factories import START

DAY = timedelta(days=1)
_S = AssignmentStatus


async def _set(row: Record, **values: object) -> None:
    await type(row).filter(id=row.id).update(**values)


async def _two(world: World) -> tuple[Assignment, Assignment]:
    """Of one person in one campaign: the first was visited on the first day, the second on the third, and waits for an acceptance."""
    first, second = await world.launched(2)
    for assignment, day in ((first, 1), (second, 3)):
        at = START + day * DAY
        done = {"state": ActionState.EXECUTED, "attempts": 1, "sent_at": at, "executed_at": at}
        await _set(await world.last(assignment), scheduled_for=at, **done)
        await _set(assignment, next_step=2)
    await _set(second, next_step=3)
    return first, second


async def _invited(assignment: Assignment) -> Action:
    at = START + DAY
    step = await Step.get(sequence_id=assignment.sequence_id, kind=StepKind.CONNECT)
    account = await DuxSoupAccount.get(id=assignment.account_id)
    await _set(assignment, next_step=3, invited_at=at)
    values = {"state": ActionState.EXECUTED, "attempts": 1, "sent_at": at, "executed_at": at}
    return await factories.action(assignment, step, account, **values)


async def _merged(world: World, first: Assignment, second: Assignment, *, gave_way: bool = True) -> None:
    """On the fourth day: the second goes on, and the first gives way where both are in one campaign."""
    world.clock.set(START + 4 * DAY)
    kept = await Contact.get(id=second.contact_id)
    await factories.identity(kept, "id.700000001", IdentityKind.DUX_ID)
    work = partial(merging.merge, ring=factories.RING, workspace_id=world.workspace.id)
    await world.units.run(partial(work, keep_id=kept.id, other_id=first.contact_id))
    assert ((await world.again(first)).stopped_at is not None) is gave_way
    assert (await world.again(second)).status is _S.ACTIVE


@pytest.mark.parametrize(("day", "status"), [(2.0, _S.RESPONDED), (0.5, _S.ACTIVE)])
async def test_a_letter_after_the_first_touch_of_either_is_a_reply(world: World, day: float, status: _S) -> None:
    first, second = await _two(world)
    await _merged(world, first, second)
    await world.letter(at=START + day * DAY)
    assert (await world.again(second)).status is status


async def test_a_touch_in_another_campaign_makes_no_reply_of_a_letter(world: World) -> None:
    first, second = await _two(world)
    other = await factories.campaign(world.workspace)
    await _set(second, campaign_id=other.id)
    await _set(await world.last(second), campaign_id=other.id)
    await _merged(world, first, second, gave_way=False)
    await world.letter(at=START + 2 * DAY)
    assert [(await world.again(one)).responded_at for one in (first, second)] == [START + 2 * DAY, None]


async def test_a_touch_through_another_account_makes_no_reply_of_a_letter(world: World) -> None:
    first, second = await _two(world)
    elsewhere = await factories.account(world.workspace)
    await _set(first, account_id=elsewhere.id)
    await _set(await world.last(first), account_id=elsewhere.id)
    await _merged(world, first, second)
    await world.letter(at=START + 2 * DAY)
    assert (await world.again(second)).status is _S.ACTIVE


async def test_an_acceptance_under_the_label_of_what_gave_way_is_told_to_what_goes_on(world: World) -> None:
    first, second = await _two(world)
    connect = await _invited(first)
    await _invited(second)
    other = await factories.campaign(world.workspace)
    person = await Contact.get(id=second.contact_id)
    unasked = await factories.assignment(other, person, account=world.account, launched_at=START, status=_S.ACTIVE)
    await _merged(world, first, second)
    await world.accepted(connect)
    found = [(await world.again(one)).status for one in (first, second, unasked)]
    assert found == [_S.ACCEPTED, _S.ACCEPTED, _S.ACTIVE]
    assert (await world.last(second)).kind is StepKind.MESSAGE


async def test_an_acceptance_is_not_told_to_what_writes_through_another_account(world: World) -> None:
    first, second = await _two(world)
    elsewhere = await factories.account(world.workspace)
    await _set(second, account_id=elsewhere.id)
    connect = await _invited(first)
    await _invited(await world.again(second))
    await _merged(world, first, second)
    await world.accepted(connect)
    assert (await world.again(second)).status is _S.ACTIVE


async def test_first_degree_is_an_acceptance_where_what_gave_way_had_invited(world: World) -> None:
    first, second = await _two(world)
    await _invited(first)
    await _merged(world, first, second)
    await world.receive(world.envelope("visit", "update", {"id": "id.700000001", "Degree": "1"}))
    assert (await world.again(second)).status is _S.ACCEPTED


async def test_when_what_gave_way_proves_to_have_left_earlier_a_letter_since_is_a_reply(world: World) -> None:
    first, second = await _two(world)
    visit = await world.last(first)
    await _set(visit, state=ActionState.PLANNED, sent_at=None, executed_at=None)
    await _merged(world, first, second)
    await world.letter(at=START + 2 * DAY)
    assert (await world.again(second)).status is _S.ACTIVE
    await world.carried_out(visit)
    assert (await world.again(second)).status is _S.RESPONDED


async def test_a_word_on_the_invitation_waits_until_what_gave_way_proves_to_have_left(world: World) -> None:
    first, second = await _two(world)
    connect = await _invited(first)
    await _set(connect, state=ActionState.PLANNED, sent_at=None, executed_at=None)
    await _merged(world, first, second)
    receipt = await world.receive(world.envelope("visit", "update", {"id": "id.700000001", "Degree": "1"}))
    assert receipt.awaits == f"left:{second.contact_id}"
    await world.carried_out(connect)
    await world.read(receipt.id)
    assert (await world.again(second)).status is _S.ACCEPTED
