"""Moves an assignment along its sequence: an action ended or a fact arrived, so what is next?"""

from datetime import datetime
from uuid import UUID

from tortoise import connections

from engine import limit_warnings
from engine.cancelling import call_off, cancel_planned
from engine.follow_up import ALREADY_CONNECTED, follow_up, stages_of
from engine.invitation import belongs_elsewhere
from models import (
    Action,
    ActionState,
    Assignment,
    Campaign,
    CampaignState,
    Contact,
    EventKind,
    Fact,
    LearnedBy,
    Step,
    StepKind,
    Unit,
    row,
    sql,
)
from models.action import RESERVING
from models.assignment import RUNNING_STATUSES
from models.lifecycle import change
from models.step import HOLDING_KINDS

# What an assignment says of an action that is not settled; any word of Dux-Soup's about it takes that back.
_UNSETTLED = frozenset({"failed", "parked", "unknown_outcome"})


async def pair(action_id: UUID) -> tuple[Assignment, Action]:
    """An action with its assignment, both locked, the assignment first as everywhere."""
    return await pair_of(await row.get(connections.get("default"), Action, action_id))


async def pair_of(action: Action) -> tuple[Assignment, Action]:
    """As `pair`, for one that was read before it was locked."""
    assignment = await locked(action.assignment_id)
    return assignment, await row.get(connections.get("default"), Action, action.id, lock="FOR UPDATE")


async def locked(assignment_id: UUID) -> Assignment:
    return await row.get(connections.get("default"), Assignment, assignment_id, lock="FOR UPDATE")


async def executed(
    unit: Unit,
    assignment: Assignment,
    action: Action,
    at: datetime,
    outcome: str,
    *,
    learned_by: LearnedBy = LearnedBy.WEBHOOK,
    unconfirmed: bool = False,
) -> None:
    """The action was carried out at `at`: on record, and the next step is planned in the same transaction.

    Told twice, the earlier time holds (never before it was sent, whatever another clock says), and the next step is
    counted from that: the order of receipts cannot matter.
    """
    at = max(at, action.sent_at or at)
    if action.state is ActionState.EXECUTED and not action.unconfirmed:
        if action.executed_at is None or action.executed_at <= at:
            return
        await change(action, {"state": ActionState.EXECUTED}, executed_at=at)
    else:
        how = {"outcome": outcome, "learned_by": learned_by, "unconfirmed": unconfirmed}
        await _mark_executed(unit, action, at, how)
    await passed(unit, assignment, action, await _execution_times(assignment, action, at))


async def taken(
    unit: Unit, assignment: Assignment, action: Action, outcome: str, learned_by: LearnedBy = LearnedBy.WEBHOOK
) -> None:
    """Dux-Soup has it, whatever was thought of it before."""
    await action.move(unit, ActionState.QUEUED, outcome=outcome, learned_by=learned_by)
    if assignment.blocker in _UNSETTLED:
        await assignment.unblock(unit)


async def returned(unit: Unit, assignment: Assignment, action: Action, outcome: str, **values: object) -> None:
    """It was not taken, so it is planned again; unless the assignment has gone another way meanwhile."""
    await action.move(unit, ActionState.PLANNED, outcome=outcome, **(dict.fromkeys(_OF_ONE_SENDING) | values))
    if _placed(assignment):
        unsettled = assignment.blocker in _UNSETTLED
        await advance(unit, assignment, {"blocker": None, "blocker_note": None} if unsettled else None)
    else:
        await cancel_planned(unit, [assignment.id], "not_wanted")
    await action.refresh_from_db()


async def postponed(unit: Unit, assignment: Assignment, action: Action, until: datetime) -> None:
    """What is planned waits longer than its sequence asks."""
    if action.state is ActionState.PLANNED:
        await change(action, {"state": ActionState.PLANNED}, scheduled_for=until)
        await assignment.changed(unit, next_at=until)


async def failed(unit: Unit, assignment: Assignment, action: Action, outcome: str) -> None:
    """Dux-Soup gave up on it."""
    known = {"outcome": outcome, "learned_by": LearnedBy.WEBHOOK, "failure_told_at": None}
    await action.move(unit, ActionState.FAILED, finished_at=unit.now, **known)
    await limit_warnings.after_failure(unit, action)
    await held_or_passed(unit, assignment, action)


