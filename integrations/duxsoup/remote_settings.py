"""The settings of the person's extension, as far as we look at them; we read them and write none."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from integrations.duxsoup.values import boolean, integer, line, words

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class RemoteWebhook:
    """One webhook set up in the extension; its address holds a secret, so it is in no representation."""

    url: str = field(repr=False)
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """What a setting does not say is None. `max_visits` 0 lets Dux-Soup choose; it is not unlimited."""

    raw: Mapping[str, Any] = field(repr=False)
    max_visits: int | None
    max_invites: int | None
    max_messages: int | None
    daily_limit_offset: int | None  # minutes from UTC
    linkedin_limit_alert: bool
    linkedin_limit_mark: str  # another wherever the alert reads otherwise
    linkedin_limit_snooze: int | None  # days
    remote_control: bool | None
    robot_paused: bool | None
    followups: bool | None
    message_bridge: bool | None
    message_bridge_interval: int | None  # minutes
    webhooks_on: bool | None
    webhooks: tuple[RemoteWebhook, ...]
    plan: Mapping[str, Any] | None = field(repr=False)

    @classmethod
    def from_answer(cls, raw: dict[str, Any]) -> Self:
        plan = raw.get("robotscheduleplan")
        return cls(
            raw=raw,
            max_visits=_count(raw.get("maxvisits")),
            max_invites=_count(raw.get("maxinvites")),
            max_messages=_count(raw.get("maxmessages")),
            daily_limit_offset=_within_a_day(raw.get("dailylimitoffset")),
            linkedin_limit_alert=_raised(raw.get("linkedinlimitalert")),
            linkedin_limit_mark=_mark(raw.get("linkedinlimitalert")),
            linkedin_limit_snooze=integer(raw.get("linkedinlimitsnooze")),
            remote_control=boolean(raw.get("remotecontrolflag")),
            robot_paused=boolean(raw.get("pauserobot")),
            followups=boolean(raw.get("followupflag")),
            message_bridge=boolean(raw.get("messagebridgeflag")),
            message_bridge_interval=integer(raw.get("messagebridgeinterval")),
            webhooks_on=boolean(raw.get("webhookprofileflag")),
            webhooks=_webhooks(raw.get("webhooks")),
            plan=plan if isinstance(plan, dict) else None,
        )


def _count(value: Any) -> int | None:
    number = integer(value)
    return number if number is not None and number >= 0 else None


def _within_a_day(value: Any) -> int | None:
    minutes = integer(value)
    return minutes if minutes is not None and abs(minutes) <= _DAY else None


def _raised(marker: Any) -> bool:
    """Empty or false means none; whatever else stands there is taken for an alert, since one missed costs an account."""
    word = marker.strip() if isinstance(marker, str) else marker
    return bool(word) and boolean(word) is not False and word != "null"


def _mark(marker: Any) -> str:
    """As a hash, for it may be of any shape and length; `True` and "true" say the same."""
    word = marker.strip() if isinstance(marker, str) else json.dumps(marker, sort_keys=True, default=str)
    return hashlib.sha256(word.casefold().encode()).hexdigest()


def _webhooks(value: Any) -> tuple[RemoteWebhook, ...]:
    hooks = [hook for hook in value if isinstance(hook, dict)] if isinstance(value, list) else []
    return tuple(RemoteWebhook(line(hook.get("url")) or "", words(hook.get("events"))) for hook in hooks)
