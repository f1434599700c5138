"""How well an account is: read off what is known of it, so that whoever learns something need not know the rest."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.account import DuxSoupAccount

# After so many failures in a row it is told to people, and tried again at the longest pause.
EXHAUSTED_AT = 8
LONGEST_REASON = 300
MANY_UNDECIDED = 300


class AccountHealth(StrEnum):
    CONNECTED = "connected"
    DEGRADED = "degraded"
    DISCONNECTED = "disconnected"
    PAUSED = "paused"


Condition = tuple[AccountHealth, str]


def health_of(account: "DuxSoupAccount") -> tuple[AccountHealth, str | None]:
    """The worst condition that holds; what else holds is told with it, unless a pause or its end says everything."""
    found = [condition for judged in _CONDITIONS if (condition := judged(account)) is not None]
    if not found:
        return AccountHealth.CONNECTED, None
    told = found[:1] if found[0][1] == GIVEN_UP or found[0][0] is AccountHealth.PAUSED else found
    return found[0][0], " ".join(reason for _, reason in told)[:LONGEST_REASON]


def _given_up(account: "DuxSoupAccount") -> Condition | None:
    return None if account.disconnected_at is None else (AccountHealth.DISCONNECTED, GIVEN_UP)


def _paused(account: "DuxSoupAccount") -> Condition | None:
    return None if account.paused_at is None else (AccountHealth.PAUSED, account.pause_reason or "Paused.")


def _silent(account: "DuxSoupAccount") -> Condition | None:
    return None if account.silent_at is None else (AccountHealth.DISCONNECTED, SILENT)


def _unheard(account: "DuxSoupAccount") -> Condition | None:
    return (AccountHealth.DEGRADED, UNHEARD) if account.last_seen_at is None else None


def _failing(account: "DuxSoupAccount") -> Condition | None:
    return (AccountHealth.DEGRADED, FAILING) if account.failures >= EXHAUSTED_AT else None


def _followed_up(account: "DuxSoupAccount") -> Condition | None:
    return (AccountHealth.CONNECTED, FOLLOWED_UP) if account.remote_followups else None


def _undecided(account: "DuxSoupAccount") -> Condition | None:
    many = (account.undecided_invites or 0) > MANY_UNDECIDED
    return (
        (AccountHealth.CONNECTED, f"{account.undecided_invites} invitations are undecided: {UNDECIDED}")
        if many
        else None
    )


GIVEN_UP = "The account was disconnected: connect the seat again, and what is planned goes on."
SILENT = (
    "The extension has not been heard of for two hours of working time, so nothing is sent:"
    " see that its browser is open and its webhooks point here."
)
UNHEARD = "The extension has not been heard of yet."
FAILING = (
    f"Dux-Soup did not take what it was given, {EXHAUSTED_AT} times in a row; it is tried again every five minutes."
)
FOLLOWED_UP = "Dux-Soup's own follow-ups are on: switch them off there, or people are written to by both."
UNDECIDED = "withdraw those older than three weeks at LinkedIn."
# The worst first; the last two are warnings.
_CONDITIONS: tuple[Callable[["DuxSoupAccount"], Condition | None], ...] = (
    _given_up, _paused, _silent, _unheard, _failing, _followed_up, _undecided,
)  # fmt: skip
