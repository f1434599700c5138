"""Settles what nobody told us: a look at the remote queue under an action's own label, twice before absence counts."""

from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Coalesce

from engine import naming, progress, restored
from engine.clock import TOLERATED
from integrations.duxsoup.queue_item import QueueItem
from models import (
    Action,
    ActionState,
    Assignment,
    ClockRow,
    DuxSoupAccount,
    HearingRow,
    LearnedBy,
    MissedRow,
    Receipt,
    StepKind,
    Unit,
    Verdict,
)
from models.lifecycle import change
from models.receipt import misled

# Wall time, for what is waited for comes over the network. Of the time between two answered looks no more than the longest
# gap counts as time in which the account was reachable: while nobody looks, nobody knows.
SECOND_LOOK = timedelta(seconds=60)
GIVE_UP = timedelta(minutes=20)
LONGEST_GAP = timedelta(minutes=5)
# So far the clock of the machine that receives may be behind that of the one that sends.
BEHIND = timedelta(seconds=TOLERATED)
# Simulated time.
LONGEST_EXECUTION = timedelta(minutes=10)
SILENCE = timedelta(hours=24)
_LETTERS = frozenset({StepKind.MESSAGE, StepKind.INMAIL})
_BATCH = 50


async def due(now: datetime, wall: datetime) -> list[UUID]:
    """Unknown ones, reported failures, and those at Dux-Soup without a word for a day; absent ones again after a minute."""
    again, day_ago = wall - SECOND_LOOK, now - SILENCE
    unspoken = Q(last_word_at__isnull=True) | Q(last_word_at__lte=day_ago)
    rows = []
    for found in (
        Action.filter(state=ActionState.UNKNOWN),
        Action.filter(state=ActionState.QUEUED, failure_told_at__isnull=False),
        # As an expression: an index by the time of sending would take SQLite through all that was ever sent.
        Action.annotate(sent=Coalesce("sent_at", now)).filter(unspoken, state=ActionState.QUEUED, sent__lte=day_ago),
    ):
        # A mark ahead of the clock is of a time before that was put back.
        fresh = found.filter(Q(looked_wall__isnull=True) | Q(looked_wall__gt=wall + SECOND_LOOK)).limit(_BATCH)
        old = found.filter(looked_wall__lte=again).order_by("looked_wall").limit(_BATCH)
        rows += [*await fresh.values("id"), *await old.values("id")]
    return list(dict.fromkeys(row["id"] for row in rows))


async def unanswered(action_id: UUID) -> None:
    """The look got no answer: time from here until the next answer is not time in which the account could be reached."""
    await Action.filter(id=action_id).update(answered_wall=None)


async def judge(
    unit: Unit, action_id: UUID, found: QueueItem | None, looked: datetime, *, hidden: bool = False
) -> None:
    """What the look proves; `looked` is the wall time at which it began, so that nothing later can have been missed. `hidden`: the
    list may have left it out, so that not to find it is no absence.
    """
    assignment, action = await progress.pair(action_id)
    if action.state not in {ActionState.UNKNOWN, ActionState.QUEUED}:
        return
    if action.sent_wall is not None and looked < action.sent_wall:
        return  # the look was for an earlier attempt
    told_wall = {"looked_wall": looked, "answered_wall": looked, "reachable_for": _reachable(action, looked)}
    await change(action, {"state": action.state}, **told_wall)
    if found is not None:
        await _present(unit, assignment, action, found)
    elif hidden:
        await _given_up(unit, assignment, action)
    elif action.absent_wall is None or action.absent_wall > looked:
        await change(action, {"state": action.state}, absent_wall=looked)
    elif looked - action.absent_wall >= SECOND_LOOK:
        if action.absent_again_at is None:
            await change(action, {"state": action.state}, absent_again_at=unit.now)
        await _absent(unit, assignment, action)


def _reachable(action: Action, looked: datetime) -> float:
    """Seconds in which the account could be reached and nothing was settled. Never rounded: of many short gaps nothing would be left."""
    before = action.reachable_for or 0.0
    if action.answered_wall is None or looked < action.answered_wall:
        return before
    return before + min(looked - action.answered_wall, LONGEST_GAP).total_seconds()


