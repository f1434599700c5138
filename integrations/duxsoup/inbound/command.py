"""What became of a command: taken, done, recorded as an action, and whether the extension wants more."""

from typing import Any

from integrations.duxsoup.inbound.envelope import Envelope
from integrations.duxsoup.inbound.fields import key, person, urls
from integrations.duxsoup.inbound.findings import (
    ActionCompleted,
    CommandCompleted,
    CommandReceived,
    Finding,
    Person,
    Ready,
)
from integrations.duxsoup.values import boolean, identifier, integer, line, record, text, words

# Only `messageProfile` was ever seen; the others are inferred from it. The undoing names come first, since each holds
# the name of what it undoes.
_UNDONE = ("disconnect", "unfollow", "untag", "withdraw")
_FAMILIES = ("inmail", "message", "connect", "visit", "followup", "follow", "endorse", "tag")


def received(envelope: Envelope) -> tuple[Finding, ...]:
    told = _command(envelope)
    return (CommandReceived(**told),) if _names_one(told) else ()


def completed(envelope: Envelope) -> tuple[Finding, ...]:
    succeeded = boolean(envelope.data.get("result"))
    told, noted = _command(envelope, succeeded), _noted(record(envelope.data.get("params")))
    return (CommandCompleted(succeeded=succeeded, noted=noted, **told),) if _names_one(told) else ()


def ready(envelope: Envelope) -> tuple[Finding, ...]:
    exclusions = record(envelope.data.get("exclusions"))
    return (
        Ready(
            clientid=identifier(envelope.data.get("clientid")),
            excluded_commands=tuple(word.casefold() for word in words(exclusions.get("commands"))),
            excluded_campaigns=words(exclusions.get("campaigns")),
            at=envelope.at,
        ),
    )


def action_completed(envelope: Envelope) -> tuple[Finding, ...]:
    data, params = envelope.data, record(envelope.data.get("params"))
    name = line(data.get("name"))
    who = _who(params, data)
    campaignid = identifier(params.get("campaignid"))
    attempt = integer(params.get("attempt"))
    succeeded = boolean(data.get("successflag"))
    found = ActionCompleted(
        key=key(envelope.userid, name, who.dux_id or who.urls, campaignid, attempt, succeeded, envelope.at),
        name=name,
        family=_family(name or ""),
        campaignid=campaignid,
        person=who,
        attempt=attempt,
        succeeded=succeeded,
        at=envelope.at,
        noted=_noted(params),
    )
    return (found,) if who or campaignid else ()


def _command(envelope: Envelope, succeeded: bool | None = None) -> dict[str, Any]:
    data, params = envelope.data, record(envelope.data.get("params"))
    command_id, attempt = identifier(data.get("id")), integer(params.get("attempt"))
    campaignid = identifier(params.get("campaignid"))
    # The attempt and its result are part of the key: a retry that succeeds is not a repeat of the failure before it.
    return {
        "key": key(envelope.userid, command_id or [campaignid, envelope.at], envelope.kind, attempt, succeeded),
        "command_id": command_id,
        "command": line(data.get("command")),
        "campaignid": campaignid,
        "person": _who(params, data),
        "attempt": attempt,
        "at": envelope.at,
    }


def _names_one(told: dict[str, Any]) -> bool:
    return bool(told["command_id"] or told["campaignid"] or told["person"])


def _who(params: dict[str, Any], data: dict[str, Any]) -> Person:
    dux_id = identifier(params.get("profileid")) or identifier(data.get("profileid"))
    return person(dux_id, urls(params, "profile") or urls(data, "targeturl"))


def _noted(params: dict[str, Any]) -> bool:
    return bool(text(params.get("messagetext")).strip())


def _family(name: str) -> str | None:
    word = name.casefold()
    if any(undone in word for undone in _UNDONE):
        return None
    family = next((family for family in _FAMILIES if family in word), None)
    return "message" if family == "followup" else family
