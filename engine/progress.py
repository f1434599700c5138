"""Moves an assignment along its sequence: an action ended or a fact arrived, so what is next?"""

from collections import OrderedDict
from datetime import datetime, timedelta
from uuid import UUID

from engine import planner
from engine.calendar import calendar_of
from engine.cancelling import cancel_planned
from engine.planner import NothingLeft, Plan, Policy, Stage, Standing
from models import Action, ActionState, Assignment, Campaign, DuxSoupAccount, Fact, Step, StepKind, Unit
from models.action import OUTSTANDING
from models.lifecycle import change
from models.step import HOLDING_KINDS

_CACHED_SEQUENCES = 512
_stages: OrderedDict[UUID, tuple[Stage, ...]] = OrderedDict()
# An action in one of these states ended without being done: only an explicit wish plans its step again.
_ENDED = frozenset({ActionState.CANCELLED, ActionState.FAILED, ActionState.REJECTED})


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
        _stages[sequence_id] = planner.stages(await Step.filter(sequence_id=sequence_id))
        if len(_stages) > _CACHED_SEQUENCES:
            _stages.popitem(last=False)
    return _stages[sequence_id]


async def pair(action_id: UUID) -> tuple[Assignment, Action]:
    """An action with its assignment, both locked, the assignment first as everywhere."""
    found = await Action.get(id=action_id)
    assignment = await locked(found.assignment_id)
    return assignment, await Action.filter(id=action_id).select_for_update().get()


async def locked(assignment_id: UUID) -> Assignment:
    return await Assignment.filter(id=assignment_id).select_for_update().get()


async def executed(
    unit: Unit, assignment: Assignment, action: Action, at: datetime, outcome: str, *, unconfirmed: bool = False
) -> None:
    """The action was carried out at `at`: on record, and the next step is planned in the same transaction.

    Told twice, the earlier time holds, and the next step is counted from that: the order of receipts cannot matter.
    """
    if action.state is ActionState.EXECUTED and not action.unconfirmed:
        if action.executed_at is None or action.executed_at <= at:
            return
        await change(action, {"state": ActionState.EXECUTED}, executed_at=at)
    else:
        await _mark_executed(unit, action, at, outcome, unconfirmed=unconfirmed)
    await passed(unit, assignment, action, await _execution_times(assignment, action, at))


async def _mark_executed(unit: Unit, action: Action, at: datetime, outcome: str, *, unconfirmed: bool) -> None:
    values = {"executed_at": at, "finished_at": unit.now, "outcome": outcome, "failure_told_at": None}
    if action.state is ActionState.EXECUTED:
        await change(action, {"state": ActionState.EXECUTED}, unconfirmed=False, **values)
    else:
        await action.move(unit, ActionState.EXECUTED, unconfirmed=unconfirmed, **values)


async def _execution_times(assignment: Assignment, action: Action, at: datetime) -> dict[str, object]:
    done = Action.filter(assignment_id=assignment.id, state=ActionState.EXECUTED)
    last = await done.order_by("-executed_at").first()
    values: dict[str, object] = {
        "touched_at": min(assignment.touched_at or at, at),
        "executed_at": last.executed_at if last is not None else at,
    }
    if action.kind is StepKind.CONNECT:
        values["invited_at"] = at
    if assignment.blocker in {"failed", "parked", "unknown_outcome"}:
        values |= {"blocker": None, "blocker_note": None}
    return values


async def failed(unit: Unit, assignment: Assignment, action: Action, outcome: str) -> None:
    """Dux-Soup gave up on it."""
    await action.move(unit, ActionState.FAILED, finished_at=unit.now, outcome=outcome, failure_told_at=None)
    await held_or_passed(unit, assignment, action, outcome)


async def held_or_passed(unit: Unit, assignment: Assignment, action: Action, outcome: str) -> None:
    """Its step will not be done: a visit and the like is passed over, what addresses the person waits for a decision."""
    if action.kind in HOLDING_KINDS:
        await assignment.block(unit, "failed", outcome)
    else:
        await passed(unit, assignment, action)


async def skipped(unit: Unit, assignment: Assignment, action: Action, outcome: str) -> None:
    """A planned action that is not needed; its skip counts as its execution."""
    await action.move(unit, ActionState.CANCELLED, finished_at=unit.now, outcome=outcome)
    await passed(unit, assignment, action)


async def passed(unit: Unit, assignment: Assignment, action: Action, values: dict[str, object] | None = None) -> None:
    """Its step lies behind the assignment now, if it was the current one; `values` are set in the same write."""
    values = values or {}
    step = await Step.get(id=action.step_id)
    if assignment.next_step is not None and assignment.next_step <= step.position:
        values |= {"next_step": step.position + 1, "next_at": None}
    done = action.state is ActionState.EXECUTED
    await advance(unit, assignment, values, since=None if done else unit.now)


