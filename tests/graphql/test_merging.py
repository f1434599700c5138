"""Two contacts become one, or are told apart: what goes where, which assignment runs, and that nothing is sent twice."""

from functools import partial

import pytest

from engine import identity, progress
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Contact,
    ContactIdentity,
    Event,
    EventKind,
    Fact,
    IdentityKind,
    Message,
)
from models.identity import Identity
from tests import factories
from tests.factories import START
from tests.graphql.two_contacts import Team, errors, merge, two

SLUG = IdentityKind.SLUG


@pytest.fixture
async def team(workspace, member):
    account = await factories.account(workspace, member=member.member)
    return Team(workspace, member.member, account)


@pytest.fixture
async def pair(workspace):
    return await two(workspace)


async def test_names_data_letters_and_history_go_to_the_one_that_is_kept(member, workspace, team, pair, units):
    kept, other = pair
    message = await factories.message(other, team.account)

    async def tell(unit):
        unit.record(identity._tied(other, [kept, other]))

    await units.run(tell)
    answer = await merge(member, kept.id, other.id)
    assert answer["errors"] == []
    shown = {"email": "rob@example.com", "tags": ["a", "b"], "customFields": {"size": 1}, "possibleDuplicates": []}
    assert answer["contact"] == {"id": str(kept.id), "fullName": kept.full_name, "suppressed": False, **shown}
    names = await ContactIdentity.filter(contact_id=kept.id).values_list("value", flat=True)
    assert sorted(map(str, names)) == ["rob", "robin"]
    assert (await Message.get(id=message.id)).contact_id == kept.id
    assert not await Event.exists(contact_id=other.id)
    [event] = await Event.filter(kind=EventKind.CONTACTS_MERGED)
    assert (event.actor_id, event.data) == (member.member.id, {"other": str(other.id)})
    document = "query ($i: ID!) { contact(id: $i) { fullName email erasedAt mergedInto { id } } contacts(first: 9) { totalCount } }"
    asked = await member.ask(document, i=str(other.id))
    assert asked["contacts"] == {"totalCount": 1}
    assert asked["contact"].pop("erasedAt")
    assert asked["contact"] == {"fullName": "", "email": None, "mergedInto": {"id": str(kept.id)}}


async def test_of_two_that_run_the_one_who_was_written_to_goes_on_and_the_other_waits(member, team, pair):
    kept, other = pair
    fresh = await team.running(await team.campaign(), kept, sent=False)
    written = await team.running(await team.campaign(), other, sent=True)
    assert (await merge(member, kept.id, other.id))["errors"] == []
    fresh, written = await Assignment.get(id=fresh.id), await Assignment.get(id=written.id)
    assert (written.contact_id, written.running_contact_id) == (kept.id, kept.id)
    assert (fresh.running_contact_id, fresh.blocker) == (None, "in_other_campaign")
    assert (await Action.get(assignment_id=fresh.id)).state is ActionState.CANCELLED
    assert await Action.filter(contact_id=other.id).count() == 0


async def test_who_waited_goes_on_when_the_one_that_runs_ends(member, team, pair, units):
    kept, other = pair
    fresh = await team.running(await team.campaign(), kept, sent=False)
    written = await team.running(await team.campaign(), other, sent=True)
    await merge(member, kept.id, other.id)
    await units.run(partial(_stop, id_=written.id))
    fresh = await Assignment.get(id=fresh.id)
    assert (fresh.running_contact_id, fresh.blocker) == (kept.id, None)
    assert await Action.filter(assignment_id=fresh.id, state=ActionState.PLANNED).count() == 1


async def _stop(unit, id_) -> None:
    await progress.stopped(unit, await progress.locked(id_), "enough")


async def test_of_two_in_one_campaign_the_one_that_never_left_gives_way(member, team, pair):
    kept, other = pair
    campaign, second = await team.campaign(), await team.campaign()
    pending = await factories.assignment(campaign, kept, member=team.member, accepted_at=START)
    written = await team.running(campaign, other, sent=True)
    mine = await factories.assignment(second, kept, member=team.member)
    theirs = await factories.assignment(second, other, member=team.member)
    assert (await merge(member, kept.id, other.id))["errors"] == []
    found = {one.id: one for one in await Assignment.all()}
    assert set(found) == {written.id, mine.id}
    assert (found[written.id].contact_id, found[written.id].status) == (kept.id, AssignmentStatus.ACCEPTED)
    merged = await Event.filter(kind=EventKind.ASSIGNMENT_MERGED).order_by("position")
    assert {(one.subject_id, one.data["into"]) for one in merged} == {
        (pending.id, str(written.id)),
        (theirs.id, str(mine.id)),
    }


async def test_where_both_have_come_as_far_the_kept_ones_goes_on_with_what_the_person_said_to_either(
    member, team, pair, clock
):
    kept, other = pair
    campaign = await team.campaign()
    mine = await team.running(campaign, kept, sent=True, degree=3, accepted_at=START)
    said = {"responded_at": START, "accepted_at": START, "replied_at": START, "answered_by_hand_at": START, "degree": 1}
    theirs = await team.running(campaign, other, sent=True, **said)
    assert (await merge(member, kept.id, other.id))["errors"] == []
    mine, theirs = await Assignment.get(id=mine.id), await Assignment.get(id=theirs.id)
    assert (mine.status, mine.degree, mine.replied_at) == (AssignmentStatus.RESPONDED, 1, START)
    assert mine.answered_by_hand_at is not None
    assert (theirs.contact_id, theirs.running_contact_id) == (other.id, None)
    assert theirs.stopped_at == clock.now()
    assert await Action.filter(contact_id=kept.id).count() == 2
    given = {"id": str(theirs.id)}
    answer = await member.command("resumeAssignment", given, kind="ChangeAssignmentInput")
    assert [one["message"] for one in answer["errors"]] == [f"This contact was merged into {kept.id}."]
    answer = await member.command("setAssignmentStatus", {**given, "to": "RESPONDED"}, kind="SetStatusInput")
    assert errors(answer) == [("IllegalTransition", ["id"])]


