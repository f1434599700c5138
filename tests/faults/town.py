"""A workspace with many seats and people, made in the database before anything serves it, and the same seats at the sandbox."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from app.database import close_database, open_database
from auth.tokens import mint
from engine import account as accounts
from engine import assigning, campaign, importing, membership
from engine.contact_row import ContactRow
from engine.sequence import StepDraft
from models import AccountHealth, DuxSoupAccount, Member, Role, SequenceKind, StepKind, Units
from tests import factories
from tests.sandbox_process import SandboxProcess
from tests.settable_clock import SettableClock

SECRET_KEYS = "t1:" + b64encode(bytes(range(32))).decode()  # the factories' ring, as a setting
KEY = "an-invented-auth-key-{number:04d}"
ALWAYS = [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(7)]
# As much as an admin may allow, so that a launch of a thousand ends within a test.
MOST = {"visit": 80, "connect": 30, "message": 50, None: 100}
GENEROUS = {"maxvisits": "1500", "maxinvites": "500", "maxmessages": "1000", "remotecontrolflag": True}


@dataclass(frozen=True, slots=True)
class Plan:
    people: int
    seats: int
    steps: tuple[StepDraft, ...] = (StepDraft(StepKind.VISIT),)

    @property
    def actions(self) -> int:
        return self.people * len(self.steps)


@dataclass(frozen=True, slots=True)
class Seat:
    user_id: str
    key: str
    webhook_token: str


@dataclass(slots=True)
class Town:
    """`token` is the owner's, whose word the API takes."""

    plan: Plan
    workspace_id: UUID
    token: str = field(repr=False)
    campaign_id: UUID
    member_ids: list[UUID]
    seats: list[Seat]


async def build(database_url: str, plan: Plan) -> Town:
    """Everybody is assigned, and nothing is launched yet."""
    await open_database(database_url)
    units = Units(SettableClock(datetime.now(UTC)))
    try:
        return await _build(units, plan)
    finally:
        await units.drain()
        await close_database()


def settle_in(town: Town, remote: SandboxProcess, url: str, **knobs: Any) -> None:
    """The seats are known to the sandbox, which reports to the product at that address."""
    for seat in town.seats:
        hook = accounts.webhook_url(url, seat.webhook_token)
        remote.account(seat.user_id, seat.key, webhook_url=hook, settings=GENEROUS, knobs=knobs)


async def _build(units: Units, plan: Plan) -> Town:
    owner = await units.run(partial(membership.create_workspace, name="Fault Street", owner="olu@example.com"))
    minted = mint()
    await units.run(partial(membership.create_token, member=owner, minted=minted))
    seats, members = [], []
    for number in range(plan.seats):
        member, seat = await _seat(units, owner.workspace_id, number)
        members.append(member.id)
        seats.append(seat)
    await DuxSoupAccount.all().update(
        working_hours=ALWAYS, ramp_started_on=None, verified_at=units.clock.now(), health=AccountHealth.CONNECTED,
        limits=[{"kind": kind, "with_note": False, "hours": 24, "limit": most} for kind, most in MOST.items()],
    )  # fmt: skip
    campaign_id = await _campaign(units, owner, plan, members)
    return Town(plan, owner.workspace_id, minted.text, campaign_id, members, seats)


async def _seat(units: Units, workspace_id: UUID, number: int) -> tuple[Member, Seat]:
    draft = membership.MemberDraft(f"member{number}@example.com", Role.MEMBER, "Mo", f"Example{number}")
    member = await units.run(partial(membership.add_member, workspace_id=workspace_id, draft=draft))
    user_id, key = str(200_000_000_000_000_000_000 + number), KEY.format(number=number)
    seat = accounts.AccountDraft(user_id, key, draft.email, "Mo", "Example", member.id, "UTC", paid_linkedin=True)
    connect = partial(accounts.connect, ring=factories.RING, workspace_id=workspace_id, draft=seat)
    _, minted = await units.run(connect)
    return member, Seat(user_id, key, minted.text)


async def _campaign(units: Units, owner: Member, plan: Plan, members: list[UUID]) -> UUID:
    place: dict[str, Any] = {"workspace_id": owner.workspace_id}
    draft = campaign.CampaignDraft("Everybody", SequenceKind.CUSTOM, steps=plan.steps)
    made = await units.run(partial(campaign.create, member_id=owner.id, draft=draft, **place))
    for start in range(0, plan.people, importing.MAX_ROWS):
        rows = [_row(number) for number in range(start, min(plan.people, start + importing.MAX_ROWS))]
        bring = partial(importing.import_rows, ring=factories.RING, rows=rows, member_id=owner.id, source="x", **place)
        found = [outcome.contact_id for outcome in await units.run(bring) if outcome.contact_id is not None]
        people: dict[str, Any] = {"campaign_id": made.id, "contact_ids": found, "member_ids": members}
        await units.run(partial(assigning.assign, ring=factories.RING, **people, **place))
    return made.id


def _row(number: int) -> ContactRow:
    address = f"https://www.linkedin.com/in/p{number}-example-fault/"
    return ContactRow(first_name="Pat", last_name=f"Example{number}", linkedin_url=address)
