"""Who asks to be let in: the only commands that are open to whoever is nobody yet."""

from collections.abc import Awaitable, Callable

import strawberry

from auth.viewer import Viewer
from engine import password as passwords
from engine import signing_in
from engine.session import Begun, Door
from models.errors import DomainError, Forbidden
from resolvers.viewer import shown
from schema.context import Context
from schema.types import error as errors
from schema.types.session import SessionPayload, SetPasswordInput, SignInInput

Info = strawberry.Info[Context, None]


async def sign_in(info: Info, input: SignInInput) -> SessionPayload:  # noqa: A002 - the API's name
    units = info.context.units
    return await entered(info.context, lambda door: signing_in.sign_in(units, door, input.email, input.password))


async def set_password(info: Info, input: SetPasswordInput) -> SessionPayload:  # noqa: A002 - the API's name
    units = info.context.units
    return await entered(info.context, lambda door: passwords.set_by_link(units, door, input.link, input.password))


async def entered(context: Context, way: Callable[[Door], Awaitable[Begun]]) -> SessionPayload:
    """The rest of the operation is answered to whom it let in."""
    try:
        begun = await way(door(context))
    except DomainError as error:
        return SessionPayload(errors=[errors.of(error)])
    context.keep_session(begun.text)
    member = begun.member
    context.viewer = Viewer(member.user_id, member.id, member.workspace_id, member.role, session_id=begun.session.id)
    context.renew()
    return SessionPayload(viewer=shown(context.viewer))


def door(context: Context) -> Door:
    """Raises Forbidden on a socket, which no cookie goes through."""
    if context.door is None:
        raise Forbidden("Signing in and out goes by POST.")
    return context.door