async def _present(unit: Unit, assignment: Assignment, action: Action, found: QueueItem) -> None:
    """Still waiting there, however old; a reported failure is then one that Dux-Soup tries again by itself."""
    await change(action, {"state": action.state}, absent_wall=None, absent_again_at=None)
    if found.messageid is not None:
        await naming.name(action, found.messageid)
    if action.state is ActionState.UNKNOWN:
        await progress.taken(unit, assignment, action, "found_in_queue", LearnedBy.SWEEP)


async def _absent(unit: Unit, assignment: Assignment, action: Action) -> None:
    """Absent twice, so it is not just between the queue and its end."""
    if action.failure_told_at is not None:
        await progress.failed(unit, assignment, action, "reported_failed")
    elif action.state is ActionState.QUEUED:
        await _silent(unit, assignment, action)
    elif await _proved_untaken(unit, action):
        await progress.returned(unit, assignment, action, "proved_not_taken")
    else:
        await _given_up(unit, assignment, action)


async def _given_up(unit: Unit, assignment: Assignment, action: Action) -> None:
    """What cannot be found out while the account is reachable is for a person."""
    if action.state is ActionState.UNKNOWN and timedelta(seconds=action.reachable_for or 0) >= GIVE_UP:
        await action.move(unit, ActionState.PARKED, learned_by=LearnedBy.SWEEP)
        await assignment.block(unit, "unknown_outcome")


async def _silent(unit: Unit, assignment: Assignment, action: Action) -> None:
    """Gone from the queue and no word for a day: done, most likely; only a letter is for a person to judge."""
    if action.sent_at is None or unit.now - max(action.sent_at, action.last_word_at or action.sent_at) < SILENCE:
        return
    if await Receipt.unread(action.account_id).exists():
        return
    if action.kind in _LETTERS:
        await action.move(unit, ActionState.PARKED, outcome="no_word", learned_by=LearnedBy.SWEEP)
        await assignment.block(unit, "parked")
    else:
        sweep = LearnedBy.SWEEP
        await progress.executed(unit, assignment, action, unit.now, "no_word", learned_by=sweep, unconfirmed=True)


async def _proved_untaken(unit: Unit, action: Action) -> bool:
    """The channel works (a later word about commands was applied), and every receipt until the second look and until that word was
    read and none spoke of it, nor may have: a letter of ours to somebody not known by that name yet is still unread for us.
    """
    account = await DuxSoupAccount.get(id=action.account_id)
    again_at = action.absent_again_at
    if account.command_word_at is None or action.sent_at is None or again_at is None or action.message_id is not None:
        return False
    if action.outcome == restored.OUTCOME:
        return False  # it may have been done, and its receipts gone with the database of that time
    if not action.sent_at + LONGEST_EXECUTION < account.command_word_at <= unit.now:
        return False  # or a word of a time before the clock was put back
    if action.sent_wall is not None and await _uncertain_since(action.sent_wall - BEHIND, unit, account):
        return False
    stored = Receipt.filter(account_id=account.id)
    until = max(again_at, account.command_word_stored_at or unit.now)
    if await stored.filter(verdict__in=[Verdict.WAITING, Verdict.DEAD], created_at__lte=until).exists():
        return False
    return not await _may_be_spoken_of(account, action.sent_at - BEHIND)


async def _may_be_spoken_of(account: DuxSoupAccount, since: datetime) -> bool:
    """By what waits for a name, or by what came under another's address, where nobody knows whether to believe it."""
    about_us = Q(awaits__startswith="command:") | Q(kind="message.sent")
    unmatched = Receipt.filter(about_us, account_id=account.id, verdict=Verdict.UNMATCHED, created_at__gte=since)
    astray = Receipt.filter(workspace_id=account.home, awaits=misled(account.id), created_at__gte=since)
    return await unmatched.exists() or await astray.exists()


async def _uncertain_since(moment: datetime, unit: Unit, account: DuxSoupAccount) -> bool:
    """For a while nobody received webhooks, or one of the account's was not stored, and the word of it may have come just then; or a
    clock jumped, and what seems to be later than the sending need not be.
    """
    if await HearingRow.deaf_since(moment, unit.wall) or await MissedRow.since(moment, account):
        return True
    return await ClockRow.stepped_since(moment)
