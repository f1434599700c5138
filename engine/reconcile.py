"""Settles what nobody told us: a look at the remote queue under an action's own label, twice before absence counts."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from tortoise.expressions import Q

from auth.sealing import KeyRing, SealBroken
from engine import progress
from engine.credentials import credentials_of
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.errors import DuxSoupError
from integrations.duxsoup.queue_item import QueueItem
from models import Action, ActionState, Assignment, DuxSoupAccount, Receipt, StepKind, Unit, Units, Verdict
from models.lifecycle import change

# The first two are wall time, for they wait for an answer over the network; the others pass with simulated time.
SECOND_LOOK = timedelta(seconds=60)
GIVE_UP = timedelta(minutes=20)
LONGEST_EXECUTION = timedelta(minutes=10)
SILENCE = timedelta(hours=24)
_LETTERS = frozenset({StepKind.MESSAGE, StepKind.INMAIL})
_BATCH = 50


class Reconciler:
    """One per worker process; it reads queues and changes nothing at Dux-Soup."""

    def __init__(self, units: Units, ring: KeyRing, duxsoup: DuxSoup) -> None:
        self._units = units
        self._ring = ring
        self._duxsoup = duxsoup

    async def turn(self) -> int:
        """Looks at what is due for a look; gives how many looks were answered."""
        clock = self._units.clock
        looked = 0
        for action_id in await due(clock.now(), clock.wall()):
            looked += await self._look(action_id)
        return looked

    async def _look(self, action_id: UUID) -> bool:
        action = await Action.get(id=action_id)
        account = await DuxSoupAccount.get(id=action.account_id)
        if not account.usable:
            return False
        began = self._units.clock.wall()
        try:
            items = await self._duxsoup.queue_items(credentials_of(self._ring, account), campaignid=str(action_id))
        except (DuxSoupError, SealBroken):
            # It goes to the end of the line: an account that does not answer must not hold up the others.
            await Action.filter(id=action_id).update(looked_wall=began)
            return False
        found = items[0] if items else None
        await self._units.run(partial(judge, action_id=action_id, found=found, looked=began))
        return True


async def due(now: datetime, wall: datetime) -> list[UUID]:
    """Unknown ones, reported failures, and those at Dux-Soup without a word for a day; absent ones again after a minute."""
    again = wall - SECOND_LOOK
    rows = []
    for found in (
        Action.filter(state=ActionState.UNKNOWN),
        Action.filter(state=ActionState.QUEUED, failure_told_at__isnull=False),
        Action.filter(state=ActionState.QUEUED, sent_at__lte=now - SILENCE),
    ):
        fresh = found.filter(looked_wall__isnull=True).limit(_BATCH)
        old = found.filter(looked_wall__lte=again).order_by("looked_wall").limit(_BATCH)
        rows += [*await fresh.values("id"), *await old.values("id")]
    return list(dict.fromkeys(row["id"] for row in rows))


async def judge(unit: Unit, action_id: UUID, found: QueueItem | None, looked: datetime) -> None:
    """What the look proves; `looked` is the wall time at which it began, so that nothing later can have been missed."""
    assignment, action = await progress.pair(action_id)
    if action.state not in {ActionState.UNKNOWN, ActionState.QUEUED}:
        return
    if action.sent_wall is not None and looked < action.sent_wall:
        return  # the look was for an earlier attempt
    await change(action, {"state": action.state}, looked_wall=looked)
    if found is not None:
        await _present(unit, assignment, action, found)
    elif action.failure_told_at is not None:
        await _failed(unit, assignment, action)
    elif action.absent_wall is None:
        await change(action, {"state": action.state}, absent_wall=looked)
    elif looked - action.absent_wall >= SECOND_LOOK:
        await _absent(unit, assignment, action, looked)


async def _present(unit: Unit, assignment: Assignment, action: Action, found: QueueItem) -> None:
    """Still waiting there, however old; a reported failure is then one that Dux-Soup tries again by itself."""
    await change(action, {"state": action.state}, absent_wall=None)
    if action.message_id is None and found.messageid is not None:
        await change(action, {"state": action.state}, message_id=found.messageid)
    if action.state is ActionState.UNKNOWN:
        await progress.taken(unit, assignment, action, "found_in_queue")


async def _failed(unit: Unit, assignment: Assignment, action: Action) -> None:
    await progress.failed(unit, assignment, action, "reported_failed")


async def _absent(unit: Unit, assignment: Assignment, action: Action, looked: datetime) -> None:
    if action.state is ActionState.QUEUED:
        await _silent(unit, assignment, action)
    elif await _proved_untaken(action):
        await progress.returned(unit, assignment, action, "proved_not_taken")
    elif action.sent_wall is not None and looked - action.sent_wall >= GIVE_UP:
        await action.move(unit, ActionState.PARKED)
        await assignment.block(unit, "unknown_outcome")


async def _silent(unit: Unit, assignment: Assignment, action: Action) -> None:
    """Gone from the queue and no word for a day: done, most likely; only a letter is for a person to judge."""
    if action.sent_at is None or unit.now - action.sent_at < SILENCE:
        return
    if action.kind in _LETTERS:
        await action.move(unit, ActionState.PARKED, outcome="no_word")
        await assignment.block(unit, "parked")
    else:
        await progress.executed(unit, assignment, action, unit.now, "no_word", unconfirmed=True)


async def _proved_untaken(action: Action) -> bool:
    """The channel works (a later heartbeat was applied), and every receipt so far was read and none spoke of it, nor may
    have: a letter of ours to somebody not known by that name yet is still unread for us.
    """
    account = await DuxSoupAccount.get(id=action.account_id)
    if account.last_seen_at is None or action.sent_at is None or action.message_id is not None:
        return False
    if account.last_seen_at <= action.sent_at + LONGEST_EXECUTION:
        return False
    unread = Receipt.filter(account_id=account.id)
    if await unread.filter(verdict__in=[Verdict.WAITING, Verdict.DEAD]).exists():
        return False
    about_us = Q(awaits__startswith="command:") | Q(kind="message.sent")
    return not await unread.filter(about_us, verdict=Verdict.UNMATCHED, created_at__gte=action.sent_at).exists()