async def held_or_passed(unit: Unit, assignment: Assignment, action: Action) -> None:
    """Its step will not be done: a visit and the like is passed over, what addresses the person waits for a decision; unless
    that step is not wanted any more.
    """
    if action.kind in HOLDING_KINDS:
        await advance(unit, assignment)
    else:
        await passed(unit, assignment, action)


async def skipped(unit: Unit, assignment: Assignment, action: Action) -> None:
    """An invitation planned for somebody who is connected; its skip counts as its execution."""
    await action.move(unit, ActionState.CANCELLED, finished_at=unit.now, outcome=ALREADY_CONNECTED)
    await passed(unit, assignment, action)


async def passed(unit: Unit, assignment: Assignment, action: Action, values: dict[str, object] | None = None) -> None:
    """Its step lies behind the assignment now, if it was the current one; `values` are set in the same write."""
    values = values or {}
    position = await _position(assignment, action)
    if assignment.next_step is not None and assignment.next_step <= position:
        values |= {"next_step": position + 1, "next_at": None}
    await advance(unit, assignment, values)


async def advance(
    unit: Unit, assignment: Assignment, values: dict[str, object] | None = None, *, again: bool = False
) -> None:
    """Sets `values`, and with them whatever follows: the next action, the wait, the deadline; `again` as `follow_up` has it."""
    values = dict(values or {})
    before = {name: getattr(assignment, name) for name in {*values, "next_step", "next_at", "deadline_at", *_BLOCKER}}
    for name, value in values.items():
        setattr(assignment, name, value)
    if assignment.runs and (_placed(assignment) or await _archived(assignment)):
        values |= await follow_up(unit, assignment, again=again)
    news = {name: value for name, value in values.items() if value != before[name]}
    if news:
        await assignment.changed(unit, **news)


async def take_place(unit: Unit, assignment: Assignment) -> bool:
    """One person runs in one assignment, and only with the account that invited them: takes the place, or blocks this one where it is
    another's. In an archived campaign nothing is sent any more, so its assignments need no place and keep nobody from another campaign.
    """
    if assignment.running_contact_id is not None or await _archived(assignment):
        return True
    await Contact.filter(id=assignment.contact_id).select_for_update().get()  # where two who want the place meet
    code = await _taken_by(unit, assignment)
    if code is not None:
        await assignment.block(unit, code)
        return False
    await assignment.changed(unit, running_contact_id=assignment.contact_id)
    if assignment.blocker in _PLACELESS:
        await assignment.unblock(unit)
    return True


async def learned(
    unit: Unit, assignment: Assignment, fact: Fact, at: datetime, reason: str, *, implied: bool = False
) -> bool:
    """Merges a fact and lets the sequence go on (or stop) accordingly; true when it was news."""
    before, placed = assignment.status, assignment.running_contact_id is not None
    if not await assignment.learn(unit, fact, at, reason, implied=implied):
        return False
    if assignment.runs:
        if await take_place(unit, assignment):
            await advance(unit, assignment)
    elif before is not assignment.status:
        end = call_off if assignment.facts.blacklisted else cancel_planned
        await end(unit, [assignment.id], assignment.status.value)
        await assignment.changed(unit, next_at=None, deadline_at=None)
        # Who is kept away is so everywhere; an invitation that came to nothing keeps nobody from another account.
        if (placed or fact is Fact.NOT_ACCEPTED) and not assignment.facts.blacklisted:
            await pass_on(unit, assignment.contact_id)
    return True


async def replied(unit: Unit, assignment: Assignment, at: datetime, reason: str) -> None:
    """A word from the person; the wait after the last one counts from the latest."""
    later = assignment.replied_at is None or at > assignment.replied_at
    if later:
        await assignment.changed(unit, replied_at=at)
    if not await learned(unit, assignment, Fact.RESPONDED, at, reason) and later:
        await advance(unit, assignment)


async def stopped(unit: Unit, assignment: Assignment, reason: str | None) -> None:
    """A person stops it: what is planned is cancelled, and another assignment of the contact may run."""
    await assignment.stop(unit, reason)
    await call_off(unit, [assignment.id], "stopped")
    await pass_on(unit, assignment.contact_id)


