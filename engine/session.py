"""Begins and ends sessions: a new one at each way in, and for each workspace one of its own."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from auth.sessions import Lifetimes, mint_session
from models import Actor, Member, Session, Unit


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody comes in: from which network address, by which browser, for how long, and which session that replaces."""

    address: str
    user_agent: str
    lifetimes: Lifetimes
    request_id: str
    replaces: UUID | None = None

    @property
    def nobody(self) -> Actor:
        return Actor(None, self.request_id)


@dataclass(frozen=True, slots=True)
class Begun:
    """`text` is what the browser is given to keep; it is shown to nobody else."""

    text: str = field(repr=False)
    session: Session
    member: Member


async def begin(unit: Unit, door: Door, member: Member, expires_at: datetime | None = None) -> Begun:
    """Under an id that nobody knew before, so that none can be foisted on a browser."""
    unit.actor = Actor(member.id, door.request_id)
    minted = mint_session()
    until = expires_at or unit.wall + door.lifetimes.absolute
    begun = await Session.begin(unit, member, minted.hash, unit.wall + door.lifetimes.idle, until, door.user_agent)
    if door.replaces is not None:
        await end(unit, door.replaces, "replaced")
    return Begun(minted.text, begun, member)


async def end(unit: Unit, session_id: UUID, reason: str) -> bool:
    """False where it was over already, or never was."""
    session = await Session.get_or_none(id=session_id)
    if session is None or session.ended_at is not None:
        return False
    await session.end(unit, reason)
    return True
