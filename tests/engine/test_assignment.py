"""What a person may do with an assignment, and who runs when a person is wanted in two places."""

from functools import partial
from typing import Any

import pytest

from engine import progress
from engine.assignment import pause, resume, set_status, stop
from engine.campaign import change_state
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Campaign,
    CampaignState,
    Contact,
    Fact,
    StepKind,
    Suppression,
    Unit,
)
from models.errors import IllegalTransition, InvalidInput
from tests import factories
from tests.engine.conftest import World

S = AssignmentStatus
FACTS: dict[AssignmentStatus, tuple[Fact, ...]] = {
    S.PENDING: (),
    S.ACTIVE: (Fact.LAUNCHED,),
    S.ACCEPTED: (Fact.LAUNCHED, Fact.ACCEPTED),
    S.RESPONDED: (Fact.LAUNCHED, Fact.RESPONDED),
    S.COMPLETED: (Fact.LAUNCHED, Fact.COMPLETED),
    S.NOT_ACCEPTED: (Fact.LAUNCHED, Fact.NOT_ACCEPTED),
    S.BLACKLISTED: (Fact.LAUNCHED, Fact.BLACKLISTED),
}
LAUNCHED = frozenset(S) - {S.PENDING}
BY_HAND = {
    S.RESPONDED: LAUNCHED,
    S.COMPLETED: LAUNCHED,
    S.NOT_ACCEPTED: {S.ACTIVE},
    S.BLACKLISTED: frozenset(S),
    S.PENDING: {S.BLACKLISTED},
    S.ACTIVE: frozenset(),
    S.ACCEPTED: frozenset(),
}


async def _at(world: World, status: AssignmentStatus) -> Assignment:
    (assignment,) = await world.assigned() if status is S.PENDING else await world.launched()

    async def learn(unit: Unit, found: Assignment) -> None:
        for fact in FACTS[status][1:]:
            await progress.learned(unit, found, fact, unit.now, "test")

    await world.ordered(learn, assignment)
    world.clock.move(minutes=1)
    return await world.again(assignment)


async def _set(
    world: World, assignment: Assignment, to: AssignmentStatus, reason: str | None = "because"
) -> Assignment:
    async def command(unit: Unit, found: Assignment) -> None:
        await set_status(unit, factories.RING, found, to, reason)

    await world.ordered(command, assignment)
    return await world.again(assignment)


@pytest.mark.parametrize("to", S)
async def test_a_status_is_set_by_hand_only_where_the_rules_have_it(world: World, to: AssignmentStatus):
    for before in S:
        assignment = await _at(world, before)
        assert assignment.status is before
        if before in BY_HAND[to]:
            await _set(world, assignment, to)
        else:
            with pytest.raises(IllegalTransition):
                await _set(world, assignment, to)


async def test_a_higher_fact_hides_a_lower_one_set_by_hand(world: World):
    assert (await _set(world, await _at(world, S.COMPLETED), S.RESPONDED)).status is S.COMPLETED


async def test_a_reply_set_by_hand_stops_the_sequence_and_starts_the_wait(world: World):
    assignment = await _set(world, await _at(world, S.ACTIVE), S.RESPONDED)
    assert (assignment.next_step, assignment.replied_at) == (None, world.clock.now())
    assert (await world.last(assignment)).state is ActionState.CANCELLED


async def test_completed_by_hand_cancels_what_is_planned_and_frees_the_person(world: World):
    assignment = await _set(world, await _at(world, S.ACTIVE), S.COMPLETED)
    assert (assignment.running_contact_id, assignment.next_at, assignment.deadline_at) == (None, None, None)
    assert (await world.last(assignment)).state is ActionState.CANCELLED


async def test_blacklisting_suppresses_the_person_in_every_campaign(world: World):
    assignment = await _at(world, S.ACTIVE)
    other = await factories.assignment(await factories.campaign(world.workspace), world.contacts[0])
    await _set(world, assignment, S.BLACKLISTED)
    assert (await world.again(other)).status is S.BLACKLISTED
    assert (await Contact.get(id=world.contacts[0].id)).suppressed
    assert await Suppression.all().count() == 1


