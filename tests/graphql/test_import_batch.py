"""Imports of files as the API shows them: mapped anew, tried dry, started, stopped, and reported row by row."""

import asyncio
from typing import Any

import pytest

from app.importing import Importing
from engine import import_batch
from models import Assignment, Contact, ImportBatch, ImportChunk, ImportState
from tests import factories
from tests.app.files import people, taken_in
from tests.graphql.conftest import Asker

BATCH = """importBatch { id state dry total rowsDone added refused duplicates preset reason preview
  columns { name field } campaign { id } member { id } }"""
REPORT = """query ($id: ID!, $o: [ImportOutcome!]) { importBatch(id: $id) { rows(first: 10, outcomes: $o) {
  totalCount nodes { index outcome reason contact { firstName } } } } }"""
CONTENT = "Name,Mail 2,LinkedIn URL\nRobin,robin@example.com,linkedin.com/in/robin\nSam,sam,\nCid,,example.com/cid\n"


@pytest.fixture
async def worker(units, ring) -> Importing:
    return Importing(units, ring, lambda _: True, asyncio.Event())


@pytest.fixture
async def batch(units, ring, member) -> ImportBatch:
    return await taken_in(units, ring, member.member, CONTENT, dry=True)


async def test_an_import_is_checked_mapped_anew_started_and_reported(member, workspace, worker, batch):
    await worker.turn()
    given: dict[str, Any] = {"id": str(batch.id)}
    mapping = [{"column": 1, "field": "email"}]
    again = await member.command("startImport", {**given, "mapping": mapping, "dryRun": True}, BATCH)
    assert (again["errors"], again["importBatch"]["state"], again["importBatch"]["rowsDone"]) == ([], "CHECKING", 0)
    await worker.turn()
    shown = await member.ask(f"query ($id: ID!) {{ {BATCH.replace('importBatch', 'importBatch(id: $id)')} }}", **given)
    ready = shown["importBatch"]
    assert (ready["state"], ready["dry"], ready["added"], ready["refused"]) == ("READY", True, 2, 1)
    assert ready["preview"] == [
        ["Robin", "robin@example.com", "linkedin.com/in/robin"],
        ["Sam", "sam", ""],
        ["Cid", "", "example.com/cid"],
    ]
    assert [one["field"] for one in ready["columns"]] == ["full_name", "email", "linkedin_url"]
    assert await Contact.all().count() == 0
    campaign = await factories.campaign(workspace)
    started = await member.command("startImport", {**given, "campaignId": str(campaign.id)}, BATCH)
    assert started["importBatch"]["campaign"] == {"id": str(campaign.id)}
    await worker.turn()
    report = (await member.ask(REPORT, **given))["importBatch"]["rows"]
    assert report["totalCount"] == 3
    assert [(row["index"], row["outcome"]) for row in report["nodes"]] == [(0, "ADDED"), (1, "ADDED"), (2, "REFUSED")]
    assert report["nodes"][0]["contact"] == {"firstName": "Robin"}
    assert report["nodes"][1]["reason"].startswith("Left out: An e-mail")
    refused = (await member.ask(REPORT, **given, o=["REFUSED"]))["importBatch"]["rows"]
    assert (refused["totalCount"], refused["nodes"][0]["contact"]) == (1, None)
    done = (await member.ask("{ imports(first: 5) { nodes { id state dry preview assigned } } }"))["imports"]["nodes"]
    assert done == [{"id": str(batch.id), "state": "FINISHED", "dry": False, "preview": [], "assigned": 2}]


async def test_an_import_is_started_once(member, worker, batch):
    await member.command("startImport", {"id": str(batch.id)})
    again = await member.command("startImport", {"id": str(batch.id)})
    assert [error["__typename"] for error in again["errors"]] == ["IllegalTransition"]
    await worker.turn()
    assert await Contact.all().count() == 2
    late = await member.command("cancelImport", {"id": str(batch.id)})
    assert [(error["__typename"], error["from"]) for error in late["errors"]] == [("IllegalTransition", "FINISHED")]


async def test_a_cancelled_import_keeps_what_came_in_and_forgets_its_file(member, units, ring, worker, monkeypatch):
    monkeypatch.setattr("app.import_file.PART", 2)
    batch = await taken_in(units, ring, member.member, people(6))
    await worker._advance(batch)
    answer = await member.command("cancelImport", {"id": str(batch.id)}, BATCH)
    assert (answer["importBatch"]["state"], answer["importBatch"]["rowsDone"]) == ("CANCELLED", 2)
    await worker.turn()
    assert (await Contact.all().count(), await ImportChunk.all().count()) == (2, 0)


