"""What holds after a backup was restored: everything that may have been sent since it was made is unclear, and waits for a person."""

from dataclasses import dataclass
from datetime import datetime

from engine import restored_sequences
from models import Action, ActionState, DuxSoupAccount, EventKind, NewEvent, Unit, Workspace, sql

# The mark by which reconciliation knows that absence proves nothing of it.
OUTCOME = "restored"
# More than any lease of the lost time can have counted, so that a process which slept through it writes nothing any more.
_EPOCHS = 1_000_000


@dataclass(frozen=True, slots=True)
class Aftermath:
    """How many actions are unclear now, how many assignments wait for a person, and how many accounts are held."""

    unclear: int
    paused: int
    held: int


async def settle(unit: Unit, epoch: int, since: datetime | None) -> Aftermath:
    """`since` is the simulated time of the backup; null where nothing ran after it. Feeds get at least this `epoch`."""
    await _void_leases(unit)
    held = await _hold_accounts(unit, since) if since else 0
    paused = await restored_sequences.pause(unit, since) if since else 0
    unclear = await _make_unclear(unit, since)
    for workspace in await Workspace.all().order_by("id"):
        data = {"since": since.isoformat() if since else None}
        unit.record(
            NewEvent(EventKind.WORKSPACE_RESTORED, workspace_id=workspace.id, subject_id=workspace.id, data=data)
        )
        await Workspace.filter(id=workspace.id).update(epoch=max(workspace.epoch + 1, epoch))
    return Aftermath(unclear, paused, held)


async def _void_leases(unit: Unit) -> None:
    statement = (
        "UPDATE duxsoup_user SET lease_owner = NULL, lease_until = NULL, lease_epoch = lease_epoch + $1 RETURNING id"
    )
    await sql.rows(unit.connection, statement, [_EPOCHS])


async def _hold_accounts(unit: Unit, since: datetime) -> int:
    """What was sent since counts in no window of the restored ledger, so not even a fresh launch may go by itself."""
    accounts = await DuxSoupAccount.filter(workspace_id__isnull=False, disconnected_at=None).order_by("id")
    for account in accounts:
        before = f" Before that: {account.pause_reason}" if account.paused_at is not None else ""
        reason = f"Restored from a backup of {since:%Y-%m-%d %H:%M} UTC: what was sent since is not known.{before}"
        await account.pause(unit, "restored", reason)
    return len(accounts)


async def _make_unclear(unit: Unit, since: datetime | None) -> int:
    """Whatever was being sent; and where something ran since, whatever was due or unclear too."""
    which = "state = $1" if since is None else "(state IN ($1, $2) OR (state = 'planned' AND scheduled_for <= $4))"
    outcome = "interrupted" if since is None else OUTCOME
    found = await sql.rows(
        unit.connection,
        f"""
        UPDATE action SET attempts = attempts + CASE WHEN state = 'planned' THEN 1 ELSE 0 END, state = $2, outcome = $3,
          sent_at = COALESCE(sent_at, $4), sent_wall = $5, looked_wall = NULL, absent_wall = NULL,
          absent_again_at = NULL
        WHERE {which} RETURNING id
        """,  # noqa: S608 - our own words
        [ActionState.SENDING, ActionState.UNKNOWN, outcome, unit.now, unit.wall],
    )
    unclear = [sql.as_id(row["id"]) for row in found]
    for start in range(0, len(unclear), 500):
        unit.record(*(action.event() for action in await Action.filter(id__in=unclear[start : start + 500])))
    return len(unclear)
