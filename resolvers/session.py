"""Which person asks for what their session is about: to leave, to open a socket."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import strawberry

from engine import session as sessions
from models import Unit
from models.errors import DomainError
from resolvers.permissions import Unauthenticated, in_person
from resolvers.signing_in import door
from schema.context import Context
from schema.types import error as errors
from schema.types.session import SessionPayload

Info = strawberry.Info[Context, None]
Payload = TypeVar("Payload")


async def sign_out(info: Info) -> SessionPayload:
    return await _personal(info.context, _signed_out, SessionPayload)


async def _signed_out(context: Context) -> dict[str, Any]:
    _, session_id = in_person(context.viewer)
    door(context)
    await _run(context, partial(sessions.end, session_id=session_id, reason="signed_out"))
    context.keep_session(None)
    return {}


async def _personal(
    context: Context,
    work: Callable[[Context], Awaitable[dict[str, Any]]],
    payload: Callable[..., Payload],
) -> Payload:
    try:
        return payload(**await work(context))
    except Unauthenticated:
        raise
    except DomainError as error:
        return payload(errors=[errors.of(error)])


async def _run(context: Context, work: Callable[[Unit], Awaitable[Any]]) -> Any:
    return await context.units.run(work, context.actor)
