"""Carries out one account's turn: claim, hand over, settle; the only place where an error becomes an outcome."""

import random
from datetime import timedelta
from functools import partial
from uuid import UUID

from auth.sealing import KeyRing, SealBroken
from engine import backoff, claims, lease, naming, progress, verification
from engine.backoff import Breaker
from engine.claims import Claimant, Claimed
from engine.credentials import credentials_of
from engine.idle import Idle
from engine.lease import LeaseLost
from engine.outcome import NotTaken, Outcome, Queued, Refused, Unclear, Withheld
from engine.owner import Named, Owner
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.errors import DuxSoupError, NoAnswer, Unavailable, Unconfirmed, Unreachable, Verdict
from integrations.duxsoup.queue_item import cut_short, under
from models import Action, ActionState, Assignment, DuxSoupAccount, LearnedBy, Unit, Units

MAX_REFUSALS = 3
REFUSED_FOR = timedelta(minutes=1)


class Dispatcher:
    """One per worker process. Its core takes clock, store and remote as arguments, so all of it can be simulated."""

    def __init__(self, units: Units, ring: KeyRing, duxsoup: DuxSoup, owner: Owner | str) -> None:
        self._units = units
        self._ring = ring
        self._duxsoup = duxsoup
        self._owner = Named(owner) if isinstance(owner, str) else owner
        self._breaker = Breaker()

    async def turn(self, account_id: UUID, absent_owners: tuple[str, ...] = ()) -> Idle | None:
        """Hands over at most one action; gives the reason when there was none to hand over."""
        if not await self._host_is_well(account_id):
            return Idle("backoff")
        name, gone = self._owner.name, (*self._owner.absent, *absent_owners)
        if name is None:
            return Idle("leased")
        claimant = Claimant(name, self._units.clock.monotonic(), gone)
        claimed = await self._units.run(
            partial(claims.claim, ring=self._ring, account_id=account_id, claimant=claimant)
        )
        if isinstance(claimed, Idle):
            return claimed
        outcome = await self.perform(claimed)
        await self._units.run(partial(settle, claimed=claimed, outcome=outcome))
        return None

    async def perform(self, claimed: Claimed) -> Outcome:
        """Makes the call and judges the answer by its class alone."""
        held = _Held(self._units, self._owner, claimed.lease)
        try:
            now = self._units.clock.now()
            message_id = await self._duxsoup.queue(claimed.credentials, claimed.command, now, fence=held)
        except LeaseLost:
            return Withheld("lease_lost")
        except DuxSoupError as error:
            self._heard(error)
            return await self._judged(claimed, error)
        self._breaker.succeeded()
        return Queued(message_id)

    async def _host_is_well(self, account_id: UUID) -> bool:
        """After failures in a row the host is left alone for a while, and then asked by a read before it is told anything."""
        if self._breaker.refuses(self._units.clock.monotonic()):
            return False
        if not self._breaker.wants_probe(self._units.clock.monotonic()):
            return True
        try:
            account = await DuxSoupAccount.get(id=account_id)
            await self._duxsoup.queue_size(credentials_of(self._ring, account))
        except SealBroken:
            return True  # nothing can be signed with it, so nothing is sent: the claim says so and pauses the account
        except DuxSoupError as error:
            return self._heard(error)
        self._breaker.succeeded()
        return True

    def _heard(self, error: DuxSoupError) -> bool:
        """Whether the host itself is well, though it did not do what it was asked."""
        unwell = isinstance(error, Unreachable | Unavailable | NoAnswer) and not isinstance(error, Unconfirmed)
        if unwell:
            self._breaker.failed(self._units.clock.monotonic())
        else:
            self._breaker.succeeded()
        return not unwell

    async def _judged(self, claimed: Claimed, error: DuxSoupError) -> Outcome:
        if error.verdict is Verdict.NOT_TAKEN:
            pause = error.code if error.pauses_account else None
            return NotTaken(error.code, getattr(error, "retry_after", None), pause)
        if error.verdict is Verdict.REFUSED or isinstance(error, Unconfirmed):
            return await self._looked(claimed, error)
        return Unclear(error.code)

    async def _looked(self, claimed: Claimed, error: DuxSoupError) -> Outcome:
        """It may be a duplicate's refusal: what stands under this action's own `campaignid` decides."""
        try:
            items = await self._duxsoup.queue_items(claimed.credentials, campaignid=str(claimed.action_id))
        except DuxSoupError:
            return Unclear(error.code)
        found = under(items, str(claimed.action_id))
        if found is not None:
            return Queued(found.messageid)
        absent = error.verdict is Verdict.REFUSED and not cut_short(items)
        return Refused(error.code) if absent else Unclear(error.code)


