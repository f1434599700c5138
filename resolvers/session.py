"""Which person asks for what their session is about: to leave, to go to another workspace, to open a socket, to see where else they are."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import strawberry
from strawberry import UNSET

from auth.viewer import Viewer as Asking
from engine import password as passwords
from engine import session as sessions
from models import Member
from models.errors import DomainError
from resolvers.command import as_id
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing
from resolvers.pages import connection
from resolvers.permissions import Unauthenticated, in_person
from resolvers.signing_in import door, entered
from resolvers.viewer import shown
from schema.context import Context
from schema.scalars import Cursor
from schema.types import error as errors
from schema.types.connection import Connection
from schema.types.session import (
    ChangePasswordInput,
    EndSessionsPayload,
    Session,
    SessionPayload,
    SocketTicketPayload,
)

Info = strawberry.Info[Context, None]
Payload = TypeVar("Payload")
# One's own, in whichever workspace: they are listed in each of the person's.
LISTING = Listing(
    "(SELECT s.id, s.user_id, s.created_at, s.last_seen_at, s.expires_at, s.idle_at, s.ended_at, s.user_agent,"
    " w.name AS workspace_name, m.workspace_id FROM session s JOIN workspace w ON w.id = s.workspace_id"
    " JOIN member m ON m.user_id = s.user_id AND m.removed_at IS NULL) t",
    "t.workspace_name, t.user_agent, t.created_at, t.last_seen_at, t.expires_at",
    lambda context, row: Session.of(row, context.viewer.session_id),
    Order("created_at", "t.created_at", "time", descending=True),
)


async def list_sessions(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
) -> Connection[Session]:
    viewer = in_person(info.context.viewer)
    wall = info.context.clock.wall()
    lasting = Condition("t.ended_at IS NULL AND t.expires_at > ? AND t.idle_at > ?", (wall, wall))
    own = (Condition("t.user_id = ?", (viewer.user_id,)), lasting)
    asked: Asked = (first, after, last, before)
    return await connection(info.context, LISTING, asked, conditions=own)


async def sign_out(info: Info) -> SessionPayload:
    return await _personal(info.context, partial(_signed_out, info.context), SessionPayload)


async def switch_workspace(info: Info, id: strawberry.ID) -> SessionPayload:  # noqa: A002 - the API's name
    async def work(viewer: Asking) -> dict[str, Any]:
        workspace_id, coming = as_id(id), door(info.context)
        switch = partial(sessions.switch, door=coming, user_id=viewer.user_id, workspace_id=workspace_id)
        payload = await entered(info.context, lambda _: info.context.units.run(switch, info.context.actor))
        return {"viewer": payload.viewer, "errors": payload.errors}

    return await _personal(info.context, work, SessionPayload)


async def create_socket_ticket(info: Info) -> SocketTicketPayload:
    return await _personal(info.context, partial(_bought, info.context), SocketTicketPayload)


async def end_session(info: Info, id: strawberry.ID) -> EndSessionsPayload:  # noqa: A002 - the API's name
    async def work(viewer: Asking) -> dict[str, Any]:
        end = partial(sessions.end_own, user_id=viewer.user_id, session_id=as_id(id))
        await info.context.units.run(end, info.context.actor)
        return {"ended": 1}

    return await _personal(info.context, work, EndSessionsPayload)


async def end_other_sessions(info: Info) -> EndSessionsPayload:
    async def work(viewer: Asking) -> dict[str, Any]:
        end = partial(sessions.end_others, user_id=viewer.user_id, own=viewer.session_id)
        return {"ended": await info.context.units.run(end, info.context.actor)}

    return await _personal(info.context, work, EndSessionsPayload)


async def change_password(info: Info, input: ChangePasswordInput) -> SessionPayload:  # noqa: A002 - the API's name
    async def work(viewer: Asking) -> dict[str, Any]:
        member, coming = await Member.get(id=viewer.member_id), door(info.context)
        await passwords.change(info.context.units, coming, member, input.current_password, input.password)
        return {"viewer": shown(viewer)}

    return await _personal(info.context, work, SessionPayload)


async def _signed_out(context: Context, viewer: Asking) -> dict[str, Any]:
    door(context)
    await context.units.run(partial(sessions.end, session_id=viewer.session_id, reason="signed_out"), context.actor)
    context.keep_session(None)
    return {}


async def _bought(context: Context, viewer: Asking) -> dict[str, Any]:
    door(context)
    buy = partial(sessions.buy_ticket, workspace_id=viewer.workspace_id, session_id=viewer.session_id)
    minted, ticket = await context.units.run(buy, context.actor)
    return {"ticket": minted.text, "expires_at": ticket.expires_at}


async def _personal(
    context: Context, work: Callable[[Asking], Awaitable[dict[str, Any]]], payload: Callable[..., Payload]
) -> Payload:
    try:
        return payload(**await work(in_person(context.viewer)))
    except Unauthenticated:
        raise
    except DomainError as error:
        return payload(errors=[errors.of(error)])
