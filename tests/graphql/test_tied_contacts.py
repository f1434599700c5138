"""Contacts that a webhook took for one person: who parts them, who is kept away as long as they are tied, and no longer."""

import pytest

from engine import identity
from models import (
    Assignment,
    AssignmentStatus,
    Contact,
    ContactIdentity,
    Event,
    EventKind,
    IdentityKind,
    Parting,
    Suppression,
)
from models.identity import Identity
from tests import factories
from tests.graphql.two_contacts import Team, errors, merge, part, two

SLUG = IdentityKind.SLUG


@pytest.fixture
async def team(workspace, member):
    account = await factories.account(workspace, member=member.member)
    return Team(workspace, member.member, account)


@pytest.fixture
async def pair(workspace):
    return await two(workspace)


async def test_a_third_who_may_be_the_same_person_stays_one(member, workspace, pair):
    kept, other = pair
    third = await factories.contact(workspace, tied_group=other.tied_group)
    answer = await merge(member, kept.id, other.id)
    assert answer["contact"]["possibleDuplicates"] == [{"id": str(third.id)}]


async def test_whom_somebody_else_works_only_they_and_admins_merge_andpart(member, admin, workspace, pair):
    kept, other = pair
    await factories.assignment(await factories.campaign(workspace), other, member=admin.member)
    assert errors(await merge(member, kept.id, other.id)) == [("Forbidden", ["ids"])]
    assert errors(await part(member, kept.id, other.id)) == [("Forbidden", ["ids"])]
    assert (await part(admin, kept.id, other.id))["errors"] == []
    assert (await merge(admin, kept.id, other.id))["errors"] == []


async def test_parted_contacts_may_be_written_to_and_no_webhook_ties_them_again(member, workspace, pair, units):
    kept, other = pair
    answer = await part(member, kept.id)
    assert answer == {"contact": {"id": str(kept.id), "possibleDuplicates": []}, "errors": []}
    assert await Contact.filter(tied_group__isnull=False).count() == 0
    assert await Event.filter(kind=EventKind.CONTACTS_PARTED).count() == 2

    async def hear(unit):
        return await identity.recognise(
            unit, workspace.id, [Identity(SLUG, "rob"), Identity(SLUG, "robin"), Identity(IdentityKind.DUX_ID, "id.7")]
        )

    assert [one.id for one in await units.run(hear)] == [other.id]
    assert await Contact.filter(tied_group__isnull=False).count() == 0
    assert (await ContactIdentity.get(value="id.7")).contact_id == other.id


async def test_of_three_the_named_one_leaves_and_the_others_stay_tied(member, workspace, pair):
    kept, other = pair
    third = await factories.contact(workspace, tied_group=kept.tied_group)
    await part(member, third.id)
    assert (await Contact.get(id=third.id)).tied_group is None
    assert (await Contact.get(id=kept.id)).tied_group == (await Contact.get(id=other.id)).tied_group is not None
    await merge(member, kept.id, other.id)
    assert await Parting.all().count() == 1
    await merge(member, third.id, kept.id)
    assert await Parting.all().count() == 0


async def test_who_is_tied_to_nobody_is_not_parted(member, workspace, pair):
    alone = await factories.contact(workspace)
    assert errors(await part(member, alone.id)) == [("InvalidInput", ["ids"])]
    assert errors(await part(member, pair[0].id, alone.id)) == [("InvalidInput", ["ids"])]
    assert errors(await part(member)) == [("InvalidInput", ["ids"])]
    assert errors(await part(member, factories.some_id())) == [("NotFound", ["ids"])]


async def test_the_erased_are_not_suppressed_again_by_their_id(member, pair, clock):
    kept, _ = pair
    await Contact.filter(id=kept.id).update(erased_at=clock.now())
    answer = await member.command("suppress", {"scope": "PERSON", "contactId": str(kept.id), "reason": "asked"})
    assert errors(answer) == [("IllegalTransition", ["contactId"])]
    assert not await Suppression.exists()


async def test_whoever_is_freed_by_a_parting_counts_as_one_of_those_it_is_decided_about(member, admin, workspace, pair):
    mine, theirs = pair
    third = await factories.contact(workspace, tied_group=mine.tied_group)
    await factories.assignment(await factories.campaign(workspace), theirs, member=admin.member)
    assert (await part(member, third.id))["errors"] == []  # the other two stay tied
    assert errors(await part(member, mine.id)) == [("Forbidden", ["ids"])]
    assert (await Contact.get(id=theirs.id)).tied_group is not None
    assert (await part(admin, mine.id))["errors"] == []


async def test_who_was_kept_away_only_as_one_of_two_is_free_once_they_are_parted(member, pair):
    listed, tied = pair
    await member.command("suppress", {"scope": "PERSON", "contactId": str(listed.id), "reason": "asked"})
    await Contact.filter(id=tied.id).update(suppressed=True)  # as a claim marks it
    assert (await part(member, tied.id))["errors"] == []
    assert (await Contact.get(id=listed.id)).suppressed
    assert not (await Contact.get(id=tied.id)).suppressed
    [event] = await Event.filter(kind=EventKind.CONTACT_CHANGED, contact_id=tied.id)
    assert event.data == {"suppressed": False}


async def test_who_is_kept_away_only_as_one_of_two_is_edited_without_getting_onto_the_list(member, team, pair):
    listed, tied = pair
    running = await team.running(await team.campaign(), tied, sent=False)
    await member.command("suppress", {"scope": "PERSON", "contactId": str(listed.id), "reason": "asked"})
    answer = await member.command("updateContact", {"id": str(tied.id), "contact": {"title": "Head"}})
    assert answer["errors"] == []
    assert await Suppression.all().count() == 1
    assert (await Assignment.get(id=running.id)).status is AssignmentStatus.ACTIVE
    assert (await Contact.get(id=tied.id)).suppressed  # as long as they are tied
    await part(member, tied.id)
    assert not (await Contact.get(id=tied.id)).suppressed


async def test_a_merge_puts_nobody_on_the_list_because_of_a_third_they_may_be(member, workspace, pair):
    kept, other = pair
    third = await factories.contact(workspace, tied_group=kept.tied_group)
    await member.command("suppress", {"scope": "PERSON", "contactId": str(third.id), "reason": "asked"})
    answer = await merge(member, kept.id, other.id)
    assert answer["contact"]["suppressed"]  # as long as they are tied
    assert await Suppression.all().count() == 1
    await part(member, third.id)
    assert not (await Contact.get(id=kept.id)).suppressed
