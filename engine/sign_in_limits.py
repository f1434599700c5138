"""How often somebody may try to sign in: counted in the database, so that no process and no restart forgets it."""

import hashlib
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from uuid import UUID

from models import SignInAttempt, Unit, sql
from models.errors import LimitReached

FAILURES, PAUSE, LONGEST_PAUSE = 5, timedelta(minutes=15), timedelta(hours=4)
FAILURES_OF_ADDRESS = EVALUATED_OF_LOGIN = 20
HOUR = timedelta(hours=1)
KEPT_FOR = timedelta(days=1)
_TOO_OFTEN = "Too many tries: wait, or ask an admin for a link that sets a new password."
# The class of the advisory locks; who takes both takes the address first.
_ADDRESS, _LOGIN = 1_128_810_829, 1_128_810_830


async def admit(unit: Unit, login: str, address: str) -> UUID:
    """Counts one more try, as failed until it is known to be good. Raises LimitReached, for unknown people alike."""
    login_hash, place = _hashed(login), network(address)
    await _alone(unit, _ADDRESS, place)
    await _alone(unit, _LOGIN, login_hash)
    await _check(login_hash, place, unit.wall)
    return (await SignInAttempt.create(login_hash=login_hash, address=place, created_at=unit.wall)).id


async def closed(unit: Unit, login: str, address: str) -> LimitReached | None:
    """What the next try would be told. Whatever a limit refuses is written down nowhere, or a thousand tries would be a thousand
    rows; so the last that was looked at says until when no other will be.
    """
    try:
        await _check(_hashed(login), network(address), unit.wall)
    except LimitReached as reached:
        return reached
    return None


def network(address: str) -> str:
    """Whoever has one address of the sixth version has some quintillions of them: they count as one."""
    try:
        given = ip_address(address)
    except ValueError:
        return "unknown"
    mapped = getattr(given, "ipv4_mapped", None)
    return str(ip_network((given, 64), strict=False)) if given.version == 6 and not mapped else str(mapped or given)


async def _check(login_hash: str, place: str, wall: datetime) -> None:
    tries = await SignInAttempt.of_login(login_hash, wall - KEPT_FOR)
    _check_pair([one for one in tries if one.address == place], wall)
    _check_hour([one.created_at for one in tries], EVALUATED_OF_LOGIN, wall)
    failed = await SignInAttempt.failed_from(place, wall - HOUR, FAILURES_OF_ADDRESS)
    _check_hour([one.created_at for one in failed], FAILURES_OF_ADDRESS, wall)


def _check_pair(tries: list[SignInAttempt], wall: datetime) -> None:
    """From the fifth failure since the last success on, each failure doubles the wait, up to four hours."""
    failed = []
    for one in tries:
        if one.passed:
            break
        failed.append(one)
    if len(failed) >= FAILURES:
        wait = min(PAUSE * 2 ** min(len(failed) - FAILURES, 10), LONGEST_PAUSE)
        _refuse_until(failed[0].created_at + wait, FAILURES, wall)


def _check_hour(moments: list[datetime], most: int, wall: datetime) -> None:
    """The newest first."""
    if len(moments) >= most:
        _refuse_until(moments[most - 1] + HOUR, most, wall)


def _refuse_until(moment: datetime, limit: int, wall: datetime) -> None:
    if moment > wall:
        raise LimitReached(_TOO_OFTEN, limit=limit, resets_at=moment)


def _hashed(login: str) -> str:
    return hashlib.sha256(login.encode("utf-8", "surrogatepass")).hexdigest()


async def _alone(unit: Unit, kind: int, what: str) -> None:
    """Of several who try at once, one counts after the other; SQLite lets one at a time write in any case."""
    if sql.dialect(unit.connection) == "postgres":
        key = int.from_bytes(hashlib.sha256(what.encode()).digest()[:4], signed=True)
        await sql.rows(unit.connection, "SELECT pg_advisory_xact_lock($1::int, $2::int)::text AS locked", [kind, key])
