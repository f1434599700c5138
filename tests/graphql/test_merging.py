"""Two contacts become one, or are told apart: what goes where, which assignment runs, and that nothing is sent twice."""

from functools import partial
from typing import Any

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
    Parting,
    Step,
    StepKind,
    Suppression,
)
from models.identity import Identity
from tests import factories
from tests.factories import START
from tests.graphql.conftest import ERRORS

SLUG = IdentityKind.SLUG


async def _merge(asker, keep: object, other: object) -> Any:
    shown = "contact { id fullName email tags customFields suppressed possibleDuplicates { id } }"
    document = f"mutation ($k: ID!, $o: ID!) {{ mergeContacts(keepId: $k, otherId: $o) {{ {shown} {ERRORS} }} }}"
    return (await asker.ask(document, k=str(keep), o=str(other)))["mergeContacts"]


async def _part(asker, *ids: object) -> Any:
    document = (
        f"mutation ($i: [ID!]!) {{ partContacts(ids: $i) {{ contact {{ id possibleDuplicates {{ id }} }} {ERRORS} }} }}"
    )
    return (await asker.ask(document, i=[str(one) for one in ids]))["partContacts"]


def _errors(answer: Any) -> Any:
    return [(one["__typename"], one["path"]) for one in answer["errors"]]


class Team:
    """One account, and assignments that have gone as far as is said."""

    def __init__(self, workspace, member, account) -> None:
        self.workspace, self.member, self.account = workspace, member, account

    async def campaign(self):
        made = await factories.campaign(self.workspace)
        await factories.sequence(made, StepKind.CONNECT, {"kind": StepKind.MESSAGE, "template": "Hello"})
        return made

    async def running(self, campaign, contact, *, sent: bool, placed: bool = True, **values: Any) -> Assignment:
        step = await Step.get(sequence__campaign_id=campaign.id, position=1)
        given: dict[str, Any] = {"status": AssignmentStatus.ACTIVE, "launched_at": START, "next_step": 1}
        given |= {"running_contact_id": contact.id if placed else None, "sequence_id": step.sequence_id}
        made = await factories.assignment(
            campaign, contact, member=self.member, account=self.account, **{**given, **values}
        )
        state = {"state": ActionState.EXECUTED, "attempts": 1, "sent_at": START, "executed_at": START}
        await factories.action(made, step, self.account, **(state if sent else {}))
        return made


@pytest.fixture
async def team(workspace, member):
    account = await factories.account(workspace, member=member.member)
    return Team(workspace, member.member, account)


@pytest.fixture
async def pair(workspace):
    group = factories.some_id()
    kept = await factories.contact(workspace, "robin", first_name="Robin", email=None, tags=["a"], tied_group=group)
    other = await factories.contact(
        workspace, "rob", first_name="Rob", email="rob@example.com", tags=["b"], custom_fields={"size": 1},
        tied_group=group,
    )  # fmt: skip
    return kept, other


async def test_names_data_letters_and_history_go_to_the_one_that_is_kept(member, workspace, team, pair, units):
    kept, other = pair
    message = await factories.message(other, team.account)

    async def tell(unit):
        unit.record(identity._tied(other, [kept, other]))

    await units.run(tell)
    answer = await _merge(member, kept.id, other.id)
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
    assert (await _merge(member, kept.id, other.id))["errors"] == []
    fresh, written = await Assignment.get(id=fresh.id), await Assignment.get(id=written.id)
    assert (written.contact_id, written.running_contact_id) == (kept.id, kept.id)
    assert (fresh.running_contact_id, fresh.blocker) == (None, "in_other_campaign")
    assert (await Action.get(assignment_id=fresh.id)).state is ActionState.CANCELLED
    assert await Action.filter(contact_id=other.id).count() == 0


async def test_who_waited_goes_on_when_the_one_that_runs_ends(member, team, pair, units):
    kept, other = pair
    fresh = await team.running(await team.campaign(), kept, sent=False)
    written = await team.running(await team.campaign(), other, sent=True)
    await _merge(member, kept.id, other.id)
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
    assert (await _merge(member, kept.id, other.id))["errors"] == []
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
    assert (await _merge(member, kept.id, other.id))["errors"] == []
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
    assert _errors(answer) == [("IllegalTransition", ["id"])]