async def test_reinstating_needs_a_reason_lifts_the_suppression_and_lets_it_go_on(world: World):
    assignment = await _set(world, await _at(world, S.ACTIVE), S.BLACKLISTED)
    with pytest.raises(InvalidInput):
        await _set(world, assignment, S.PENDING, " ")
    world.clock.move(minutes=1)
    again = await _set(world, assignment, S.PENDING)
    assert (again.status, again.running_contact_id) == (S.ACTIVE, world.contacts[0].id)
    assert await Suppression.all().count() == 0
    assert [one.state for one in await Action.all().order_by("generation")] == ["cancelled", "planned"]
    assert await world.turn() is None


async def test_reinstating_takes_back_what_the_list_left_on_it(world: World):
    assignment = await _at(world, S.ACTIVE)
    await Assignment.filter(id=assignment.id).update(blocker="suppressed")
    await _set(world, assignment, S.BLACKLISTED)
    assert (await world.again(assignment)).blocker == "suppressed"
    assert (await _set(world, assignment, S.PENDING)).blocker is None


async def test_only_what_runs_is_paused_and_what_is_paused_resumed(world: World):
    assignment = await _at(world, S.ACTIVE)
    with pytest.raises(IllegalTransition):
        await world.ordered(resume, assignment, None)
    await world.ordered(pause, assignment, "holiday")
    with pytest.raises(IllegalTransition):
        await world.ordered(pause, assignment, None)
    await world.ordered(resume, assignment, None)
    assert (await world.again(assignment)).paused_at is None
    assert await Action.all().count() == 1
    pending = await _at(world, S.PENDING)
    for command in (pause, stop, resume):
        with pytest.raises(IllegalTransition):
            await world.ordered(command, pending, None)


