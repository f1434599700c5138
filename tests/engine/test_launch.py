"""Launching: who goes, who stays and why, once and in one transaction."""

import asyncio
from functools import partial
from typing import Any

import pytest

from engine import progress, suppressing
from engine.action import ActionVerdict
from engine.assignment import stop
from engine.launch import LaunchConflict
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Campaign,
    CampaignState,
    DuxSoupAccount,
    Event,
    EventKind,
    Fact,
    StepKind,
    SuppressionScope,
    Unit,
)
from models.errors import AccountNotConfigured, IllegalTransition, InvalidInput, NotFound
from tests import factories
from tests.engine.conftest import World


async def _other_campaign(world: World, **values: Any) -> Campaign:
    campaign = await factories.campaign(world.workspace, **values)
    await factories.sequence(campaign, StepKind.VISIT, {"kind": StepKind.MESSAGE, "template": "Hello {{ first_name }}"})
    return campaign


async def test_a_launch_makes_active_every_pending_assignment_and_creates_its_first_action(world: World):
    made = await world.launched(3)
    assert {one.status for one in made} == {AssignmentStatus.ACTIVE}
    assert {one.account_id for one in made} == {world.account.id}
    actions = await Action.all()
    assert [(one.kind, one.state, one.generation) for one in actions] == [(StepKind.VISIT, ActionState.PLANNED, 1)] * 3


async def test_launching_a_draft_makes_the_campaign_running(world: World):
    await Campaign.filter(id=world.campaign.id).update(state=CampaignState.DRAFT)
    await world.launched()
    assert (await Campaign.get(id=world.campaign.id)).state is CampaignState.RUNNING


async def test_on_a_paused_campaign_a_launch_plans_and_nothing_leaves(world: World):
    await Campaign.filter(id=world.campaign.id).update(state=CampaignState.PAUSED)
    (assignment,) = await world.launched()
    assert (await world.last(assignment)).state is ActionState.PLANNED
    assert (await world.turn()) is not None
    assert (await world.last(assignment)).state is ActionState.PLANNED
    assert (await Campaign.get(id=world.campaign.id)).state is CampaignState.PAUSED


async def test_on_an_archived_campaign_a_launch_is_refused(world: World):
    await Campaign.filter(id=world.campaign.id).update(state=CampaignState.ARCHIVED)
    await world.assigned()
    with pytest.raises(IllegalTransition):
        await world.launch()


async def test_a_foreign_campaign_and_a_foreign_member_are_not_found(world: World):
    with pytest.raises(NotFound):
        await world.launch(campaign_id=(await factories.campaign()).id)
    with pytest.raises(NotFound):
        await world.launch(member_id=(await factories.member()).id)


async def test_only_the_members_own_share_is_launched(world: World):
    (mine,) = await world.assigned()
    other = await factories.member(world.workspace)
    theirs = await factories.assignment(world.campaign, await factories.contact(world.workspace), member=other)
    assert (await world.launch()).launched == 1
    assert (await world.again(mine)).status is AssignmentStatus.ACTIVE
    assert (await world.again(theirs)).status is AssignmentStatus.PENDING


SKIPS = [
    ({"linkedin_url": None}, "no_identity", "No LinkedIn URL available"),
    ({"tied_group": factories.some_id()}, "possible_duplicate", "Two contacts seem to be one person."),
    ({"first_name": ""}, "missing_field", ""),
]


@pytest.mark.parametrize(("columns", "code", "words"), SKIPS, ids=[row[1] for row in SKIPS])
async def test_who_cannot_go_stays_pending_with_the_reason_and_the_others_go(
    world: World, columns: dict[str, Any], code: str, words: str
):
    await world.assigned()
    held = await factories.assignment(
        world.campaign, await factories.contact(world.workspace, **columns), member=world.member
    )
    done = await world.launch()
    assert (done.launched, [(skip.assignment_id, skip.code) for skip in done.skipped]) == (1, [(held.id, code)])
    assert done.skipped[0].message.startswith(words)
    assert (await world.again(held)).status is AssignmentStatus.PENDING
    assert await Action.filter(assignment_id=held.id).count() == 0


