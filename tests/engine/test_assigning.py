"""Contacts are shared among members of a campaign; whoever cannot go in is named with the reason."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from auth.sealing import KeyRing
from engine import assigning, suppressing
from engine.assigning import Assigned, AssignStrategy
from models import (
    Assignment,
    AssignmentStatus,
    Campaign,
    CampaignState,
    Contact,
    DuxSoupAccount,
    Event,
    EventKind,
    Member,
    Role,
    Step,
    StepKind,
    SuppressionScope,
    Unit,
    Units,
    Workspace,
)
from models.errors import IllegalTransition, InvalidInput, NotFound
from models.health import AccountHealth
from tests import factories


@dataclass
class Scene:
    """A workspace with a campaign and two members."""

    units: Units
    ring: KeyRing
    workspace: Workspace
    campaign: Campaign
    members: list[Member]

    async def assign(
        self,
        contacts: Sequence[Contact],
        members: Sequence[Member] | None = None,
        strategy: AssignStrategy = AssignStrategy.EVEN,
        into: Campaign | None = None,
    ) -> Assigned:
        ids, chosen = [contact.id for contact in contacts], self.members if members is None else members

        async def work(unit: Unit) -> Assigned:
            campaign_id = (into or self.campaign).id
            member_ids = [member.id for member in chosen]
            return await assigning.assign(unit, self.ring, self.workspace.id, campaign_id, ids, member_ids, strategy)

        return await self.units.run(work)

    async def contacts(self, many: int, **values: Any) -> list[Contact]:
        return [await factories.contact(self.workspace, **values) for _ in range(many)]

    async def shares(self) -> list[int]:
        held = Counter([one.member_id for one in await Assignment.filter(campaign_id=self.campaign.id)])
        return [held[member.id] for member in self.members]


@pytest.fixture
async def scene(units: Units, ring: KeyRing) -> Scene:
    workspace = await factories.workspace()
    members = [await factories.member(workspace), await factories.member(workspace)]
    return Scene(units, ring, workspace, await factories.campaign(workspace), members)


async def test_contacts_become_pending_assignments_with_an_event_each(scene: Scene) -> None:
    [contact] = await scene.contacts(1)
    assert await scene.assign([contact, contact]) == Assigned(1, [])
    made = await Assignment.get()
    assert (made.workspace_id, made.campaign_id, made.contact_id) == (scene.workspace.id, scene.campaign.id, contact.id)
    assert (made.member_id, made.status, made.version) == (scene.members[0].id, AssignmentStatus.PENDING, 1)
    assert (made.created_at, made.updated_at) == (factories.START, factories.START)
    event = await Event.get()
    assert (event.kind, event.subject_id, event.assignment_id) == (EventKind.ASSIGNMENT_CREATED, made.id, made.id)
    assert (event.campaign_id, event.contact_id, event.member_id) == (
        scene.campaign.id,
        contact.id,
        scene.members[0].id,
    )


async def test_several_members_share_evenly_also_over_chunks(scene: Scene) -> None:
    contacts = await scene.contacts(10)
    for chunk in (contacts[:3], contacts[3:4], contacts[4:]):
        await scene.assign(chunk)
    assert await scene.shares() == [5, 5]


async def test_by_capacity_whoever_has_least_open_work_comes_next(scene: Scene) -> None:
    busy, free = scene.members
    other = await factories.campaign(scene.workspace)
    for status in (AssignmentStatus.PENDING, AssignmentStatus.ACTIVE, AssignmentStatus.ACCEPTED):
        await factories.assignment(other, member=busy, status=status)
    await factories.assignment(other, member=free, status=AssignmentStatus.COMPLETED)
    await factories.assignment(other, member=free, stopped_at=factories.START)
    archived = await factories.campaign(scene.workspace, state=CampaignState.ARCHIVED)
    await factories.assignment(archived, member=free, status=AssignmentStatus.ACCEPTED)
    await scene.assign(await scene.contacts(5), strategy=AssignStrategy.BY_CAPACITY)
    assert await scene.shares() == [1, 4]
    await scene.assign(await scene.contacts(2), [free, busy], AssignStrategy.BY_CAPACITY)
    assert await scene.shares() == [2, 5]


async def test_who_is_in_the_campaign_already_is_skipped_whatever_became_of_it(scene: Scene) -> None:
    contacts = await scene.contacts(3)
    await scene.assign(contacts[:1])
    await factories.assignment(scene.campaign, contacts[1], status=AssignmentStatus.BLACKLISTED)
    done = await scene.assign(contacts, [scene.members[1]])
    assert (done.assigned, [skip.contact_id for skip in done.skipped]) == (1, [contacts[0].id, contacts[1].id])
    assert {skip.code for skip in done.skipped} == {"already_in_campaign"}
    assert (await Assignment.get(contact_id=contacts[0].id)).member_id == scene.members[0].id


async def test_whom_nobody_works_also_because_the_member_was_removed_gets_a_member_later(scene: Scene) -> None:
    contacts = await scene.contacts(2)
    assert (await scene.assign(contacts, [])).assigned == 2
    assert [one.member_id for one in await Assignment.all()] == [None, None]
    assert (await scene.assign(contacts, [])).assigned == 0
    gone = await factories.member(scene.workspace, removed_at=factories.START)
    await Assignment.filter(contact_id=contacts[1].id).update(member_id=gone.id)
    assert (await scene.assign(contacts)).assigned == 2
    assert (await scene.shares(), [one.version for one in await Assignment.all()]) == ([1, 1], [2, 2])
    changed = await Event.filter(kind=EventKind.ASSIGNMENT_REASSIGNED).order_by("position")
    assert [event.member_id for event in changed] == [member.id for member in scene.members]


@pytest.mark.parametrize(
    ("scope", "value", "sentence"),
    [
        (SuppressionScope.PERSON, "linkedin.com/in/robin", "This person is on"),
        (SuppressionScope.COMPANY, "Example BV", "company is on"),
        (SuppressionScope.DOMAIN, "example.com", "domain is on"),
    ],
)
async def test_whoever_is_suppressed_is_skipped(
    scene: Scene, scope: SuppressionScope, value: str, sentence: str
) -> None:
    contact = await factories.contact(scene.workspace, "robin", company="example bv", email="robin@mail.example.com")

    async def work(unit: Unit) -> None:
        await suppressing.suppress(unit, scene.ring, scene.workspace.id, scope, value, "asked us")

    await scene.units.run(work)
    done = await scene.assign([contact])
    assert (done.assigned, done.skipped[0].code) == (0, "suppressed")
    assert sentence in done.skipped[0].message
    assert await Assignment.all().count() == 0


async def test_whoever_was_erased_is_skipped(scene: Scene) -> None:
    done = await scene.assign(await scene.contacts(1, erased_at=factories.START))
    assert [skip.code for skip in done.skipped] == ["erased"]


async def test_an_archived_campaign_takes_nobody_in(scene: Scene) -> None:
    scene.campaign.state = CampaignState.ARCHIVED
    await scene.campaign.save()
    with pytest.raises(IllegalTransition):
        await scene.assign(await scene.contacts(1))
    assert await Assignment.all().count() == 0


@pytest.mark.parametrize("state", [CampaignState.DRAFT, CampaignState.RUNNING, CampaignState.PAUSED])
async def test_any_other_campaign_takes_contacts_in(scene: Scene, state: CampaignState) -> None:
    scene.campaign.state = state
    await scene.campaign.save()
    assert (await scene.assign(await scene.contacts(1))).assigned == 1


async def test_foreign_and_unknown_ids_are_not_found_alike(scene: Scene) -> None:
    [contact] = await scene.contacts(1)
    for campaign in (await factories.campaign(), Campaign(id=factories.some_id())):
        with pytest.raises(NotFound) as refused:
            await scene.assign([contact], into=campaign)
        assert refused.value.path == ("campaignId",)
    for person in (await factories.contact(), Contact(id=factories.some_id())):
        with pytest.raises(NotFound) as refused:
            await scene.assign([contact, person])
        assert refused.value.path == ("contactIds",)
    removed = await factories.member(scene.workspace, removed_at=factories.START)
    for member in (await factories.member(), Member(id=factories.some_id()), removed):
        with pytest.raises(NotFound) as refused:
            await scene.assign([contact], [scene.members[0], member])
        assert refused.value.path == ("memberIds",)
    assert await Assignment.all().count() == 0


async def test_a_viewer_is_given_no_assignments(scene: Scene) -> None:
    viewer = await factories.member(scene.workspace, Role.VIEWER)
    with pytest.raises(InvalidInput) as refused:
        await scene.assign(await scene.contacts(1), [viewer])
    assert refused.value.path == ("memberIds",)


async def test_more_contacts_than_one_unit_may_hold_are_refused_whole(scene: Scene) -> None:
    many: list[UUID] = [factories.some_id() for _ in range(assigning.MAX_CONTACTS + 1)]

    async def work(unit: Unit) -> Assigned:
        return await assigning.assign(unit, scene.ring, scene.workspace.id, scene.campaign.id, many, [])

    with pytest.raises(InvalidInput, match="At most 5,000"):
        await scene.units.run(work)


async def test_nobody_to_assign_is_nothing_to_do(scene: Scene) -> None:
    assert await scene.assign([]) == Assigned(0, [])
    assert await Event.all().count() == 0


async def test_two_who_assign_the_same_contacts_at_once_assign_each_of_them_once(scene: Scene) -> None:
    contacts = await scene.contacts(20)
    answers = await asyncio.gather(scene.assign(contacts), scene.assign(contacts[::-1]))
    assert sorted(answer.assigned for answer in answers) == [0, 20]
    assert await Assignment.all().count() == 20


async def _seated(scene: Scene, *weeks: int) -> None:
    """An account each, with so many invitations a week."""
    for member, most in zip(scene.members, weeks, strict=True):
        limit = {"kind": "connect", "with_note": False, "hours": 168, "limit": most}
        await factories.account(scene.workspace, member=member, limits=[limit])


async def test_by_capacity_each_goes_to_whoever_would_be_through_first(scene: Scene) -> None:
    await _seated(scene, 20, 60)
    await scene.assign(await scene.contacts(8), strategy=AssignStrategy.BY_CAPACITY)
    assert await scene.shares() == [2, 6]


async def test_by_capacity_what_waits_already_counts(scene: Scene) -> None:
    busy, _ = scene.members
    await _seated(scene, 40, 40)
    other = await factories.campaign(scene.workspace)
    for _ in range(2):
        await factories.assignment(other, member=busy)
    version = await factories.sequence(other, StepKind.CONNECT)
    account = await DuxSoupAccount.get(member_id=busy.id)
    invited = await factories.assignment(other, member=busy, status=AssignmentStatus.ACTIVE)
    await factories.action(invited, await Step.get(sequence_id=version.id), account)
    await scene.assign(await scene.contacts(5), strategy=AssignStrategy.BY_CAPACITY)
    assert await scene.shares() == [1, 4]


async def test_by_capacity_nothing_goes_to_who_may_invite_nobody_or_has_no_account(scene: Scene) -> None:
    await _seated(scene, 0, 40)
    scene.members.append(await factories.member(scene.workspace))
    await scene.assign(await scene.contacts(3), strategy=AssignStrategy.BY_CAPACITY)
    assert await scene.shares() == [0, 3, 0]


@pytest.mark.parametrize(
    ("columns", "shares"),
    [
        ({"sealed_auth_key": None}, [0, 4]),
        ({"disconnected_at": factories.START}, [0, 4]),
        ({"health": AccountHealth.DISCONNECTED}, [0, 4]),
        ({"paused_at": factories.START, "pause_code": "key_refused"}, [0, 4]),
        ({"paused_at": factories.START, "pause_code": "licence_refused"}, [0, 4]),
        ({"paused_at": factories.START, "pause_code": "account_paused_by_person"}, [2, 2]),
    ],
)
async def test_by_capacity_nothing_goes_to_whose_account_cannot_work(
    scene: Scene, columns: dict[str, Any], shares: list[int]
) -> None:
    await _seated(scene, 40, 40)
    await DuxSoupAccount.filter(member_id=scene.members[0].id).update(**columns)
    await scene.assign(await scene.contacts(4), strategy=AssignStrategy.BY_CAPACITY)
    assert await scene.shares() == shares


async def test_by_capacity_whoever_is_away_is_passed_over_unless_all_are(scene: Scene) -> None:
    away = scene.members[0]
    await Member.filter(id=away.id).update(absent_until=factories.START + timedelta(days=1))
    await scene.assign(await scene.contacts(2), strategy=AssignStrategy.BY_CAPACITY)
    assert await scene.shares() == [0, 2]
    await scene.assign(await scene.contacts(2), [away], AssignStrategy.BY_CAPACITY)
    assert await scene.shares() == [2, 2]


async def test_in_a_campaign_with_an_account_of_its_own_open_work_is_what_counts(scene: Scene) -> None:
    await _seated(scene, 20, 60)
    seat = await factories.account(scene.workspace)
    linked = await factories.campaign(scene.workspace, dux_user_id=seat.dux_soup_user_id)
    await scene.assign(await scene.contacts(4), strategy=AssignStrategy.BY_CAPACITY, into=linked)
    held = Counter([one.member_id for one in await Assignment.filter(campaign_id=linked.id)])
    assert sorted(held.values()) == [2, 2]
