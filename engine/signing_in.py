"""Lets a person in by e-mail address and password; whoever is unknown is answered alike, and as late."""

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from auth import passwords
from engine import session as sessions
from engine import sign_in_limits
from engine.session import Begun, Door
from models import EventKind, Member, NewEvent, SignInAttempt, Unit, Units, User
from models.errors import Forbidden, LimitReached


class SignInRefused(Forbidden):
    """This e-mail address and password let nobody in."""

    code = "sign_in_refused"


async def sign_in(units: Units, door: Door, email: str, password: str) -> Begun:
    """Raises SignInRefused, whatever it is that does not fit, and LimitReached."""
    login = email.strip().casefold()
    attempt_id = await units.run(partial(sign_in_limits.admit, login=login, address=door.address))
    user = await User.known_by(login)
    kept = user.password_hash if user else None
    good = await passwords.fits(password, kept)
    better = await passwords.hashed(password) if good and kept and passwords.is_weaker(kept) else None
    tried = _Tried(login, attempt_id, user.id if user else None, good, kept, better)
    begun = await units.run(partial(_settle, door=door, tried=tried), door.nobody)
    if begun is None:
        raise SignInRefused
    return begun


@dataclass(frozen=True, slots=True)
class _Tried:
    """`kept` is the hash that the password was held against, `better` one that takes its place."""

    login: str
    attempt_id: UUID
    user_id: UUID | None
    good: bool
    kept: str | None = field(repr=False)
    better: str | None = field(repr=False)


async def _settle(unit: Unit, door: Door, tried: _Tried) -> Begun | None:
    """Null is a refusal, which is written down like everything else; for nobody the same is asked as for somebody: decision 31."""
    members = await Member.everywhere(unit, tried.user_id or tried.attempt_id)
    user = await User.locked(unit, tried.user_id or tried.attempt_id)
    let_in = bool(tried.good and members and user and user.password_hash == tried.kept)
    await SignInAttempt.settle(tried.attempt_id, passed=let_in)
    if user is None or not let_in:
        reached = await sign_in_limits.closed(unit, tried.login, door.address)
        unit.record(*(_refused(member, reached) for member in members))
        return None
    if tried.better is not None:
        await user.keep_hash(tried.better)
    return await sessions.begin(unit, door, await sessions.where_last(members, user.id))


def _refused(member: Member, reached: LimitReached | None) -> NewEvent:
    data = {"limit": reached.limit, "until": reached.resets_at.isoformat()} if reached and reached.resets_at else {}
    kind = EventKind.SIGN_IN_REFUSED
    return NewEvent(kind, workspace_id=member.workspace_id, subject_id=member.id, member_id=member.id, data=data)
