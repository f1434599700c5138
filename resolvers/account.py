"""Who asks for accounts: limits with what is used of them, and the queue at Dux-Soup."""

from datetime import date
from uuid import UUID

import strawberry
from strawberry import UNSET
from tortoise import connections

import models
from auth.viewer import Viewer
from engine.credentials import usable_credentials
from engine.limits import Usage, ramp_week, tightest, usages
from integrations.duxsoup.errors import DuxSoupError
from models.errors import DomainError
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing, Row
from resolvers.pages import connection
from resolvers.permissions import administers, known, reader
from resolvers.remote_queue import MAX_QUEUES
from schema.context import Context
from schema.scalars import Cursor
from schema.types.account import DuxSoupAccount, LimitWindow
from schema.types.connection import Connection

Info = strawberry.Info[Context, None]


def _of(context: Context, row: Row) -> DuxSoupAccount:
    week = _ramp_week(context, row)
    return DuxSoupAccount.of(row, secrets=administers(known(context.viewer)), ramp_week=week, wall=context.clock.wall())


LISTING = Listing(
    "duxsoup_user t",
    "t.dux_soup_user_id, t.email, t.first_name, t.last_name, t.sealed_auth_key, t.key_last_four, t.health,"
    " t.health_reason, t.last_seen_at, t.timezone, t.working_hours, t.holiday_country, t.paid_linkedin,"
    " t.ramp_started_on, t.paused_until, t.pause_reason, t.disconnected_at,"
    " t.member_id, t.webhook_hash, t.webhook_used_at, t.webhook_previous_until, t.webhook_previous_used_at",
    _of,
    Order("created_at", "t.created_at", "time"),
)
_PRESENT = (Condition("t.disconnected_at IS NULL"),)


async def accounts(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
) -> Connection[DuxSoupAccount]:
    reader(info.context.viewer)
    asked: Asked = (first, after, last, before)
    return await connection(info.context, LISTING, asked, conditions=_PRESENT)


async def load_limits(context: Context, keys: list[str]) -> list[list[LimitWindow]]:
    rows = await _rows(reader(context.viewer), keys)
    found = await usages(connections.get("default"), rows, context.clock.now())
    by_id = {str(account_id): [_window(one) for one in tightest(own)] for account_id, own in found.items()}
    return [by_id.get(key, []) for key in keys]


async def load_queue_sizes(context: Context, keys: list[str]) -> list[int | None]:
    """Their own account, or an admin's look at any; null where there is no answer."""
    viewer = reader(context.viewer)
    rows = {str(row.id): row for row in await _rows(viewer, keys[:MAX_QUEUES])}
    return [await _queue_size(context, viewer, rows.get(key)) for key in keys]


async def _queue_size(context: Context, viewer: Viewer, row: models.DuxSoupAccount | None) -> int | None:
    if row is None or not (administers(viewer) or row.member_id == viewer.member_id):
        return None
    try:
        return await context.duxsoup.queue_size(usable_credentials(context.ring, row))
    except (DomainError, DuxSoupError):
        return None


async def _rows(viewer: Viewer, keys: list[str]) -> list[models.DuxSoupAccount]:
    return await models.DuxSoupAccount.among(viewer.workspace_id, [UUID(key) for key in keys])


def _window(one: Usage) -> LimitWindow:
    limit = one.limit
    return LimitWindow(
        kind=limit.kind,
        with_note=limit.with_note,
        hours=limit.hours,
        limit=limit.limit,
        used=one.used,
        left=one.left,
        resets_at=one.resets_at,
        reason=limit.reason,
        code=limit.code,
        by_hand=one.by_hand,
    )


def _ramp_week(context: Context, row: Row) -> int | None:
    """To people the first is 1."""
    started = None if row["ramp_started_on"] is None else date.fromisoformat(str(row["ramp_started_on"]))
    week = ramp_week(started, row["timezone"], context.clock.now())
    return None if week is None else week + 1