async def test_who_is_on_the_do_not_contact_list_is_skipped(world: World):
    (assignment,) = await world.assigned()
    await world.units.run(
        partial(
            suppressing.suppress, ring=factories.RING, workspace_id=world.workspace.id, scope=SuppressionScope.DOMAIN,
            value="example.org", reason="asked",
        )
    )  # fmt: skip
    await world.contacts[0].filter(id=world.contacts[0].id).update(email="pat@example.org")
    done = await world.launch()
    words = "This person is on the do-not-contact list."
    assert (done.launched, [(skip.code, skip.message) for skip in done.skipped]) == (0, [("suppressed", words)])
    assert (await world.again(assignment)).status is AssignmentStatus.PENDING


async def test_all_skipped_because_no_account_is_there_is_an_error_in_the_guides_words(world: World):
    await world.assigned(2)
    await DuxSoupAccount.filter(id=world.account.id).update(member_id=None)
    with pytest.raises(AccountNotConfigured, match=r"^DuxSoup user not configured$"):
        await world.launch()


async def test_a_linked_account_that_matches_none_never_falls_back_to_the_members_own(world: World):
    await world.assigned()
    await Campaign.filter(id=world.campaign.id).update(dux_user_id="nobody")
    with pytest.raises(AccountNotConfigured):
        await world.launch()


async def test_the_campaigns_linked_account_goes_before_the_members_own(world: World):
    linked = await factories.account(world.workspace)
    await Campaign.filter(id=world.campaign.id).update(dux_user_id=linked.dux_soup_user_id)
    (assignment,) = await world.launched()
    assert assignment.account_id == linked.id


async def test_launching_twice_sends_nothing_twice(world: World):
    await world.launched(2)
    await world.sent()
    assert (await world.launch()).launched == 0
    await world.sent()
    told = world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)
    assert len({line["params"]["campaignid"] for line in told}) == len(told) == 2


async def test_facts_from_before_the_launch_count_from_the_launch_on(world: World):
    (assignment,) = await world.assigned()

    async def accept(unit: Unit, found: Assignment) -> None:
        await progress.learned(unit, found, Fact.ACCEPTED, unit.now, "accepted")

    await world.ordered(accept, assignment)
    assert (await world.again(assignment)).status is AssignmentStatus.PENDING
    await world.launch()
    assert (await world.again(assignment)).status is AssignmentStatus.ACCEPTED


async def test_a_thousand_launch_in_one_transaction(world: World):
    contacts = [await factories.contact(world.workspace) for _ in range(1000)]
    given = {"workspace_id": world.workspace.id, "campaign_id": world.campaign.id, "member_id": world.member.id}
    moments = {"created_at": factories.START, "updated_at": factories.START}
    await Assignment.bulk_create([Assignment(contact_id=one.id, **given, **moments) for one in contacts])
    assert (await world.launch()).launched == 1000
    assert await Action.filter(state=ActionState.PLANNED).count() == 1000
    assert [event.position for event in await Event.all().order_by("position")] == list(range(1, 2001))


async def test_who_runs_in_another_campaign_is_skipped(world: World):
    await world.launched()
    other = await _other_campaign(world)
    await factories.assignment(other, world.contacts[0], member=world.member)
    done = await world.launch(campaign_id=other.id)
    words = "This person runs in another campaign."
    assert [(skip.code, skip.message) for skip in done.skipped] == [("in_other_campaign", words)]


