"""campaignStats ticks for whatever changes its numbers, also where what happened does not name the campaign."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from engine import account, adoption, contact, identity, suppressing
from models import (
    Assignment,
    Campaign,
    CampaignState,
    Contact,
    ContactIdentity,
    DuxSoupAccount,
    Unit,
    Units,
    Workspace,
)
from models.facts import Fact
from models.identity import Identity
from tests import factories
from tests.graphql.feed.client import Data, Socket
from tests.graphql.feed.conftest import learn

FEED = """subscription ($id: ID!) { feed: campaignStats(campaignId: $id, minIntervalMs: 250) {
  cursor campaign { id } stats { total } breakdown { total launchable } } }"""
Change = Callable[["Launchable"], Awaitable[None]]


class Launchable:
    """A campaign of one person, whom a launch would take through the seat of the member who works them."""

    campaign: Campaign
    person: Contact
    assignment: Assignment
    seat: DuxSoupAccount

    def __init__(self, units: Units) -> None:
        self.units = units

    async def open(self, workspace: Workspace) -> None:
        member = await factories.member(workspace)
        self.seat = await factories.account(workspace, member=member)
        self.campaign, self.person = await factories.campaign(workspace), await factories.contact(workspace)
        self.assignment = await factories.assignment(self.campaign, self.person, member=member)

    async def run(self, work: Callable[..., Awaitable[Any]], *given: Any, **named: Any) -> None:
        await self.units.run(lambda unit: work(unit, *given, **named))


@pytest.fixture
async def launchable(workspace: Workspace, units: Units) -> Launchable:
    made = Launchable(units)
    await made.open(workspace)
    return made


def numbers(message: Data) -> tuple[int, list[int]]:
    return message["stats"]["total"], [row["launchable"] for row in message["breakdown"]]


@pytest.mark.parametrize("spelt", [lambda one: str(one).upper(), lambda one: one.hex], ids=["upper case", "no hyphens"])
async def test_another_spelling_of_its_id_is_the_same_campaign(
    connected: Socket, launchable: Launchable, units: Units, spelt: Callable[[UUID], str]
) -> None:
    feed = await connected.subscribe(FEED, id=spelt(launchable.campaign.id))
    first = await connected.message(feed)
    assert (first["campaign"]["id"], *numbers(first)) == (str(launchable.campaign.id), 1, [1])
    await learn(units, launchable.assignment, Fact.LAUNCHED)
    assert numbers(await connected.message(feed)) == (1, [0])


async def _disconnected(one: Launchable) -> None:
    await one.run(account.disconnect, one.seat)


async def _handed_on(one: Launchable) -> None:
    await one.run(account.update, factories.RING, one.seat, {"member_id": None})


async def _tied(one: Launchable) -> None:
    """As with somebody who turns out to have a name of theirs."""
    other = await factories.contact(await one.campaign.workspace)
    [known] = await ContactIdentity.filter(contact_id=one.person.id)
    await one.run(identity.learn, other, [Identity(known.kind, known.value)])


async def _without_address(one: Launchable) -> None:
    await one.run(contact.update, factories.RING, one.person, {"linkedin_url": None})


async def _running_elsewhere(one: Launchable) -> None:
    """As a launch of another campaign has it."""
    other = await factories.assignment(await factories.campaign(await one.campaign.workspace), one.person)

    async def launch(unit: Unit) -> None:
        await other.learn(unit, Fact.LAUNCHED, unit.now, "test")
        await Assignment.filter(id=other.id).update(running_contact_id=one.person.id)

    await one.run(launch)


@pytest.mark.parametrize("change", [_disconnected, _handed_on, _tied, _without_address, _running_elsewhere])
async def test_what_a_launch_would_no_longer_take_is_told(
    connected: Socket, launchable: Launchable, change: Change
) -> None:
    feed = await connected.subscribe(FEED, id=str(launchable.campaign.id))
    assert numbers(await connected.message(feed)) == (1, [1])
    await change(launchable)
    assert numbers(await connected.message(feed)) == (1, [0])


async def test_a_seat_that_comes_back_by_sql_is_told(connected: Socket, launchable: Launchable, units: Units) -> None:
    await _disconnected(launchable)
    feed = await connected.subscribe(FEED, id=str(launchable.campaign.id))
    assert numbers(await connected.message(feed)) == (1, [0])
    await DuxSoupAccount.create(
        dux_soup_user_id=launchable.seat.dux_soup_user_id,
        dux_soup_auth_key="another-key-of-it",
        email="seat@example.com",
        first_name="Sam",
        last_name="Seat",
    )
    await units.run(partial(adoption.adopt_all, ring=factories.RING))
    assert numbers(await connected.message(feed)) == (1, [1])


async def test_another_campaign_that_is_archived_leaves_its_people_to_this_one(
    connected: Socket, launchable: Launchable
) -> None:
    await _running_elsewhere(launchable)
    other = await Campaign.exclude(id=launchable.campaign.id).get()
    feed = await connected.subscribe(FEED, id=str(launchable.campaign.id))
    assert numbers(await connected.message(feed)) == (1, [0])

    async def archive(unit: Unit) -> None:
        await Assignment.filter(campaign_id=other.id).update(running_contact_id=None)
        await other.move(unit, CampaignState.ARCHIVED)

    await launchable.run(archive)
    assert numbers(await connected.message(feed)) == (1, [1])


async def test_what_happens_to_people_of_other_campaigns_alone_makes_no_tick(
    connected: Socket, launchable: Launchable, workspace: Workspace, units: Units
) -> None:
    stranger = await factories.contact(workspace)
    feed = await connected.subscribe(FEED, id=str(launchable.campaign.id))
    await connected.message(feed)
    await launchable.run(suppressing.suppress_person, factories.RING, stranger, "asked")
    await learn(units, await factories.assignment(await factories.campaign(workspace)), Fact.LAUNCHED)
    assert await connected.quiet(feed, 0.6)