async def test_an_archived_campaign_keeps_nobody_from_running(member, team, pair):
    kept, other = pair
    archived = await team.campaign()
    await team.running(archived, other, sent=True, placed=False)
    fresh = await team.running(await team.campaign(), kept, sent=False)
    archived.state = "archived"
    await archived.save()
    await _merge(member, kept.id, other.id)
    assert (await Assignment.get(id=fresh.id)).running_contact_id == kept.id


@pytest.mark.parametrize("which", [0, 1])
async def test_whoever_was_kept_away_stays_so_under_the_names_of_both(member, team, pair, which):
    kept, other = pair
    mine = await team.running(await team.campaign(), kept, sent=False)
    await Contact.filter(id__in=[kept.id, other.id]).update(tied_group=None)
    given = {"scope": "PERSON", "contactId": str(pair[which].id), "reason": "asked"}
    await member.command("suppress", given)
    answer = await _merge(member, kept.id, other.id)
    assert answer["contact"]["suppressed"]
    assert (await Assignment.get(id=mine.id)).status is AssignmentStatus.BLACKLISTED
    for slug in ("robin", "rob"):
        row = {"contact": {"firstName": "X", "linkedinUrl": f"https://www.linkedin.com/in/{slug}"}}
        assert _errors(await member.command("createContact", row)) == [("Conflict", None)]


async def test_a_third_who_may_be_the_same_person_stays_one(member, workspace, pair):
    kept, other = pair
    third = await factories.contact(workspace, tied_group=other.tied_group)
    answer = await _merge(member, kept.id, other.id)
    assert answer["contact"]["possibleDuplicates"] == [{"id": str(third.id)}]


async def test_what_is_merged_twice_leads_to_the_last(member, workspace, pair):
    kept, other = pair
    last = await factories.contact(workspace)
    await _merge(member, kept.id, other.id)
    await _merge(member, last.id, kept.id)
    assert (await Contact.get(id=other.id)).merged_into_id == last.id


async def test_what_cannot_be_merged_is_refused_by_name(member, workspace, pair):
    kept, other = pair
    assert _errors(await _merge(member, kept.id, kept.id)) == [("InvalidInput", ["otherId"])]
    assert _errors(await _merge(member, factories.some_id(), kept.id)) == [("NotFound", ["keepId"])]
    assert _errors(await _merge(member, kept.id, factories.some_id())) == [("NotFound", ["otherId"])]
    await _merge(member, kept.id, other.id)
    assert _errors(await _merge(member, kept.id, other.id)) == [("IllegalTransition", ["otherId"])]


async def test_whom_somebody_else_works_only_they_and_admins_merge_and_part(member, admin, workspace, pair):
    kept, other = pair
    await factories.assignment(await factories.campaign(workspace), other, member=admin.member)
    assert _errors(await _merge(member, kept.id, other.id)) == [("Forbidden", ["ids"])]
    assert _errors(await _part(member, kept.id, other.id)) == [("Forbidden", ["ids"])]
    assert (await _part(admin, kept.id, other.id))["errors"] == []
    assert (await _merge(admin, kept.id, other.id))["errors"] == []


async def test_parted_contacts_may_be_written_to_and_no_webhook_ties_them_again(member, workspace, pair, units):
    kept, other = pair
    answer = await _part(member, kept.id)
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
    await _part(member, third.id)
    assert (await Contact.get(id=third.id)).tied_group is None
    assert (await Contact.get(id=kept.id)).tied_group == (await Contact.get(id=other.id)).tied_group is not None
    await _merge(member, kept.id, other.id)
    assert await Parting.all().count() == 1
    await _merge(member, third.id, kept.id)
    assert await Parting.all().count() == 0


async def test_who_is_tied_to_nobody_is_not_parted(member, workspace, pair):
    alone = await factories.contact(workspace)
    assert _errors(await _part(member, alone.id)) == [("InvalidInput", ["ids"])]
    assert _errors(await _part(member, pair[0].id, alone.id)) == [("InvalidInput", ["ids"])]
    assert _errors(await _part(member)) == [("InvalidInput", ["ids"])]
    assert _errors(await _part(member, factories.some_id())) == [("NotFound", ["ids"])]


