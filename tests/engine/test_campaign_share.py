"""What a campaign may do of an account's limits, and how many new people it may meet: asked when something is claimed."""

from datetime import timedelta
from typing import Any

import pytest
from tortoise import connections

from engine import candidates
from engine.campaign_share import Portion, counted
from engine.candidates import Candidate
from engine.idle import Idle
from engine.limits import Usage, usage
from models import Action, ActionState, Assignment, AssignmentStatus, Campaign, DuxSoupAccount, Step, StepKind
from models.ids import new_id
from tests import factories
from tests.engine.conftest import World
from tests.factories import START

HOUR = timedelta(hours=1)


class Line:
    """A campaign of one step, with people whose turn it is."""

    def __init__(self, world: World, campaign: Campaign, step: Step) -> None:
        self.world, self.campaign, self.step = world, campaign, step

    @classmethod
    async def of(cls, world: World, kind: StepKind | dict[str, Any] = StepKind.VISIT, **columns: Any) -> "Line":
        campaign = await factories.campaign(world.workspace, **columns)
        sequence = await factories.sequence(campaign, kind)
        return cls(world, campaign, await Step.get(sequence=sequence))

    async def planned(self, *, after: timedelta = timedelta(0), **values: Any) -> Action:
        assignment = await self._assignment()
        at = self.world.clock.now() + after
        return await factories.action(
            assignment, self.step, self.world.account, **({"scheduled_for": at, "opens": True} | values)
        )

    async def done(
        self, count: int, ago: timedelta = HOUR * 5, through: DuxSoupAccount | None = None, **values: Any
    ) -> None:
        at = self.world.clock.now() - ago
        given = {"state": ActionState.EXECUTED, "sent_at": at, "executed_at": at, "opens": True} | values
        for _ in range(count):
            await factories.action(await self._assignment(), self.step, through or self.world.account, **given)

    async def _assignment(self) -> Assignment:
        world, person = self.world, await factories.contact(self.world.workspace)
        return await factories.assignment(
            self.campaign, person, member=world.member, account=world.account, status=AssignmentStatus.ACTIVE,
            launched_at=START, running_contact_id=person.id, next_step=1, sequence_id=self.step.sequence_id,
        )  # fmt: skip


async def left(action: Action) -> bool:
    return (await Action.get(id=action.id)).state is ActionState.QUEUED


async def test_half_of_forty_visits_are_twenty_and_another_campaign_goes_on(world: World):
    half, other = await Line.of(world, account_share=50), await Line.of(world)
    await half.done(19)
    twentieth, more, free = await half.planned(), await half.planned(after=-HOUR), await other.planned(after=-HOUR / 2)
    assert await world.turn() is None
    assert await left(more)
    world.clock.move(minutes=5)
    assert await world.turn() is None
    assert await left(free)
    world.clock.move(minutes=5)
    assert isinstance(await world.turn(), Idle)
    assert not await left(twentieth)


async def test_it_has_room_again_when_its_own_have_left_the_window_and_says_when(world: World):
    line = await Line.of(world, account_share=50)
    await line.done(20, 23 * HOUR)
    action = await line.planned()
    assert await world.turn() == Idle("nothing_due", START + HOUR)
    world.clock.move(hours=1)
    assert await world.turn() is None
    assert await left(action)


async def test_each_of_two_campaigns_has_its_own_share(world: World):
    one, two = await Line.of(world, account_share=10), await Line.of(world, account_share=25)
    await one.done(4)
    await two.done(9)
    held, goes = await one.planned(after=-HOUR), await two.planned()
    assert await world.turn() is None
    assert (await left(held), await left(goes)) == (False, True)


async def test_a_share_is_never_less_than_one(world: World):
    line = await Line.of(world, account_share=1)
    action = await line.planned()
    assert await world.turn() is None
    assert await left(action)


@pytest.mark.parametrize("state", [ActionState.QUEUED, ActionState.UNKNOWN, ActionState.PARKED, ActionState.CANCELLED])
async def test_what_is_in_flight_or_may_have_reached_somebody_counts(world: World, state: ActionState):
    line = await Line.of(world, account_share=1)
    await line.done(1, state=state, executed_at=None)
    action = await line.planned()
    assert isinstance(await world.turn(), Idle)
    assert not await left(action)


async def test_what_another_account_or_a_hand_did_does_not_count(world: World):
    line = await Line.of(world, account_share=1, new_contacts_per_day=1)
    elsewhere = await factories.account(world.workspace)
    await line.done(1, through=elsewhere)
    await factories.manual_act(world.account, kind=StepKind.VISIT, at=START - HOUR)
    action = await line.planned()
    assert await world.turn() is None
    assert await left(action)


NOTED = {"kind": StepKind.CONNECT, "template": "Hello {{ first_name }}"}


async def test_a_share_of_the_notes_holds_invitations_with_a_note(world: World):
    line, other = await Line.of(world, NOTED, account_share=50), await Line.of(world, NOTED)
    await line.done(1, 10 * 24 * HOUR, with_note=True)
    held, goes = await line.planned(after=-HOUR), await other.planned()
    assert await world.turn() is None
    assert (await left(held), await left(goes)) == (False, True)


