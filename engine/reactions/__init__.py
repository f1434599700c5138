"""What a receipt means for us: read in the worker, applied as facts, so that order and repetition cannot matter."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from auth.sealing import KeyRing
from engine import health
from engine.reactions import command, forgetting, message, person, simple, waiting
from engine.reactions.case import Awaits, Case, Effect
from integrations.duxsoup import inbound
from integrations.duxsoup.inbound import Finding, Reading
from models import DuxSoupAccount, Receipt, Unit, Verdict, row, sql
from models.receipt import misled, settle

Reaction = Callable[[Case, Any], Awaitable[Effect]]
Senders = dict[UUID, DuxSoupAccount | None]

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
_LINE_LOCK = 1_729_417  # the first half of the key, so that no other lock of ours is meant


async def apply(unit: Unit, ring: KeyRing, receipt_id: UUID) -> None:
    """Reads one receipt and does what follows, once: another worker's is left alone, one already read does nothing."""
    await _apply(unit, ring, [receipt_id], {}, lambda: False)


async def apply_in_line(
    unit: Unit, ring: KeyRing, line_id: UUID, receipt_ids: Sequence[UUID], enough: Callable[[], bool]
) -> list[Receipt]:
    """As `apply` for several of one line, in their order, until `enough`; none where another worker is at this line.

    The account's row is locked before anything of its assignments is, as claims do it: a later receipt may write to it.
    """
    if sql.dialect(unit.connection) == "postgres":
        lock = "SELECT pg_try_advisory_xact_lock($1::int, hashtext($2)) AS taken"
        if not (await sql.rows(unit.connection, lock, [_LINE_LOCK, str(line_id)]))[0]["taken"]:
            return []
    senders: Senders = {}
    await _locked(unit, line_id, senders)
    return await _apply(unit, ring, receipt_ids, senders, enough)


async def _apply(
    unit: Unit, ring: KeyRing, ids: Sequence[UUID], senders: Senders, enough: Callable[[], bool]
) -> list[Receipt]:
    where = f"verdict = 'waiting' AND id IN {sql.in_list(1, len(ids))} ORDER BY id"
    done: list[Receipt] = []
    for receipt in await row.load(unit.connection, Receipt, where, ids, lock="FOR UPDATE SKIP LOCKED"):
        await _read(Case(unit, ring, receipt, None), senders)
        done.append(receipt)
        if enough():
            break
    await settle(unit.connection, [receipt for receipt in done if receipt.verdict is not Verdict.UNMATCHED])
    return done


async def _read(case: Case, senders: Senders) -> None:
    """Whoever waits for a name is put down as waiting at once: the next receipt may tell it."""
    receipt, reading = case.receipt, inbound.read(case.body())
    if receipt.sealed_body is None:
        receipt.read_as(Verdict.IGNORED, case.unit.now, reason="body_blanked")
        return
    receipt.kind = reading.kind
    account = await _sender(case.unit, receipt, reading, senders)
    if reading.dialect is inbound.Dialect.NATIVE and (account is None or account.dux_soup_user_id != reading.userid):
        receipt.read_as(Verdict.QUARANTINED, case.unit.now, reason="userid")
        meant = await DuxSoupAccount.named(receipt.workspace_id, reading.userid) if reading.userid else account
        receipt.awaits = None if meant is None else misled(meant.id)
        return
    known = Case(case.unit, case.ring, receipt, account)
    if account is not None and reading.dialect is inbound.Dialect.NATIVE:
        await health.heard(case.unit, account, reading.kind, known.fact_time(reading.at), receipt.created_at)
    effects = [await REACTIONS[type(finding)](known, finding) for finding in reading.findings]
    if reading.people and True not in effects and await forgetting.concerns(known, reading.people):
        await forgetting.forget(known)
        receipt.read_as(Verdict.IGNORED, case.unit.now, reason="erased")
        return
    awaited = next((effect.name for effect in effects if isinstance(effect, Awaits)), None)
    if awaited is None:
        receipt.read_as(Verdict.APPLIED if any(effects) else Verdict.IGNORED, case.unit.now)
        return
    receipt.waits_for(awaited, case.unit.now, case.unit.wall + waiting.LOOK_AGAIN)
    await settle(case.unit.connection, [receipt])


async def _sender(unit: Unit, receipt: Receipt, reading: Reading, senders: Senders) -> DuxSoupAccount | None:
    """On the bearer address only the body says whose it is, and that account may have come since."""
    if receipt.account_id is None:
        if reading.dialect is not inbound.Dialect.NATIVE or not reading.userid:
            return None
        account = await DuxSoupAccount.named(receipt.workspace_id, reading.userid)
        if account is None:
            return None
        receipt.account_id = receipt.line_id = account.id
    return await _locked(unit, receipt.account_id, senders)


async def _locked(unit: Unit, account_id: UUID, senders: Senders) -> DuxSoupAccount | None:
    """Read once in a unit: what the reactions learn of it, they write down on this one."""
    if account_id not in senders:
        found = await row.load(unit.connection, DuxSoupAccount, "id = $1", [account_id], lock="FOR NO KEY UPDATE")
        senders[account_id] = next(iter(found), None)
    return senders[account_id]
