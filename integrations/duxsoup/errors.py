"""What can come back instead of an answer, one class for each thing we would do about it.

DuxSoupError
    NotTaken                proved: nothing is in the remote queue, the room goes back
        Unreachable         no connection came about: DNS, refused, TLS, time-out while connecting
        RateLimited         429; waits for `retry_after`
        Unavailable         503 that says when to come back
        KeyRefused          401, or a user id that cannot stand in an address; pauses the account
        LicenceRefused      402, 403; pauses the account
    Rejected                any other 4xx: maybe a duplicate, so look by our own campaignid
    NoAnswer                unknown: it may have been taken; never send again blindly
        Unconfirmed         2xx without a messageid
        Unreadable          2xx that is no JSON, of another shape, encoded, or too long
        ServerFailed        any other status, 5xx above all
"""

from enum import StrEnum
from typing import ClassVar


class Verdict(StrEnum):
    """What an answer proves about a command."""

    TAKEN = "taken"
    NOT_TAKEN = "not_taken"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class DuxSoupError(Exception):
    """Dux-Soup did not do what it was asked."""

    code: ClassVar[str] = "duxsoup"
    verdict: ClassVar[Verdict] = Verdict.UNKNOWN
    pauses_account: ClassVar[bool] = False

    def __init__(self, *, status: int | None = None) -> None:
        super().__init__(self.__doc__ if status is None else f"{self.__doc__} (HTTP {status})")
        self.status = status


class NotTaken(DuxSoupError):
    """Dux-Soup has not taken it."""

    code = "not_taken"
    verdict = Verdict.NOT_TAKEN


class Unreachable(NotTaken):
    """No connection to Dux-Soup came about."""

    code = "unreachable"


class _ComeBackLater(NotTaken):
    """Dux-Soup asks us to come back later."""

    def __init__(self, retry_after: float | None, *, status: int | None = None) -> None:
        super().__init__(status=status)
        self.retry_after = retry_after


class RateLimited(_ComeBackLater):
    """Dux-Soup asks for fewer calls."""

    code = "rate_limited"


class Unavailable(_ComeBackLater):
    """Dux-Soup is closed for a while."""

    code = "unavailable"


class KeyRefused(NotTaken):
    """Dux-Soup does not accept this user id with this key."""

    code = "key_refused"
    pauses_account = True


class LicenceRefused(NotTaken):
    """The Dux-Soup licence does not allow this."""

    code = "licence_refused"
    pauses_account = True


class Rejected(DuxSoupError):
    """Dux-Soup refused it, perhaps because it has it already."""

    code = "rejected"
    verdict = Verdict.REFUSED


class NoAnswer(DuxSoupError):
    """No answer came after we began to send."""

    code = "no_answer"


class Unconfirmed(NoAnswer):
    """The answer holds no messageid."""

    code = "unconfirmed"


class Unreadable(NoAnswer):
    """The answer cannot be read."""

    code = "unreadable"


class ServerFailed(NoAnswer):
    """Dux-Soup failed while answering."""

    code = "server_failed"
