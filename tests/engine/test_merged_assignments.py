"""Two contacts that become one had assignments: which goes on, so that nothing is sent twice and by no other account."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from auth.sealing import KeyRing
from engine import merging, progress
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Campaign,
    Contact,
    DuxSoupAccount,
    Event,
    EventKind,
    Fact,
    Member,
    SequenceVersion,
    Step,
    StepKind,
    Unit,
    Units,
    Workspace,
)
from tests import factories
from tests.factories import START

_S = ActionState
_EXECUTED = {"state": _S.EXECUTED, "attempts": 1, "sent_at": START, "executed_at": START}
STEPS = (StepKind.VISIT, StepKind.CONNECT, {"kind": StepKind.MESSAGE, "template": "Hello"})


@dataclass
class Team:
    """Two contacts of one person, an account, and assignments that have gone as far as is said."""

    units: Units
    ring: KeyRing
    workspace: Workspace
    member: Member
    account: DuxSoupAccount
    kept: Contact
    other: Contact

    async def campaign(self, *steps: Any) -> Campaign:
        made = await factories.campaign(self.workspace)
        await factories.sequence(made, *(steps or STEPS))
        return made

    async def at(
        self, campaign: Campaign, contact: Contact, step: int, state: ActionState | None = _S.PLANNED, **values: Any
    ) -> Assignment:
        """All steps before it are done, and its own action is in that state; None: it waits."""
        version = await SequenceVersion.filter(campaign_id=campaign.id).order_by("-number").first()
        assert version is not None
        account = values.pop("account", self.account)
        given: dict[str, Any] = {"status": AssignmentStatus.ACTIVE, "launched_at": START, "next_step": step}
        given |= {"running_contact_id": contact.id, "sequence_id": version.id, "member": self.member}
        made = await factories.assignment(campaign, contact, account=account, **{**given, **values})
        for one in await Step.of_sequence(version.id):
            if one.position < step:
                await factories.action(made, one, account, **_EXECUTED)
            elif one.position == step and state is not None:
                left = {} if state is _S.PLANNED else {"attempts": 1, "sent_at": START}
                await factories.action(made, one, account, state=state, **left)
        return made

    async def merge(self) -> None:
        work = partial(merging.merge, ring=self.ring, workspace_id=self.workspace.id)
        await self.units.run(partial(work, keep_id=self.kept.id, other_id=self.other.id))

    async def planned(self) -> list[tuple[Any, StepKind]]:
        found = await Action.filter(state=_S.PLANNED).order_by("id")
        return [(action.assignment_id, action.kind) for action in found]

    async def ordered(self, work: Any, assignment: Assignment, *values: Any) -> None:
        async def command(unit: Unit) -> None:
            await work(unit, await progress.locked(assignment.id), *values)

        await self.units.run(command)


@pytest.fixture
async def team(units: Units, ring: KeyRing) -> Team:
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    account = await factories.account(workspace, member=member)
    people = [await factories.contact(workspace, slug) for slug in ("robin", "rob")]
    return Team(units, ring, workspace, member, account, *people)


async def _again(assignment: Assignment) -> Assignment:
    return await Assignment.get(id=assignment.id)


@pytest.mark.parametrize(("mine", "theirs"), [(2, 3), (3, 2), (1, 3)])
async def test_of_two_in_one_campaign_the_one_that_is_further_on_goes_on(team: Team, mine: int, theirs: int) -> None:
    campaign = await team.campaign()
    own = await team.at(campaign, team.kept, mine, None if mine == 3 else _S.PLANNED)
    others = await team.at(campaign, team.other, theirs, None if theirs == 3 else _S.PLANNED, invited_at=START)
    await team.merge()
    ahead, behind = (others, own) if theirs > mine else (own, others)
    ahead = await _again(ahead)
    assert (ahead.contact_id, ahead.running_contact_id, ahead.stopped_at) == (team.kept.id, team.kept.id, None)
    if mine > 1:
        behind = await _again(behind)
        assert (behind.contact_id, behind.running_contact_id) == (team.other.id, None)
        assert behind.stopped_at == START
    assert await team.planned() == []  # both wait for the acceptance of the invitation that was sent
    assert await Action.filter(contact_id=team.other.id).count() == 0
    told = await Event.filter(kind=EventKind.ASSIGNMENT_MERGED).values_list("subject_id", flat=True)
    assert told == [behind.id]
    assert await Contact.all().count() == 2


async def test_what_may_be_at_dux_soup_counts_as_a_step_ahead(team: Team) -> None:
    campaign = await team.campaign()
    await team.at(campaign, team.kept, 2)
    others = await team.at(campaign, team.other, 2, _S.UNKNOWN)
    await team.merge()
    assert (await _again(others)).running_contact_id == team.kept.id
    assert await team.planned() == []


async def test_of_the_one_that_gives_way_what_is_at_dux_soup_is_told_since_it_arrives_all_the_same(team: Team) -> None:
    campaign = await team.campaign()
    await team.at(campaign, team.kept, 3, None)
    others = await team.at(campaign, team.other, 2, _S.QUEUED)
    await team.merge()
    told = await Event.get(kind=EventKind.ACTION_NOT_RECALLED)
    assert (told.assignment_id, told.data) == (others.id, {"state": "queued", "kind": "connect", "outcome": "merged"})


async def test_what_was_proved_done_goes_before_what_only_may_have_left(team: Team) -> None:
    """The doubted one may come back as not taken, and would be sent again by an assignment that stands there."""
    campaign = await team.campaign()
    await team.at(campaign, team.kept, 2, _S.UNKNOWN)
    others = await team.at(campaign, team.other, 3, None)
    await team.merge()
    assert (await _again(others)).running_contact_id == team.kept.id


async def test_in_different_versions_of_a_sequence_letters_count_and_not_the_numbers_of_steps(team: Team) -> None:
    campaign = await team.campaign()
    await team.at(campaign, team.kept, 3, None)
    await factories.sequence(campaign, StepKind.VISIT, StepKind.FOLLOW, StepKind.ENDORSE, StepKind.CONNECT, number=2)
    others = await team.at(campaign, team.other, 4)
    await team.merge()
    assert (await _again(others)).stopped_at == START
    assert await team.planned() == []


async def test_where_neither_was_sent_anything_the_one_that_was_launched_goes_on(team: Team) -> None:
    campaign = await team.campaign()
    pending = await factories.assignment(campaign, team.kept, member=team.member)
    launched = await team.at(campaign, team.other, 1)
    await team.merge()
    assert [one.id for one in await Assignment.all()] == [launched.id]
    assert (await _again(launched)).running_contact_id == team.kept.id
    assert await team.planned() == [(launched.id, StepKind.VISIT)]
    assert (await Event.get(kind=EventKind.ASSIGNMENT_MERGED)).subject_id == pending.id


async def test_an_acceptance_is_told_only_to_what_writes_through_the_same_account(team: Team) -> None:
    campaign = await team.campaign()
    elsewhere = await factories.account(team.workspace)
    own = await team.at(campaign, team.kept, 3, None)
    await team.at(campaign, team.other, 2, _S.FAILED, account=elsewhere, accepted_at=START, degree=1)
    await team.merge()
    own = await _again(own)
    assert (own.accepted_at, own.degree) == (None, None)
    assert await team.planned() == []


async def test_of_two_at_one_step_the_one_whose_invitation_was_accepted_goes_on(team: Team) -> None:
    campaign = await team.campaign()
    elsewhere = await factories.account(team.workspace)
    await team.at(campaign, team.kept, 3, None)
    others = await team.at(campaign, team.other, 3, account=elsewhere, accepted_at=START)
    await team.merge()
    assert (await _again(others)).running_contact_id == team.kept.id
    assert await team.planned() == [(others.id, StepKind.MESSAGE)]


async def test_whom_one_account_has_invited_no_other_invites_after_a_merge(team: Team) -> None:
    elsewhere = await factories.account(team.workspace)
    inviting = await team.at(await team.campaign(), team.kept, 3, None, invited_at=START)
    planning = await team.at(await team.campaign(), team.other, 2, account=elsewhere)
    await team.merge()
    await team.ordered(progress.stopped, inviting, "enough")
    planning = await _again(planning)
    assert (planning.running_contact_id, planning.blocker) == (None, "other_account")
    assert await team.planned() == []


@pytest.mark.parametrize("stopped", [False, True])
async def test_once_the_invitation_came_to_nothing_the_other_account_may_write(team: Team, stopped: bool) -> None:
    elsewhere = await factories.account(team.workspace)
    inviting = await team.at(await team.campaign(), team.kept, 3, None, invited_at=START)
    planning = await team.at(await team.campaign(), team.other, 2, account=elsewhere)
    await team.merge()
    if stopped:
        await team.ordered(progress.stopped, inviting, "enough")
    await team.ordered(progress.learned, inviting, Fact.NOT_ACCEPTED, START, "declined")
    planning = await _again(planning)
    assert (planning.running_contact_id, planning.blocker) == (team.kept.id, None)
    assert await team.planned() == [(planning.id, StepKind.CONNECT)]


@pytest.mark.parametrize("launched_first", ["inviting", "visiting"])
async def test_after_a_merge_the_account_that_invited_runs_before_one_that_only_visited(
    team: Team, launched_first: str
) -> None:
    elsewhere = await factories.account(team.workspace)
    earlier: dict[str, Any] = {launched_first: {"launched_at": START - timedelta(days=1)}}
    inviting = await team.at(await team.campaign(), team.other, 3, None, **earlier.get("inviting", {}))
    visiting = await team.at(await team.campaign(), team.kept, 2, account=elsewhere, **earlier.get("visiting", {}))
    await team.merge()
    assert (await _again(inviting)).running_contact_id == team.kept.id
    assert ((await _again(visiting)).running_contact_id, await team.planned()) == (None, [])


async def test_where_the_invitation_is_of_what_runs_no_more_the_only_one_left_waits_for_a_person(team: Team) -> None:
    elsewhere = await factories.account(team.workspace)
    done: Any = {"status": AssignmentStatus.COMPLETED, "completed_at": START, "running_contact_id": None}
    await team.at(await team.campaign(), team.other, 3, None, accepted_at=START, **done)
    planning = await team.at(await team.campaign(), team.kept, 2, account=elsewhere)
    await team.merge()
    planning = await _again(planning)
    assert (planning.running_contact_id, planning.blocker) == (None, "other_account")
    assert await team.planned() == []


async def test_where_both_accounts_have_invited_either_may_go_on(team: Team) -> None:
    elsewhere = await factories.account(team.workspace)
    first = await team.at(await team.campaign(), team.kept, 3, None)
    await team.at(await team.campaign(), team.other, 3, None, account=elsewhere)
    await team.merge()
    assert (await _again(first)).running_contact_id == team.kept.id
