"""People with an invitation under way, the same in every database, and all that Dux-Soup and others will say of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson

from app.database import close_database, open_database
from auth.tokens import hashed
from models import ActionState, AssignmentStatus, CampaignState, IdentityKind, Scope, Step, StepKind
from tests import factories

SEATS = 8
NOTE = "Hello, good to be in touch."
TOKEN = "chk_" + "v" * 43


@dataclass(frozen=True, slots=True)
class Hook:
    """`simple`: it carries no time, so only its status can be compared."""

    body: bytes
    address: str
    person: int
    simple: bool


def named(kind: str, number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"{kind}-{number}")


def address(seat: int) -> str:
    return f"an-invented-address-of-seat-{seat:02d}-and-nobody-elses"


async def furnish(url: str, people: int, start: datetime) -> None:
    """What it makes has the same ids wherever it is made. Nothing leaves: the campaign is paused."""
    await open_database(url)
    workspace = await factories.workspace(id=named("workspace", 0), name="Village", created_at=start)
    member = await factories.member(workspace, id=named("member", 0))
    await factories.api_token(member, hashed(TOKEN), scopes=[Scope.WEBHOOKS_WRITE])
    campaign = await factories.campaign(workspace, id=named("campaign", 0), state=CampaignState.PAUSED)
    letter = {"kind": StepKind.MESSAGE, "template": "Thank you.", "delay_days": 3}
    version = await factories.sequence(campaign, {"kind": StepKind.CONNECT, "template": NOTE}, letter)
    step = await Step.get(sequence_id=version.id, position=1)
    seats = [await _seat(workspace, number) for number in range(SEATS)]
    for number in range(people):
        values = {"id": named("contact", number), "last_name": f"Village {number}"}
        person = await factories.contact(workspace, f"pat-of-the-village-{number}", **values)
        await factories.identity(person, f"ACoAAAvillage{number:05d}", IdentityKind.MEMBER_ID)
        assignment = await factories.assignment(
            campaign, person, member=member, account=seats[number % SEATS], sequence=version, next_step=1,
            status=AssignmentStatus.ACTIVE, launched_at=start, running_contact_id=person.id,
        )  # fmt: skip
        await factories.action(
            assignment, step, seats[number % SEATS], id=named("action", number), state=ActionState.QUEUED, attempts=1,
            sent_at=start, sent_wall=start, message_id=f"m-{number}", text=NOTE, with_note=True, scheduled_for=start,
        )  # fmt: skip
    await close_database()


async def _seat(workspace: Any, number: int) -> Any:
    values = {"id": named("account", number), "dux_soup_user_id": f"2{number:020d}"}
    return await factories.account(workspace, webhook_hash=hashed(address(number)), **values)


def said(people: int, random: Random, start: datetime) -> list[Hook]:
    """In the order in which it happened, six to a person more or less."""
    return [hook for number in range(people) for hook in _of(number, random, start)]


def _of(number: int, random: Random, start: datetime) -> list[Hook]:
    native, simple = partial(_native, number, random), partial(_simple, number)
    moments = [start + timedelta(seconds=60 * minute + number % 50) for minute in range(1, 9)]
    command: dict[str, Any] = {
        "id": f"m-{number}",
        "command": "connect",
        "params": {"campaignid": str(named("action", number))},
    }
    person = {"id": f"id.{number + 1}", "Profile": f"https://www.linkedin.com/in/pat-of-the-village-{number}/"}
    mail = {"url": f"https://example.com/thread/{number}"}
    hooks = [
        native("rccommand", "received", command, moments[0]),
        native("rccommand", "completed", command | {"result": True}, moments[1]),
        native("visit", "update", person | {"Degree": "2", "Company": f"Example Works {number}"}, moments[2]),
    ]
    if random.random() < 0.7:
        moved = {"Company": f"Works of Example {number}", "Title": "Head of Ops"}
        tags = moved | {"My Tags": [f"🦆-{named('action', number)}-accepted"]}
        hooks.append(native("visit", "update", person | tags, moments[3]))
    if random.random() < 0.4:
        sent = {"toId": person["id"], "text": NOTE, "timestamp": moments[2].isoformat()}
        hooks.append(native("message", "sent", mail | sent, moments[4]))
    if random.random() < 0.1:
        own = {"toId": person["id"], "text": f"By the way, {number}", "timestamp": moments[4].isoformat()}
        hooks.append(native("message", "sent", {"url": f"https://example.com/own/{number}"} | own, moments[5]))
    if random.random() < 0.5:
        reply = {"fromId": person["id"], "text": f"Sure, {number}!", "timestamp": moments[5].isoformat()}
        hooks.append(native("message", "received", mail | reply, moments[6]))
    if random.random() < 0.3:
        hooks.append(simple(random.choice(["accepted", "replied", "declined", "blacklisted"])))
    if random.random() < 0.5 or number == SEATS:
        warned = {"exclusions": {"commands": ["inmail"]}} if number == SEATS else {}
        hooks.append(native("rccommand", "ready", {"clientid": "c"} | warned, moments[7]))
    return hooks


def _native(number: int, random: Random, family: str, event: str, data: dict[str, Any], at: datetime) -> Hook:
    """The moment it was made is a little later than the moment it speaks of, so that none equals another."""
    made = at + timedelta(microseconds=random.randrange(1_000_000))
    stamp = made.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    seat = number % SEATS
    body = {"userid": f"2{seat:020d}", "time": stamp, "type": family, "event": event, "data": data}
    return Hook(orjson.dumps(body), address(seat), number, simple=False)


def _simple(number: int, status: str) -> Hook:
    ids = {"campaign_id": str(named("campaign", 0)), "contact_id": str(named("contact", number))}
    body = ids | {"status": status, "profile_url": f"https://www.linkedin.com/in/pat-of-the-village-{number}"}
    return Hook(orjson.dumps(body), address(number % SEATS), number, simple=True)
