"""Begins and ends sessions: a new one at each way in, and for each workspace one of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from auth.sessions import Lifetimes, mint_for_browser
from auth.tokens import Minted
from models import Actor, Member, Session, SocketTicket, Unit
from models.errors import NotFound

TICKET_LASTS = timedelta(seconds=60)


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
    minted = mint_for_browser()
    until = expires_at or unit.wall + door.lifetimes.absolute
    begun = await Session.begin(unit, member, minted.hash, unit.wall + door.lifetimes.idle, until, door.user_agent)
    if door.replaces is not None:
        await end(unit, door.replaces, "replaced")
    return Begun(minted.text, begun, member)


async def switch(unit: Unit, door: Door, user_id: UUID, workspace_id: UUID) -> Begun:
    """A session stays in its workspace: another begins in the other one, for as long as the first had left. Raises NotFound."""
    home = next((one for one in await Member.everywhere(unit, user_id) if one.workspace_id == workspace_id), None)
    before = await Session.get_or_none(id=door.replaces) if door.replaces else None
    if home is None or before is None:
        raise NotFound(workspace_id)
    return await begin(unit, door, home, before.expires_at)


async def where_last(members: Sequence[Member], user_id: UUID) -> Member:
    """In the workspace they were in last, else where they have been the longest."""
    homes = {member.workspace_id: member for member in members}
    known = [homes[one] for one in await Session.workspaces_of(user_id) if one in homes]
    return (known or members)[0]


async def buy_ticket(unit: Unit, workspace_id: UUID, session_id: UUID | None) -> tuple[Minted, SocketTicket]:
    minted = mint_for_browser()
    ticket = await SocketTicket.create(
        workspace_id=workspace_id,
        session_id=session_id,
        token_hash=minted.hash,
        created_at=unit.wall,
        expires_at=unit.wall + TICKET_LASTS,
    )
    return minted, ticket


async def end_own(unit: Unit, user_id: UUID, session_id: UUID) -> None:
    """Raises NotFound for somebody else's."""
    session = next((one for one in await Session.of_user(unit, user_id) if one.id == session_id), None)
    if session is None:
        raise NotFound(session_id)
    await session.end(unit, "ended_by_person")


async def end_others(unit: Unit, user_id: UUID, own: UUID | None) -> int:
    return await Session.end_all(unit, user_id, "ended_by_person", but=own)


async def end(unit: Unit, session_id: UUID | None, reason: str) -> bool:
    """False where it was over already, or never was."""
    session = await Session.get_or_none(id=session_id)
    if session is None or session.ended_at is not None:
        return False
    await session.end(unit, reason)
    return True