class _Held:
    """The fence of one send: the lease under which its action was claimed."""

    def __init__(self, units: Units, owner: Owner, held: lease.Lease) -> None:
        self._units = units
        self._owner = owner
        self._lease = held

    async def extend(self) -> None:
        """Where the wait for others has used it up: a slow host would keep all of them from sending."""
        monotonic = self._units.clock.monotonic()
        if monotonic > self._lease.until:
            raise LeaseLost  # what was looked at for the claim is long ago
        if not self._lease.outlasts_the_send(monotonic):
            self._lease = await self._units.run(partial(lease.extend, lease=self._lease, monotonic=monotonic))

    def check(self) -> None:
        self._lease.check(self._units.clock.monotonic(), self._owner.name)


async def settle(unit: Unit, claimed: Claimed, outcome: Outcome) -> None:
    """Stores the outcome, and gives the account back; where another holds the account by now, nothing at all.

    Webhooks may have been faster than our own answer: then only what is still missing is added.
    """
    account = await DuxSoupAccount.locked(claimed.lease.account_id)
    if account.lease_epoch != claimed.lease.epoch:
        return
    await lease.release(claimed.lease)
    assignment, action = await progress.pair(claimed.action_id)
    await _note_failures(unit, account, action, outcome)
    if isinstance(outcome, Queued) and outcome.message_id is not None:
        await naming.name(action, outcome.message_id)
    if action.state is not ActionState.SENDING:
        return
    match outcome:
        case Queued():
            await action.move(unit, ActionState.QUEUED, outcome="queued", learned_by=LearnedBy.ANSWER)
        case NotTaken(code) | Withheld(code):
            await progress.returned(unit, assignment, action, code)
        case Refused(code):
            await _refused(unit, assignment, action, code)
        case Unclear(code):
            await action.move(unit, ActionState.UNKNOWN, outcome=code)


async def _refused(unit: Unit, assignment: Assignment, action: Action, code: str) -> None:
    """Tried again a few times, a little later each; then it is over for this payload, and the account goes on."""
    refusals = action.refusals + 1
    if refusals < MAX_REFUSALS:
        await progress.returned(unit, assignment, action, code, refusals=refusals)
        await progress.postponed(unit, assignment, action, unit.now + REFUSED_FOR * refusals)
        return
    await action.move(unit, ActionState.REJECTED, outcome=code, finished_at=unit.now, refusals=refusals)
    await progress.held_or_passed(unit, assignment, action)


async def _note_failures(unit: Unit, account: DuxSoupAccount, action: Action, outcome: Outcome) -> None:
    """Success ends the backoff; a failure lengthens it; a refused key or licence pauses the account, unless the key was replaced
    since. A payload that was refused, or that we did not send, says nothing of the account.
    """
    if isinstance(outcome, Refused | Withheld):
        return
    if isinstance(outcome, Queued):
        if account.failures:
            await account.failed(unit, 0, None)
        return
    if isinstance(outcome, NotTaken) and outcome.pause is not None:
        if action.sent_at is None or account.key_updated_at is None or account.key_updated_at <= action.sent_at:
            await verification.refused(unit, account, outcome.pause)
        return
    asked = outcome.retry_after if isinstance(outcome, NotTaken) else None
    pause = backoff.wait(account.failures + 1, random.random(), timedelta(seconds=asked) if asked else None)
    await account.failed(unit, account.failures + 1, unit.wall + pause)
