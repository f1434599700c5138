"""Finds the assignments that a blocker holds, as a condition of the database, for the filter over 10^5 rows."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import product
from uuid import UUID

from tortoise.expressions import Q, Subquery

from engine import campaign_share
from engine.blockers import OPEN_STATUSES, PAUSE_CODES, REASONS
from engine.calendar import calendar_of
from engine.limits import PERSON_GAP, Usage, blocking, usages
from engine.traffic import Traffic, traffic
from models import sql
from models.account import DuxSoupAccount
from models.action import MAX_OUTSTANDING, OUTSTANDING, Action, ActionState
from models.assignment import RUNNING_STATUSES
from models.campaign import CampaignState
from models.errors import InvalidInput
from models.facts import AssignmentStatus
from models.health import AccountHealth
from models.step import NoteFallback, StepKind


@dataclass(frozen=True, slots=True)
class _Place:
    connection: sql.Connection
    workspace_id: UUID
    now: datetime


async def blocked_by(connection: sql.Connection, workspace_id: UUID, code: str, now: datetime) -> Q:
    """A condition on assignments of the workspace; raises InvalidInput for a code that there is not."""
    if code not in REASONS:
        raise InvalidInput("There is no such blocker.", path=["filter", "blockedBy"])
    if code == "blacklisted":
        return Q(status=AssignmentStatus.BLACKLISTED)
    place = _Place(connection, workspace_id, now)
    stored = _open(place) & Q(blocker=code)
    if code in _DUE:
        return stored | await _DUE[code](place)
    condition = _plain(code, place) if code not in _OF_STATE else _with_action(place, _OF_STATE[code])
    return stored if condition is None else stored | (_scope(code, place) & condition)


def _open(place: _Place) -> Q:
    """Neither over nor under way."""
    away = Action.filter(workspace_id=place.workspace_id, state__in=[ActionState.SENDING, ActionState.QUEUED])
    return Q(status__in=list(OPEN_STATUSES)) & ~Q(id__in=Subquery(away.values("assignment_id")))


def _scope(code: str, place: _Place) -> Q:
    if code in _BEFORE_LAUNCH_TOO:
        return _open(place)
    return _open(place) & Q(status__in=list(RUNNING_STATUSES))


def _plain(code: str, place: _Place) -> Q | None:
    now = place.now
    unconfigured = Q(account_id__isnull=True) | Q(account__sealed_auth_key__isnull=True)
    paused = Q(account__paused_at__isnull=False) & (
        Q(account__paused_until__isnull=True) | Q(account__paused_until__gt=now)
    )
    invited = Q(invited_at__isnull=False, accepted_at__isnull=True)
    idle = _idle(place)
    conditions = {
        "suppressed": Q(contact__suppressed=True),
        "possible_duplicate": Q(contact__tied_group__isnull=False),
        "no_identity": Q(contact__linkedin_url__isnull=True),
        "not_assigned": Q(member_id__isnull=True) | Q(member__removed_at__isnull=False),
        "stopped": Q(stopped_at__isnull=False),
        "paused_by_person": Q(paused_at__isnull=False),
        "answered_by_hand": Q(answered_by_hand_at__isnull=False),
        "campaign_paused": Q(campaign__state=CampaignState.PAUSED),
        "campaign_archived": Q(campaign__state=CampaignState.ARCHIVED),
        "account_not_configured": unconfigured,
        "account_disconnected": ~unconfigured
        & (Q(account__disconnected_at__isnull=False) | Q(account__health=AccountHealth.DISCONNECTED)),
        "account_paused": paused & (Q(account__pause_code__isnull=True) | ~Q(account__pause_code__in=_PAUSES)),
        "member_absent": Q(member__absent_until__gt=now),
        "delay": Q(next_at__gt=now),
        "waits_for_acceptance": idle & invited,
        "reply_window": idle & (Q(invited_at__isnull=True) | Q(accepted_at__isnull=False)),
    }
    return paused & Q(account__pause_code=code) if code in PAUSE_CODES else conditions.get(code)


def _with_action(place: _Place, state: ActionState) -> Q:
    found = Action.filter(workspace_id=place.workspace_id, state=state)
    return Q(next_at__isnull=True, id__in=Subquery(found.values("assignment_id")))


def _idle(place: _Place) -> Q:
    """Nothing is planned or undecided, so it is time or an answer that is waited for."""
    undecided = [ActionState.PLANNED, ActionState.UNKNOWN, ActionState.PARKED]
    busy = Action.filter(workspace_id=place.workspace_id, state__in=undecided)
    free = Q(blocker__isnull=True) | ~Q(blocker="failed")
    return free & Q(stopped_at__isnull=True) & ~Q(id__in=Subquery(busy.values("assignment_id")))


async def _closed(place: _Place, code: str) -> Q:
    """Held until the account opens, which a delay may outlast."""
    found = _NOTHING
    for account in await _accounts(place):
        calendar = calendar_of(account)
        if calendar.closed_reason(place.now) == code:
            found |= Q(account_id=account.id, next_at__lt=calendar.next_open(place.now))
    return _scope(code, place) & found


async def _limited(place: _Place, code: str) -> Q:
    found = _NOTHING
    accounts = await _accounts(place)
    used = await usages(place.connection, accounts, place.now)
    for account, kind, noted in product(accounts, StepKind, (False, True)):
        for full in blocking(used[account.id], kind, noted):
            found |= _held(account, kind, noted, full) if full.limit.code == code else _NOTHING
    return _scope(code, place) & found


async def _budgeted(place: _Place, code: str) -> Q:
    found = _NOTHING
    portions = await campaign_share.portions(place.connection, place.workspace_id)
    seats = await DuxSoupAccount.in_bulk({account_id for _, account_id in portions}, "id")
    used = await usages(place.connection, list(seats.values()), place.now)
    asked = [(one, account_id, used[account_id]) for one, account_id in portions]
    counted = await campaign_share.counted(place.connection, asked, place.now)
    for (one, account_id, _), own in zip(asked, counted, strict=True):
        for kind, noted, opens in product(StepKind, (False, True), (False, True)):
            for full in blocking(own, kind, noted, opens):
                held = _held(seats[account_id], kind, noted, full, opens) & Q(campaign_id=one.campaign_id)
                found |= held if full.limit.code == code else _NOTHING
    return _scope(code, place) & found


def _held(account: DuxSoupAccount, kind: StepKind, noted: bool, full: Usage, opens: bool = False) -> Q:
    planned = Action.filter(account_id=account.id, state=ActionState.PLANNED, kind=kind)
    planned = planned.filter(opens=True) if opens else planned
    if noted:
        waits = Q(step__note_fallback__isnull=True) | Q(step__note_fallback=NoteFallback.WAIT)
        planned = planned.filter(waits, step__template__isnull=False)
    held = Q(account_id=account.id, id__in=Subquery(planned.values("assignment_id")))
    return held if full.resets_at is None else held & Q(next_at__lt=full.resets_at)


async def _outstanding(place: _Place) -> Q:
    moving = await _traffic(place)
    full = [account_id for account_id, one in moving.items() if one.outstanding >= MAX_OUTSTANDING]
    return _scope("outstanding", place) & Q(account_id__in=full, next_at__lte=place.now)


async def _resting(place: _Place) -> Q:
    found = _NOTHING
    for account_id, one in (await _traffic(place)).items():
        if one.rests_until is not None and one.rests_until > place.now:
            found |= Q(account_id=account_id, next_at__lt=one.rests_until)
    return _scope("pacing", place) & found


async def _person_resting(place: _Place) -> Q:
    since = place.now - PERSON_GAP
    touching = (
        Q(sent_at__gt=since)
        | Q(executed_at__gt=since)
        | Q(state__in=list(OUTSTANDING), account__disconnected_at__isnull=True)
    )
    sent = Action.filter(touching, workspace_id=place.workspace_id)
    touched = Q(contact_id__in=Subquery(sent.values("contact_id")), next_at__lte=place.now)
    return _scope("pacing_person", place) & touched


async def _traffic(place: _Place) -> dict[UUID, Traffic]:
    return await traffic(place.connection, [account.id for account in await _accounts(place)], place.now)


async def _accounts(place: _Place) -> list[DuxSoupAccount]:
    return await DuxSoupAccount.filter(workspace_id=place.workspace_id)


_NOTHING = Q(id__isnull=True)
_PAUSES = sorted(PAUSE_CODES)
_BEFORE_LAUNCH_TOO = frozenset({
    "suppressed", "possible_duplicate", "no_identity", "not_assigned", "stopped", "answered_by_hand",
})  # fmt: skip
_OF_STATE = {
    "unknown_outcome": ActionState.UNKNOWN,
    "parked": ActionState.PARKED,
}
_DUE: dict[str, Callable[[_Place], Awaitable[Q]]] = {
    "outside_hours": partial(_closed, code="outside_hours"),
    "holiday": partial(_closed, code="holiday"),
    "limit": partial(_limited, code="limit"),
    "campaign_share": partial(_budgeted, code="campaign_share"),
    "new_contacts": partial(_budgeted, code="new_contacts"),
    "note_limit": partial(_limited, code="note_limit"),
    "limit_warning": partial(_limited, code="limit_warning"),
    "guardrail": partial(_limited, code="guardrail"),
    "outstanding": _outstanding,
    "pacing": _resting,
    "pacing_person": _person_resting,
}