async def test_of_an_import_that_was_only_checked_nothing_is_counted_once_it_is_cancelled(member, worker, batch):
    await worker.turn()
    answer = await member.command(
        "cancelImport", {"id": str(batch.id)}, "importBatch { state dry rowsDone added refused }"
    )
    assert answer["importBatch"] == {"state": "CANCELLED", "dry": False, "rowsDone": 0, "added": 0, "refused": 0}


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"mapping": [{"column": 9, "field": "email"}]}, ["mapping"]),
        ({"mapping": [{"column": 1, "field": "nickname"}]}, ["mapping"]),
        (
            {"mapping": [{"column": 1, "field": "email"}, {"column": 0}, {"column": 1, "field": "title"}]},
            ["mapping", "2", "column"],
        ),
        ({"mapping": [{"column": 0, "field": None}, {"column": 2}]}, ["mapping"]),
        ({"campaignId": "nonsense"}, ["campaignId"]),
        ({"memberIds": []}, None),
    ],
)
async def test_wishes_that_cannot_be_are_refused_and_the_import_stays_as_it_was(member, batch, given, path):
    before = await ImportBatch.get(id=batch.id).values()
    answer = await member.command("startImport", {"id": str(batch.id), **given})
    assert [error["path"] for error in answer["errors"]] == ([path] if path else [])
    assert (await ImportBatch.get(id=batch.id).values() == before) == (path is not None)


async def _going_to(member: Asker, batch: ImportBatch, **given: Any) -> tuple[object, object]:
    """Where its contacts go once it was started so."""
    answer = await member.command("startImport", {"id": str(batch.id), **given})
    assert answer["errors"] == []
    row = await ImportBatch.get(id=batch.id)
    return row.campaign_id, row.shares


async def test_what_the_upload_said_of_campaign_and_members_stays_unless_it_is_said_anew(
    member, workspace, units, ring, worker
):
    campaign, other = await factories.campaign(workspace), await factories.campaign(workspace)
    mine = [member.member.id]
    batch = await taken_in(units, ring, member.member, people(2), dry=True, campaign_id=campaign.id, member_ids=mine)
    assert await _going_to(member, batch, dryRun=True) == (campaign.id, mine)
    await worker.turn()
    assert await _going_to(member, batch, dryRun=True, campaignId=str(other.id)) == (other.id, mine)
    await worker.turn()
    assert await _going_to(member, batch) == (other.id, mine)
    await worker.turn()
    assert await Assignment.filter(campaign_id=other.id, member_id=member.member.id).count() == 2


@pytest.mark.parametrize("members", [None, []])
async def test_campaign_and_members_are_taken_away_by_saying_so(member, workspace, units, ring, worker, members):
    campaign, mine = await factories.campaign(workspace), [member.member.id]
    batch = await taken_in(units, ring, member.member, people(2), dry=True, campaign_id=campaign.id, member_ids=mine)
    assert await _going_to(member, batch, dryRun=True, memberIds=members) == (campaign.id, [])
    await worker.turn()
    again = {"memberIds": [str(one) for one in mine], "dryRun": True}
    assert await _going_to(member, batch, **again) == (campaign.id, mine)
    await worker.turn()
    assert await _going_to(member, batch, campaignId=None) == (None, [])


async def test_another_preset_maps_the_columns_anew(member, units, ring):
    content = "First Name,City,Email Status\nRobin,Utrecht,ok\n"
    batch = await taken_in(units, ring, member.member, content, dry=True)
    answer = await member.command("startImport", {"id": str(batch.id), "preset": "APOLLO", "dryRun": True}, BATCH)
    assert answer["importBatch"]["preset"] == "APOLLO"
    assert answer["importBatch"]["columns"][1] == {"name": "City", "field": "location"}


async def test_what_cannot_be_opened_any_more_is_not_shown(member, batch):
    await ImportChunk.all().update(sealed_rows="t1.x.y")
    shown = await member.ask("query ($id: ID!) { importBatch(id: $id) { preview } }", id=str(batch.id))
    assert shown["importBatch"] == {"preview": []}


async def test_a_row_of_somebody_who_was_erased_is_shown_blank(member, ring, batch):
    await import_batch.forget_rows(ring, batch, 0, {0})
    shown = await member.ask("query ($id: ID!) { importBatch(id: $id) { preview } }", id=str(batch.id))
    assert shown["importBatch"]["preview"] == [[], ["Sam", "sam", ""], ["Cid", "", "example.com/cid"]]


async def test_a_report_of_many_is_read_in_pages(member, units, ring, worker):
    batch = await taken_in(units, ring, member.member, people(5))
    await worker.turn()
    document = """query ($id: ID!, $a: Cursor) { importBatch(id: $id) { rows(first: 2, after: $a) {
      pageInfo { hasNextPage endCursor } nodes { index } } } }"""
    seen, after = [], None
    while True:
        rows = (await member.ask(document, id=str(batch.id), a=after))["importBatch"]["rows"]
        seen += [row["index"] for row in rows["nodes"]]
        after = rows["pageInfo"]["endCursor"]
        if not rows["pageInfo"]["hasNextPage"]:
            break
    assert seen == [0, 1, 2, 3, 4]


async def test_an_import_that_was_never_stored_whole_cannot_be_started(member, workspace):
    stored = await factories.import_batch(workspace, member=member.member, state=ImportState.STORING)
    answer = await member.command("startImport", {"id": str(stored.id)})
    assert [error["__typename"] for error in answer["errors"]] == ["NotFound"]
