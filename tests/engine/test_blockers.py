"""Why an assignment does not move, told alike by the function for one and by the condition for many."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from tortoise import connections

from engine.blocked_by import blocked_by
from engine.blockers import REASONS
from models import (
    ActionState,
    Assignment,
    AssignmentStatus,
    CampaignState,
    HoldCause,
    NoteFallback,
    Step,
    StepKind,
)
from models.errors import InvalidInput
from models.ids import new_id
from tests import factories
from tests.databases import Database
from tests.engine.held_assignment import (
    World,
    became,
    both,
    failed,
    held,
    idle,
    no_notes,
    nobody_new,
    out_of_share,
    pause,
    set_,
    stopped,
    three_outstanding,
    touched,
    under_way,
)
from tests.factories import START

HOUR = timedelta(hours=1)


@pytest.fixture
async def world(database: Database) -> World:
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    account = await factories.account(workspace, member=member)
    campaign = await factories.campaign(workspace)
    sequence = await factories.sequence(campaign, {"kind": StepKind.CONNECT})
    step = await Step.get(sequence=sequence)
    contact = await factories.contact(workspace)
    assignment = await factories.assignment(
        campaign, contact, member=member, account=account, status=AssignmentStatus.ACTIVE, launched_at=START,
        running_contact_id=contact.id, next_at=START,
    )  # fmt: skip
    action = await factories.action(assignment, step, account)
    return World(workspace, member, account, campaign, contact, step, assignment, action)


Arrange = Callable[[World], Awaitable[None]]
NOON = [{"weekday": 0, "opens": "12:00", "closes": "13:00"}]
CASES: dict[str, Arrange] = {
    "delay": lambda w: both(w, START + HOUR),
    "outside_hours": lambda w: set_(w.account, working_hours=NOON),
    "holiday": lambda w: set_(w.account, holiday_country="ET"),
    "limit": lambda w: set_(w.account, limits=[{"kind": "connect", "with_note": False, "hours": 24, "limit": 0}]),
    "campaign_share": out_of_share,
    "new_contacts": nobody_new,
    "note_limit": no_notes,
    "pacing": lambda w: w.sent(state=ActionState.EXECUTED, sent_at=START, executed_at=START),
    "pacing_person": touched,
    "campaign_paused": lambda w: set_(w.campaign, state=CampaignState.PAUSED),
    "campaign_archived": lambda w: set_(w.campaign, state=CampaignState.ARCHIVED),
    "account_paused": lambda w: pause(w, None, START + HOUR),
    "limit_warning": lambda w: held(w, HoldCause.ALERT, START + HOUR),
    "account_paused_by_person": lambda w: pause(w, "account_paused_by_person"),
    "challenge": lambda w: pause(w, "challenge"),
    "guardrail": lambda w: held(w, HoldCause.GUARDRAIL, None),
    "key_refused": lambda w: pause(w, "key_refused"),
    "licence_refused": lambda w: pause(w, "licence_refused"),
    "restored": lambda w: pause(w, "restored"),
    "member_absent": lambda w: set_(w.member, absent_until=START + HOUR),
    "outstanding": three_outstanding,
    "waits_for_acceptance": lambda w: idle(w, invited_at=START),
    "reply_window": lambda w: idle(w, invited_at=START, accepted_at=START, status=AssignmentStatus.ACCEPTED),
    "missing_field": lambda w: set_(w.assignment, blocker="missing_field", blocker_note="title is missing."),
    "text_too_long": lambda w: set_(w.assignment, blocker="text_too_long"),
    "invalid_template": lambda w: set_(w.assignment, blocker="invalid_template"),
    "answered_by_hand": lambda w: set_(w.assignment, answered_by_hand_at=START),
    "in_other_campaign": lambda w: set_(w.assignment, blocker="in_other_campaign"),
    "other_account": lambda w: set_(w.assignment, blocker="other_account"),
    "no_identity": lambda w: set_(w.contact, linkedin_url=None),
    "not_assigned": lambda w: set_(w.assignment, member_id=None),
    "failed": failed,
    "parked": lambda w: became(w, ActionState.PARKED),
    "unknown_outcome": lambda w: became(w, ActionState.UNKNOWN),
    "possible_duplicate": lambda w: set_(w.contact, tied_group=new_id()),
    "stopped": stopped,
    "paused_by_person": lambda w: set_(w.assignment, paused_at=START),
    "account_disconnected": lambda w: set_(w.account, health="disconnected"),
    "account_not_configured": lambda w: set_(w.account, sealed_auth_key=None),
    "suppressed": lambda w: set_(w.contact, suppressed=True),
    "blacklisted": lambda w: set_(w.assignment, status=AssignmentStatus.BLACKLISTED, blacklisted_at=START),
}


@pytest.mark.parametrize("code", CASES)
async def test_each_reason_is_told_alone_and_the_filter_finds_it(world: World, code: str) -> None:
    await CASES[code](world)
    assert await world.codes() == [code]


async def test_what_is_under_way_to_the_person_may_be_carried_out_just_now(world: World) -> None:
    await under_way(world)
    assert await world.codes() == ["pacing_person"]


async def test_what_is_under_way_through_an_account_that_was_given_up_holds_nobody_for_ever(world: World) -> None:
    await under_way(world, disconnected_at=START)
    assert await world.codes() == []


async def test_whose_member_was_removed_is_worked_by_nobody(world: World) -> None:
    await set_(world.member, removed_at=START)
    assert await world.codes() == ["not_assigned"]


def test_every_code_has_its_case() -> None:
    assert set(CASES) == set(REASONS)


async def test_nothing_holds_what_is_due(world: World) -> None:
    assert await world.codes() == []


@pytest.mark.parametrize("state", [ActionState.SENDING, ActionState.QUEUED])
async def test_nothing_is_said_of_what_is_under_way(world: World, state: ActionState) -> None:
    await became(world, state)
    await set_(world.campaign, state=CampaignState.PAUSED)
    assert await world.codes() == []


@pytest.mark.parametrize("status", [AssignmentStatus.COMPLETED, AssignmentStatus.NOT_ACCEPTED])
async def test_nothing_is_said_of_what_is_over(world: World, status: AssignmentStatus) -> None:
    await idle(world, status=status)
    await set_(world.contact, suppressed=True)
    assert await world.codes() == []


async def test_before_the_launch_only_the_person_and_the_assignee_count(world: World) -> None:
    await idle(world, status=AssignmentStatus.PENDING, launched_at=None, running_contact_id=None)
    await set_(world.campaign, state=CampaignState.PAUSED)
    await set_(world.contact, linkedin_url=None)
    assert await world.codes() == ["no_identity"]


async def test_a_pause_that_has_run_out_holds_nothing(world: World) -> None:
    await pause(world, None, START)
    assert await world.codes() == []


async def test_without_an_account_it_is_not_configured(world: World) -> None:
    await set_(world.assignment, account_id=None)
    assert await world.codes() == ["account_not_configured"]


async def test_while_a_delay_runs_only_what_outlasts_it_is_named(world: World) -> None:
    await set_(world.account, working_hours=NOON)  # opens three hours from now
    await both(world, START + HOUR)
    assert await world.codes() == ["outside_hours", "delay"]
    await both(world, START + 3 * HOUR)
    assert await world.codes() == ["delay"]


async def test_the_reason_that_holds_longest_comes_first(world: World) -> None:
    await set_(world.contact, suppressed=True)
    await set_(world.account, health="disconnected")
    await set_(world.assignment, paused_at=START)
    await set_(world.campaign, state=CampaignState.PAUSED)
    await both(world, START + HOUR)
    assert await world.codes() == ["suppressed", "account_disconnected", "paused_by_person", "campaign_paused", "delay"]


async def test_a_reason_says_until_when_and_what_to_do(world: World) -> None:
    await both(world, START + HOUR)
    (delay,) = await world.reasons()
    assert delay.until == START + HOUR
    await set_(world.assignment, blocker="missing_field", blocker_note="title is missing for this person.")
    first = (await world.reasons())[0]
    assert (first.message, first.remedy) == ("title is missing for this person.", REASONS["missing_field"].remedy)


async def test_a_note_that_may_be_left_out_is_not_waited_for(world: World) -> None:
    await no_notes(world)
    await set_(world.step, note_fallback=NoteFallback.WITHOUT_NOTE)
    assert await world.codes() == []


async def test_the_filter_refuses_a_code_that_there_is_not(world: World) -> None:
    with pytest.raises(InvalidInput):
        await blocked_by(connections.get("default"), world.workspace.id, "moonlight", START)


async def test_the_filter_finds_nothing_of_another_workspaces_actions(world: World) -> None:
    await became(world, ActionState.PARKED)
    stranger = await factories.workspace()
    condition = await blocked_by(connections.get("default"), stranger.id, "parked", START)
    assert not await Assignment.filter(condition, workspace_id=stranger.id).exists()
