"""Pages: every row exactly once, whatever comes in between; places that nobody can make up; bounds."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from models import AssignmentStatus, Workspace
from tests import factories
from tests.factories import START
from tests.queries import queries

ORDERS = [
    None,
    *(f"{field} {way}" for field in ("UPDATED_AT", "NEXT_ACTION_AT", "CONTACT_NAME") for way in ("ASC", "DESC")),
]


async def _some(workspace, count=7) -> Any:
    """Several share a name and a time, some have no next action."""
    campaign = await factories.campaign(workspace)
    for index in range(count):
        person = await factories.contact(workspace, last_name=f"Example{index // 3}", first_name="Pat")
        await factories.assignment(
            campaign,
            person,
            updated_at=START + timedelta(hours=index // 2),
            next_at=None if index % 3 == 0 else START + timedelta(hours=index // 2, microseconds=index // 4),
        )
    return campaign


async def _pages(asker, order, forward, size=2) -> AsyncIterator[Any]:
    arguments = "first: $n, after: $c" if forward else "last: $n, before: $c"
    by = "" if order is None else ", orderBy: {{field: {}, direction: {}}}".format(*order.split())
    document = f"""query ($n: Int!, $c: Cursor) {{ assignments({arguments}{by}) {{
      edges {{ cursor node {{ id }} }} nodes {{ id }}
      pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    cursor = None
    while True:
        page = (await asker.ask(document, n=size, c=cursor))["assignments"]
        assert [edge["node"] for edge in page["edges"]] == page["nodes"]
        yield page
        info = page["pageInfo"]
        if not info["hasNextPage" if forward else "hasPreviousPage"]:
            return
        cursor = info["endCursor" if forward else "startCursor"]


@pytest.mark.parametrize("order", ORDERS)
async def test_walking_either_way_gives_every_row_once_in_one_order(member, workspace, order):
    await _some(workspace)
    forward = [node["id"] async for page in _pages(member, order, True) for node in page["nodes"]]
    backward = [page["nodes"] async for page in _pages(member, order, False)]
    assert len(set(forward)) == len(forward) == 7
    assert [node["id"] for page in reversed(backward) for node in page] == forward


async def test_a_cursor_is_of_its_list_and_one_of_the_log_of_its_epoch(member, workspace):
    await _some(workspace)
    ask = "query ($c: Cursor) {{ {}(first: 1, after: $c) {{ pageInfo {{ endCursor }} }} }}"
    campaigns = (await member.ask(ask.format("campaigns")))["campaigns"]["pageInfo"]["endCursor"]
    [error] = await member.refused(ask.format("contacts"), c=campaigns)
    assert error["message"] == "This is not a cursor of this list in this order."
    await member.command("createCampaign", {"name": "Told", "sequenceKind": "CONNECTION"})
    events = (await member.ask(ask.format("events")))["events"]["pageInfo"]["endCursor"]
    await member.ask(ask.format("events"), c=events)
    await Workspace.filter(id=workspace.id).update(epoch=2)
    [error] = await member.refused(ask.format("events"), c=events)
    assert error["message"] == "This is not a cursor of this list in this order."


async def test_a_row_that_comes_in_between_repeats_none(member, workspace):
    campaign = await _some(workspace, 4)
    seen = []
    async for page in _pages(member, "CONTACT_NAME ASC", True):
        seen += [node["id"] for node in page["nodes"]]
        early = await factories.contact(workspace, last_name="Aaa", first_name="Pat")
        await factories.assignment(campaign, early)
    assert len(seen) == len(set(seen)) == 4


async def test_lists_of_many_parents_are_paged_each_by_itself(member, workspace):
    one, other = await _some(workspace, 5), await _some(workspace, 3)
    document = """{ campaigns(first: 9) { nodes { id assignments(first: 2, orderBy: {field: CONTACT_NAME, direction: ASC}) {
      nodes { id campaign { id } } pageInfo { hasNextPage } totalCount } } } }"""
    found = {node["id"]: node["assignments"] for node in (await member.ask(document))["campaigns"]["nodes"]}
    assert [found[str(campaign.id)]["totalCount"] for campaign in (one, other)] == [5, 3]
    for campaign_id, page in found.items():
        assert [node["campaign"]["id"] for node in page["nodes"]] == [campaign_id] * 2
        assert page["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize(
    "arguments",
    ["", "first: 0", "first: 101", "last: 0", "first: 1, last: 1", 'first: 1, before: "x"', 'last: 1, after: "x"'],
)
async def test_a_page_is_first_or_last_with_one_to_a_hundred_rows(member, arguments):
    document = f"{{ contacts{f'({arguments})' if arguments else ''} {{ nodes {{ id }} }} }}"
    assert (await member.refused(document))[0]["extensions"]["code"] == "INVALID_INPUT"


async def test_a_cursor_of_another_order_or_of_nobody_is_refused(member, workspace):
    await _some(workspace, 3)
    page = await anext(_pages(member, "CONTACT_NAME ASC", True))
    cursor = page["pageInfo"]["endCursor"]
    document = "query ($c: Cursor) { assignments(first: 1, after: $c) { nodes { id } } }"
    for made_up in (cursor, "", "x", "ééé", "WzEsMl0", cursor[:-4], "A" * 5000):
        assert (await member.refused(document, c=made_up))[0]["extensions"]["argument"] == ["after"]


async def test_the_count_is_made_only_when_it_is_asked_for(member, workspace):
    await _some(workspace, 3)
    with queries() as plain:
        await member.ask("{ assignments(first: 2) { nodes { id } } }")
    with queries() as counted:
        found = await member.ask("{ assignments(first: 2) { nodes { id } totalCount } }")
    assert found["assignments"]["totalCount"] == 3
    assert not [text for text in plain if "COUNT(*)" in text]
    assert len([text for text in counted if "COUNT(*)" in text]) == 1


async def test_a_status_filter_counts_what_it_lists(member, workspace):
    campaign = await _some(workspace, 4)
    await factories.assignment(campaign, status=AssignmentStatus.ACTIVE)
    document = """query ($id: ID!) { campaign(id: $id) {
      assignments(first: 9, filter: {statuses: [ACTIVE]}) { totalCount nodes { status } } } }"""
    found = (await member.ask(document, id=str(campaign.id)))["campaign"]["assignments"]
    assert found == {"totalCount": 1, "nodes": [{"status": "ACTIVE"}]}
