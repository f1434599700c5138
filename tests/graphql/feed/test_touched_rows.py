"""assignmentFeed tells of rows that something else of theirs changed: their account, their campaign's name, others at their account."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from engine import account, adoption, limit_warnings
from engine.campaign import update
from models import (
    Action,
    ActionState,
    Campaign,
    DuxSoupAccount,
    EventKind,
    HoldCause,
    SequenceVersion,
    Step,
    StepKind,
    Units,
    Workspace,
)
from models.facts import Fact
from tests import factories
from tests.graphql.feed.client import Socket
from tests.graphql.feed.conftest import learn
from tests.graphql.feed.test_assignment_feed import FEED, told
from tests.graphql.feed.test_event_feed import write
from tests.settable_clock import SettableClock

Due = Callable[..., Awaitable[Action]]


@pytest.fixture
async def seat(workspace: Workspace) -> DuxSoupAccount:
    return await factories.account(workspace)


@pytest.fixture
def due(workspace: Workspace, seat: DuxSoupAccount) -> Due:
    """What runs through the seat in a campaign and may go now; its action."""

    async def made(of: Campaign, **columns: Any) -> Action:
        version = await SequenceVersion.get_or_none(campaign=of) or await factories.sequence(of, StepKind.CONNECT)
        person, step = await factories.contact(workspace), await Step.get(sequence_id=version.id)
        assignment = await factories.assignment(
            of, person, account=seat, sequence=version, status="active", launched_at=factories.START,
            running_contact_id=person.id, next_step=1, next_at=factories.START,
        )  # fmt: skip
        return await factories.action(assignment, step, seat, **columns)

    return made


async def test_a_seat_that_comes_back_by_sql_frees_its_rows(
    connected: Socket, campaign: Campaign, seat: DuxSoupAccount, units: Units
) -> None:
    running = await factories.assignment(campaign, account=seat)
    await learn(units, running, Fact.LAUNCHED)
    await units.run(partial(account.disconnect, account=seat))
    feed = await connected.subscribe(FEED, filter={"blockedBy": ["account_not_configured"]})
    assert [row["id"] for row in (await connected.message(feed))["assignments"]] == [str(running.id)]
    await DuxSoupAccount.create(
        dux_soup_user_id=seat.dux_soup_user_id,
        dux_soup_auth_key="another-key-of-it",
        email="seat@example.com",
        first_name="Sam",
        last_name="Seat",
    )
    await units.run(partial(adoption.adopt_all, ring=factories.RING))
    assert told(await connected.message(feed)) == ([], [str(running.id)])


@pytest.mark.parametrize("kind", [EventKind.ACCOUNT_ADOPTED, EventKind.ACCOUNT_VERIFIED, EventKind.KEY_REPLACED])
async def test_what_becomes_of_a_key_sends_what_runs_by_it_again(
    connected: Socket, campaign: Campaign, seat: DuxSoupAccount, units: Units, kind: EventKind
) -> None:
    running = await factories.assignment(campaign, account=seat)
    await learn(units, running, Fact.LAUNCHED)
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    await write(units, seat.event(kind))
    assert told(await connected.message(feed)) == ([str(running.id)], [])


async def test_a_kind_that_went_on_and_is_taken_no_more_holds_its_rows_again(
    connected: Socket, campaign: Campaign, seat: DuxSoupAccount, due: Due, units: Units, clock: SettableClock
) -> None:
    waiting = str((await due(campaign)).assignment_id)
    warned = partial(limit_warnings.told, account=seat, cause=HoldCause.EXCLUDED, kinds=[StepKind.CONNECT])
    await units.run(lambda unit: warned(unit, at=unit.now))
    clock.move(days=1, minutes=1)
    feed = await connected.subscribe(FEED, filter={"blockedBy": ["limit_warning"]})
    assert (await connected.message(feed))["assignments"] == []
    await units.run(lambda unit: warned(unit, at=unit.now))
    assert told(await connected.message(feed)) == ([waiting], [])
    clock.move(minutes=30)
    await units.run(lambda unit: warned(unit, at=unit.now))
    assert await connected.quiet(feed)  # held all the while, a little longer


async def test_a_renamed_campaign_sends_all_that_is_in_it_again_and_any_other_change_what_runs(
    connected: Socket, campaign: Campaign, units: Units
) -> None:
    running, pending = [await factories.assignment(campaign) for _ in range(2)]
    await learn(units, running, Fact.LAUNCHED)
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    for values, ids in (({"name": "Another name"}, [pending.id, running.id]), ({"account_share": 50}, [running.id])):
        await units.run(partial(update, campaign=campaign, values=values))
        upserted, removed = told(await connected.message(feed))
        assert (sorted(upserted), removed) == (sorted(map(str, ids)), [])


@pytest.mark.parametrize("code", ["outstanding", "pacing", "limit"])
async def test_who_asks_for_what_waits_for_its_turn_is_told_of_others_at_the_account(
    connected: Socket, workspace: Workspace, campaign: Campaign, due: Due, units: Units, clock: SettableClock, code: str
) -> None:
    """Also of those in campaigns that it does not ask for."""
    waiting = await due(campaign)
    elsewhere = await factories.campaign(workspace)
    others = [await due(elsewhere) for _ in range(15)]
    asked = {"blockedBy": [code], "campaignIds": [str(campaign.id)]}
    feed = await connected.subscribe(FEED, filter=asked)
    assert (await connected.message(feed))["assignments"] == []
    for begun in others if code == "limit" else others[:3]:
        await Action.filter(id=begun.id).update(state=ActionState.QUEUED, sent_at=clock.now(), sent_wall=clock.wall())
    await write(units, others[0].event(EventKind.ACTION_QUEUED))
    assert told(await connected.message(feed)) == ([str(waiting.assignment_id)], [])
    clock.move(days=1, hours=1)
    await Action.filter(id__in=[one.id for one in others]).update(
        state=ActionState.EXECUTED, executed_at=factories.START
    )
    await write(units, others[0].event(EventKind.ACTION_EXECUTED))
    assert told(await connected.message(feed)) == ([], [str(waiting.assignment_id)])


async def test_who_does_not_ask_for_that_is_told_of_what_moves_alone(
    connected: Socket, campaign: Campaign, due: Due, units: Units
) -> None:
    moving, _waiting = await due(campaign), await due(campaign)
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    await write(units, moving.event(EventKind.ACTION_QUEUED))
    assert told(await connected.message(feed)) == ([str(moving.assignment_id)], [])