async def test_facts_that_come_after_a_merge_are_of_the_kept_contact(member, team, pair, units):
    kept, other = pair
    written = await team.running(await team.campaign(), other, sent=True)
    await _merge(member, kept.id, other.id)

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
    await _merge(member, kept.id, other.id)
    given = {"scope": "PERSON", "contactId": str(other.id), "reason": "asked"}
    answer = await member.command("suppress", given, "blacklistedAssignments")
    assert (answer["errors"], answer["blacklistedAssignments"]) == ([], 1)
    assert (await Contact.get(id=kept.id)).suppressed
    assert (await Assignment.get(id=running.id)).status is AssignmentStatus.BLACKLISTED


async def test_the_erased_are_not_suppressed_again_by_their_id(member, pair, clock):
    kept, _ = pair
    await Contact.filter(id=kept.id).update(erased_at=clock.now())
    answer = await member.command("suppress", {"scope": "PERSON", "contactId": str(kept.id), "reason": "asked"})
    assert _errors(answer) == [("IllegalTransition", ["contactId"])]
    assert not await Suppression.exists()


async def test_a_merged_contact_says_into_whom_it_was_merged(member, workspace, pair):
    kept, other = pair
    await _merge(member, kept.id, other.id)
    merged = f"This contact was merged into {kept.id}."
    answer = await member.command("updateContact", {"id": str(other.id), "contact": {"title": "Head"}})
    assert [(one["message"], one["from"]) for one in answer["errors"]] == [(merged, "MERGED")]
    campaign = await factories.campaign(workspace)
    given = {"campaignId": str(campaign.id), "contactIds": [str(other.id)], "memberIds": []}
    answer = await member.command("assignContacts", given, "skipped { code message }")
    assert answer["skipped"] == [{"code": "merged", "message": merged}]


async def test_whoever_is_freed_by_a_parting_counts_as_one_of_those_it_is_decided_about(member, admin, workspace, pair):
    mine, theirs = pair
    third = await factories.contact(workspace, tied_group=mine.tied_group)
    await factories.assignment(await factories.campaign(workspace), theirs, member=admin.member)
    assert (await _part(member, third.id))["errors"] == []  # the other two stay tied
    assert _errors(await _part(member, mine.id)) == [("Forbidden", ["ids"])]
    assert (await Contact.get(id=theirs.id)).tied_group is not None
    assert (await _part(admin, mine.id))["errors"] == []


async def test_who_was_kept_away_only_as_one_of_two_is_free_once_they_are_parted(member, pair):
    listed, tied = pair
    await member.command("suppress", {"scope": "PERSON", "contactId": str(listed.id), "reason": "asked"})
    await Contact.filter(id=tied.id).update(suppressed=True)  # as a claim marks it
    assert (await _part(member, tied.id))["errors"] == []
    assert (await Contact.get(id=listed.id)).suppressed
    assert not (await Contact.get(id=tied.id)).suppressed
    changed = await Event.filter(kind=EventKind.CONTACT_CHANGED, contact_id=tied.id).values_list("data", flat=True)
    assert changed == [{"suppressed": False}]


async def test_who_is_kept_away_only_as_one_of_two_is_edited_without_getting_onto_the_list(member, team, pair):
    listed, tied = pair
    running = await team.running(await team.campaign(), tied, sent=False)
    await member.command("suppress", {"scope": "PERSON", "contactId": str(listed.id), "reason": "asked"})
    answer = await member.command("updateContact", {"id": str(tied.id), "contact": {"title": "Head"}})
    assert answer["errors"] == []
    assert await Suppression.all().count() == 1
    assert (await Assignment.get(id=running.id)).status is AssignmentStatus.ACTIVE
    assert (await Contact.get(id=tied.id)).suppressed  # as long as they are tied
    await _part(member, tied.id)
    assert not (await Contact.get(id=tied.id)).suppressed


async def test_a_merge_puts_nobody_on_the_list_because_of_a_third_they_may_be(member, workspace, pair):
    kept, other = pair
    third = await factories.contact(workspace, tied_group=kept.tied_group)
    await member.command("suppress", {"scope": "PERSON", "contactId": str(third.id), "reason": "asked"})
    answer = await _merge(member, kept.id, other.id)
    assert answer["contact"]["suppressed"]  # as long as they are tied
    assert await Suppression.all().count() == 1
    await _part(member, third.id)
    assert not (await Contact.get(id=kept.id)).suppressed
