"""Which answer a broken rule, an unknown address and a bug of ours become outside GraphQL, with a stable code beside the sentence."""

from http import HTTPStatus
from typing import Final, cast

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from app.database import AWAY
from app.request_id import request_id
from models.errors import (
    AccountNotConfigured,
    Conflict,
    DomainError,
    Forbidden,
    IllegalTransition,
    InvalidInput,
    LimitReached,
    NotFound,
    RemoteFailure,
)
from webhooks.problem import problem

_STATUS: dict[type[DomainError], int] = {
    InvalidInput: 422,
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    IllegalTransition: 409,
    LimitReached: 429,
    AccountNotConfigured: 409,
    RemoteFailure: 502,
}
_log = structlog.get_logger("chaknal.problem")


def of_error(error: DomainError, title: str | None = None) -> Response:
    """A broken rule; `title` is where the integration guide gives the sentence, and the rule's own then becomes the detail."""
    status = next(status for kind, status in _STATUS.items() if isinstance(error, kind))
    detail = error.message if title not in {None, error.message} else None
    return problem(status, title or error.message, code=error.code, detail=detail, path=list(error.path) or None)


async def on_domain_error(_request: Request, error: Exception) -> Response:
    return of_error(cast("DomainError", error))


async def on_http_error(_request: Request, error: Exception) -> Response:
    """What the router says by itself: no such path, method not allowed."""
    said = cast("HTTPException", error)
    phrase = HTTPStatus(said.status_code).phrase
    code = phrase.lower().replace(" ", "_").replace("-", "_")
    headers = dict(said.headers) if said.headers else None
    return problem(said.status_code, phrase, code=code, headers=headers)


async def on_database_away(request: Request, error: Exception) -> Response:
    """Nothing was stored, so nothing is acknowledged; whoever asks again later finds it back."""
    _log.warning("database.away", error=type(error).__name__, path=request.scope["path"])
    return problem(503, "The database does not answer now.", code="unavailable", headers={"Retry-After": "5"})


async def on_gone(request: Request, error: Exception) -> Response:  # noqa: ARG001 - as handlers are called
    """Whoever asked left in the middle of it, so nobody reads this, and nothing was done."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


async def on_unexpected(request: Request, error: Exception) -> Response:
    """A bug of ours: the caller gets an id, the log everything. The server closes after it, and what is not told so sends its next
    request into a connection that is gone.
    """
    _log.error("unexpected", exc_info=error, path=request.scope["path"])
    return problem(
        500,
        "Something went wrong on our side.",
        code="internal_error",
        request_id=request_id(request.scope),
        headers={"Connection": "close"},
    )


# Handed to Starlette as `exception_handlers`.
HANDLERS: Final = {
    DomainError: on_domain_error,
    HTTPException: on_http_error,
    **dict.fromkeys(AWAY, on_database_away),
    ClientDisconnect: on_gone,
    Exception: on_unexpected,
}