async def test_or_they_go_without_it_where_the_step_says_so(world: World):
    line = await Line.of(world, NOTED | {"note_fallback": "without_note"}, account_share=50)
    await line.done(1, 10 * 24 * HOUR, with_note=True)
    action = await line.planned()
    assert await world.turn() is None
    assert ((await Action.get(id=action.id)).with_note, await left(action)) == (False, True)


async def test_whoever_is_connected_is_passed_over_though_the_share_of_notes_is_used_up(world: World):
    line = await Line.of(world, NOTED, account_share=50)
    await line.done(1, 10 * 24 * HOUR, with_note=True)
    action = await line.planned()
    await Assignment.filter(id=action.assignment_id).update(degree=1)
    await world.turn()
    assert (await Action.get(id=action.id)).outcome == "already_connected"


async def test_a_maximum_of_new_contacts_holds_openings_and_lets_follow_ups_go(world: World):
    line = await Line.of(world, new_contacts_per_day=2)
    await line.done(1, 23 * HOUR)
    await line.done(1)
    await line.done(3, opens=False)
    opening, later = await line.planned(after=-HOUR), await line.planned(opens=False)
    assert await world.turn() is None
    assert (await left(opening), await left(later)) == (False, True)
    world.clock.move(hours=1)
    assert await world.turn() is None
    assert await left(opening)


async def test_follow_ups_go_first_unless_the_campaign_reverses_it(world: World):
    letters, new = await Line.of(world, {"kind": StepKind.MESSAGE, "template": "Hi"}), await Line.of(world)
    letter, visit = await letters.planned(opens=False), await new.planned(after=-HOUR)
    await Campaign.filter(id=new.campaign.id).update(new_contacts_first=True)
    assert await world.turn() is None
    assert (await left(letter), await left(visit)) == (False, True)


async def test_a_letter_that_opens_is_no_follow_up(world: World):
    letters, new = await Line.of(world, {"kind": StepKind.MESSAGE, "template": "Hi"}), await Line.of(world)
    letter, visit = await letters.planned(), await new.planned(after=-HOUR)
    assert await world.turn() is None
    assert (await left(letter), await left(visit)) == (False, True)


async def test_a_share_that_is_made_smaller_while_a_claim_is_on_its_way_holds_it(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    """The candidates were read before the command, and are locked after it."""
    line = await Line.of(world)
    await line.done(1)
    action = await line.planned()
    real, before = candidates.due, [Candidate(action.id, line.campaign.id)]

    async def as_read_before(unit: Any, search: candidates.Search, only: Candidate | None = None) -> Any:
        if only is None and not search.passed_over:
            await Campaign.filter(id=line.campaign.id).update(account_share=1)
            return before * candidates.AT_ONCE
        return await real(unit, search, only)

    monkeypatch.setattr(candidates, "due", as_read_before)
    assert isinstance(await world.turn(), Idle)
    assert not await left(action)


async def test_the_first_action_opens_and_those_after_it_do_not(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    visit = await Action.get(assignment_id=assignment.id, kind=StepKind.VISIT)
    assert (visit.opens, connect.opens) == (True, False)


async def test_after_an_opening_that_came_to_nothing_the_next_one_opens(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    await world.receive(world.command("completed", visit, result=False))
    await world.gone(visit)
    found = await world.last(assignment)
    assert (found.kind, found.opens) == (StepKind.CONNECT, True)


async def test_a_share_is_of_every_window_that_allows_anything(world: World):
    closed = [{"kind": "visit", "with_note": False, "hours": 24, "limit": 0}]
    await DuxSoupAccount.filter(id=world.account.id).update(limits=closed)
    account = await DuxSoupAccount.get(id=world.account.id)
    connection = connections.get("default")
    own = await usage(connection, account, START)
    (found,) = await counted(connection, [(Portion(new_id(), 50, None), account.id, own)], START)
    of = {(one.limit.kind, one.limit.hours, one.limit.with_note): _limit(one) for one in found}
    assert of[StepKind.CONNECT, 168, False] == 37
    assert (of[StepKind.CONNECT, 720, True], of[None, 24, False]) == (1, 40)
    assert (StepKind.VISIT, 24, False) not in of


async def test_of_an_account_that_may_do_nothing_at_all_there_is_no_share_and_its_own_limits_say_so(world: World):
    shut = [{"kind": kind, "with_note": noted, "hours": hours, "limit": 0} for kind, noted, hours in EVERY_WINDOW]
    await DuxSoupAccount.filter(id=world.account.id).update(limits=shut)
    account, connection = await DuxSoupAccount.get(id=world.account.id), connections.get("default")
    own = await usage(connection, account, START)
    assert {one.limit.limit for one in own} == {0}
    assert await counted(connection, [(Portion(new_id(), 50, None), account.id, own)], START) == [[]]
    action = await (await Line.of(world, account_share=50)).planned()
    assert isinstance(await world.turn(), Idle)
    assert not await left(action)


EVERY_WINDOW = [
    *((kind, False, 24) for kind in [*StepKind, None]), (StepKind.CONNECT, False, 168), (StepKind.CONNECT, True, 720),
]  # fmt: skip


def _limit(one: Usage) -> int:
    return one.limit.limit
