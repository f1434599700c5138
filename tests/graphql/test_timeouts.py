"""Nobody waits for ever: a query that takes too long is given up, and a command that does is done all the same."""

import pytest
from strawberry.types.graphql import OperationType

from models import Campaign
from schema import executor
from tests import factories

QUERY, MUTATION = OperationType.QUERY, OperationType.MUTATION


@pytest.fixture
def impatient(monkeypatch):
    def make(kind: OperationType) -> None:
        monkeypatch.setitem(executor.SECONDS, kind, 0.0)

    return make


async def test_a_query_that_takes_too_long_is_given_up_and_the_next_is_answered(
    member, workspace, impatient, monkeypatch
):
    await factories.campaign(workspace)
    asked = "{ campaigns(first: 1) { nodes { assignments(first: 1) { nodes { id } } } } }"
    with monkeypatch.context():
        impatient(QUERY)
        for _ in range(20):  # more than a pool of connections would outlast, were one lost each time
            answer = (await member.post(asked)).json()
            assert (answer["data"], answer["errors"][0]["extensions"]["code"]) == (None, "TIMEOUT")
            assert "took too long" in answer["errors"][0]["message"]
    monkeypatch.undo()
    assert len((await member.ask(asked))["campaigns"]["nodes"]) == 1


async def test_a_command_that_takes_too_long_is_done_and_can_be_asked_for_again(member, units, impatient, monkeypatch):
    given = {"name": "Mine", "sequenceKind": "CONNECTION", "idempotencyKey": "once"}
    document = (
        "mutation ($i: CreateCampaignInput!) { createCampaign(input: $i) { campaign { name } errors { __typename } } }"
    )
    impatient(MUTATION)
    [error] = await member.refused(document, i=given)
    assert error["extensions"]["code"] == "TIMEOUT"
    assert "may be done all the same" in error["message"]
    await units.drain()
    monkeypatch.undo()
    assert await Campaign.all().count() == 1
    again = (await member.ask(document, i=given))["createCampaign"]
    assert again == {"campaign": {"name": "Mine"}, "errors": []}
    assert await Campaign.all().count() == 1


def test_what_is_waited_for():
    assert [executor.SECONDS[kind] for kind in (QUERY, MUTATION, OperationType.SUBSCRIPTION)] == [15, 60, 15]
