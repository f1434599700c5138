"""Lets a person in by e-mail address and password; whoever is unknown is answered alike, and as late."""

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from auth import passwords
from engine import session as sessions
from engine import sign_in_limits
from engine.session import Begun, Door
from models import EventKind, Member, NewEvent, Session, SignInAttempt, Unit, Units, User
from models.errors import Forbidden


class SignInRefused(Forbidden):
    """This e-mail address and password let nobody in."""

    code = "sign_in_refused"


async def sign_in(units: Units, door: Door, email: str, password: str) -> Begun:
    """Raises SignInRefused, whatever it is that does not fit, and LimitReached."""
    login = email.strip().casefold()
    attempt_id = await units.run(partial(sign_in_limits.admit, login=login, address=door.address))
    user = await User.get_or_none(email=login)
    kept = user.password_hash if user else None
    good = await passwords.fits(password, kept)
    better = await passwords.hashed(password) if good and kept and passwords.is_weaker(kept) else None
    tried = _Tried(attempt_id, user.id if user else None, good, kept, better)
    begun = await units.run(partial(_settle, door=door, tried=tried), door.nobody)
    if begun is None:
        raise SignInRefused
    return begun


@dataclass(frozen=True, slots=True)
class _Tried:
    """`kept` is the hash that the password was held against, `better` one that takes its place."""

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
        unit.record(*map(_refused, members))
        return None
    if tried.better is not None:
        await user.keep_hash(tried.better)
    return await sessions.begin(unit, door, await _where_last(members, user.id))


async def _where_last(members: list[Member], user_id: UUID) -> Member:
    """In the workspace they were in last, else where they have been the longest."""
    homes = {member.workspace_id: member for member in members}
    known = [homes[one] for one in await Session.workspaces_of(user_id) if one in homes]
    return (known or members)[0]


def _refused(member: Member) -> NewEvent:
    kind = EventKind.SIGN_IN_REFUSED
    return NewEvent(kind, workspace_id=member.workspace_id, subject_id=member.id, member_id=member.id)
