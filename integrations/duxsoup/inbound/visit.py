"""What a visit or a scan shows of a person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from integrations.duxsoup.inbound.envelope import Envelope
from integrations.duxsoup.inbound.fields import Folded, accepted_tags, field, folded, key, person, urls
from integrations.duxsoup.inbound.findings import Finding, PersonSeen
from integrations.duxsoup.values import integer, line, moment, record, words

_ADDRESSES = ("profile", "profileurl", "publicprofile", "salesprofile", "recruiterprofile")

# Our name for a field, and what it is called there; the later ones are of CSV-like bodies and of a person's posts.
_FIELDS = {
    "first_name": ("firstname",),
    "middle_name": ("middlename",),
    "last_name": ("lastname",),
    "title": ("title", "position0title"),
    "company": ("company", "position0company"),
    "company_linkedin_url": ("companyprofile",),
    "company_website": ("companywebsite",),
    "location": ("location",),
    "industry": ("industry",),
    "email": ("email",),
    "phone": ("phone",),
}


def visit(envelope: Envelope) -> tuple[Finding, ...]:
    data = folded(envelope.data)
    who = person(data.get("id"), urls(data, *_ADDRESSES))
    if not who:
        return ()
    at = _time(data) or envelope.at
    tags = words(data.get("mytags")) or words(data.get("tags"))
    seen = PersonSeen(
        key=key(envelope.userid, who.dux_id or who.urls, at, envelope.kind),
        person=who,
        degree=_degree(data),
        fields=_fields(data),
        tags=tags,
        command_id=envelope.command_id,
        at=at,
    )
    return (seen, *accepted_tags(tags, who, at))


def _time(data: Folded) -> datetime | None:
    return moment(data.get("visittime")) or moment(data.get("scantime"))


def _degree(data: Folded) -> int | None:
    """The leading digit: it comes as "1", "1st", "3rd+" and as a number."""
    for value in (data.get("degree"), data.get("connectiondegree")):
        first = (line(value) or str(integer(value) or ""))[:1]
        if first in {"1", "2", "3"}:
            return int(first)
    return None


def _fields(data: Folded) -> Mapping[str, str]:
    latest = _latest_position(data)
    found = {ours: field(data, *theirs) for ours, theirs in _FIELDS.items()}
    found |= {name: found[name] or field(latest, name) for name in ("title", "company")}
    return {name: value for name, value in found.items() if value}


def _latest_position(data: Folded) -> Folded:
    positions: Any = record(data.get("extended")).get("positions")
    first = positions[0] if isinstance(positions, list) and positions else None
    return folded(record(first))
