"""The upload of a file with contacts: POST /api/imports with multipart/form-data, or with the file as the body."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from app.import_file import MAX_BYTES
from app.problem import of_error
from app.rest.room import Room
from app.rest.storing import stored
from app.rest.upload import Upload, received
from app.session_cookie import SessionCookie
from auth.tokens import bearer, hashed
from auth.viewer import Viewer, session_viewer, used, viewer_of
from models import Clock, Unit
from models.errors import DomainError
from resolvers.command import Answer, ran
from resolvers.permissions import known
from schema.context import Context
from webhooks.errors import Refusal, TooLarge, TooOften, TooSlow, Unauthenticated
from webhooks.pace import Pace
from webhooks.problem import problem

PATH = "/api/imports"
UPLOADS_A_MINUTE = 30
READ_WITHIN = 300.0
_FIELDS = {"idempotencyKey": "Idempotency-Key"}
ContextOf = Callable[[Viewer | None, Request], Context]


def routes(clock: Clock, context_of: ContextOf, cookie: SessionCookie, pace: Pace | None = None) -> list[Route]:
    """`context_of` makes what every command runs with; the permission is that of importContacts."""
    allowed, room = pace or Pace(UPLOADS_A_MINUTE, period=60), Room()

    async def asking(request: Request) -> Context:
        viewer = await _viewer(request, cookie, clock.wall(), allowed)
        context = context_of(viewer, request)
        await ran(context, "importContacts", _nothing)
        return context

    async def endpoint(request: Request) -> Response:
        try:
            return await _imported(request, await asking(request), room)
        except DomainError as error:
            error.path = tuple(_FIELDS.get(name, name) for name in error.path)
            return of_error(error)
        except TooLarge as refusal:
            detail = f"A file has at most {MAX_BYTES >> 20} MiB."
            return problem(refusal.status, refusal.title, code=refusal.reason, detail=detail)
        except TooOften:
            return problem(429, "Rate limit exceeded", code="limit_reached", headers={"Retry-After": "60"})
        except Refusal as refusal:
            return refusal.answer()

    return [Route(PATH, endpoint, methods=["POST"])]


async def _viewer(request: Request, cookie: SessionCookie, wall: datetime, pace: Pace) -> Viewer:
    """By the token, where one is sent; else by the cookie. Before anything of the body is read."""
    given = request.headers.get("authorization")
    text = cookie.of(request) if given is None else bearer(given)
    if text is None:
        raise Unauthenticated
    await pace.admit(hashed(text))
    viewer = await (session_viewer if given is None else viewer_of)(text, wall)
    if viewer is None:
        raise Unauthenticated
    await used(viewer, wall, cookie.lifetimes.idle)
    return viewer


async def _nothing(_unit: Unit, _viewer: Viewer) -> Answer:
    return {}


async def _imported(request: Request, context: Context, room: Room) -> Response:
    home = known(context.viewer).workspace_id
    with room.under_way(home):
        try:
            upload = await _in_time(request)
        except ClientDisconnect:
            return Response(status_code=400)
        with upload.file:
            async with room.reading(home):
                return await stored(request, context, upload)


async def _in_time(request: Request) -> Upload:
    try:
        async with asyncio.timeout(READ_WITHIN):
            return await received(request)
    except TimeoutError as late:
        raise TooSlow from late