async def test_an_archived_campaign_keeps_nobody_from_running(member, team, pair):
    kept, other = pair
    archived = await team.campaign()
    await team.running(archived, other, sent=True, placed=False)
    fresh = await team.running(await team.campaign(), kept, sent=False)
    archived.state = "archived"
    await archived.save()
    await merge(member, kept.id, other.id)
    assert (await Assignment.get(id=fresh.id)).running_contact_id == kept.id


@pytest.mark.parametrize("which", [0, 1])
async def test_whoever_was_kept_away_stays_so_under_the_names_of_both(member, team, pair, which):
    kept, other = pair
    mine = await team.running(await team.campaign(), kept, sent=False)
    await Contact.filter(id__in=[kept.id, other.id]).update(tied_group=None)
    given = {"scope": "PERSON", "contactId": str(pair[which].id), "reason": "asked"}
    await member.command("suppress", given)
    answer = await merge(member, kept.id, other.id)
    assert answer["contact"]["suppressed"]
    assert (await Assignment.get(id=mine.id)).status is AssignmentStatus.BLACKLISTED
    for slug in ("robin", "rob"):
        row = {"contact": {"firstName": "X", "linkedinUrl": f"https://www.linkedin.com/in/{slug}"}}
        assert errors(await member.command("createContact", row)) == [("Conflict", ["linkedinUrl"])]


async def test_what_is_merged_twice_leads_to_the_last(member, workspace, pair):
    kept, other = pair
    last = await factories.contact(workspace)
    await merge(member, kept.id, other.id)
    await merge(member, last.id, kept.id)
    assert (await Contact.get(id=other.id)).merged_into_id == last.id


async def test_what_cannot_be_merged_is_refused_by_name(member, workspace, pair):
    kept, other = pair
    assert errors(await merge(member, kept.id, kept.id)) == [("InvalidInput", ["otherId"])]
    assert errors(await merge(member, factories.some_id(), kept.id)) == [("NotFound", ["keepId"])]
    assert errors(await merge(member, kept.id, factories.some_id())) == [("NotFound", ["otherId"])]
    await merge(member, kept.id, other.id)
    assert errors(await merge(member, kept.id, other.id)) == [("IllegalTransition", ["otherId"])]


async def test_facts_that_come_after_a_merge_are_of_the_kept_contact(member, team, pair, units):
    kept, other = pair
    written = await team.running(await team.campaign(), other, sent=True)
    await merge(member, kept.id, other.id)

    async def hear(unit):
        [contact] = await identity.recognise(unit, team.workspace.id, [Identity(SLUG, "rob")])
        assignment = await progress.locked(written.id)
        assert contact.id == assignment.contact_id
        await progress.learned(unit, assignment, Fact.ACCEPTED, unit.now, "first_degree")

    await units.run(hear)
    assert (await Assignment.get(id=written.id)).status is AssignmentStatus.ACCEPTED


async def test_who_is_suppressed_by_the_id_of_a_merged_contact_is_the_kept_one(member, team, pair):
    kept, other = pair
    running = await team.running(await team.campaign(), other, sent=False)
    await merge(member, kept.id, other.id)
    given = {"scope": "PERSON", "contactId": str(other.id), "reason": "asked"}
    answer = await member.command("suppress", given, "blacklistedAssignments")
    assert (answer["errors"], answer["blacklistedAssignments"]) == ([], 1)
    assert (await Contact.get(id=kept.id)).suppressed
    assert (await Assignment.get(id=running.id)).status is AssignmentStatus.BLACKLISTED


async def test_a_merged_contact_says_into_whom_it_was_merged(member, workspace, pair):
    kept, other = pair
    await merge(member, kept.id, other.id)
    merged = f"This contact was merged into {kept.id}."
    answer = await member.command("updateContact", {"id": str(other.id), "contact": {"title": "Head"}})
    assert [(one["message"], one["from"]) for one in answer["errors"]] == [(merged, "MERGED")]
    campaign = await factories.campaign(workspace)
    given = {"campaignId": str(campaign.id), "contactIds": [str(other.id)], "memberIds": []}
    answer = await member.command("assignContacts", given, "skipped { code message }")
    assert answer["skipped"] == [{"code": "merged", "message": merged}]


@pytest.mark.parametrize(
    ("most", "values"),
    [
        ("100 custom fields", [{"custom_fields": {f"f{n}": n for n in range(start, start + 51)}} for start in (0, 50)]),
        ("50 tags", [{"tags": [f"t{n}" for n in range(start, start + 26)]} for start in (0, 25)]),
    ],
)
async def test_two_who_together_have_too_much_are_not_merged_before_some_of_it_is_taken_away(
    member, pair, most, values
):
    kept, other = pair
    for contact, given in zip(pair, values, strict=True):
        await Contact.filter(id=contact.id).update(**given)
    answer = await merge(member, kept.id, other.id)
    told = f"Together they have more than {most}: take some away first."
    assert [(one["message"], one["path"]) for one in answer["errors"]] == [(told, ["otherId"])]
    assert (await Contact.get(id=other.id)).merged_into_id is None
    fewer = {name: given[:-1] if name == "tags" else {"f100": 1} for name, given in values[1].items()}
    await Contact.filter(id=other.id).update(**fewer)
    assert (await merge(member, kept.id, other.id))["errors"] == []
