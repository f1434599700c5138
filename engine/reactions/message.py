"""Letters: a reply from the person, our own text seen again, or something the member wrote by hand."""

import unicodedata
from datetime import datetime, timedelta

from engine import manual_acts, progress
from engine.reactions import by_hand, earlier, matching
from engine.reactions.case import Awaits, Case, Effect
from integrations.duxsoup.inbound import Direction, MessageSeen
from models import (
    Action,
    ActionState,
    AssignmentStatus,
    Contact,
    ContactIdentity,
    EventKind,
    IdentityKind,
    ManualAct,
    Message,
    MessageDirection,
    NewEvent,
    StepKind,
    sql,
)
from models.action import RESERVING
from models.assignment import RUNNING_STATUSES
from models.ids import new_id

OURS_FOR = timedelta(hours=72)
PREFIX = 40
_UNSETTLED = [*RESERVING, ActionState.FAILED]
_DOUBTED = frozenset({ActionState.PLANNED, ActionState.CANCELLED})
_REOPENED = RUNNING_STATUSES | {AssignmentStatus.NOT_ACCEPTED, AssignmentStatus.BLACKLISTED}
_WRITTEN = [StepKind.CONNECT, StepKind.MESSAGE, StepKind.INMAIL]


async def seen(case: Case, finding: MessageSeen) -> Effect:
    """A letter of somebody we do not know by this name waits for the visit that explains it."""
    people, at = await matching.contacts(case, finding.person), case.fact_time(finding.at)
    if not people:
        if finding.direction is Direction.SENT:
            await by_hand.written(case, finding, people, await _supposed(case, finding, at))
        return Awaits(finding.person.dux_id) if finding.person.dux_id else False
    await _keep(case, people[0], finding, at)
    if finding.direction is Direction.RECEIVED:
        await _received(case, people, at)
    else:
        await _sent(case, people, finding, at)
    return True


async def _keep(case: Case, contact: Contact, finding: MessageSeen, at: datetime) -> None:
    """One row for each letter, in however many receipts it came; none of whoever was erased, whatever names they are still known by."""
    if contact.erased_at is not None:
        return
    columns = (
        "id", "created_at", "workspace_id", "contact_id", "account_id", "direction", "text", "thread_url", "at", "key"
    )  # fmt: skip
    direction = MessageDirection(finding.direction.value)
    row = (
        new_id(), case.unit.now, case.workspace_id, contact.id, case.sender.id, direction, finding.text,
        (finding.thread_url or "")[:512], at, finding.key,
    )  # fmt: skip
    if await Message.exists(workspace_id=case.workspace_id, key=finding.key):
        return
    await sql.insert(case.unit.connection, "message", columns, [row], "ON CONFLICT DO NOTHING")
    case.unit.record(
        NewEvent(
            EventKind.MESSAGE_RECORDED,
            workspace_id=case.workspace_id,
            contact_id=contact.id,
            account_id=case.sender.id,
            subject_id=row[0],
            at=at,
            data={"direction": direction.value},
        )
    )


async def _received(case: Case, people: list[Contact], at: datetime) -> None:
    """A letter after our first touch is a reply in every assignment through this account; it implies acceptance."""
    async for assignment in matching.assignments(case, people):
        first = await matching.first_sent(assignment)
        if first is not None and at >= first:
            await progress.replied(case.unit, assignment, at, "reply")


async def _sent(case: Case, people: list[Contact], finding: MessageSeen, at: datetime) -> None:
    """Our own text proves that its action was carried out; any other is the member's own hand, and the sequence waits."""
    actions = await Action.filter(
        account_id=case.sender.id, contact_id__in=[contact.id for contact in people], kind__in=_WRITTEN
    ).order_by("id")
    ours = [action for action in actions if _ours(action, finding.text, at)]
    proved = _proved(ours, at)
    if proved is not None:
        assignment, locked = await progress.pair_of(proved)
        await earlier.executed(case, assignment, locked, at)
    if ours:
        await manual_acts.proved(case.sender, finding.key, [action.id for action in ours])
    else:
        await by_hand.written(case, finding, people)
        await _by_hand(case, people, at)


def _proved(ours: list[Action], at: datetime) -> Action | None:
    """One letter is of one action: of those that had left by then the latest. What left later it does not speak of, whatever the text.
    Of what was taken for lost and planned again, when it left is not on record any more.
    """
    written = [action for action in ours if action.kind is not StepKind.CONNECT]
    left = [action for action in written if (action.sent_at or action.created_at) <= at + manual_acts.SAME]
    return max(left, key=lambda action: (action.sent_at or action.created_at, action.id), default=None)


async def _supposed(case: Case, finding: MessageSeen, at: datetime) -> Action | None:
    """What this would be of, were it to somebody whom Dux-Soup has not named to us; each action explains one letter."""
    mine = Action.filter(
        account_id=case.sender.id, kind__in=_WRITTEN, sent_at__gte=at - OURS_FOR, sent_at__lte=at + OURS_FOR
    )
    equal = [action for action in await mine.order_by("id") if _ours(action, finding.text, at)]
    people, ids = [action.contact_id for action in equal], [action.id for action in equal]
    named = await ContactIdentity.filter(contact_id__in=people, kind=IdentityKind.DUX_ID).values_list(
        "contact_id", flat=True
    )
    others = ManualAct.filter(action_id__in=ids).exclude(key=finding.key)
    taken = await others.values_list("action_id", flat=True)
    free = (action for action in equal if action.contact_id not in named and action.id not in taken)
    return next(free, None)


async def _by_hand(case: Case, people: list[Contact], at: datetime) -> None:
    """A letter from before the launch is old news, and one after the end no answer in this sequence; where an acceptance or a
    reinstatement may still reopen it, it counts whichever was read first.
    """
    async for assignment in matching.assignments(case, people):
        if assignment.status in _REOPENED and assignment.launched_at is not None and at >= assignment.launched_at:
            await assignment.answered_by_hand(case.unit)


def _ours(action: Action, text: str, at: datetime) -> bool:
    if not _equal(text, action.text or ""):
        return False
    # One that was taken for lost, and planned again or called off, went out after all, as this letter proves.
    doubted = action.state in _DOUBTED and action.attempts > 0
    if action.kind is StepKind.CONNECT:
        return doubted or action.state in _UNSETTLED or action.state is ActionState.EXECUTED
    if action.state is ActionState.EXECUTED and action.executed_at is not None:
        return action.executed_at <= at + OURS_FOR and at <= action.executed_at + OURS_FOR
    return doubted or action.state in _UNSETTLED


def _equal(seen_text: str, sent_text: str) -> bool:
    """NFC, white space collapsed; a prefix counts from 40 characters, since inboxes shorten."""
    first, second = _plain(seen_text), _plain(sent_text)
    if first == second:
        return bool(first)
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= PREFIX and longer.startswith(shorter)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
