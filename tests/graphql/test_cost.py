"""What an operation costs is told with its answer, and one that costs too much is refused before it has done anything."""

import pytest
from graphql import parse

from models import Campaign
from schema.cost import MAX_PAGE
from schema.limits import MAX_COST
from schema.root import api
from schema.size import measured
from tests import factories
from tests.graphql.feed.client import socket
from tests.graphql.test_endpoint_socket import address

__all__ = ["address"]

PAGE = "assignments(first: {}) {{ nodes {{ contact {{ messages(first: {}) {{ nodes {{ id }} }} }} }} }}"
CREATE = """mutation {} {{ createCampaign(input: {{name: "Mine", sequenceKind: CONNECTION}}) {{
  campaign {{ id {} }} errors {{ __typename }} }} }} {}"""
SNAPSHOT = "... on AssignmentSnapshot { assignments { id contact { id } } }"
DELTA = "... on AssignmentDelta { upserted { id contact { id } } }"

COSTS = [
    ("{ viewer { role permissions } }", {}, 1),
    ("{ contacts(first: 20) { nodes { id tags } } }", {}, 1 + 20),
    ("{ contacts(last: 20) { edges { node { id } } pageInfo { endCursor } } }", {}, 1 + 20),
    ("{ contacts(first: 20) { nodes { id } edges { cursor node { tags } } } }", {}, 1 + 20 + 20),
    ("{ contacts(first: 20) { edges { cursor } } }", {}, 20),
    ("{ tags { tags { tag } total } }", {}, 50 + 1),
    ("{ contacts(first: 20) { nodes { id } totalCount } }", {}, 1 + 20 + 10),
    ("{ contacts(first: 20) { pageInfo { endCursor } } }", {}, 20),
    ("{ contacts(first: 1000000) { nodes { id } } }", {}, 1 + MAX_PAGE),
    ("{ contacts(first: -3) { nodes { id } } }", {}, 1),
    ("{ contacts(first: " + "9" * 5_000 + ") { nodes { id } } }", {}, 1 + MAX_PAGE),
    ('{ contacts(first: "many") { nodes { id } } }', {}, 2),
    ("query ($n: Int) { contacts(first: $n) { nodes { id } } }", {"n": 7}, 1 + 7),
    ("query ($n: Int) { contacts(first: $n) { nodes { id } } }", {"n": 100.0}, 1 + 100),
    ("query ($n: Int) { contacts(first: $n) { nodes { id } } }", {"n": 1e2}, 1 + 100),
    ("query ($n: Int) { contacts(first: $n) { nodes { id } } }", {"n": 0.5}, 1),
    ("query ($n: Int = 9) { contacts(first: $n) { nodes { id } } }", {}, 1 + 9),
    ("query ($n: Int = 9) { contacts(first: $n) { nodes { id } } }", {"n": 7}, 1 + 7),
    ("query ($n: Int) { contacts(first: $n) { nodes { id } } }", {"n": -7}, 1),
    ("query ($n: Int) { contacts(first: $n) { nodes { id } } }", {"n": {"n": 7}}, 1),
    ('{ nodes(ids: ["a", "b", "c"]) { id } }', {}, 3),
    ('{ nodes(ids: "a") { id } }', {}, 1),
    ("query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["a", "b"]}, 2),
    ("query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": "a"}, 1),
    ('query ($i: [ID!]! = ["a", "b"]) { nodes(ids: $i) { id } }', {}, 2),
    ('{ campaign(id: "x") { stats { total byStatus { count } } } }', {}, 1 + 20 + 1),
    ('{ campaign(id: "x") { drain { members { id } } } }', {}, 1 + 1 + 100),
    ('{ node(id: "x") { ... on Contact { mergedInto { id } } ... on Step { kind } } }', {}, 1 + 1),
    ('{ node(id: "x") { ...c ...c } } fragment c on Contact { mergedInto { id } }', {}, 1 + 2),
    ("{ contacts(first: 20) { ...p } } fragment p on ContactConnection { nodes { id } }", {}, 1 + 20),
    (
        "{ a: contacts(first: 20) { ...p } b: contacts(first: 30) { ...p } } fragment p on ContactConnection { nodes { id } }",
        {},
        1 + 20 + 1 + 30,
    ),
    ("subscription { eventFeed { ... on EventBatch { events { id actor { id } } } } }", {}, 1 + 100 * 2),
    ("subscription { eventFeed(batchSize: 5) { ... on EventBatch { events { id } } } }", {}, 1 + 5),
    ("subscription { eventFeed(batchSize: null) { ... on EventBatch { events { id } } } }", {}, 1 + 100),
    ("subscription ($n: Int) { eventFeed(batchSize: $n) { ... on EventBatch { events { id } } } }", {}, 1 + 100),
    ("subscription ($n: Int = 5) { eventFeed(batchSize: $n) { ... on EventBatch { events { id } } } }", {}, 1 + 5),
    (
        "subscription ($n: Int = 5) { eventFeed(batchSize: $n) { ... on EventBatch { events { id } } } }",
        {"n": None},
        1 + 100,
    ),
    (f"subscription {{ assignmentFeed {{ {SNAPSHOT} }} }}", {}, 1 + 100 * 2),
    (f"subscription {{ assignmentFeed {{ {SNAPSHOT} {DELTA} }} }}", {}, 1 + 100 * 2),
    ("{ nothing { id } ...nowhere }", {}, 0),
    ("{ viewer { ...a } } fragment a on Viewer { user { id } ...a }", {}, 1 + 1),
    ("{ __schema { types { fields { name } } } }", {}, 0),
]


