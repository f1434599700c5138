"""Dux-Soup's own limits: which kinds of command have to wait at this moment?"""

from sandbox.account import Account
from sandbox.hours import day_of, next_day
from sandbox.knobs import Knobs
from sandbox.vocabulary import CAP_SETTINGS, CAPS, DETECTED_VISITS


def held(account: Account, knobs: Knobs, at: float) -> set[str]:
    """The kinds whose daily limit is used up, and invitations while LinkedIn's alert lasts."""
    today = day_of(at, account.settings["dailylimitoffset"])
    full = {cap for cap in CAP_SETTINGS if account.used[today, cap] >= _cap(account, knobs, cap)}
    return full | {"invitations"} if at < account.limited_until else full


def frees_at(account: Account, at: float) -> float:
    """The next moment at which something that is held may go again."""
    midnight = next_day(at, account.settings["dailylimitoffset"])
    return min(midnight, account.limited_until) if at < account.limited_until else midnight


def excluded(account: Account, knobs: Knobs, at: float) -> list[str]:
    caps = held(account, knobs, at)
    return [command for command, cap in CAPS.items() if cap in caps]


def _cap(account: Account, knobs: Knobs, cap: str) -> int:
    chosen = {
        "visits": knobs.daily_visits,
        "invitations": knobs.daily_invitations,
        "messages": knobs.daily_messages,
    }.get(cap)
    if chosen is not None:
        return chosen
    said = int(account.settings[CAP_SETTINGS[cap]])
    return said or (DETECTED_VISITS if cap == "visits" else 0)
