"""Why assignments do not move: for a page of them in a fixed number of statements, and as a condition for the filter."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from tortoise import connections
from tortoise.expressions import Q

import models
from engine import blockers, campaign_share
from engine.blocked_by import blocked_by as condition_of
from engine.blockers import Standing
from engine.limits import Usage, usages
from engine.traffic import Traffic, touchable_at, traffic
from models import Action, NoteFallback, Step, StepKind, sql
from resolvers.listing import Condition
from resolvers.permissions import reader
from resolvers.search import NOTHING
from schema.context import Context
from schema.types.assignment import Blocker

_MARK = re.compile(r"\$\d+")
_QUIET = Traffic()


async def blocked_by(context: Context, codes: Sequence[str]) -> Condition:
    """Held by at least one of the reasons. Raises InvalidInput for a code that there is not."""
    viewer, connection = reader(context.viewer), connections.get("default")
    now = context.clock.now()
    found = [await condition_of(connection, viewer.workspace_id, code, now) for code in dict.fromkeys(codes)]
    return _as_condition(reduce(or_, found)) if found else NOTHING


async def load_blockers(context: Context, keys: list[str]) -> list[list[Blocker]]:
    viewer = reader(context.viewer)
    wanted = models.Assignment.among(viewer.workspace_id, [UUID(key) for key in keys])
    found = await wanted.select_related("account", "campaign", "contact", "member")
    around = await _surroundings(viewer.workspace_id, found, context.clock.now())
    by_id = {str(assignment.id): _blockers(assignment, around) for assignment in found}
    return [by_id.get(key, []) for key in keys]


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the rows themselves do not say, for all of a page."""

    now: datetime
    next_actions: dict[UUID, Action]
    steps: dict[UUID, Step]
    usages: dict[UUID, list[Usage]]
    shares: dict[tuple[UUID, UUID], list[Usage]]
    traffic: dict[UUID, Traffic]
    touchable: dict[UUID, datetime]


async def _surroundings(workspace_id: UUID, found: Sequence[models.Assignment], now: datetime) -> _Surroundings:
    connection = connections.get("default")
    accounts = {one.account.id: one.account for one in found if one.account is not None}
    next_actions = await _next_actions(found)
    step_ids = [action.step_id for action in next_actions.values()]
    steps = await Step.among(workspace_id, step_ids) if step_ids else []
    used = await usages(connection, list(accounts.values()), now)
    return _Surroundings(
        now=now,
        next_actions=next_actions,
        steps={step.id: step for step in steps},
        usages=used,
        shares=await _shares(connection, found, used, now),
        traffic=await traffic(connection, list(accounts), now),
        touchable=await touchable_at(connection, list({one.contact_id for one in found}), now),
    )


async def _shares(
    connection: sql.Connection, found: Sequence[models.Assignment], used: dict[UUID, list[Usage]], now: datetime
) -> dict[tuple[UUID, UUID], list[Usage]]:
    """By campaign and account, of the campaigns that say what they may do."""
    pairs = {(one.campaign_id, one.account_id): one.campaign for one in found if one.account_id is not None}
    of = [(campaign_share.portion_of(campaign), account_id) for (_, account_id), campaign in pairs.items()]
    asked = [(one, account_id, used[account_id]) for one, account_id in of if one is not None]
    counted = await campaign_share.counted(connection, asked, now)
    return {(one.campaign_id, account_id): own for (one, account_id, _), own in zip(asked, counted, strict=True)}


async def _next_actions(found: Iterable[models.Assignment]) -> dict[UUID, Action]:
    """The newest of each assignment that is not settled, or failed and undecided."""
    ids = [assignment.id for assignment in found]
    rows = await Action.undecided_of(ids) if ids else []
    return {action.assignment_id: action for action in rows}


def _blockers(assignment: models.Assignment, around: _Surroundings) -> list[Blocker]:
    account, action = assignment.account, around.next_actions.get(assignment.id)
    found = blockers.of(
        assignment,
        account,
        assignment.campaign,
        assignment.contact,
        action,
        _windows(assignment, account, around),
        around.now,
        Standing(
            traffic=around.traffic.get(account.id, _QUIET) if account else _QUIET,
            touchable_at=around.touchable.get(assignment.contact_id),
            absent_until=assignment.member.absent_until if assignment.member else None,
            member_removed=assignment.member is not None and assignment.member.removed_at is not None,
            note_waits=_note_waits(around.steps.get(action.step_id) if action else None),
        ),
    )
    return [Blocker(code=one.code, message=one.message, until=one.until, remedy=one.remedy) for one in found]


def _windows(
    assignment: models.Assignment, account: models.DuxSoupAccount | None, around: _Surroundings
) -> list[Usage]:
    if account is None:
        return []
    return [*around.usages.get(account.id, []), *around.shares.get((assignment.campaign_id, account.id), [])]


def _note_waits(step: Step | None) -> bool:
    if step is None or step.kind is not StepKind.CONNECT or not step.template:
        return False
    return step.note_fallback is not NoteFallback.WITHOUT_NOTE


def _as_condition(held: Q) -> Condition:
    """The ORM's words for it, inside ours."""
    text, values = sql.ids_where(models.Assignment, held)
    if sql.dialect(connections.get("default")) == "postgres":
        text = _MARK.sub("?", text)
    return Condition(f"t.id IN ({text})", tuple(values))
