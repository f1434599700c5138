"""The worker's own loops: one that fails holds up no other, and none is waited for without end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import structlog
from tortoise import connections

from app import worker as working
from app.roster import OnlyOne
from app.worker import Worker
from auth.sealing import KeyRing
from engine.clock import Anchor, RunningClock
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Assignment, AssignmentStatus, Campaign, ImportRow, ImportState, ManualAct, Units, sql
from tests import factories
from tests.factories import START
from tests.graphql.conftest import NOWHERE
from tests.settable_clock import SettableClock


@pytest.fixture
async def worker(units: Units, clock: SettableClock, ring: KeyRing) -> AsyncIterator[Worker]:
    real = RunningClock(Anchor(START, START), clock.wall, clock.monotonic)
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield Worker(real, units, ring, duxsoup, OnlyOne("test"))


async def test_a_deadline_that_cannot_pass_is_put_on_record_and_holds_up_none_behind_it(worker: Worker) -> None:
    campaign = await factories.campaign()
    broken, behind = [
        await factories.assignment(
            campaign,
            status=AssignmentStatus.ACTIVE,
            launched_at=START - timedelta(days=30),
            invited_at=START - timedelta(days=30),
            deadline_at=START - timedelta(days=days),
        )
        for days in (2, 1)
    ]
    # Written past the model, as no version of the program would.
    await sql.rows(
        connections.get("default"),
        "UPDATE assignment SET status = 'unheard_of' WHERE id = $1 RETURNING id",
        [broken.id],
    )
    with structlog.testing.capture_logs() as lines:
        await worker._pass_deadlines()
    assert [(line["event"], line["assignment_id"]) for line in lines] == [("deadline.failed", str(broken.id))]
    assert (await Assignment.get(id=behind.id)).status is AssignmentStatus.NOT_ACCEPTED


async def test_a_queue_that_cannot_be_drained_is_put_on_record_and_holds_up_none_behind_it(worker: Worker) -> None:
    member = await factories.member()
    home = await member.workspace
    drained = {"drain_open": 3, "drain_members": [str(member.id)]}
    first, behind = sorted([await factories.campaign(home, **drained) for _ in range(2)], key=lambda one: one.id)
    await Campaign.filter(id=first.id).update(drain_members=["nobody's id"])
    await factories.assignment(first)
    waiting = await factories.assignment(behind)
    with structlog.testing.capture_logs() as lines:
        await worker._drain()
    assert [(line["event"], line["campaign_id"]) for line in lines] == [("drain.failed", str(first.id))]
    assert (await Assignment.get(id=waiting.id)).member_id == member.id


async def test_what_goes_on_too_long_after_being_told_to_stop_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "LATE", 0.01)
    ended = asyncio.create_task(asyncio.sleep(0))
    endless = asyncio.create_task(asyncio.Event().wait())
    async with asyncio.timeout(60):
        await working._ended([ended, endless])  # type: ignore[list-item] # one gives True, which nobody reads
    assert (ended.cancelled(), endless.cancelled()) == (False, True)


async def test_a_worker_forgets_reports_that_were_kept_long_enough(worker: Worker, clock: SettableClock) -> None:
    home = await factories.workspace()
    for _ in range(2):
        over = await factories.import_batch(home, state=ImportState.FINISHED, until=clock.wall())
        await factories.import_row(over)
    await worker._forget()
    assert await ImportRow.all().count() == 0


async def test_a_worker_forgets_acts_by_hand_that_count_no_more(worker: Worker, clock: SettableClock) -> None:
    await factories.manual_act(await factories.account(), at=clock.now() - timedelta(days=31))
    await worker._forget()
    assert await ManualAct.all().count() == 0


async def test_a_worker_drains_the_queues_of_campaigns_that_ask_for_it(worker: Worker) -> None:
    member = await factories.member()
    home = await member.workspace
    campaign = await factories.campaign(home, drain_members=[str(member.id)], drain_open=3)
    waiting = await factories.assignment(campaign)
    await worker._drain()
    assert (await Assignment.get(id=waiting.id)).member_id == member.id
