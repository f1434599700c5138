"""The demo's workspace: three members with accounts, a campaign of each kind, 120 invented people, two launches."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID

from app import csv_file
from app.demo.sandbox import Sandbox, Seat
from app.parts import Parts
from auth.tokens import mint
from engine import account as accounts
from engine import assigning, campaign, importing, launch, membership
from engine.sequence import StepDraft
from models import Campaign, Member, NoteFallback, Role, SequenceKind, StepKind, Workspace

NAME = "Harbour Street Partners"
ZONE = "Europe/Amsterdam"
OWNER = "ines.vandaele@harbour-street.example"
PEOPLE = Path(__file__).with_name("people.csv")
# Long ago, so that the ramp is over.
RAMPED_ON = date(2024, 1, 1)
KEY = "demo-auth-key-{number:04d}"
USER_ID = "1000000000000000000{number:02d}"
TEAM = (
    ("tomas.lindhout@harbour-street.example", "Tomas", "Lindhout"),
    ("maya.oyelaran@harbour-street.example", "Maya", "Oyelaran"),
    ("jonas.brandvik@harbour-street.example", "Jonas", "Brandvik"),
)
CAREFUL = (
    StepDraft(StepKind.VISIT),
    StepDraft(StepKind.FOLLOW, delay_hours=4, random_delay_hours=2),
    StepDraft(
        StepKind.CONNECT,
        delay_days=1,
        template="Hello {{ first_name | default: 'there' }}, we met at {{ custom.met_at | default: 'the fair' }}.",
        note_fallback=NoteFallback.WITHOUT_NOTE,
    ),
    StepDraft(
        StepKind.MESSAGE,
        delay_days=2,
        random_delay_hours=6,
        template="Thank you, {{ first_name | default: 'hello' }}. May I send you what we spoke about?",
    ),
    StepDraft(StepKind.ENDORSE, delay_days=1),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """What the demo's greeting names."""

    workspace_id: UUID
    token: str
    campaign_id: UUID
    unlaunched: tuple[UUID, ...]


async def planted(parts: Parts, sandbox: Sandbox, token: str | None) -> Planted:
    """Makes everything at the first start; later ones find it. A token that was lost is replaced by a new one."""
    workspace = await Workspace.get_or_none(name=NAME)
    if workspace is None:
        workspace = await _plant(parts, sandbox)
    owner = await Member.get(workspace_id=workspace.id, role=Role.OWNER)
    if token is None:
        minted = mint()
        await parts.units.run(partial(membership.create_token, member=owner, minted=minted, name="demo"))
        token = minted.text
    shown = await Campaign.get(workspace_id=workspace.id, sequence_kind=SequenceKind.CONNECTION)
    members = await Member.filter(workspace_id=workspace.id, role=Role.MEMBER).order_by("id")
    return Planted(workspace.id, token, shown.id, tuple(member.id for member in members[1:]))


async def _plant(parts: Parts, sandbox: Sandbox) -> Workspace:
    owner = await parts.units.run(partial(membership.create_workspace, name=NAME, owner=OWNER, timezone=ZONE))
    workspace = await Workspace.get(id=owner.workspace_id)
    members = [await _member(parts, sandbox, workspace, number) for number in range(len(TEAM))]
    contacts = await _contacts(parts, workspace, owner)
    shares = {SequenceKind.CONNECTION: contacts[:60], SequenceKind.DIRECT_MESSAGE: contacts[60:90]}
    shares[SequenceKind.CUSTOM] = contacts[90:]
    await _friends(sandbox, 60, 90)
    for kind, share in shares.items():
        made = await _campaign(parts, workspace, owner, kind)
        await _assign(parts, made, share, members)
        if kind is not SequenceKind.CUSTOM:
            first = members[0] if kind is SequenceKind.CONNECTION else members[1]
            await _launch(parts, made, first)
    return workspace


async def _member(parts: Parts, sandbox: Sandbox, workspace: Workspace, number: int) -> Member:
    """With a paid account whose ramp is over, known to the sandbox under the same key."""
    email, first_name, last_name = TEAM[number]
    draft = membership.MemberDraft(email, Role.MEMBER, first_name, last_name)
    member = await parts.units.run(partial(membership.add_member, workspace_id=workspace.id, draft=draft))
    user_id, key = USER_ID.format(number=number + 1), KEY.format(number=number + 1)
    seat = accounts.AccountDraft(user_id, key, email, first_name, last_name, member.id, ZONE, paid_linkedin=True)
    connect = partial(accounts.connect, ring=parts.ring, workspace_id=workspace.id, draft=seat)
    account, minted = await parts.units.run(connect)
    ramped = {"ramp_started_on": RAMPED_ON.isoformat()}
    await parts.units.run(partial(accounts.update, ring=parts.ring, account=account, values=ramped))
    url = accounts.webhook_url(parts.settings.public_url, minted.text)
    await sandbox.seat(Seat(user_id, key, first_name, last_name, url))
    return member


async def _contacts(parts: Parts, workspace: Workspace, owner: Member) -> list[UUID]:
    with csv_file.opened(PEOPLE) as reading:
        rows = list(islice(reading.rows(), importing.MAX_ROWS))
    bring = partial(
        importing.import_rows,
        ring=parts.ring,
        workspace_id=workspace.id,
        rows=rows,
        member_id=owner.id,
        source=PEOPLE.name,
    )
    return [outcome.contact_id for outcome in await parts.units.run(bring) if outcome.contact_id is not None]


async def _friends(sandbox: Sandbox, start: int, end: int) -> None:
    """People who are first degree already, so that one may write to them."""
    with csv_file.opened(PEOPLE) as reading:
        rows = list(islice(reading.rows(), start, end))
    slugs = [(row.linkedin_url or "").rstrip("/").rpartition("/")[2] for row in rows]
    await sandbox.people(slugs, degree=1)


async def _campaign(parts: Parts, workspace: Workspace, owner: Member, kind: SequenceKind) -> Campaign:
    names = {
        SequenceKind.CONNECTION: "Autumn introductions",
        SequenceKind.DIRECT_MESSAGE: "Old acquaintances",
        SequenceKind.CUSTOM: "A careful hello",
    }
    steps = CAREFUL if kind is SequenceKind.CUSTOM else None
    draft = campaign.CampaignDraft(names[kind], kind, steps=steps)
    return await parts.units.run(partial(campaign.create, workspace_id=workspace.id, member_id=owner.id, draft=draft))


async def _assign(parts: Parts, made: Campaign, contact_ids: list[UUID], members: list[Member]) -> None:
    await parts.units.run(
        partial(
            assigning.assign,
            ring=parts.ring,
            workspace_id=made.workspace_id,
            campaign_id=made.id,
            contact_ids=contact_ids,
            member_ids=[member.id for member in members],
        )
    )


async def _launch(parts: Parts, made: Campaign, member: Member) -> None:
    await parts.units.run(
        partial(
            launch.launch, ring=parts.ring, workspace_id=made.workspace_id, campaign_id=made.id, member_id=member.id
        )
    )
