"""The integration guide's launch: POST /api/campaigns/{campaign_id}/launch-sequence with {"user_id": ...}."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.problem import of_error
from auth.tokens import bearer, hashed
from auth.viewer import Viewer, used, viewer_of
from engine.launch import Launch, launch
from models import Clock, Member, Unit
from models.errors import DomainError, InvalidInput, NotFound
from resolvers.command import as_id, may_read, ran
from resolvers.permissions import check_own
from schema.context import Context
from webhooks.body import take
from webhooks.errors import Refusal, TooOften, Unauthenticated
from webhooks.pace import Pace
from webhooks.problem import problem

PATH = "/api/campaigns/{campaign_id}/launch-sequence"
MAX_SKIPPED = 100
LAUNCHES_A_MINUTE = 30
READ_WITHIN = 10.0

_FIELDS = {"campaignId": "campaign_id", "memberId": "user_id", "idempotencyKey": "Idempotency-Key"}
ContextOf = Callable[[Viewer | None, Request], Context]


def routes(clock: Clock, context_of: ContextOf, pace: Pace | None = None) -> list[Route]:
    """`context_of` makes what every command runs with, GraphQL's included, so that both ask the same permission."""
    allowed = pace or Pace(LAUNCHES_A_MINUTE, period=60)

    async def endpoint(request: Request) -> Response:
        try:
            return _json(await _launched(request, clock, context_of, allowed))
        except DomainError as error:
            return of_error(_in_rest_words(error))
        except TooOften:
            return _limited()
        except Refusal as refusal:
            return refusal.answer()

    return [Route(PATH, endpoint, methods=["POST"])]


@dataclass(frozen=True, slots=True)
class _Given:
    campaign_id: str
    user_id: str
    idempotency_key: str | None


async def _launched(request: Request, clock: Clock, context_of: ContextOf, pace: Pace) -> dict[str, Any]:
    token = bearer(request.headers.get("authorization"))
    if token is None:
        raise Unauthenticated
    await pace.admit(hashed(token))
    context = context_of(await viewer_of(token, clock.wall()), request)
    if context.viewer is None:
        raise Unauthenticated
    await used(context.viewer, clock.wall())
    given = _Given(
        request.path_params["campaign_id"],
        _user_id(await take(request, READ_WITHIN)),
        request.headers.get("idempotency-key"),
    )
    answer = await ran(context, "launchSequence", lambda unit, viewer: _launch(unit, viewer, context, given), given)
    return answer if may_read(context) else answer | {"skipped": []}


async def _launch(unit: Unit, viewer: Viewer, context: Context, given: _Given) -> dict[str, Any]:
    campaign_id = as_id(given.campaign_id, "campaignId")
    member = await _member(viewer.workspace_id, as_id(given.user_id, "memberId"))
    check_own(viewer, member.id, given.user_id, ("memberId",))
    done = await launch(
        unit, context.ring, workspace_id=viewer.workspace_id, campaign_id=campaign_id, member_id=member.id
    )
    return _answer(done, given)


async def _member(workspace_id: UUID, user_id: UUID) -> Member:
    member = await Member.of_anyone(workspace_id, user_id)
    if member is None:
        raise NotFound(user_id, path=["memberId"])
    return member


def _answer(done: Launch, given: _Given) -> dict[str, Any]:
    skipped = [
        {
            "assignment_id": str(skip.assignment_id),
            "contact_id": str(skip.contact_id),
            "code": skip.code,
            "message": skip.message,
        }
        for skip in done.skipped[:MAX_SKIPPED]
    ]
    return {
        "campaign_id": str(done.campaign_id),
        "user_id": given.user_id,
        "launched": done.launched,
        "skipped": skipped,
        "skipped_total": len(done.skipped),
    }


def _user_id(body: bytes) -> str:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise InvalidInput("The body is a JSON object.") from None
    user_id = document.get("user_id") if isinstance(document, dict) else None
    if not isinstance(user_id, str) or not user_id.strip():
        raise InvalidInput("user_id is the id of a user or of their membership.", path=["user_id"])
    return user_id.strip()


def _in_rest_words(error: DomainError) -> DomainError:
    """The engine and GraphQL call the fields otherwise than the integration guide's call."""
    error.path = tuple(_FIELDS.get(name, name) for name in error.path)
    return error


def _limited() -> Response:
    return problem(429, "Rate limit exceeded", code="limit_reached", headers={"Retry-After": "60"})


def _json(document: dict[str, Any]) -> Response:
    return Response(orjson.dumps(document), media_type="application/json")