async def advance(
    unit: Unit,
    assignment: Assignment,
    values: dict[str, object] | None = None,
    *,
    since: datetime | None = None,
    again: bool = False,
) -> None:
    """Sets `values`, and with them whatever follows: the next action, the wait, the deadline.

    `since` is when the step before was executed; `again` plans a step anew whose last action ended undone (a person's wish).
    """
    values = values or {}
    for name, value in values.items():
        setattr(assignment, name, value)
    if assignment.runs and assignment.running_contact_id is not None:
        values |= await _follow_up(unit, assignment, since or assignment.executed_at or unit.now, again=again)
    await assignment.changed(unit, **values)


async def take_place(unit: Unit, assignment: Assignment) -> bool:
    """One person runs in one assignment: takes the place, or blocks this one where another has it."""
    if assignment.running_contact_id is not None:
        return True
    taken = await Assignment.exists(workspace_id=assignment.workspace_id, running_contact_id=assignment.contact_id)
    if taken:
        await assignment.block(unit, "in_other_campaign")
        return False
    await assignment.changed(unit, running_contact_id=assignment.contact_id)
    return True


async def learned(
    unit: Unit, assignment: Assignment, fact: Fact, at: datetime, reason: str, *, implied: bool = False
) -> bool:
    """Merges a fact and lets the sequence go on (or stop) accordingly; true when it was news."""
    before = assignment.status
    if not await assignment.learn(unit, fact, at, reason, implied=implied):
        return False
    if assignment.runs and await take_place(unit, assignment):
        await advance(unit, assignment)
    elif before is not assignment.status and not assignment.runs:
        await cancel_planned(unit, [assignment.id], assignment.status.value)
        await assignment.changed(unit, next_at=None, deadline_at=None)
    return True


async def _follow_up(unit: Unit, assignment: Assignment, since: datetime, *, again: bool) -> dict[str, object]:
    sequence = await stages_of(_sequence_of(assignment))
    campaign = await Campaign.get(id=assignment.campaign_id)
    account = await DuxSoupAccount.get(id=assignment.account_id)
    values: dict[str, object] = {}
    if assignment.next_step is not None:
        standing = Standing(assignment.id, assignment.next_step, since, assignment.facts)
        values = await _carry_out(
            unit,
            assignment,
            planner.next_move(standing, sequence, policy_of(campaign), calendar_of(account)),
            again=again,
        )
    finished = values.get("next_step", assignment.next_step) is None
    last = max(filter(None, (assignment.executed_at, assignment.replied_at, assignment.launched_at)), default=None)
    values["deadline_at"] = planner.deadline(
        assignment.facts,
        policy_of(campaign),
        invited_at=assignment.invited_at,
        last_at=last,
        finished=finished,
        addresses=any(stage.kind in planner.ADDRESSING_KINDS for stage in sequence),
    )
    return values


async def _carry_out(unit: Unit, assignment: Assignment, move: planner.Move, *, again: bool) -> dict[str, object]:
    if isinstance(move, Plan):
        return await _plan(unit, assignment, move, again=again)
    await cancel_planned(unit, [assignment.id], "nothing_left" if isinstance(move, NothingLeft) else "waits")
    if isinstance(move, NothingLeft):
        return {"next_step": None, "next_at": None}
    return {"next_step": move.stage.position, "next_at": None}


async def _plan(unit: Unit, assignment: Assignment, plan: Plan, *, again: bool) -> dict[str, object]:
    last = await Action.filter(assignment_id=assignment.id, step_id=plan.stage.step_id).order_by("-generation").first()
    values: dict[str, object] = {"next_step": plan.stage.position}
    if last is not None and last.state is ActionState.PLANNED:
        await change(last, {"state": ActionState.PLANNED}, scheduled_for=plan.at)
        return values | {"next_at": plan.at}
    if last is not None and (last.state not in _ENDED or not again):
        return values | {"next_at": None}
    action = await Action.create(
        workspace_id=assignment.workspace_id,
        assignment_id=assignment.id,
        step_id=plan.stage.step_id,
        account_id=assignment.account_id,
        campaign_id=assignment.campaign_id,
        contact_id=assignment.contact_id,
        generation=last.generation + 1 if last else 1,
        kind=plan.stage.kind,
        scheduled_for=plan.at,
        created_at=unit.now,
    )
    unit.record(action.event())
    return values | {"next_at": plan.at}


async def outstanding(assignment: Assignment) -> bool:
    """Whether something of it may still happen at Dux-Soup, or waits for a person's word."""
    states = [*OUTSTANDING, ActionState.PARKED]
    return await Action.exists(assignment_id=assignment.id, state__in=states)


def _sequence_of(assignment: Assignment) -> UUID:
    if assignment.sequence_id is None:
        raise ValueError(assignment.id)
    return assignment.sequence_id
