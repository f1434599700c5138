"""Every noun can be read, as it stands in the database."""

from typing import Any

import pytest

from models import AssignmentStatus, CampaignState, EventKind, NewEvent, Step, StepKind, SuppressionScope
from tests import factories
from tests.factories import RING, START


async def test_whoever_asks_learns_who_they_are(member, workspace):
    data = await member.ask(
        "{ viewer { role permissions user { email } member { id } workspace { id name } workspaces { id } } }"
    )
    assert data["viewer"]["role"] == "MEMBER"
    assert data["viewer"]["member"]["id"] == str(member.member.id)
    assert data["viewer"]["workspace"] == {"id": str(workspace.id), "name": workspace.name}
    assert data["viewer"]["workspaces"] == [{"id": str(workspace.id)}]
    assert "launchSequence" in data["viewer"]["permissions"]
    assert "connectAccount" not in data["viewer"]["permissions"]


async def test_an_assignment_leads_to_everything_around_it(member, workspace):
    account = await factories.account(workspace, member=member.member)
    campaign = await factories.campaign(workspace, dux_user_id=account.dux_soup_user_id)
    version = await factories.sequence(campaign, StepKind.VISIT, StepKind.CONNECT)
    assignment = await factories.assignment(
        campaign,
        member=member.member,
        account=account,
        sequence=version,
        next_step=1,
        next_at=START,
        status=AssignmentStatus.ACTIVE,
        launched_at=START,
    )
    visit = await Step.filter(sequence_id=version.id, position=1).get()
    await factories.action(assignment, visit, account)
    archived = await factories.campaign(workspace, state=CampaignState.ARCHIVED)
    await factories.assignment(archived, member_id=assignment.member_id, status=AssignmentStatus.ACCEPTED)
    document = """query ($id: ID!) { assignment(by: {id: $id}) {
      status paused version nextActionAt updatedAt
      contact { fullName linkedinUrl customFields tags suppressed messages(first: 1) { totalCount } }
      campaign { state sequence { version steps { kind position } } account { id } }
      member { user { email } account { duxSoupUserId }
        capacity { openAssignments invitesLeftThisWeek expectedFinish } }
      currentStep { kind } blockers { code }
      actions { kind state step { kind } account { id limits { kind withNote hours limit used left } } }
    } }"""
    found = (await member.ask(document, id=str(assignment.id)))["assignment"]
    assert (found["status"], found["paused"], found["currentStep"]) == ("ACTIVE", False, {"kind": "VISIT"})
    assert [action["state"] for action in found["actions"]] == ["PLANNED"]
    assert found["campaign"]["account"] == {"id": str(account.id)}
    steps = [{"kind": "VISIT", "position": 1}, {"kind": "CONNECT", "position": 2}]
    assert found["campaign"]["sequence"] == {"version": 1, "steps": steps}
    capacity = {"openAssignments": 1, "invitesLeftThisWeek": 75, "expectedFinish": START.isoformat()}
    assert found["member"]["capacity"] == capacity
    assert found["blockers"] == []


@pytest.mark.parametrize("limits", [None, [{"kind": "connect", "with_note": False, "hours": 168, "limit": 0}]])
async def test_where_no_invitation_can_go_out_no_finish_is_expected(member, workspace, limits):
    if limits is not None:
        await factories.account(workspace, member=member.member, limits=limits)
    await factories.assignment(await factories.campaign(workspace), member=member.member)
    found = await member.ask(
        "{ viewer { member { capacity { openAssignments invitesLeftThisWeek expectedFinish } } } }"
    )
    capacity = {"openAssignments": 1, "invitesLeftThisWeek": 0, "expectedFinish": None}
    assert found["viewer"]["member"]["capacity"] == capacity


async def test_an_assignment_is_found_by_its_pair(member, workspace):
    assignment = await factories.assignment(await factories.campaign(workspace))
    document = "query ($by: AssignmentBy!) { assignment(by: $by) { id } }"
    pair = {"campaignId": str(assignment.campaign_id), "contactId": str(assignment.contact_id)}
    assert await member.ask(document, by={"pair": pair}) == {"assignment": {"id": str(assignment.id)}}
    nobody = {**pair, "contactId": str(factories.some_id())}
    assert await member.ask(document, by={"pair": nobody}) == {"assignment": None}