@pytest.mark.parametrize(("document", "variables", "cost"), COSTS)
def test_an_operation_costs_one_for_each_object_that_its_answer_can_hold_and_what_its_fields_declare(
    document, variables, cost
):
    for _ in range(2):
        assert measured(api()._schema, parse(document), None, variables).cost == cost


def test_only_the_operation_that_is_run_is_measured():
    document = parse("query Small { viewer { role } } query Large { contacts(first: 100) { nodes { id } } }")
    costs = [measured(api()._schema, document, name, {}).cost for name in ("Small", "Large", "Missing")]
    assert costs == [1, 101, 0]


async def test_the_cost_is_told_with_each_answer(member):
    document = "query ($n: Int!) { contacts(first: $n) { nodes { id } } }"
    for size in (5, 6):
        told = (await member.post(document, n=size)).json()
        assert told["extensions"] == {"cost": {"requested": 1 + size, "maximum": MAX_COST}}


async def test_a_query_that_costs_too_much_is_refused_with_the_figures(member):
    allowed = "{ assignments(first: 99) { nodes { history(first: 99) { nodes { id } } } } }"
    await member.ask(allowed)
    document = allowed.replace("99", "100")
    answer = await member.post(document)
    [error] = answer.json()["errors"]
    asked = 1 + 100 * (1 + 1 + 100)
    assert (answer.json()["data"], asked > MAX_COST) == (None, True)
    assert error["extensions"] == {"code": "COST_LIMIT_EXCEEDED", "requested": asked, "maximum": MAX_COST}
    assert "10,201" in error["message"]
    assert set(answer.json()) == {"data", "errors"}


async def test_what_costs_exactly_the_maximum_is_answered(member, monkeypatch):
    monkeypatch.setattr("schema.limits.MAX_COST", 21)
    await member.ask("{ contacts(first: 20) { nodes { id } } }")
    assert await member.refused("{ contacts(first: 21) { nodes { id } } }")


async def _sent(member, fields: str, more: str = "", **variables):
    declared = "($n: Int = 100)" if "$n" in fields else ""
    return (await member.post(CREATE.format(declared, fields, more), **variables)).json()


@pytest.mark.parametrize(
    ("fields", "more", "variables"),
    [
        (PAGE.format(100, 98), "", {}),
        (PAGE.format("$n", "$n"), "", {}),
        (PAGE.format("$n", "$n"), "", {"n": 99}),
        ("...f", f"fragment f on Campaign {{ ... on Node {{ ... on Campaign {{ {PAGE.format(100, 98)} }} }} }}", {}),
        ("breakdown { member { assignments(last: 100) { totalCount } } }", "", {}),
    ],
    ids=["literals", "defaults", "variables", "fragments", "a plain list"],
)
async def test_a_command_whose_answer_would_cost_too_much_is_refused_and_nothing_is_done(
    member, fields, more, variables
):
    answer = await _sent(member, fields, more, **variables)
    assert answer["data"] is None
    [error] = answer["errors"]
    assert error["extensions"]["code"] == "COST_LIMIT_EXCEEDED"
    assert await Campaign.all().count() == 0


async def test_a_command_whose_answer_costs_little_enough_is_done(member):
    answer = await _sent(member, PAGE.format(100, 96))
    assert answer["data"]["createCampaign"]["errors"] == []
    assert await Campaign.all().count() == 1


async def test_whole_pages_are_read_to_their_end(admin, workspace):
    campaign = await factories.campaign(workspace)
    for _ in range(100):
        await factories.assignment(campaign)
    asked = f"query ($id: ID!) {{ campaign(id: $id) {{ {PAGE.format(100, 96)} }} }}"
    found = await admin.ask(asked, id=str(campaign.id))
    assert len(found["campaign"]["assignments"]["nodes"]) == 100


async def test_a_feed_is_refused_by_what_one_message_of_it_costs_and_its_messages_do_not_repeat_it(
    address, member, monkeypatch
):
    small = "subscription { eventFeed(batchSize: 5) { ... on EventBatch { events { id } } } }"
    async with socket(address) as raw:
        connected = await raw.init(member.token)
        frame = await connected.frame(await connected.subscribe(small))
        assert set(frame["payload"]) == {"data"}
        monkeypatch.setattr("schema.limits.MAX_COST", 5)
        frame = await connected.frame(await connected.subscribe(small))
        assert frame["type"] == "error"
        [error] = frame["payload"]
        assert error["extensions"] == {"code": "COST_LIMIT_EXCEEDED", "requested": 6, "maximum": 5}
        query = await connected.frame(await connected.subscribe("{ viewer { role } }"))
        assert query["payload"]["extensions"] == {"cost": {"requested": 1, "maximum": 5}}
