"""How long things are kept: the body of a receipt that was read for 35 days, its hash for good; ways in, answers and acts by hand for a while."""

from datetime import timedelta

from engine import sign_in_limits
from engine.manual_acts import OF_INTEREST
from models import Unit, sql
from models.ids import first_id_at
from models.import_batch import REPORT_KEPT_FOR

AT_ONCE = 500
# Sessions, tickets and links that are over: long enough to look into what happened, for the log has it for good.
OVER_FOR = timedelta(days=30)
# As long as the report of an import, which names the same people by the same rows.
ANSWERED_FOR = REPORT_KEPT_FOR
_ALONE = {"sqlite": "", "postgres": " FOR UPDATE SKIP LOCKED"}


async def blank_bodies(unit: Unit) -> int:
    """Of one chunk; gives how many they were. What waits to be read is kept until it was.

    The chunk is chosen once, before anything else: in a plain IN (SELECT ... LIMIT ... SKIP LOCKED) PostgreSQL may choose
    anew for each row it looks at, and a chunk is then everything.
    """
    done = await sql.rows(
        unit.connection,
        "WITH chunk AS MATERIALIZED ("  # noqa: S608 - only our own words
        "SELECT id FROM receipt WHERE body_until <= $1 AND verdict <> 'waiting' ORDER BY body_until LIMIT $2"
        f"{_ALONE[sql.dialect(unit.connection)]}) "
        "UPDATE receipt SET sealed_body = NULL, body_until = NULL WHERE id IN (SELECT id FROM chunk) RETURNING id",
        [unit.wall, AT_ONCE],
    )
    return len(done)


async def forget_answers(unit: Unit) -> None:
    """What a command answered under an idempotency key: nobody repeats a request so late, and contacts are named in it."""
    over = first_id_at(unit.wall - ANSWERED_FOR)
    await sql.rows(unit.connection, "DELETE FROM idempotency_key WHERE id < $1 RETURNING id", [over])


async def forget_ways_in(unit: Unit) -> None:
    """With an address of somebody's in it nothing is kept longer than it is counted."""
    over = unit.wall - OVER_FOR
    for table, column, until in (
        ("sign_in_attempt", "created_at", unit.wall - sign_in_limits.KEPT_FOR),
        ("socket_ticket", "expires_at", unit.wall - timedelta(hours=1)),
        ("session", "expires_at", over),
        ("password_link", "expires_at", over),
    ):
        await sql.rows(unit.connection, f'DELETE FROM "{table}" WHERE {column} < $1 RETURNING id', [until])  # noqa: S608 - names are ours


async def forget_acts(unit: Unit) -> None:
    """Whom an act by hand was done to stands there as a hash of what they were called then: no erasure finds every one."""
    await sql.rows(unit.connection, "DELETE FROM manual_act WHERE at <= $1 RETURNING id", [unit.now - OF_INTEREST])
