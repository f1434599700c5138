"""The bodies of webhooks, in Dux-Soup's shapes."""

from typing import Any

from sandbox.knobs import Knobs
from sandbox.person import Person
from sandbox.queue import QueuedCommand
from sandbox.relation import Letter, Relation

Data = dict[str, Any]
_TRACKING = "?lipi=urn%3Ali%3Apage%3Ad_flagship3_profile_view_base"
_DEGREES = {1: "1st", 2: "2nd", 3: "3rd"}


def visit(knobs: Knobs, person: Person, relation: Relation, at: float, *, full: bool, degree: int, tags: bool) -> Data:
    """A profile as the extension reads it; the later, full one adds contact details."""
    return {
        "id": relation.dux_id,
        "VisitTime": int(at * 1000),
        "Profile": person.vanity_url,
        "SalesProfile": person.sales_url,
        "RecruiterProfile": person.recruiter_url,
        "Picture": "",
        "Degree": _DEGREES[degree] if knobs.degree_style == "1st" else str(degree),
        "First Name": person.first_name,
        "Middle Name": "",
        "Last Name": person.last_name,
        "Connections": str(person.connections),
        "Summary": "",
        "Title": person.title,
        "From": "2022",
        "Company": person.company,
        "CompanyProfile": "",
        "CompanyWebsite": "",
        "PersonalWebsite": "",
        "Email": person.email if full else "",
        "Phone": "",
        "IM": "",
        "Twitter": "",
        "Location": person.location,
        "Industry": person.industry,
        "My Tags": list(relation.tags) if tags else [],
        "My Notes": [],
        "extended": {"positions": [_position(person)], "schools": [], "skills": []},
    }


def rccommand(knobs: Knobs, command: QueuedCommand, relation: Relation | None, ident: str, result: bool | None) -> Data:
    """A command as taken (`result` none) or as finished."""
    params = _echoed(knobs, command)
    if knobs.command_details and relation is not None:
        params |= {"profileid": relation.dux_id, "actionindex": 0, "attempt": command.attempt}
    if result is not None and "profile" in params:
        params["profile"] = str(params["profile"]).partition("?")[0] + _TRACKING
    data = {"id": ident, "command": command.command, "params": params}
    return data if result is None else data | {"result": result}


def action(knobs: Knobs, command: QueuedCommand, person: Person, relation: Relation, success: bool) -> Data:
    params = {name: value for name, value in _echoed(knobs, command).items() if name not in {"profile", "force"}}
    if knobs.command_details:
        params |= {"profileid": relation.dux_id, "actionindex": 0, "attempt": command.attempt}
    return {
        "name": f"{command.command}Profile",
        "targeturl": person.vanity_url + _TRACKING,
        "profileid": relation.dux_id,
        "params": params,
        "successflag": success,
    }


def message(person: Person, relation: Relation, letter: Letter, sent_at: str, kind: str = "MEMBER_TO_MEMBER") -> Data:
    """A message names its person by member address and `id.<n>`, never by vanity address."""
    side = "to" if letter.direction == "sent" else "from"
    return {
        "url": f"https://www.linkedin.com/messaging/thread/2-{person.tail}==/",
        "timestamp": sent_at,
        "type": kind,
        "text": letter.text,
        side: person.member_url,
        f"{side}Id": relation.dux_id,
        f"{side}FirstName": person.first_name,
        f"{side}LastName": person.last_name,
        "tags": list(relation.tags),
    }


def ready(clientid: str, commands: list[str], campaigns: list[str]) -> Data:
    return {"clientid": clientid, "exclusions": {"commands": commands, "campaigns": campaigns}}


def _position(person: Person) -> Data:
    return {"Company": person.company, "Title": person.title, "Description": "", "From": "2022", "To": ""}


def _echoed(knobs: Knobs, command: QueuedCommand) -> Data:
    return {name: value for name, value in command.params.items() if name != "campaignid" or knobs.echo_campaignid}
