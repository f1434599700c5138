"""The refusals of a webhook.

Refusal
├── Unauthenticated   401  no valid bearer token
├── NotAllowed        403  the token may not report statuses
├── UnknownAddress    404  no such webhook address
├── TooSlow           408  the body did not arrive in time
├── TooLarge          413  more than 256 KiB
├── NotJson           415  another media type, or compressed
├── Unreadable        400  not a JSON object
├── TooIntricate      400  nested too deeply, or too many keys
├── TooOften          429  more requests under one token than its pace allows
└── StatusRefused     422, 404  a simple body that names nothing of the workspace, or breaks a rule
"""

from typing import ClassVar

from starlette.responses import Response

from webhooks.problem import problem


class Refusal(Exception):
    """`reason` is counted, logged, and the code of the answer, which says no more than that, status and title."""

    status: ClassVar[int]
    reason: ClassVar[str]
    title: ClassVar[str]

    def answer(self) -> Response:
        return problem(self.status, self.title, code=self.reason)


class Unauthenticated(Refusal):
    status, reason, title = 401, "unauthenticated", "Unauthorized"

    def answer(self) -> Response:
        return problem(self.status, self.title, code=self.reason, headers={"WWW-Authenticate": "Bearer"})


class NotAllowed(Refusal):
    status, reason, title = 403, "not_allowed", "Forbidden"


class UnknownAddress(Refusal):
    status, reason, title = 404, "unknown_address", "Not Found"


class TooSlow(Refusal):
    status, reason, title = 408, "too_slow", "Request Timeout"


class TooLarge(Refusal):
    status, reason, title = 413, "too_large", "Content Too Large"


class NotJson(Refusal):
    status, reason, title = 415, "not_json", "Unsupported Media Type"


class Unreadable(Refusal):
    status, reason, title = 400, "unreadable", "Bad Request"


class TooIntricate(Refusal):
    status, reason, title = 400, "too_intricate", "Bad Request"


class TooOften(Refusal):
    status, reason, title = 429, "too_often", "Too Many Requests"

    def answer(self) -> Response:
        return problem(self.status, self.title, code=self.reason, headers={"Retry-After": "1"})


class StatusRefused(Refusal):
    """Said in full, since people and tools send these bodies; foreign and unknown ids are told the same."""

    reason, title = "status_refused", "Failed to update status"

    def __init__(self, status: int, field: str, detail: str) -> None:
        super().__init__(detail)
        self.answered = status
        self.field = field
        self.detail = detail

    def answer(self) -> Response:
        return problem(self.answered, self.title, code=self.reason, detail=self.detail, field=self.field)
