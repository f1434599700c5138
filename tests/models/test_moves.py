"""The tables of legal moves are the pages of the rules, and a move outside them is refused."""

from functools import partial

import pytest

from models import Action, ActionState, CampaignState, StepKind, Unit, Units, Workspace
from models.action import MAX_OUTSTANDING, MOVES, OUTSTANDING, RESERVING
from models.campaign import MOVES as CAMPAIGN_MOVES
from models.errors import Conflict, IllegalTransition
from models.event import EventKind
from models.facts import AssignmentStatus
from tests import factories

PAIRS = [(before, to) for before in ActionState for to in ActionState]
S = ActionState
NEVER = [
    (S.PLANNED, S.QUEUED),
    (S.PLANNED, S.EXECUTED),
    (S.QUEUED, S.PLANNED),
    (S.QUEUED, S.SENDING),
    (S.UNKNOWN, S.SENDING),
    (S.EXECUTED, S.PLANNED),
    (S.EXECUTED, S.SENDING),
    (S.FAILED, S.PLANNED),
    (S.CANCELLED, S.PLANNED),
    (S.REJECTED, S.PLANNED),
]


def test_every_state_has_its_row_in_the_table() -> None:
    assert set(MOVES) == set(ActionState)
    assert set(CAMPAIGN_MOVES) == set(CampaignState)


@pytest.mark.parametrize(("before", "to"), NEVER, ids=str)
def test_nothing_that_may_have_gone_out_is_sent_again_and_nothing_goes_out_without_its_intent(before: S, to: S) -> None:
    assert to not in MOVES[before]


def test_only_planned_actions_begin_to_send() -> None:
    assert [before for before in ActionState if S.SENDING in MOVES[before]] == [S.PLANNED]


def test_what_may_be_at_dux_soup_is_outstanding_and_takes_up_room() -> None:
    assert {S.SENDING, S.QUEUED, S.UNKNOWN} == OUTSTANDING
    assert OUTSTANDING | {S.PARKED} == RESERVING
    assert MAX_OUTSTANDING == 3


async def test_every_legal_move_is_made_with_its_event_and_every_other_refused(units: Units) -> None:
    action = await _action()
    for before, to in PAIRS:
        await Action.filter(id=action.id).update(state=before)
        row = await Action.get(id=action.id)
        if to in MOVES[before]:
            assert await units.run(partial(_move, action=row, to=to)) == [EventKind(f"action.{to}")]
        else:
            with pytest.raises(IllegalTransition):
                await units.run(partial(_move, action=row, to=to))
        assert (await Action.get(id=action.id)).state is (to if to in MOVES[before] else before)


async def test_of_two_who_move_the_same_action_one_finds_a_conflict(units: Units) -> None:
    action = await _action()
    stale = await Action.get(id=action.id)
    await units.run(lambda unit: _move(unit, action, S.SENDING))
    with pytest.raises(Conflict):
        await units.run(lambda unit: _move(unit, stale, S.CANCELLED))
    assert (await Action.get(id=action.id)).state is S.SENDING


async def test_an_archived_campaign_is_final(units: Units) -> None:
    campaign = await factories.campaign(state=CampaignState.ARCHIVED)
    for to in (CampaignState.DRAFT, CampaignState.RUNNING, CampaignState.PAUSED):
        with pytest.raises(IllegalTransition) as refused:
            await units.run(partial(campaign.move, to=to))
        assert refused.value.allowed == ()


async def test_one_step_of_one_assignment_has_one_action_a_generation(units: Units) -> None:
    action = await _action()
    assignment, step, account = await action.assignment, await action.step, await action.account
    with pytest.raises(Exception, match=r"(?i)unique"):
        await factories.action(assignment, step, account)
    await factories.action(assignment, step, account, generation=2)


async def test_a_person_runs_in_one_assignment_of_the_workspace(units: Units) -> None:
    workspace = await factories.workspace()
    person = await factories.contact(workspace)
    running = {"status": AssignmentStatus.ACTIVE, "running_contact_id": person.id}
    await factories.assignment(await factories.campaign(workspace), person, **running)
    with pytest.raises(Exception, match=r"(?i)unique"):
        await factories.assignment(await factories.campaign(workspace), person, **running)


async def _action() -> Action:
    assignment = await factories.assignment()
    workspace = await Workspace.get(id=assignment.workspace_id)
    sequence = await factories.sequence(await assignment.campaign, StepKind.VISIT)
    step = await factories.step(sequence, 2)
    return await factories.action(assignment, step, await factories.account(workspace))


async def _move(unit: Unit, action: Action, to: ActionState) -> list[EventKind]:
    await action.move(unit, to)
    return [event.kind for event in unit.events]