async def pass_on(unit: Unit, contact_id: UUID) -> None:
    """The person is free: of the assignments without a place the oldest goes on. Its blocker does not tell which they are: a
    letter by hand may have put its own over that one.
    """
    waiting = Assignment.filter(
        contact_id=contact_id,
        running_contact_id__isnull=True,
        stopped_at__isnull=True,
        status__in=list(RUNNING_STATUSES),
    )
    for heir in await waiting.order_by("id").select_for_update():
        if await take_place(unit, heir) and _placed(heir):
            await advance(unit, heir)
            return


async def outstanding(assignment: Assignment) -> bool:
    """Whether something of it may still happen at Dux-Soup, or waits for a person's word."""
    return await Action.exists(assignment_id=assignment.id, state__in=list(RESERVING))


_PLACELESS = frozenset({"in_other_campaign", "other_account"})
_BLOCKER = ("blocker", "blocker_note")
_OF_ONE_SENDING = (
    "sent_at", "sent_wall", "message_id", "failure_told_at", "last_word_at", "learned_by", "looked_wall", "answered_wall",
    "absent_wall", "absent_again_at", "reachable_for",
)  # fmt: skip
_ENDED_UNDONE = frozenset({ActionState.FAILED, ActionState.REJECTED, ActionState.CANCELLED})


_LAST = "SELECT MAX(executed_at) AS at FROM action WHERE assignment_id = $1 AND state = $2"


async def _position(assignment: Assignment, action: Action) -> int:
    """An action may be of a version that its assignment has left since."""
    sequence = await stages_of(assignment.sequence_id) if assignment.sequence_id is not None else ()
    known = (stage.position for stage in sequence if stage.step_id == action.step_id)
    position = next(known, None)
    return position if position is not None else (await Step.get(id=action.step_id)).position


async def _taken_by(unit: Unit, assignment: Assignment) -> str | None:
    if await Assignment.exists(workspace_id=assignment.workspace_id, running_contact_id=assignment.contact_id):
        return "in_other_campaign"
    return "other_account" if await belongs_elsewhere(unit, assignment) else None


def _placed(assignment: Assignment) -> bool:
    return assignment.runs and assignment.running_contact_id is not None


async def _archived(assignment: Assignment) -> bool:
    return await Campaign.exists(id=assignment.campaign_id, state=CampaignState.ARCHIVED)


async def _mark_executed(unit: Unit, action: Action, at: datetime, how: dict[str, object]) -> None:
    values = {
        "executed_at": at,
        "finished_at": unit.now,
        "failure_told_at": None,
        "sent_at": action.left_at(at),
        **how,
    }
    if action.state is ActionState.EXECUTED:
        await change(action, {"state": ActionState.EXECUTED}, **values)
        return
    if action.state is ActionState.PLANNED:
        # It was taken for lost and planned again: that second sending is called off first.
        await action.move(unit, ActionState.CANCELLED, finished_at=unit.now, outcome="late_success")
    elif action.state in _ENDED_UNDONE:
        await _report_repeats(unit, action)
    await action.move(unit, ActionState.EXECUTED, **values)


async def _report_repeats(unit: Unit, action: Action) -> None:
    """It was done after all, so a later try that has left is one too many: nobody can recall it, so people are told."""
    for repeat in await action.repeats().filter(state__in=[*RESERVING, ActionState.EXECUTED]).order_by("generation"):
        unit.record(repeat.event(EventKind.ACTION_REPEATED))


async def _execution_times(assignment: Assignment, action: Action, at: datetime) -> dict[str, object]:
    [last] = await sql.rows(connections.get("default"), _LAST, [assignment.id, ActionState.EXECUTED])
    values: dict[str, object] = {
        "touched_at": min(assignment.touched_at or at, at),
        "executed_at": sql.as_time(last["at"]) or at,
    }
    if action.kind is StepKind.CONNECT:
        values["invited_at"] = at
    if assignment.blocker in _UNSETTLED:
        values |= {"blocker": None, "blocker_note": None}
    return values
