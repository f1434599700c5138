"""How long things are kept: the body of a receipt that was read for 35 days, its hash for good."""

from models import Unit, sql

AT_ONCE = 500
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
