"""Importing and assigning: every row and every person is answered for."""

from models import Assignment, Contact, ImportBatch
from tests import factories

CONTACTS = [
    {"linkedinUrl": "https://www.linkedin.com/in/ada-example", "firstName": "Ada", "customFields": {"Team Size": "9"}},
    {"linkedinUrl": "https://linkedin.com/in/ADA-example/", "title": "Captain"},
    {"firstName": "Bo", "lastName": "Nameless"},
    {"email": "nobody@example.com"},
    {"linkedinUrl": "https://example.com/in/x", "firstName": "X"},
]


async def test_an_import_answers_for_every_row(member, workspace):
    fields = "added updated duplicates refused rows { index outcome reason contact { fullName title customFields linkedinUrl } }"
    answer = await member.command("importContacts", {"rows": CONTACTS}, fields)
    assert [answer[name] for name in ("added", "updated", "duplicates", "refused")] == [2, 0, 1, 2]
    outcomes = [row["outcome"] for row in answer["rows"]]
    assert outcomes == ["ADDED", "DUPLICATE", "ADDED", "REFUSED", "REFUSED"]
    assert [row["index"] for row in answer["rows"]] == [0, 1, 2, 3, 4]
    assert answer["rows"][0]["contact"]["customFields"] == {"team_size": "9"}
    assert all(row["reason"] for row in answer["rows"] if row["outcome"] == "REFUSED")


async def test_at_most_a_thousand_rows_are_imported_at_a_time(member):
    answer = await member.command("importContacts", {"rows": [{"firstName": "A"}] * 1001})
    assert answer["errors"][0]["path"] == ["rows"]


async def test_custom_fields_that_are_no_object_refuse_their_row_only(member):
    rows = [{"firstName": "Ada", "customFields": [1]}, {"firstName": "Bo"}]
    answer = await member.command("importContacts", {"rows": rows}, "rows { outcome }")
    assert [row["outcome"] for row in answer["rows"]] == ["REFUSED", "ADDED"]


async def test_imported_contacts_go_straight_into_a_campaign(member, workspace):
    campaign = await factories.campaign(workspace)
    given = {"rows": CONTACTS[:3], "campaignId": str(campaign.id), "memberIds": [str(member.member.id)]}
    await member.command("importContacts", given)
    assert await Assignment.filter(campaign_id=campaign.id, member_id=member.member.id).count() == 2
    nowhere = await member.command("importContacts", {"rows": CONTACTS, "memberIds": [str(member.member.id)]})
    assert nowhere["errors"][0]["path"] == ["campaignId"]


async def test_who_was_imported_and_not_put_into_the_campaign_is_told_of_and_the_record_counts_who_was(
    member, workspace
):
    campaign = await factories.campaign(workspace)
    known = await factories.contact(workspace, "ada-example", title="Pilot")
    await factories.assignment(campaign, known, member=member.member)
    given = {"rows": CONTACTS[:3], "campaignId": str(campaign.id), "memberIds": [str(member.member.id)]}
    answer = await member.command("importContacts", given, "rows { outcome reason }")
    assert [row["outcome"] for row in answer["rows"]] == ["UPDATED", "DUPLICATE", "ADDED"]
    told = [row["reason"] for row in answer["rows"]]
    assert told == [
        "Not assigned: Already in this campaign.",
        "The same person as in an earlier row. Not assigned: Already in this campaign.",
        None,
    ]
    document = """{ imports(first: 2) { nodes { source assigned campaign { id } rows(first: 9) { nodes { reason } } } }
      events(last: 1, filter: {kinds: ["import.finished"]}) { nodes { ... on RecordChanged { data } } } }"""
    shown = await member.ask(document)
    [batch] = shown["imports"]["nodes"]
    assert (batch["assigned"], batch["campaign"]) == (1, {"id": str(campaign.id)})
    assert [row["reason"] for row in batch["rows"]["nodes"]] == told
    assert shown["events"]["nodes"][0]["data"]["assigned"] == 1


async def test_a_campaign_that_is_not_there_imports_nobody(member, workspace):
    given = {"rows": CONTACTS[:1], "campaignId": str(factories.some_id())}
    [error] = (await member.command("importContacts", given))["errors"]
    assert (error["__typename"], error["path"]) == ("NotFound", ["campaignId"])
    assert (await Contact.all().count(), await ImportBatch.all().count()) == (0, 0)


async def test_contacts_are_assigned_by_id_or_by_filter_and_shared_evenly(member, admin, workspace):
    campaign = await factories.campaign(workspace)
    for _ in range(4):
        await factories.contact(workspace, tags=["vip"])
    kept_away = await factories.contact(workspace)
    members = [str(member.member.id), str(admin.member.id)]
    fields = "assigned skippedTotal skipped { code contact { id } } campaign { breakdown { member { id } total } }"
    given = {"campaignId": str(campaign.id), "memberIds": members, "filter": {"tags": ["vip"]}, "expectedCount": 4}
    answer = await member.command("assignContacts", given, fields)
    assert (answer["assigned"], answer["skippedTotal"]) == (4, 0)
    shares = {row["member"]["id"]: row["total"] for row in answer["campaign"]["breakdown"]}
    assert shares == dict.fromkeys(members, 2)
    by_id = {"campaignId": str(campaign.id), "memberIds": members[:1], "contactIds": [str(kept_away.id)]}
    assert (await member.command("assignContacts", by_id, fields))["assigned"] == 1
    again = await member.command("assignContacts", by_id, fields)
    assert (again["assigned"], again["skipped"][0]["contact"]) == (0, {"id": str(kept_away.id)})
    for wrong in ({}, {"contactIds": [], "filter": {"search": "x"}}):
        nothing = {"campaignId": str(campaign.id), "memberIds": members, **wrong}
        assert (await member.command("assignContacts", nothing))["errors"][0]["path"] == ["contactIds"]
