"""What we ask of Dux-Soup, and how it is worded on the wire."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

# UNK: two related clients write `messagesubject`, another `subject`. Both are sent: a name that is not known is most
# likely ignored, at worst refused and seen, whereas an InMail that went out without its subject cannot be taken back.
INMAIL_SUBJECT_FIELDS = ("messagesubject", "subject")
# UNK: clients disagree on `count` or `skills`; the extension's own page has one number, and we know nobody's skills.
ENDORSE_COUNT_FIELD = "count"
# UNK: the name is known from other clients only.
TAGS_FIELD = "tags"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Command:
    """`campaignid` is our own label for this one command: it comes back in webhooks and filters the remote queue."""

    profile: str
    campaignid: str

    name: ClassVar[str]

    def params(self) -> dict[str, Any]:
        return {"profile": self.profile, "campaignid": self.campaignid, **self._own()}

    def _own(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class Visit(_Command):
    name = "visit"


@dataclass(frozen=True, slots=True)
class Connect(_Command):
    note: str | None = None

    name = "connect"

    def _own(self) -> dict[str, Any]:
        return {} if self.note is None else {"messagetext": self.note}


@dataclass(frozen=True, slots=True)
class Message(_Command):
    text: str

    name = "message"

    def _own(self) -> dict[str, Any]:
        return {"messagetext": self.text}


@dataclass(frozen=True, slots=True)
class InMail(_Command):
    subject: str
    text: str

    name = "inmail"

    def _own(self) -> dict[str, Any]:
        return {"messagetext": self.text} | dict.fromkeys(INMAIL_SUBJECT_FIELDS, self.subject)


@dataclass(frozen=True, slots=True)
class Follow(_Command):
    name = "follow"


@dataclass(frozen=True, slots=True)
class Endorse(_Command):
    count: int = 3

    name = "endorse"

    def _own(self) -> dict[str, Any]:
        return {ENDORSE_COUNT_FIELD: self.count}


@dataclass(frozen=True, slots=True)
class Tag(_Command):
    tags: tuple[str, ...]

    name = "tag"

    def _own(self) -> dict[str, Any]:
        return {TAGS_FIELD: list(self.tags)}


Command = Visit | Connect | Message | InMail | Follow | Endorse | Tag


class Box(StrEnum):
    """What a bridge check looks into."""

    INBOX = "regularinbox"
    SALES_INBOX = "salesnavinbox"
    CONNECTIONS = "connections"


@dataclass(frozen=True, slots=True)
class BridgeCheck:
    """Look now for new messages or connections."""

    box: Box
    days_back: int | None = None

    name: ClassVar[str] = "bridgeCheck"

    def params(self) -> dict[str, Any]:
        return {"boxname": self.box.value} | ({} if self.days_back is None else {"daysback": self.days_back})


@dataclass(frozen=True, slots=True)
class ExtensionReload:
    """Restart the extension; it stops what runs there."""

    name: ClassVar[str] = "extensionReload"

    def params(self) -> dict[str, Any]:
        return {}


# The third one, a reset of captured data, is left out on purpose: it destroys, and its name is not known.
Signal = BridgeCheck | ExtensionReload


def queue_body(command: Command, user_id: str, url: str, now: datetime, run_after: datetime | None = None) -> bytes:
    later = {} if run_after is None else {"runafter": _instant(run_after)}
    return _body(user_id, url, now, {"command": command.name, "params": command.params(), **later})


def signal_body(signal: Signal, user_id: str, url: str, now: datetime) -> bytes:
    params = signal.params()
    return _body(user_id, url, now, {"signal": signal.name} | ({"params": params} if params else {}))


def _body(user_id: str, url: str, now: datetime, ask: dict[str, Any]) -> bytes:
    required = {"targeturl": url, "userid": user_id, "timestamp": (now - _EPOCH) // timedelta(milliseconds=1)}
    # ASCII only: whatever charset a server on the way assumes, it reads the same text, and any text can be encoded.
    return json.dumps(ask | required, separators=(",", ":")).encode("ascii")


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