async def test_a_pause_moves_no_delay(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    await world.accepted(connect)
    due = (await world.again(assignment)).next_at
    await world.ordered(pause, assignment, None)
    world.clock.move(days=1)
    await world.ordered(resume, assignment, None)
    assert (await world.again(assignment)).next_at == due


async def test_stopping_cancels_what_is_planned_and_reports_what_dux_soup_has(world: World):
    planned = await _at(world, S.ACTIVE)
    assert await world.ordered(stop, planned, None) == 0
    assert (await world.last(planned)).state is ActionState.CANCELLED
    assert (await world.again(planned)).status is S.ACTIVE
    queued, action = await world.at_step(StepKind.VISIT)
    assert await world.ordered(stop, queued, None) == 1
    assert (await Action.get(id=action.id)).state is ActionState.QUEUED


async def test_resuming_undoes_a_stop_and_plans_the_step_anew(world: World):
    assignment = await _at(world, S.ACTIVE)
    await world.ordered(stop, assignment, None)
    await world.ordered(resume, assignment, None)
    again = await world.again(assignment)
    assert (again.stopped_at, again.running_contact_id) == (None, world.contacts[0].id)
    assert [(one.state.value, one.generation) for one in await Action.all().order_by("generation")] == [
        ("cancelled", 1),
        ("planned", 2),
    ]


async def test_what_is_carried_out_after_a_stop_is_not_planned_again_on_resuming(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    await world.ordered(stop, assignment, None)
    await world.carried_out(visit)
    await world.ordered(resume, assignment, None)
    kinds = await Action.filter(assignment_id=assignment.id).order_by("created_at").values_list("kind", "state")
    assert kinds == [(StepKind.VISIT, "executed"), (StepKind.CONNECT, "planned")]


async def _rival(world: World, assignment: Assignment) -> Assignment:
    """Another assignment of the same person, which runs because this one was stopped."""
    await world.ordered(stop, assignment, None)
    other = await factories.campaign(world.workspace)
    await factories.sequence(other, StepKind.VISIT)
    rival = await factories.assignment(other, await assignment.contact, member=world.member)
    await world.launch(campaign_id=other.id)
    return await world.again(rival)


async def test_who_runs_elsewhere_by_then_is_not_resumed_until_that_one_ends(world: World):
    assignment = await _at(world, S.ACTIVE)
    rival = await _rival(world, assignment)
    await world.ordered(resume, assignment, None)
    held = await world.again(assignment)
    assert (held.blocker, held.running_contact_id) == ("in_other_campaign", None)
    await world.ordered(stop, rival, None)
    freed = await world.again(assignment)
    assert (freed.blocker, freed.running_contact_id) == (None, freed.contact_id)
    assert (await world.last(assignment)).state is ActionState.PLANNED


async def test_a_late_acceptance_meets_the_same_test(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    world.clock.move(days=22)
    await world.passed_by()
    assert (await world.again(assignment)).status is S.NOT_ACCEPTED
    other = await factories.campaign(world.workspace)
    await factories.sequence(other, StepKind.VISIT)
    rival = await factories.assignment(other, world.contacts[0], member=world.member)
    await world.launch(campaign_id=other.id)
    await world.accepted(connect)
    held = await world.again(assignment)
    assert (held.status, held.blocker, held.next_at) == (S.ACCEPTED, "in_other_campaign", None)
    await _set(world, rival, S.COMPLETED)
    freed = await world.again(assignment)
    assert (freed.blocker, freed.next_at is not None) == (None, True)


async def test_archiving_cancels_what_is_planned_and_plans_nothing_more(world: World):
    queued, visit = await world.at_step(StepKind.VISIT)
    planned = await _at(world, S.ACTIVE)
    await world.units.run(partial(_archive, campaign=world.campaign))
    assert (await world.last(planned)).state is ActionState.CANCELLED
    await world.carried_out(visit)
    now = await world.again(queued)
    assert (now.executed_at is not None, now.next_step, now.next_at) == (True, 2, None)
    assert not await Action.filter(state=ActionState.PLANNED).exists()


async def _archive(unit: Unit, campaign: Campaign) -> None:
    await change_state(unit, await Campaign.get(id=campaign.id), CampaignState.ARCHIVED)


async def test_an_archived_campaign_keeps_nobody_from_another(world: World):
    assignment, _ = await world.at_step(StepKind.CONNECT)
    await world.units.run(partial(_archive, campaign=world.campaign))
    other = await _elsewhere(world, assignment)
    await world.launch(campaign_id=other.campaign_id)
    assert (await world.again(other)).runs
    assert (await world.last(other)).state is ActionState.PLANNED


async def test_who_waited_for_an_archived_campaign_goes_on_at_once(world: World):
    assignment = await _at(world, S.ACTIVE)
    waiting = await _elsewhere(world, assignment, status=S.ACTIVE, launched_at=world.clock.now())
    await world.ordered(progress.take_place, waiting)
    assert (await world.again(waiting)).blocker == "in_other_campaign"
    await world.units.run(partial(_archive, campaign=world.campaign))
    now = await world.again(waiting)
    assert (now.blocker, now.running_contact_id) == (None, assignment.contact_id)


async def test_what_is_learned_after_archiving_counts_and_takes_no_place(world: World):
    assignment, invitation = await world.at_step(StepKind.CONNECT)
    await world.units.run(partial(_archive, campaign=world.campaign))
    await world.carried_out(invitation)
    window = (await world.again(assignment)).deadline_at
    await world.ordered(progress.learned, assignment, Fact.ACCEPTED, world.clock.now(), "accepted_tag")
    now = await world.again(assignment)
    assert (now.status, now.running_contact_id, now.deadline_at) == (S.ACCEPTED, None, None)
    assert window is not None


async def _elsewhere(world: World, assignment: Assignment, **values: Any) -> Assignment:
    """The same person in another campaign of one message."""
    campaign = await factories.campaign(world.workspace)
    sequence = await factories.sequence(campaign, {"kind": StepKind.MESSAGE, "template": "Hello"})
    person = await Contact.get(id=assignment.contact_id)
    placed = {"account": world.account, "sequence": sequence, "next_step": 1} if values else {}
    return await factories.assignment(campaign, person, member=world.member, **(placed | values))