async def test_an_assignment_is_asked_for_by_exactly_one_of_id_and_pair(member):
    document = "query ($by: AssignmentBy!) { assignment(by: $by) { id } }"
    assert await member.refused(document, by={})
    assert await member.refused(document, by={"id": "1", "pair": {"campaignId": "1", "contactId": "2"}})


async def test_a_node_is_found_by_its_id_whatever_it_is(member, workspace):
    account = await factories.account(workspace)
    assignment = await factories.assignment(await factories.campaign(workspace))
    contact = await assignment.contact
    message = await factories.message(contact, account)
    suppression = await factories.suppression(workspace)
    version = await factories.sequence(await factories.campaign(workspace), StepKind.VISIT)
    step = await Step.filter(sequence_id=version.id).get()
    rows = [workspace, account, assignment, contact, message, suppression, step, member.member]
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    found = await member.ask(document, ids=[*(str(row.id) for row in rows), str(factories.some_id()), "junk"])
    names = [node and node["__typename"] for node in found["nodes"]]
    assert names == [
        "Workspace", "DuxSoupAccount", "Assignment", "Contact", "Message", "Suppression", "Step", "Member", None, None,
    ]  # fmt: skip
    assert [node["id"] for node in found["nodes"][:8]] == [str(row.id) for row in rows]


async def test_at_most_a_hundred_nodes_are_looked_up_at_a_time(member):
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert (await member.refused(document, ids=["1"] * 101))[0]["extensions"]["code"] == "INVALID_INPUT"


async def test_events_come_in_log_order_each_in_its_shape(admin, workspace, units):
    assignment = await factories.assignment(await factories.campaign(workspace))
    ids = {"workspace_id": workspace.id, "campaign_id": assignment.campaign_id, "assignment_id": assignment.id}

    async def work(unit):
        moved = {"from": None, "to": "pending", "reason": "assigned"}
        unit.record(NewEvent(EventKind.STATUS_CHANGED, **ids, subject_id=assignment.id, data=moved))
        unit.record(NewEvent(EventKind.ACTION_PLANNED, **ids, subject_id=assignment.id, data={}))
        unit.record(NewEvent(EventKind.CAMPAIGN_CHANGED, **ids, subject_id=assignment.campaign_id, data={"a": 1}))

    await units.run(work)
    document = """{ workspace { head } events(first: 10) { nodes { __typename id cursor occurredAt
      campaign { id } assignment { id }
      ... on StatusChanged { fromStatus toStatus reason } ... on ActionChanged { state action { id } }
      ... on RecordChanged { kind data } } } }"""
    data = await admin.ask(document)
    first, second, third = data["events"]["nodes"]
    assert (first["fromStatus"], first["toStatus"], first["reason"]) == (None, "PENDING", "assigned")
    assert (second["state"], second["action"]) == ("PLANNED", None)
    assert (third["kind"], third["data"]) == ("campaign.changed", {"a": 1})
    assert third["cursor"] == data["workspace"]["head"]
    narrowed = "{ events(first: 10, filter: {toStatuses: [PENDING]}) { nodes { id } totalCount } }"
    assert (await admin.ask(narrowed))["events"] == {"nodes": [{"id": first["id"]}], "totalCount": 1}
    history = "query ($id: ID!) { assignment(by: {id: $id}) { history(last: 1) { nodes { id } totalCount } } }"
    found = (await admin.ask(history, id=str(assignment.id)))["assignment"]["history"]
    assert found == {"nodes": [{"id": third["id"]}], "totalCount": 3}


async def test_what_is_told_of_an_action_without_moving_it_is_shown_as_told(admin, workspace, units):
    ids = {"workspace_id": workspace.id, "subject_id": workspace.id}
    told = (EventKind.ACTION_REPEATED, EventKind.ACTION_NOT_RECALLED)

    async def work(unit):
        unit.record(*(NewEvent(kind, **ids, data={"state": "queued"}) for kind in told))

    await units.run(work)
    shown = await admin.ask("{ events(first: 2) { nodes { ... on RecordChanged { kind subjectId data } } } }")
    rest = {"subjectId": str(workspace.id), "data": {"state": "queued"}}
    assert shown["events"]["nodes"] == [{"kind": kind.value, **rest} for kind in told]


