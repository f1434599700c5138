"""Who asks whether webhooks arrive: everybody who reads the workspace."""

from datetime import timedelta
from typing import Annotated

import strawberry
from tortoise import connections

from engine import webhook_health as told
from models.errors import InvalidInput
from resolvers.permissions import reader
from schema.context import Context
from schema.types.webhook_health import WebhookHealth

A_WEEK = 168
LONGEST = 24 * 366


async def webhook_health(
    info: strawberry.Info[Context, None],
    hours: Annotated[int, strawberry.argument(description="How far back, from 1 to 8784.")] = A_WEEK,
) -> list[WebhookHealth]:
    viewer = reader(info.context.viewer)
    if not 1 <= hours <= LONGEST:
        raise InvalidInput(f"From 1 to {LONGEST} hours.", path=["hours"])
    since = info.context.clock.now() - timedelta(hours=hours)
    found = await told.webhook_health(connections.get("default"), viewer.workspace_id, since)
    return [WebhookHealth.of(one) for one in found]
