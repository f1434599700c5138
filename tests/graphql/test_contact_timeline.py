"""What happened to a person, over all campaigns, and what was written both ways."""

from models import AssignmentStatus, EventKind, Message, MessageDirection, NewEvent
from tests import factories

HISTORY = """query ($i: ID!, $after: Cursor) { contact(id: $i) { history(first: 2, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { __typename campaign { name } actor { id } ... on StatusChanged { toStatus } ... on RecordChanged { kind } } } } }"""


async def test_a_persons_history_is_of_all_their_campaigns_in_order(member, workspace, units):
    contact, other = [await factories.contact(workspace) for _ in range(2)]
    for name in ("First", "Second"):
        campaign = await factories.campaign(workspace, name=name)
        for person in (contact, other):
            assignment = await factories.assignment(campaign, person)

            async def work(unit, one=assignment):
                unit.record(one.status_event(None, AssignmentStatus.ACTIVE, None))

            await units.run(work)
    await member.command("updateContact", {"id": str(contact.id), "contact": {"title": "Engineer"}})
    first = (await member.ask(HISTORY, i=str(contact.id)))["contact"]["history"]
    assert [one["campaign"]["name"] for one in first["nodes"]] == ["First", "Second"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    after = first["pageInfo"]["endCursor"]
    [last] = (await member.ask(HISTORY, i=str(contact.id), after=after))["contact"]["history"]["nodes"]
    assert (last["kind"], last["actor"]) == ("contact.changed", {"id": str(member.member.id)})


async def test_what_is_about_access_is_shown_to_admins_only(member, admin, workspace, units):
    contact = await factories.contact(workspace)

    async def work(unit):
        kind = EventKind.CONTACT_EXPORTED
        unit.record(NewEvent(kind, workspace_id=workspace.id, subject_id=contact.id, contact_id=contact.id))

    await units.run(work)
    assert (await member.ask(HISTORY, i=str(contact.id)))["contact"]["history"]["totalCount"] == 0
    assert (await admin.ask(HISTORY, i=str(contact.id)))["contact"]["history"]["totalCount"] == 1


async def test_letters_are_shown_both_ways_in_the_order_they_were_written(member, workspace, clock):
    contact, account = await factories.contact(workspace), await factories.account(workspace)
    await factories.message(contact, account, "Later", at=clock.now().replace(hour=10))
    await factories.message(contact, account, "Sent", direction=MessageDirection.SENT, at=clock.now())
    document = "query ($i: ID!) { contact(id: $i) { messages(first: 9) { totalCount nodes { direction text account { id } } } } }"
    shown = (await member.ask(document, i=str(contact.id)))["contact"]["messages"]
    assert shown["totalCount"] == await Message.all().count() == 2
    assert [(one["direction"], one["text"]) for one in shown["nodes"]] == [("SENT", "Sent"), ("RECEIVED", "Later")]
    assert {one["account"]["id"] for one in shown["nodes"]} == {str(account.id)}