async def test_a_suppression_shows_its_label_until_the_person_is_erased(member, workspace):
    known = await factories.suppression(workspace, SuppressionScope.DOMAIN)
    place = {"table": "suppression", "column": "sealed_label", "workspace_id": workspace.id, "row_id": known.id}
    known.sealed_label = RING.seal("example.org", **place)
    await known.save()
    await factories.suppression(workspace)
    found = (await member.ask("{ suppressions(first: 5) { nodes { scope label } } }"))["suppressions"]["nodes"]
    assert found == [{"scope": "DOMAIN", "label": "example.org"}, {"scope": "PERSON", "label": "erased"}]


async def test_contacts_are_searched_word_by_word_and_filtered(member, workspace):
    wanted = await factories.contact(workspace, first_name="Ada", last_name="Ferro", company="Nordlicht", tags=["vip"])
    other = await factories.contact(workspace, first_name="Bo", last_name="100%_Sure", tags=["cold"], suppressed=True)
    await factories.assignment(await factories.campaign(workspace), wanted)
    document = "query ($f: ContactFilter) { contacts(first: 9, filter: $f) { nodes { id } } }"

    async def found(**filters: Any) -> Any:
        return [node["id"] for node in (await member.ask(document, f=filters))["contacts"]["nodes"]]

    assert await found(search="ferro nord") == [str(wanted.id)]
    assert await found(search="0%_") == [str(other.id)]
    assert await found(search="%") == [str(other.id)]
    assert await found(tags=["vip", "none"]) == [str(wanted.id)]
    assert await found(tags=[]) == []
    assert await found(suppressed=True) == [str(other.id)]
    assert await found(unassigned=True) == [str(other.id)]
    assert await found(unassigned=False) == [str(wanted.id)]
    assert await found(campaignId="junk") == []


async def test_assignments_are_narrowed_by_every_filter(member, workspace):
    campaign = await factories.campaign(workspace)
    person = await factories.contact(workspace, first_name="Ada", last_name="Ferro")
    mine = await factories.assignment(campaign, person, member=member.member)
    other = await factories.assignment(
        await factories.campaign(workspace), status=AssignmentStatus.ACTIVE, updated_at=START.replace(hour=12)
    )
    document = "query ($f: AssignmentFilter) { assignments(first: 9, filter: $f) { nodes { id } totalCount } }"

    async def found(**filters: Any) -> Any:
        answer = (await member.ask(document, f=filters))["assignments"]
        assert answer["totalCount"] == len(answer["nodes"])
        return [node["id"] for node in answer["nodes"]]

    assert await found() == [str(other.id), str(mine.id)]
    assert await found(statuses=["PENDING"]) == [str(mine.id)]
    assert await found(statuses=[]) == []
    assert await found(campaignIds=[str(campaign.id)]) == [str(mine.id)]
    assert await found(memberIds=[str(member.member.id)]) == [str(mine.id)]
    assert await found(unassigned=True) == [str(other.id)]
    assert await found(unassigned=False) == [str(mine.id)]
    assert await found(search="ferro") == [str(mine.id)]
    assert await found(updatedAfter="2026-03-02T10:00:00Z") == [str(other.id)]
    assert await found(updatedAfter="2026-03-02T13:30:00+01:00") == []
    assert await found(blockedBy=["not_assigned"]) == [str(other.id)]
    assert await found(blockedBy=["not_assigned", "stopped"], statuses=["PENDING"]) == []


async def test_an_unknown_blocker_is_no_filter(member):
    document = "query ($f: AssignmentFilter) { assignments(first: 9, filter: $f) { nodes { id } } }"
    assert (await member.refused(document, f={"blockedBy": ["moon"]}))[0]["extensions"]["code"] == "INVALID_INPUT"


async def test_the_key_of_an_account_is_shown_to_nobody_and_its_end_to_admins_only(member, admin, workspace):
    await factories.account(workspace)
    document = "{ accounts(first: 1) { nodes { hasKey keyLastFour rampWeek workingHours { weekday opens } } } }"
    seen = (await member.ask(document))["accounts"]["nodes"][0]
    assert (seen["hasKey"], seen["keyLastFour"]) == (True, None)
    assert (await admin.ask(document))["accounts"]["nodes"][0]["keyLastFour"] == factories.AUTH_KEY[-4:]
