"""Sets passwords: by a link that works once, made by an admin or by whoever runs the installation."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from auth import passwords
from auth.tokens import Minted, hashed, mint
from engine import session as sessions
from engine import sign_in_limits
from engine.session import Begun, Door
from models import (
    Actor,
    EventKind,
    Member,
    NewEvent,
    PasswordLink,
    Session,
    SignInAttempt,
    Unit,
    Units,
    User,
)
from models.errors import Forbidden, InvalidInput

LINK_LASTS = timedelta(days=7)


async def make_link(unit: Unit, member: Member) -> Minted:
    """Shown once. Links made before do not work any more. Who may ask for it, the caller has to know."""
    minted = mint("")
    await User.locked(unit, member.user_id)  # of two that are made at once, the second has to find the first
    link = await PasswordLink.replace(unit, member, minted.hash, unit.wall + LINK_LASTS)
    unit.record(_event(EventKind.PASSWORD_LINK_MADE, member, link.id))
    return minted


def link_address(public_url: str, text: str) -> str:
    """Behind the #, where no server and no log sees it."""
    return f"{public_url}/set-password#{text}"


async def set_by_link(units: Units, door: Door, link: str, password: str) -> Begun:
    """Ends every session of the person and begins one. Raises InvalidInput for a link that was used or never was, too."""
    token_hash = hashed(link.strip().rpartition("#")[2])
    if await PasswordLink.standing(token_hash, units.clock.wall()) is None:
        raise _used_up()
    _check(password)
    kept = await passwords.hashed(password)
    return await units.run(partial(_set_by_link, door=door, token_hash=token_hash, kept=kept), door.nobody)


async def change(units: Units, door: Door, member: Member, current: str, password: str) -> None:
    """Whoever sits at a browser that somebody left signed in does not know the old one, and may not try many. Ends all other
    sessions. Raises InvalidInput, LimitReached, and Forbidden where the session itself was ended meanwhile.
    """
    _check(password)
    user = await User.get(id=member.user_id)
    attempt_id = await units.run(partial(sign_in_limits.admit, login=user.email, address=door.address))
    if not await passwords.fits(current, user.password_hash):
        raise InvalidInput("This is not your password.", path=["currentPassword"])
    kept = await passwords.hashed(password)
    actor = Actor(member.id, door.request_id)
    await units.run(partial(_change, door=door, tried=user, attempt_id=attempt_id, kept=kept), actor)


async def _change(unit: Unit, door: Door, tried: User, attempt_id: UUID, kept: str) -> None:
    """Whoever was put out while the passwords were hashed does not come back by it."""
    user = await User.locked(unit, tried.id)
    if user is None or user.password_hash != tried.password_hash:
        raise InvalidInput("This is not your password any more.", path=["currentPassword"])
    if door.replaces not in {session.id for session in await Session.of_user(unit, user.id)}:
        raise Forbidden("This session has ended: sign in again.")
    await SignInAttempt.settle(attempt_id, passed=True)
    await _keep(unit, user.id, await Member.everywhere(unit, user.id), kept, but=door.replaces)


def _check(password: str) -> None:
    if broken := passwords.broken_rule(password):
        raise InvalidInput(broken, path=["password"])


async def _set_by_link(unit: Unit, door: Door, token_hash: str, kept: str) -> Begun:
    link = await PasswordLink.standing(token_hash, unit.wall)
    members = await Member.everywhere(unit, link.user_id) if link else []
    home = next((one for one in members if link and one.workspace_id == link.workspace_id), None)
    if link is None or home is None or not await link.take(unit):
        raise _used_up()
    await _keep(unit, link.user_id, members, kept)
    return await sessions.begin(unit, door, home)


async def _keep(unit: Unit, user_id: UUID, members: list[Member], kept: str, but: UUID | None = None) -> None:
    """Whoever knew the old password is out with it, wherever they are."""
    user = await User.locked(unit, user_id)
    if user is not None:
        await user.keep_hash(kept)
    await PasswordLink.void(unit, user_id)
    await Session.end_all(unit, user_id, "password_set", but=but)
    unit.record(*(_event(EventKind.PASSWORD_SET, member, user_id) for member in members))


def _used_up() -> InvalidInput:
    return InvalidInput("This link was used, has run out or never was one: ask an admin for another.", path=["link"])


def _event(kind: EventKind, member: Member, subject_id: UUID) -> NewEvent:
    return NewEvent(kind, workspace_id=member.workspace_id, subject_id=subject_id, member_id=member.id)
