"""The product as `serve --role api` runs it, and in the same process somebody who commits an event whenever told to."""

import asyncio
import sys
from functools import partial
from uuid import UUID

from uvicorn.loops.auto import auto_loop_factory

from app.logging import configure
from app.parts import opened, running
from app.serving import serve_parts
from app.settings import read_settings
from benchmarks.feed_events import REASON, asked
from models import EventKind, NewEvent, Unit, Units
from models.ids import new_id


async def serve(workspace_id: UUID, campaign_id: UUID) -> None:
    async with opened(read_settings(), serving=True) as parts, running(_making(parts.units, workspace_id, campaign_id)):
        await serve_parts(parts, "api")


async def _making(units: Units, workspace_id: UUID, campaign_id: UUID) -> None:
    async for _ in asked():
        await units.run(partial(_changed, workspace_id, campaign_id))


async def _changed(workspace_id: UUID, campaign_id: UUID, unit: Unit) -> None:
    """As a command writes it; the assignment that it speaks of is none."""
    subject_id, data = new_id(), {"from": "active", "to": "accepted", "reason": REASON}
    unit.record(
        NewEvent(
            EventKind.STATUS_CHANGED,
            workspace_id=workspace_id,
            campaign_id=campaign_id,
            subject_id=subject_id,
            assignment_id=subject_id,
            data=data,
        )
    )


if __name__ == "__main__":
    configure(sys.stderr, json=True)
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(serve(UUID(sys.argv[1]), UUID(sys.argv[2])))
