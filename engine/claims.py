"""Who takes which action, and whether it may go now: lease, limits, choice, text and `sending` in one transaction."""

import hashlib
from dataclasses import dataclass, replace
from uuid import UUID

import orjson

from auth.sealing import KeyRing, SealBroken
from engine import (
    actions,
    campaign_share,
    candidates,
    guardrail,
    holds,
    lease,
    limits,
    progress,
    suppressing,
    suppression_entry,
    template,
    traffic,
)
from engine.candidates import Search
from engine.credentials import credentials_of
from engine.idle import Idle
from engine.lease import Lease
from integrations.duxsoup.commands import Command
from integrations.duxsoup.signing import Credentials
from models import (
    Action,
    ActionState,
    Assignment,
    Campaign,
    Contact,
    DuxSoupAccount,
    Fact,
    Step,
    StepKind,
    Unit,
)
from models.action import MAX_OUTSTANDING


@dataclass(frozen=True, slots=True)
class Claimed:
    """`sending` is committed for this action, so the call must follow; `credentials` hide the key in their repr."""

    lease: Lease
    action_id: UUID
    credentials: Credentials
    command: Command


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who claims: this process by name, its monotonic reading before the transaction, and who is known to be gone."""

    owner: str
    monotonic: float
    absent_owners: tuple[str, ...] = ()


async def claim(unit: Unit, ring: KeyRing, account_id: UUID, claimant: Claimant) -> Claimed | Idle:
    """Chooses the account's next action and commits it as `sending`, or says why nothing goes.

    Everything is checked here and now, not when it was planned: limits, hours, pauses, suppression, the text.
    """
    waits = await _waits(unit, account_id)
    if waits is not None:
        return waits
    taken = await lease.take(unit, account_id, claimant.owner, list(claimant.absent_owners), claimant.monotonic)
    if taken is None:
        return Idle("leased")
    account = await DuxSoupAccount.get(id=account_id)
    await _disown(unit, account, taken)
    credentials = await _credentials(unit, ring, account)
    if isinstance(credentials, Idle):
        await lease.release(taken)
        return credentials
    chosen = await _choose(unit, ring, account)
    if isinstance(chosen, Idle):
        await lease.release(taken)
        return chosen
    await chosen.action.move(unit, ActionState.SENDING, **_sending(unit, taken, chosen))
    return Claimed(taken, chosen.action.id, credentials, chosen.command)


@dataclass(frozen=True, slots=True)
class _Choice:
    action: Action
    command: Command
    text: template.Composed


async def _waits(unit: Unit, account_id: UUID) -> Idle | None:
    """Told without taking the lease, since an account waits most of the time and a commit that changes nothing costs nothing.
    What has to be written down first, a pause that ran out or a sender that vanished, is left to whoever holds the lease.
    """
    account = await DuxSoupAccount.get(id=account_id)
    lately = await _lately(unit, account)
    if holds.pause_is_over(account, unit.now) or lately.sending:
        return None
    return await holds.holding(unit, account) or _pacing(unit, lately)


async def _disown(unit: Unit, account: DuxSoupAccount, taken: Lease) -> None:
    """What an earlier holder was sending may have gone out: nobody knows, so it is unknown, never planned."""
    orphans = Action.filter(account_id=account.id, state=ActionState.SENDING, epoch__lt=taken.epoch)
    for orphan in await orphans.select_for_update():
        await orphan.move(unit, ActionState.UNKNOWN, outcome="interrupted")


async def _credentials(unit: Unit, ring: KeyRing, account: DuxSoupAccount) -> Credentials | Idle:
    """Before anything is chosen: a key that this ring cannot open waits for a person, as one that is refused does; one that has to be
    proven against another workspace's waits for the next round of verification.
    """
    held = await holds.holding(unit, account) or _pacing(unit, await _lately(unit, account))
    if held is not None:
        return held
    if await account.contested():
        await account.pause(
            unit, "key_refused", "The key has to be verified before it is used; that is tried by itself."
        )
        return Idle("account_paused")
    try:
        return credentials_of(ring, account)
    except SealBroken:
        await account.pause(unit, "key_refused", "The key was sealed with another ring: enter it again.")
        return Idle("account_paused")


async def _lately(unit: Unit, account: DuxSoupAccount) -> traffic.Traffic:
    return (await traffic.traffic(unit.connection, [account.id], unit.now)).get(account.id, traffic.Traffic())


def _pacing(unit: Unit, lately: traffic.Traffic) -> Idle | None:
    if lately.outstanding >= MAX_OUTSTANDING:
        return Idle("outstanding")
    resting = lately.rests_until is not None and lately.rests_until > unit.now
    return Idle("pacing", lately.rests_until) if resting else None


async def _choose(unit: Unit, ring: KeyRing, account: DuxSoupAccount) -> _Choice | Idle:
    usages = await limits.usage(unit.connection, account, unit.now)
    search = candidates.search_of(account.id, usages)
    while True:
        # Anew each time, since a campaign may change meanwhile: what it says now is what its people are held to.
        search = replace(search, budgets=tuple(await campaign_share.budgets(unit, account, usages)))
        found = await candidates.due(unit, search)
        for candidate in found:
            chosen = await _examine(unit, ring, account, search, candidate)
            if chosen is None:
                continue
            if chosen.action.kind is StepKind.CONNECT and await guardrail.closes(unit, account):
                return await _choose(unit, ring, account)
            return chosen
        search.passed_over.update(candidate.action_id for candidate in found)
        if len(found) < candidates.AT_ONCE:
            return await _nothing_due(unit, account, [*usages, *(one for own in search.budgets for one in own.usages)])


async def _examine(
    unit: Unit, ring: KeyRing, account: DuxSoupAccount, search: Search, candidate: candidates.Candidate
) -> _Choice | None:
    """The last look at one candidate: gives it ready to go, or leaves it with the reason on record."""
    await candidates.hold_campaign(unit, candidate)
    assignment, action = await progress.pair(candidate.action_id)
    if not await candidates.due(unit, search, only=candidate):
        return None
    contact = await Contact.get(id=action.contact_id)
    if await suppressing.stands_on_list(ring, contact):
        await suppression_entry.mark_those(unit, contact.workspace_id, [contact.id])
        await assignment.block(unit, "suppressed")
        return None
    await assignment.unblock(unit)
    if action.kind is StepKind.CONNECT and (assignment.degree == 1 or assignment.accepted_at is not None):
        await _already_connected(unit, assignment, action)
        return None
    if contact.linkedin_url is None:
        await assignment.block(unit, "no_identity")
        return None
    return await _compose(unit, account, search, assignment, action, contact)


async def _already_connected(unit: Unit, assignment: Assignment, action: Action) -> None:
    await progress.skipped(unit, assignment, action)
    if assignment.accepted_at is None:
        await progress.learned(unit, assignment, Fact.ACCEPTED, unit.now, "first_degree", implied=True)


async def _compose(
    unit: Unit, account: DuxSoupAccount, search: Search, assignment: Assignment, action: Action, contact: Contact
) -> _Choice | None:
    step = await Step.get(id=action.step_id)
    campaign = await Campaign.get(id=action.campaign_id)
    try:
        text = template.compose(step, contact, account, campaign)
    except template.TemplateProblem as problem:
        await assignment.block(unit, problem.code, problem.message)
        return None
    if text.with_note and search.noteless(action.campaign_id):
        # Only a step that goes without its note is due then.
        text = template.Composed(None, None, with_note=False)
    action.text, action.subject = text.text or "", text.subject or ""
    return _Choice(action, actions.command(action, contact.linkedin_url or ""), text)


async def _nothing_due(unit: Unit, account: DuxSoupAccount, usages: list[limits.Usage]) -> Idle:
    """When the next planned action comes up, or the next limit frees."""
    coming = Action.filter(account_id=account.id, state=ActionState.PLANNED, scheduled_for__gt=unit.now)
    first = await coming.order_by("scheduled_for").first()
    moments = [usage.resets_at for usage in usages if usage.left <= 0 and usage.resets_at is not None]
    if first is not None:
        moments.append(first.scheduled_for)
    return Idle("nothing_due", min(moments, default=None))


def _sending(unit: Unit, taken: Lease, chosen: _Choice) -> dict[str, object]:
    payload = orjson.dumps([chosen.command.name, chosen.command.params()], option=orjson.OPT_SORT_KEYS)
    return {
        "epoch": taken.epoch,
        "attempts": chosen.action.attempts + 1,
        "sent_at": unit.now,
        "sent_wall": unit.wall,
        "message_id": None,
        "text": chosen.text.text,
        "subject": chosen.text.subject,
        "with_note": chosen.text.with_note,
        "payload_hash": hashlib.sha256(payload).hexdigest(),
        "outcome": None,
    }
