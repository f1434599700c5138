"""Which action, which contact, which assignments a finding speaks of; no single key is relied on."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from tortoise.queryset import QuerySet

from engine import identity, progress
from engine.reactions.case import Case
from integrations.duxsoup.inbound import Person
from models import Action, ActionState, Assignment, Contact, StepKind, row, sql
from models.action import RESERVING
from models.identity import identities
from models.ids import parse_id

KINDS: dict[str | None, StepKind] = {kind.value: kind for kind in StepKind}
_NAMED = "account_id = $1 AND message_id = $2 LIMIT 1"
_LAUNCHED = "workspace_id = $1 AND account_id = $2 AND contact_id IN {people} AND launched_at IS NOT NULL ORDER BY id"
_HEIR = "campaign_id = $1 AND contact_id = $2 AND account_id = $3"
# What left, or may have; cancelled ones among them had left before.
_LEFT = [*RESERVING, ActionState.EXECUTED, ActionState.FAILED, ActionState.CANCELLED]


async def contacts(case: Case, person: Person) -> list[Contact]:
    """Whom these names belong to; new names are learnt, and several contacts under one person's names are tied."""
    names = identities(person.dux_id, person.urls)
    return await identity.recognise(case.unit, case.workspace_id, names) if names else []


async def action_under(case: Case, campaignid: str | None, command_id: str | None) -> Action | None:
    """By our own label first, then by Dux-Soup's name for the command."""
    mine = partial(row.load, case.unit.connection, Action)
    action_id = parse_id(campaignid or "")
    if action_id is not None and (found := await mine("id = $1 AND account_id = $2", [action_id, case.sender.id])):
        return found[0]
    named = await mine(_NAMED, [case.sender.id, command_id]) if command_id else []
    return next(iter(named), None)


async def action_by_person(case: Case, person: Person, command: str | None, at: datetime) -> Action | None:
    """Where a body names neither: the one thing of that kind under way for that person since it was sent."""
    if command not in KINDS:
        return None
    people = await contacts(case, person)
    under_way = Action.filter(
        account_id=case.sender.id,
        contact_id__in=[contact.id for contact in people],
        kind=KINDS[command],
        state__in=list(RESERVING),
        sent_at__lte=at,
    )
    found = await under_way.limit(2) if people else []
    return found[0] if len(found) == 1 else None


async def assignments(case: Case, people: Sequence[Contact]) -> AsyncIterator[Assignment]:
    """Launched ones of these people through the receipt's account, all locked, and each after the first read when its turn
    comes: what is done to one may let another go on.
    """
    values = [case.workspace_id, case.sender.id, *(contact.id for contact in people)]
    where = _LAUNCHED.format(people=sql.in_list(3, len(people)))
    found = await row.load(case.unit.connection, Assignment, where, values, lock="FOR UPDATE") if people else []
    for place, assignment in enumerate(found):
        yield await progress.locked(assignment.id) if place else assignment


async def told_by(case: Case, assignment: Assignment, action: Action) -> AsyncIterator[Assignment]:
    """The action's own assignment, and where that gave way in a merge the person's in the same campaign, through the same account."""
    yield assignment
    if action.contact_id == assignment.contact_id:
        return
    values = [action.campaign_id, action.contact_id, action.account_id]
    for heir in await row.load(case.unit.connection, Assignment, _HEIR, values, lock="FOR UPDATE"):
        yield heir


async def first_sent(assignment: Assignment) -> datetime | None:
    """When the person was first touched in this campaign, by our own record, so that late receipts change nothing."""
    first = await _gone(assignment).order_by("sent_at").first()
    return first.sent_at if first is not None else None


async def awaited(assignment: Assignment) -> str | None:
    """Under which name a word on the invitation waits, where that was taken for lost: it may have left after all."""
    doubted = _actions(assignment).filter(kind=StepKind.CONNECT, attempts__gt=0, sent_at__isnull=True)
    return leaving(assignment.contact_id) if await doubted.exists() else None


def leaving(contact_id: UUID) -> str:
    return f"left:{contact_id}"


async def invited(assignment: Assignment) -> bool:
    return await _gone(assignment).filter(kind=StepKind.CONNECT).exists()


def _gone(assignment: Assignment) -> QuerySet[Action]:
    return _actions(assignment).filter(state__in=_LEFT, sent_at__isnull=False)


def _actions(assignment: Assignment) -> QuerySet[Action]:
    """Of the assignments, too, that gave way to this one in a merge: the person knows of one."""
    return Action.filter(
        contact_id=assignment.contact_id, campaign_id=assignment.campaign_id, account_id=assignment.account_id
    )