async def test_taking_over_stops_the_other_and_cancels_what_it_had_planned(world: World):
    (first,) = await world.launched()
    other = await _other_campaign(world)
    second = await factories.assignment(other, world.contacts[0], member=world.member)
    done = await world.launch(campaign_id=other.id, conflict=LaunchConflict.TAKE_OVER, reason="asked for")
    assert (done.launched, done.skipped) == (1, [])
    stopped, running = await world.again(first), await world.again(second)
    assert (stopped.stopped_at is not None, stopped.running_contact_id) == (True, None)
    assert running.running_contact_id == world.contacts[0].id
    assert (await world.last(first)).state is ActionState.CANCELLED


async def test_taking_over_needs_a_reason(world: World):
    with pytest.raises(InvalidInput):
        await world.launch(conflict=LaunchConflict.TAKE_OVER, reason=" ")


async def test_nobody_is_taken_over_into_a_sequence_whose_text_cannot_be_rendered_for_them(world: World):
    (first,) = await world.launched()
    other = await factories.campaign(world.workspace)
    await factories.sequence(other, {"kind": StepKind.MESSAGE, "template": "{{ custom.nickname }}"})
    await factories.assignment(other, world.contacts[0], member=world.member)
    done = await world.launch(campaign_id=other.id, conflict=LaunchConflict.TAKE_OVER, reason="asked for")
    assert (done.launched, [skip.code for skip in done.skipped]) == (0, ["missing_field"])
    assert (await world.again(first)).runs


async def test_who_was_invited_by_one_account_is_not_launched_with_another(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    await world.ordered(stop, assignment, None)
    linked = await factories.account(world.workspace)
    other = await _other_campaign(world, dux_user_id=linked.dux_soup_user_id)
    await factories.assignment(other, world.contacts[0], member=world.member)
    done = await world.launch(campaign_id=other.id)
    words = "Another account has invited this person."
    assert [(skip.code, skip.message) for skip in done.skipped] == [("other_account", words)]
    await Campaign.filter(id=other.id).update(dux_user_id=None)
    assert (await world.launch(campaign_id=other.id)).launched == 1


async def test_whose_invitation_was_stopped_unclear_is_not_launched_with_another_account(world: World):
    _, connect = await world.at_step(StepKind.CONNECT)
    await Action.filter(id=connect.id).update(state=ActionState.PARKED)
    await world.decided(connect, ActionVerdict.STOP)
    linked = await factories.account(world.workspace)
    other = await _other_campaign(world, dux_user_id=linked.dux_soup_user_id)
    await factories.assignment(other, world.contacts[0], member=world.member)
    assert [skip.code for skip in (await world.launch(campaign_id=other.id)).skipped] == ["other_account"]


async def test_an_invitation_that_was_called_off_before_it_left_keeps_nobody_from_another_account(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    await world.carried_out(visit)
    await world.ordered(stop, assignment, None)
    connect = await world.last(assignment)
    assert (connect.kind, connect.state, connect.sent_at) == (StepKind.CONNECT, ActionState.CANCELLED, None)
    linked = await factories.account(world.workspace)
    other = await _other_campaign(world, dux_user_id=linked.dux_soup_user_id)
    await factories.assignment(other, world.contacts[0], member=world.member)
    assert (await world.launch(campaign_id=other.id)).launched == 1


async def test_two_launches_of_one_campaign_at_once_launch_everybody_once(world: World):
    await world.assigned(40)
    done = await asyncio.gather(*(world.launch() for _ in range(4)))
    assert sorted(one.launched for one in done) == [0, 0, 0, 40]
    assert await Action.all().count() == 40


async def test_of_two_campaigns_launched_at_once_a_shared_person_runs_in_one(world: World):
    await world.assigned(30)
    other = await _other_campaign(world)
    for person in reversed(world.contacts):
        await factories.assignment(other, person, member=world.member)
    first, second = await asyncio.gather(world.launch(), world.launch(campaign_id=other.id))
    assert first.launched + second.launched == 30
    assert {skip.code for one in (first, second) for skip in one.skipped} == {"in_other_campaign"}
    assert await Assignment.filter(running_contact_id__isnull=False).count() == 30
    assert await Event.filter(kind=EventKind.STATUS_CHANGED).count() == 30
