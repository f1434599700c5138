"""Who dispatches for an account now: a lease on its row with an epoch, taken for one action at a time."""

from dataclasses import dataclass, replace
from uuid import UUID

from models import DuxSoupAccount, Unit, sql

# A send may take 15 s from its first byte; the lease must outlast that by 5 s at the moment of the last check.
SEND_DEADLINE = 15.0
MARGIN = 5.0
CONNECTING = 5.0
# Above their sum by the time that a claim may take; below half a minute, in which a frozen worker's accounts go on.
LEASE_SECONDS = 28.0

_NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f+00:00', 'now')", "postgres": "clock_timestamp()"}
_LATER = {
    "sqlite": f"strftime('%Y-%m-%d %H:%M:%f+00:00', 'now', '+{LEASE_SECONDS:.0f} seconds')",
    "postgres": f"clock_timestamp() + interval '{LEASE_SECONDS:.0f} seconds'",
}


class LeaseLost(Exception):
    """The lease does not outlast the send any more, or its holder lost its name, so nothing may be written."""


@dataclass(frozen=True, slots=True)
class Lease:
    """`until` is on the holder's monotonic clock; the database keeps its own time for everybody else."""

    account_id: UUID
    epoch: int
    until: float
    owner: str

    def check(self, monotonic: float, name: str | None) -> None:
        """The fence, called in the last line before the socket write; `name` is the one the process has now."""
        if monotonic + SEND_DEADLINE + MARGIN > self.until or name != self.owner:
            raise LeaseLost

    def outlasts_the_send(self, monotonic: float) -> bool:
        """With a connection still to be made."""
        return monotonic + CONNECTING + SEND_DEADLINE + MARGIN <= self.until


async def take(unit: Unit, account_id: UUID, owner: str, absent_owners: list[str], monotonic: float) -> Lease | None:
    """Takes the account for one action, or gives None where another holds it.

    `monotonic` was read before the transaction began, so the holder's own end comes before the database's. Leases of
    `absent_owners` (whose process is gone for certain) are void at once.
    """
    dialect = sql.dialect(unit.connection)
    gone = sql.in_list(4, len(absent_owners)) if absent_owners else "(NULL)"
    taken = await sql.rows(
        unit.connection,
        f"UPDATE duxsoup_user SET lease_owner = $1, lease_epoch = lease_epoch + 1, lease_until = {_LATER[dialect]}"  # noqa: S608 - only our own words
        f" WHERE id = $2 AND (lease_owner IS NULL OR lease_owner = $3 OR lease_until < {_NOW[dialect]}"
        f" OR lease_owner IN {gone}) RETURNING lease_epoch",
        [owner, account_id, owner, *absent_owners],
    )
    return Lease(account_id, int(taken[0]["lease_epoch"]), monotonic + LEASE_SECONDS, owner) if taken else None


async def extend(unit: Unit, lease: Lease, monotonic: float) -> Lease:
    """Begins anew from `monotonic`, which was read before the transaction began. Raises LeaseLost where another took the account since."""
    kept = await sql.rows(
        unit.connection,
        f"UPDATE duxsoup_user SET lease_until = {_LATER[sql.dialect(unit.connection)]}"  # noqa: S608 - only our own words
        " WHERE id = $1 AND lease_epoch = $2 AND lease_owner = $3 RETURNING id",
        [lease.account_id, lease.epoch, lease.owner],
    )
    if not kept:
        raise LeaseLost
    return replace(lease, until=monotonic + LEASE_SECONDS)


async def void_all() -> None:
    """At the start of the only process that can send (SQLite): whoever held anything before is gone."""
    await DuxSoupAccount.filter(lease_owner__isnull=False).update(lease_owner=None, lease_until=None)


async def release(lease: Lease) -> None:
    """Gives the account back; a lease that was taken over since is not touched."""
    await DuxSoupAccount.filter(id=lease.account_id, lease_epoch=lease.epoch).update(lease_owner=None, lease_until=None)
