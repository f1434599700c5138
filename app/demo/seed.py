"""The demo's workspace: three members with accounts, a campaign of each kind, 120 invented people, two launches."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID

from tortoise.expressions import Q

from app import import_file
from app.parts import Parts
from auth import passwords
from auth.tokens import hashed, mint
from engine import account as accounts
from engine import assigning, campaign, importing, launch, membership
from engine.sequence import StepDraft
from models import (
    ApiToken,
    Campaign,
    CampaignState,
    DuxSoupAccount,
    Member,
    NoteFallback,
    Role,
    SequenceKind,
    StepKind,
    Unit,
    User,
    Workspace,
)

NAME = "Harbour Street Partners"
ZONE = "Europe/Amsterdam"
OWNER = "ines.vandaele@harbour-street.example"
PEOPLE = Path(__file__).with_name("people.csv")
# The name of the token: that there is one says that everything was made.
MARK = "demo"
# Of those people, who is first degree already, so that one may write to them.
FRIENDS = slice(60, 90)
CAMPAIGNS = {
    SequenceKind.CONNECTION: ("Autumn introductions", slice(0, 60)),
    SequenceKind.DIRECT_MESSAGE: ("Old acquaintances", FRIENDS),
    SequenceKind.CUSTOM: ("A careful hello", slice(90, None)),
}
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
    """What the demo's greeting names, as far as it is still there."""

    workspace_id: UUID
    token: str
    campaign_id: UUID | None
    unlaunched: tuple[UUID, ...]


async def planted(parts: Parts, token: str | None) -> Planted:
    """Makes everything at the first start, and what is missing where that was cut off; later ones find it, whatever has
    become of it. A token that was lost is replaced by a new one.
    """
    workspace = await _workspace(parts)
    owner, *_ = await Member.owners(workspace.id)
    if not await ApiToken.ever(workspace.id, MARK):
        await _plant(parts, workspace, owner)
    if token is None or not await ApiToken.standing(Q(token_hash=hashed(token), member_id=owner.id)).exists():
        minted = mint()
        await parts.units.run(partial(membership.create_token, member=owner, minted=minted, name=MARK))
        token = minted.text
    return Planted(workspace.id, token, await _shown(workspace), await _later(workspace))


async def welcomed(parts: Parts, planted: Planted, password: str) -> None:
    """Lets the owner sign in, unless they have a password already, theirs or this."""
    owner = await Member.with_addresses(planted.workspace_id, [OWNER]).get()
    kept = await passwords.hashed(password)
    await parts.units.run(partial(_welcome, user_id=owner.user_id, kept=kept))


async def _welcome(unit: Unit, user_id: UUID, kept: str) -> None:
    user = await User.locked(unit, user_id)
    if user is not None and user.password_hash is None:
        await user.keep_hash(kept)


async def _workspace(parts: Parts) -> Workspace:
    if found := await Workspace.get_or_none(name=NAME):
        return found
    owner = await parts.units.run(partial(membership.create_workspace, name=NAME, owner=OWNER, timezone=ZONE))
    return await Workspace.get(id=owner.workspace_id)


async def _plant(parts: Parts, workspace: Workspace, owner: Member) -> None:
    """Nothing is made twice, for a power cut may have come between any two of these."""
    members = [await _member(parts, workspace, number) for number in range(len(TEAM))]
    contacts = await _contacts(parts, workspace, owner)
    for kind, (name, share) in CAMPAIGNS.items():
        made = await Campaign.first_named(workspace.id, name)
        made = made or await _campaign(parts, workspace, owner, kind)
        if made.state is not CampaignState.DRAFT:
            continue
        await _assign(parts, made, contacts[share], members)
        if kind is not SequenceKind.CUSTOM:
            first = members[0] if kind is SequenceKind.CONNECTION else members[1]
            await _launch(parts, made, first)


async def _member(parts: Parts, workspace: Workspace, number: int) -> Member:
    email, first_name, last_name = TEAM[number]
    member = await Member.with_addresses(workspace.id, [email]).first()
    if member is None:
        draft = membership.MemberDraft(email, Role.MEMBER, first_name, last_name)
        member = await parts.units.run(partial(membership.add_member, workspace_id=workspace.id, draft=draft))
    user_id, key = USER_ID.format(number=number + 1), KEY.format(number=number + 1)
    if await DuxSoupAccount.named(workspace.id, user_id) is None:
        seat = accounts.AccountDraft(user_id, key, email, first_name, last_name, member.id, ZONE, paid_linkedin=True)
        await parts.units.run(partial(_connect, parts=parts, workspace=workspace, seat=seat))
    return member


async def _connect(unit: Unit, parts: Parts, workspace: Workspace, seat: accounts.AccountDraft) -> None:
    """Paid, and its ramp is over."""
    account, _ = await accounts.connect(unit, parts.ring, workspace.id, seat)
    await accounts.update(unit, parts.ring, account, {"ramp_started_on": RAMPED_ON.isoformat()})


async def _contacts(parts: Parts, workspace: Workspace, owner: Member) -> list[UUID]:
    rows = list(islice(import_file.contacts(PEOPLE), importing.MAX_ROWS))
    bring = partial(
        importing.import_rows,
        ring=parts.ring,
        workspace_id=workspace.id,
        rows=rows,
        member_id=owner.id,
        source=PEOPLE.name,
    )
    return [outcome.contact_id for outcome in await parts.units.run(bring) if outcome.contact_id is not None]


async def _campaign(parts: Parts, workspace: Workspace, owner: Member, kind: SequenceKind) -> Campaign:
    steps = CAREFUL if kind is SequenceKind.CUSTOM else None
    draft = campaign.CampaignDraft(CAMPAIGNS[kind][0], kind, steps=steps)
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


async def _shown(workspace: Workspace) -> UUID | None:
    shown = await Campaign.first_open(workspace.id, SequenceKind.CONNECTION)
    return shown.id if shown else None


async def _later(workspace: Workspace) -> tuple[UUID, ...]:
    """Those of the team whose people nobody launched yet."""
    emails = [email for email, *_ in TEAM[1:]]
    return tuple(member.id for member in await Member.with_addresses(workspace.id, emails))
