"""What a receipt means for us: read in the worker, applied as facts, so that order and repetition cannot matter."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from auth.sealing import KeyRing
from engine import backoff
from engine.reactions import command, message, person, simple
from engine.reactions.case import Awaits, Case, Effect
from integrations.duxsoup import inbound
from integrations.duxsoup.inbound import Finding
from models import DuxSoupAccount, Receipt, Unit, Verdict
from models.receipt import MAX_TRIES

Reaction = Callable[[Case, Any], Awaitable[Effect]]

# One line for each kind of finding; a test demands one for every member of the union.
REACTIONS: dict[type[Finding], Reaction] = {
    inbound.PersonSeen: person.seen,
    inbound.AcceptedTag: person.accepted_tag,
    inbound.InvitationAnswered: person.invitation_answered,
    inbound.CommandReceived: command.received,
    inbound.CommandCompleted: command.completed,
    inbound.ActionCompleted: command.completed,
    inbound.MessageSeen: message.seen,
    inbound.Ready: command.ready,
    inbound.SimpleStatus: simple.status,
}


async def due(wall: datetime, limit: int) -> list[UUID]:
    """Receipts to read now, oldest first."""
    ready = Q(next_try_at__isnull=True) | Q(next_try_at__lte=wall)
    rows = await Receipt.filter(ready, verdict=Verdict.WAITING).order_by("id").limit(limit).values("id")
    return [row["id"] for row in rows]


async def apply(unit: Unit, ring: KeyRing, receipt_id: UUID) -> None:
    """Reads one receipt and does what follows, once: another worker's is left alone, one already read does nothing."""
    waiting = Receipt.filter(id=receipt_id, verdict=Verdict.WAITING)
    receipt = await waiting.select_for_update(skip_locked=True).get_or_none()
    if receipt is None:
        return
    account = await DuxSoupAccount.get_or_none(id=receipt.account_id) if receipt.account_id else None
    case = Case(unit, ring, receipt, account)
    reading = inbound.read(case.body())
    receipt.kind = reading.kind
    effects = [await REACTIONS[type(finding)](case, finding) for finding in reading.findings]
    await _close(unit, receipt, effects)


async def failed(unit: Unit, receipt_id: UUID, error: str) -> None:
    """Reading it raised: tried again later, and after five tries left for a person."""
    receipt = await Receipt.filter(id=receipt_id, verdict=Verdict.WAITING).select_for_update().get_or_none()
    if receipt is None:
        return
    receipt.tries += 1
    receipt.reason = error[:200]
    if receipt.tries >= MAX_TRIES:
        receipt.verdict, receipt.processed_at = Verdict.DEAD, unit.now
    else:
        receipt.next_try_at = unit.wall + max(timedelta(seconds=1), backoff.wait(receipt.tries, 0.5))
    await receipt.save(update_fields=["tries", "reason", "verdict", "processed_at", "next_try_at"])


async def _close(unit: Unit, receipt: Receipt, effects: list[Effect]) -> None:
    awaited = next((effect.name for effect in effects if isinstance(effect, Awaits)), None)
    if awaited is not None:
        receipt.awaits = awaited[:200]
        verdict = Verdict.UNMATCHED
    else:
        verdict = Verdict.APPLIED if any(effects) else Verdict.IGNORED
    await receipt.settled(verdict, unit.now)
