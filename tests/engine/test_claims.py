"""What may be claimed: everything is looked at in the claiming transaction, not when it was planned."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from tortoise.models import Model

from engine import candidates, progress, suppressing
from engine.assignment import pause, resume, stop
from engine.campaign import change_state
from engine.idle import Idle
from models import (
    AccountHealth,
    Action,
    ActionState,
    Assignment,
    Campaign,
    CampaignState,
    Contact,
    DuxSoupAccount,
    Event,
    Member,
    NoteFallback,
    Step,
    StepKind,
    SuppressionScope,
    Unit,
)
from models.action import MAX_OUTSTANDING
from models.assignment import LIFTABLE
from tests import factories
from tests.engine.conftest import World
from tests.factories import START

HOLDS: dict[str, tuple[type[Model], dict[str, Any]]] = {
    "a paused campaign": (Campaign, {"state": CampaignState.PAUSED}),
    "an archived campaign": (Campaign, {"state": CampaignState.ARCHIVED}),
    "a paused assignment": (Assignment, {"paused_at": START}),
    "a stopped assignment": (Assignment, {"stopped_at": START}),
    "a place lost to another campaign": (Assignment, {"running_contact_id": None}),
    "a step that lies behind": (Assignment, {"next_step": 2}),
    "a hand-written letter": (Assignment, {"answered_by_hand_at": START}),
    "a failed step": (Assignment, {"blocker": "failed"}),
    "a member who is away": (Member, {"absent_until": START + timedelta(days=1)}),
    "a member who was removed": (Member, {"removed_at": START}),
    "nobody who works it": (Assignment, {"member_id": None}),
    "a possible duplicate": (Contact, {"tied_group": factories.some_id()}),
    "an erased contact": (Contact, {"erased_at": START}),
    "a paused account": (DuxSoupAccount, {"paused_at": START}),
    "a lost extension": (DuxSoupAccount, {"health": AccountHealth.DISCONNECTED}),
    "an account that was taken out": (DuxSoupAccount, {"disconnected_at": START}),
    "closed hours": (DuxSoupAccount, {"working_hours": [{"weekday": 3, "opens": "09:00", "closes": "18:00"}]}),
    "a limit that is used up": (
        DuxSoupAccount,
        {"limits": [{"kind": "visit", "with_note": False, "hours": 24, "limit": 0}]},
    ),
}


@pytest.mark.parametrize("hold", HOLDS)
async def test_nothing_leaves_under(world: World, hold: str):
    (assignment,) = await world.launched()
    table, columns = HOLDS[hold]
    await table.all().update(**columns)
    assert isinstance(await world.turn(), Idle)
    assert (await world.last(assignment)).state is ActionState.PLANNED
    assert world.sandbox.ledger("told", userid=world.account.dux_soup_user_id) == []


async def test_nothing_leaves_before_its_time(world: World):
    (assignment,) = await world.launched()
    due = world.clock.now() + timedelta(hours=1)
    await Action.all().update(scheduled_for=due)
    assert await world.turn() == Idle("nothing_due", due)
    world.clock.move(hours=1)
    assert await world.turn() is None
    assert (await world.last(assignment)).state is ActionState.QUEUED


async def test_at_most_three_actions_of_an_account_are_outstanding(world: World):
    world.sandbox.knobs(world.account.dux_soup_user_id, online=False)
    await world.launched(5)
    await world.sent(60)
    assert await Action.filter(state=ActionState.QUEUED).count() == MAX_OUTSTANDING
    assert await world.turn() == Idle("outstanding")


async def _visited(world: World) -> tuple[Assignment, Action]:
    assignment, visit = await world.at_step(StepKind.VISIT)
    await world.carried_out(visit, params={"profileid": "id.700000001"})
    return await world.again(assignment), visit


async def test_pacing_leaves_no_mark_on_the_row(world: World):
    assignment, _ = await _visited(world)
    version = assignment.version
    await world.turn()
    now = await world.again(assignment)
    assert (now.blocker, now.version) == (None, version)


async def test_follow_ups_go_before_new_people_and_the_oldest_first(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    await world.accepted(connect)
    world.clock.move(days=3)
    await world.assigned(2)
    await world.launch()
    await Action.filter(kind=StepKind.VISIT, state=ActionState.PLANNED).update(scheduled_for=factories.START)
    assert await world.turn() is None
    assert (await world.last(assignment)).state is ActionState.QUEUED


async def test_a_connect_to_a_first_degree_person_is_skipped_and_counts_as_accepted(world: World):
    assignment, _ = await _visited(world)
    await Assignment.filter(id=assignment.id).update(degree=1)
    world.clock.move(hours=4)
    skipped_at = world.clock.now()
    await world.turn()
    now = await world.again(assignment)
    assert (now.status, now.implied, now.accepted_at, now.invited_at) == ("accepted", True, skipped_at, None)
    connect = await Action.get(kind=StepKind.CONNECT)
    assert (connect.state, connect.outcome) == (ActionState.CANCELLED, "already_connected")
    assert now.next_at == skipped_at + timedelta(days=3)
    assert len(world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)) == 1


async def test_somebody_put_on_the_list_since_is_not_written_to_and_goes_on_when_lifted(world: World):
    (assignment,) = await world.launched()
    await Contact.all().update(email="pat@example.org")
    put = partial(
        suppressing.suppress, ring=factories.RING, workspace_id=world.workspace.id, scope=SuppressionScope.DOMAIN,
        value="example.org", reason="asked",
    )  # fmt: skip
    entry = (await world.units.run(put)).suppression
    assert isinstance(await world.turn(), Idle)
    assert (await world.again(assignment)).blocker == "suppressed"
    version = (await world.again(assignment)).version
    await world.turn()
    assert (await world.again(assignment)).version == version
    await world.units.run(lambda unit: suppressing.lift(unit, factories.RING, entry, "a mistake"))
    assert await world.turn() is None
    assert (await world.again(assignment)).blocker is None


@pytest.mark.parametrize("cured_by", ["the contact", "a person"])
async def test_a_missing_field_holds_until_it_is_filled_in_or_a_person_lets_it_go_on(world: World, cured_by: str):
    assignment, _ = await _visited(world)
    await Contact.all().update(first_name="")
    world.clock.move(hours=4)
    await world.turn()
    assert (await world.again(assignment)).blocker == "missing_field"
    version = (await world.again(assignment)).version
    await world.turn()
    assert (await world.again(assignment)).version == version
    world.clock.move(minutes=1)
    if cured_by == "the contact":
        await Contact.all().update(first_name="Robin", updated_at=world.clock.now())
    else:
        await Contact.all().update(first_name="Robin")
        await world.ordered(resume, assignment, None)
    assert await world.turn() is None
    now, connect = await world.again(assignment), await world.last(assignment)
    assert (now.blocker, connect.text) == (None, "Hello Robin, good to be in touch.")


async def test_whoever_has_no_address_waits_for_one_and_goes_on_once_it_is_there(world: World):
    (assignment,) = await world.launched()
    await Contact.all().update(linkedin_url=None)
    assert isinstance(await world.turn(), Idle)
    assert (await world.again(assignment)).blocker == "no_identity"
    world.clock.move(minutes=1)
    await Contact.all().update(linkedin_url="https://www.linkedin.com/in/pat", updated_at=world.clock.now())
    assert await world.turn() is None
    assert (await world.again(assignment)).blocker is None


async def test_a_person_lifts_only_what_waits_for_a_persons_look():
    assert {"missing_field", "text_too_long", "invalid_template", "no_identity"} == LIFTABLE


async def _without_notes(world: World) -> Assignment:
    limit = [{"kind": "connect", "with_note": True, "hours": 720, "limit": 0}]
    await DuxSoupAccount.all().update(limits=limit)
    assignment, _ = await _visited(world)
    world.clock.move(hours=4)
    return assignment


async def test_without_notes_left_a_noted_invitation_waits_and_nothing_is_stored_on_its_row(world: World):
    assignment = await _without_notes(world)
    version = (await world.again(assignment)).version
    assert isinstance(await world.turn(), Idle)
    now = await world.again(assignment)
    assert (now.blocker, now.version, (await world.last(assignment)).state) == (None, version, ActionState.PLANNED)


async def test_or_goes_out_without_its_note_where_the_step_says_so(world: World):
    await Step.filter(kind=StepKind.CONNECT).update(note_fallback=NoteFallback.WITHOUT_NOTE)
    assignment = await _without_notes(world)
    assert await world.turn() is None
    connect = await world.last(assignment)
    assert (connect.state, connect.with_note) == (ActionState.QUEUED, False)
    assert connect.text is None


async def test_the_text_is_rendered_when_it_is_claimed_and_kept_as_it_was_sent(world: World):
    assignment, _ = await _visited(world)
    await Contact.all().update(first_name="Robin")
    world.clock.move(hours=4)
    assert await world.turn() is None
    connect = await world.last(assignment)
    assert (connect.text, connect.with_note) == ("Hello Robin, good to be in touch.", True)
    told = world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)
    assert told[-1]["params"]["messagetext"] == connect.text
    assert told[-1]["params"]["campaignid"] == str(connect.id)


async def test_a_key_that_this_ring_cannot_open_pauses_the_account_for_a_person(world: World):
    await world.launched()
    await DuxSoupAccount.all().update(sealed_auth_key="t1.AAAA.AAAA")
    assert await world.turn() == Idle("account_paused")
    account = await DuxSoupAccount.get(id=world.account.id)
    assert (account.pause_code, (await Action.get()).state) == ("key_refused", ActionState.PLANNED)


async def test_a_pause_that_has_run_out_ends_by_itself(world: World):
    await world.launched()
    until = world.clock.now() + timedelta(hours=1)
    await DuxSoupAccount.all().update(paused_at=world.clock.now(), paused_until=until, health=AccountHealth.PAUSED)
    assert await world.turn() == Idle("account_paused", until)
    world.clock.move(hours=1)
    assert await world.turn() is None


async def test_a_pause_ends_under_the_lease_so_that_nobody_ends_one_that_has_just_begun(world: World):
    await world.launched()
    before = (await DuxSoupAccount.get(id=world.account.id)).lease_epoch
    over = {"paused_at": world.clock.now(), "paused_until": world.clock.now()}
    await DuxSoupAccount.all().update(**over, health=AccountHealth.PAUSED, working_hours=[])
    assert isinstance(await world.turn(), Idle)
    after = await DuxSoupAccount.get(id=world.account.id)
    assert (after.paused_at, after.lease_epoch) == (None, before + 1)


async def test_an_account_that_waits_for_a_person_is_told_so_without_a_lease(world: World):
    await world.launched()
    before = (await DuxSoupAccount.get(id=world.account.id)).lease_epoch
    await DuxSoupAccount.all().update(paused_at=world.clock.now(), health=AccountHealth.PAUSED)
    assert await world.turn() == Idle("account_paused")
    assert (await DuxSoupAccount.get(id=world.account.id)).lease_epoch == before


COMMANDS: dict[str, Callable[[Unit, Assignment], Awaitable[Any]]] = {
    "pausing": lambda unit, assignment: pause(unit, assignment, None),
    "stopping": lambda unit, assignment: stop(unit, assignment, None),
    "a reply": lambda unit, assignment: progress.replied(unit, assignment, unit.now, "reply"),
    "archiving": lambda unit, assignment: _to(unit, assignment, CampaignState.ARCHIVED),
    "pausing the campaign": lambda unit, assignment: _to(unit, assignment, CampaignState.PAUSED),
}


async def _to(unit: Unit, assignment: Assignment, state: CampaignState) -> None:
    await change_state(unit, await Campaign.filter(id=assignment.campaign_id).select_for_update().get(), state)


@pytest.mark.parametrize("command", COMMANDS)
async def test_what_commits_first_wins_when_a_claim_is_on_its_way(
    world: World, command: str, monkeypatch: pytest.MonkeyPatch
):
    """The candidates were read before the command, and are locked after it."""
    (assignment,) = await world.launched()
    found = [candidates.Candidate(row.id, row.campaign_id) for row in await Action.all()]
    real = candidates.due

    async def as_read_before(unit: Unit, search: candidates.Search, only: candidates.Candidate | None = None) -> Any:
        return await real(unit, search, only) if only or search.passed_over else found

    monkeypatch.setattr(candidates, "due", as_read_before)
    await world.ordered(COMMANDS[command], assignment)
    assert isinstance(await world.turn(), Idle)
    assert not await Action.filter(sent_at__isnull=False).exists()


async def test_every_sending_is_an_event(world: World):
    await world.launched()
    await world.turn()
    kinds = [event.kind.value for event in await Event.all().order_by("position")]
    assert kinds[-2:] == ["action.sending", "action.queued"]
