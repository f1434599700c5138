"""Invitations are held where too few are accepted, and go on when a person says so."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from tortoise import connections

from engine import guardrail, limits
from engine.account import locked
from models import Action, DuxSoupAccount, Event, EventKind, StepKind, Unit
from models.errors import IllegalTransition
from tests import factories
from tests.engine.conftest import World
from tests.factories import START

DAY = timedelta(days=1)


async def decided(world: World, accepted: int, refused: int, ago: timedelta = DAY) -> None:
    """Invitations of before, with what became of them."""
    moment = world.clock.now() - ago
    campaign = await factories.campaign(world.workspace)
    for number in range(accepted + refused):
        fact = "accepted_at" if number < accepted else "not_accepted_at"
        facts: dict[str, Any] = {"invited_at": moment - 21 * DAY, fact: moment, "launched_at": moment - 22 * DAY}
        await factories.assignment(campaign, account=world.account, member=world.member, **facts)


async def tries(world: World) -> StepKind | None:
    """The kind of what goes next."""
    before = await Action.filter(sent_at__isnull=False).count()
    assert (await world.turn() is None) == (await Action.filter(sent_at__isnull=False).count() > before)
    last = await Action.filter(sent_at__isnull=False).order_by("-sent_at").first()
    return last.kind if last and await Action.filter(sent_at__isnull=False).count() > before else None


async def code(world: World) -> str:
    account = await DuxSoupAccount.get(id=world.account.id)
    usages = await limits.usage(connections.get("default"), account, world.clock.now())
    held = limits.blocked(usages, StepKind.CONNECT, with_note=False)
    return held.limit.code if held else "open"


async def ready_to_invite(world: World) -> None:
    campaign = await factories.campaign(world.workspace)
    await factories.sequence(campaign, StepKind.CONNECT)
    await factories.assignment(campaign, await factories.contact(world.workspace), member=world.member)
    await world.launch(campaign_id=campaign.id)


async def lift(world: World) -> None:
    async def work(unit: Unit) -> None:
        account = await locked(world.workspace.id, world.account.id)
        await guardrail.lift(unit, account, world.member.id, "A new text.")

    await world.units.run(work)


@pytest.mark.parametrize(
    ("accepted", "refused", "goes"), [(7, 43, False), (8, 42, True), (0, 49, True), (0, 50, False)]
)
async def test_below_fifteen_in_a_hundred_of_fifty_no_invitation_goes(
    world: World, accepted: int, refused: int, goes: bool
):
    await decided(world, accepted, refused)
    await ready_to_invite(world)
    assert (await tries(world) is StepKind.CONNECT) is goes
    assert await code(world) == ("open" if goes else "guardrail")
    assert await Event.filter(kind=EventKind.GUARDRAIL_CLOSED).count() == (not goes)


async def test_what_was_decided_more_than_a_month_ago_does_not_count(world: World):
    await decided(world, 0, 60, ago=31 * DAY)
    await ready_to_invite(world)
    assert await tries(world) is StepKind.CONNECT


async def test_other_kinds_go_on_and_no_time_opens_it(world: World):
    await decided(world, 0, 50)
    await ready_to_invite(world)
    await world.launched()
    assert await tries(world) is StepKind.VISIT
    world.clock.move(hours=1)
    assert await tries(world) is None
    world.clock.move(days=60)
    assert await code(world) == "guardrail"
    assert await Event.filter(kind=EventKind.GUARDRAIL_CLOSED).count() == 1


async def test_once_a_person_lifts_it_only_what_is_decided_later_counts(world: World):
    await decided(world, 0, 50)
    await ready_to_invite(world)
    assert await tries(world) is None
    await lift(world)
    assert await tries(world) is StepKind.CONNECT
    world.clock.move(days=2)
    await decided(world, 0, 50)
    await ready_to_invite(world)
    assert await tries(world) is None
    kinds = [row.kind for row in await Event.filter(kind__in=["account.guardrail_closed", "account.guardrail_lifted"])]
    assert len(kinds) == 3


async def test_what_is_not_held_cannot_be_lifted(world: World):
    with pytest.raises(IllegalTransition):
        await lift(world)


async def test_invitations_that_nobody_answered_are_counted(world: World):
    campaign = await factories.campaign(world.workspace)
    for _ in range(2):
        await factories.assignment(campaign, account=world.account, invited_at=START - DAY, launched_at=START - DAY)
    await decided(world, 1, 1)
    assert await world.units.run(partial(guardrail.undecided, account_id=world.account.id)) == 2
