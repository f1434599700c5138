"""A broken rule as REST says it: RFC 9457, with the rule's own sentence for a title."""

from starlette.responses import Response

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
from resolvers.permissions import Unauthenticated
from webhooks.errors import problem

STATUSES: dict[type[DomainError], int] = {
    InvalidInput: 422,
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    IllegalTransition: 409,
    LimitReached: 429,
    AccountNotConfigured: 409,
    RemoteFailure: 502,
    Unauthenticated: 401,
}
# The names that the integration guide's call has for what the engine and GraphQL call otherwise.
_FIELDS = {"campaignId": "campaign_id", "memberId": "user_id", "idempotencyKey": "Idempotency-Key"}


def problem_of(error: DomainError) -> Response:
    status = next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    members = {"code": error.code}
    if error.path:
        members["field"] = _FIELDS.get(error.path[-1], error.path[-1])
    answer = problem(status, error.message, **members)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
