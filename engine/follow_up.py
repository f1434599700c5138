"""Plans what follows for one assignment: the next action, the wait, the end, and the deadline."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tortoise import connections

from engine import planner
from engine.calendar import calendar_of
from engine.cancelling import cancel_planned
from engine.planner import NothingLeft, Plan, Policy, Stage, Standing
from models import Action, ActionState, Assignment, Campaign, CampaignState, DuxSoupAccount, EventKind, Step, Unit, row
from models.lifecycle import change

_CACHED_SEQUENCES = 512
_stages: OrderedDict[UUID, tuple[Stage, ...]] = OrderedDict()
# Why a cancelled action counts as passed over, not as taken back: by itself, or by a person's word.
ALREADY_CONNECTED = "already_connected"
SKIPPED = "skipped"


def policy_of(campaign: Campaign) -> Policy:
    return Policy(
        stop_on_reply=campaign.stop_on_reply,
        resume_on_late_acceptance=campaign.resume_on_late_acceptance,
        acceptance_window=timedelta(days=campaign.acceptance_window_days),
        reply_window=timedelta(days=campaign.reply_window_days),
    )


async def stages_of(sequence_id: UUID) -> tuple[Stage, ...]:
    """The steps of a sequence version; a version never changes, so it is read once."""
    if sequence_id not in _stages:
        _stages[sequence_id] = planner.stages(await Step.of_sequence(sequence_id))
        if len(_stages) > _CACHED_SEQUENCES:
            _stages.popitem(last=False)
    return _stages[sequence_id]


async def follow_up(unit: Unit, assignment: Assignment, *, again: bool = False) -> dict[str, object]:
    """Plans or cancels the actions of one that runs, and gives the values to set on it.

    `again` plans a step anew whose last action ended undone: a person's wish.
    """
    sequence = await stages_of(_sequence_of(assignment))
    campaign = await row.get(unit.connection, Campaign, assignment.campaign_id)
    actions = await row.load(unit.connection, Action, "assignment_id = $1 ORDER BY generation", [assignment.id])
    move = await _move(assignment, campaign, sequence, actions)
    values = await _carry_out(unit, assignment, move, actions, again=again)
    finished = values.get("next_step", assignment.next_step) is None
    values["deadline_at"] = _deadline(assignment, campaign, sequence, actions, finished=finished)
    return values


async def _move(
    assignment: Assignment, campaign: Campaign, sequence: Sequence[Stage], actions: Sequence[Action]
) -> planner.Move | None:
    """None: an archived campaign plans nothing more, though its sequences have not come to their end."""
    position = assignment.next_step
    if position is None:
        return NothingLeft()
    if campaign.state is CampaignState.ARCHIVED:
        return None
    standing = Standing(assignment.id, position, _since(assignment, sequence, actions, position), assignment.facts)
    account = await row.get(connections.get("default"), DuxSoupAccount, assignment.account_id)
    return planner.next_move(standing, sequence, policy_of(campaign), calendar_of(account))


async def _carry_out(
    unit: Unit, assignment: Assignment, move: planner.Move | None, actions: Sequence[Action], *, again: bool
) -> dict[str, object]:
    if isinstance(move, Plan):
        return await _plan(unit, assignment, move, actions, again=again)
    if isinstance(move, NothingLeft):
        await cancel_planned(unit, [assignment.id], "nothing_left")
        return {"next_step": None, "next_at": None}
    await cancel_planned(unit, [assignment.id], "campaign_archived" if move is None else "waits")
    return {"next_at": None} if move is None else {"next_step": move.stage.position, "next_at": None}


async def _plan(
    unit: Unit, assignment: Assignment, plan: Plan, actions: Sequence[Action], *, again: bool
) -> dict[str, object]:
    values: dict[str, object] = {"next_step": plan.stage.position, "next_at": plan.at}
    await _drop_others(unit, plan, actions)
    own = [action for action in actions if action.step_id == plan.stage.step_id]
    last = own[-1] if own else None
    if last is None or _taken_back(last) or (again and _ended(last)):
        await _create(unit, assignment, plan, last.generation + 1 if last else 1, opens=_untouched(actions))
        return values
    if last.state is ActionState.PLANNED:
        await change(last, {"state": ActionState.PLANNED}, scheduled_for=plan.at, opens=_untouched(actions))
        return values
    return values | {"next_at": None} | (_held(unit, assignment, last) if _ended(last) else {})


async def _drop_others(unit: Unit, plan: Plan, actions: Sequence[Action]) -> None:
    """One action at most is planned: a late success makes the second try of its step needless."""
    for action in actions:
        if action.state is ActionState.PLANNED and action.step_id != plan.stage.step_id:
            await action.move(unit, ActionState.CANCELLED, finished_at=unit.now, outcome="superseded")


async def _create(unit: Unit, assignment: Assignment, plan: Plan, generation: int, *, opens: bool) -> None:
    action = await Action.create(
        workspace_id=assignment.workspace_id,
        assignment_id=assignment.id,
        step_id=plan.stage.step_id,
        account_id=assignment.account_id,
        campaign_id=assignment.campaign_id,
        contact_id=assignment.contact_id,
        generation=generation,
        kind=plan.stage.kind,
        scheduled_for=plan.at,
        opens=opens,
        created_at=unit.now,
    )
    unit.record(action.event())


def _untouched(actions: Sequence[Action]) -> bool:
    """Nothing of this assignment has reached the person, nor may yet: what failed did not."""
    return not any(action.touches for action in actions)


def _taken_back(action: Action) -> bool:
    """Cancelled by us before it left, so that it may be planned again without asking anybody."""
    return action.state is ActionState.CANCELLED and action.sent_at is None


def _ended(action: Action) -> bool:
    return action.state in {ActionState.CANCELLED, ActionState.FAILED, ActionState.REJECTED}


def _held(unit: Unit, assignment: Assignment, action: Action) -> dict[str, object]:
    """The step was not done, or nobody said whether it was: that waits for a person."""
    if assignment.blocker != "failed":
        unit.record(assignment.event(EventKind.ASSIGNMENT_CHANGED, blocker="failed"))
    return {"blocker": "failed", "blocker_note": action.outcome}


def _deadline(
    assignment: Assignment,
    campaign: Campaign,
    sequence: Sequence[Stage],
    actions: Sequence[Action],
    *,
    finished: bool,
) -> datetime | None:
    last = _since(assignment, sequence, actions, None)
    return planner.deadline(
        assignment.facts,
        policy_of(campaign),
        invited_at=assignment.invited_at,
        last_at=max(last, assignment.replied_at or last),
        finished=finished,
        addresses=any(stage.kind in planner.ADDRESSING_KINDS for stage in sequence),
    )


def _since(
    assignment: Assignment, sequence: Sequence[Stage], actions: Sequence[Action], position: int | None
) -> datetime:
    """When the last step before `position` was executed or passed over; the launch where there is none.

    Read from the ledger, so that whoever plans again, and whenever, counts from the same moment.
    """
    places = {stage.step_id: stage.position for stage in sequence}
    behind = (action for action in actions if position is None or places.get(action.step_id, 0) < position)
    moments = [moment for action in behind if (moment := _done_at(action)) is not None]
    return max(moments, default=assignment.launched_at or assignment.created_at)


def _done_at(action: Action) -> datetime | None:
    match action.state:
        case ActionState.EXECUTED:
            return action.executed_at
        case ActionState.FAILED | ActionState.REJECTED:
            return action.finished_at
        case ActionState.CANCELLED if action.outcome in {ALREADY_CONNECTED, SKIPPED}:
            return action.finished_at
        case _:
            return None


def _sequence_of(assignment: Assignment) -> UUID:
    if assignment.sequence_id is None:
        raise ValueError(assignment.id)
    return assignment.sequence_id
