"""The broken rules that a caller may be told about.

DomainError
├── InvalidInput          a value breaks a rule; names the field
├── NotFound              no such row for this viewer (foreign and unknown ids alike)
├── Forbidden             the role or scope does not allow it
├── Conflict              somebody changed it first, or the key was used for something else
├── IllegalTransition     the move is not in the table of legal moves
├── LimitReached          a limit has no room
├── AccountNotConfigured  no usable Dux-Soup account
└── RemoteFailure         Dux-Soup refused or did not answer while the user waited
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar


class DomainError(Exception):
    """The command breaks a rule."""

    code: ClassVar[str] = "domain_error"

    def __init__(self, message: str | None = None, *, path: Sequence[str] = ()) -> None:
        super().__init__(message or type(self).__doc__)
        self.path = tuple(path)

    @property
    def message(self) -> str:
        return str(self.args[0])


class InvalidInput(DomainError):
    """A value breaks a rule."""

    code = "invalid_input"


class NotFound(DomainError):
    """There is no such thing here."""

    code = "not_found"

    def __init__(self, subject_id: object, *, path: Sequence[str] = ("id",)) -> None:
        super().__init__(path=path)
        self.id = str(subject_id)


class Forbidden(DomainError):
    """Your role or token does not allow this."""

    code = "forbidden"


class Conflict(DomainError):
    """It was changed by somebody else meanwhile."""

    code = "conflict"

    def __init__(
        self, message: str | None = None, *, path: Sequence[str] = (), current_version: int | None = None
    ) -> None:
        super().__init__(message, path=path)
        self.current_version = current_version


class IllegalTransition(DomainError):
    """This move is not possible from here."""

    code = "illegal_transition"

    def __init__(
        self, from_: str, allowed: Sequence[str], message: str | None = None, *, path: Sequence[str] = ("to",)
    ) -> None:
        super().__init__(message, path=path)
        self.from_ = from_
        self.allowed = tuple(allowed)


class LimitReached(DomainError):
    """The limit has no room."""

    code = "limit_reached"

    def __init__(
        self, message: str, *, limit: int, resets_at: datetime | None = None, path: Sequence[str] = ()
    ) -> None:
        super().__init__(message, path=path)
        self.limit = limit
        self.resets_at = resets_at


class AccountNotConfigured(DomainError):
    """DuxSoup user not configured"""

    code = "account_not_configured"


class RemoteFailure(DomainError):
    """Dux-Soup did not do this."""

    code = "remote_failure"

    def __init__(
        self, message: str | None = None, *, retry_at: datetime | None = None, path: Sequence[str] = ()
    ) -> None:
        super().__init__(message, path=path)
        self.retry_at = retry_at
