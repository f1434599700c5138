"""Giving up a seat through the API: what is left is said, what it was stays to be seen, and connecting it again brings it back."""

from typing import Any

from models import Step, StepKind
from tests import factories
from tests.factories import START
from tests.graphql.test_account_commands import CONNECT

GIVE_UP = """mutation ($i: ID!) { disconnectAccount(id: $i) { underWay held
  account { id hasKey health healthReason disconnectedAt } errors { __typename } } }"""
SEEN = "query ($i: ID!) { node(id: $i) { ... on DuxSoupAccount { duxSoupUserId disconnectedAt hasKey } } }"


async def _at_work(workspace: Any, account: Any) -> None:
    """One action at Dux-Soup, and one planned."""
    campaign = await factories.campaign(workspace)
    version = await factories.sequence(campaign, StepKind.VISIT)
    step = await Step.get(sequence_id=version.id)
    for state in ("queued", "planned"):
        contact = await factories.contact(workspace)
        assignment = await factories.assignment(
            campaign, contact, account=account, sequence=version, status="active", launched_at=START, next_step=1
        )
        await factories.action(assignment, step, account, state=state)


async def test_a_seat_is_given_up_and_what_it_leaves_is_said(admin, member, workspace):
    connected = (await admin.command("connectAccount", CONNECT, "account { id }"))["account"]["id"]
    account = await factories.account(workspace)
    await _at_work(workspace, account)
    told = (await admin.ask(GIVE_UP, i=str(account.id)))["disconnectAccount"]
    assert (told["underWay"], told["held"], told["errors"]) == (1, 1, [])
    assert (told["account"]["hasKey"], told["account"]["health"]) == (False, "DISCONNECTED")
    assert told["account"]["disconnectedAt"] == START.isoformat()
    listed = (await member.ask("{ accounts(first: 9) { nodes { id } } }"))["accounts"]["nodes"]
    assert [one["id"] for one in listed] == [connected]
    assert (await member.ask(SEEN, i=str(account.id)))["node"]["disconnectedAt"] is not None
    assert (await admin.ask(GIVE_UP, i=str(account.id)))["disconnectAccount"]["errors"] == [{"__typename": "NotFound"}]


async def test_connected_again_it_has_its_id_and_a_new_address(admin):
    first = await admin.command("connectAccount", CONNECT, "webhookUrl account { id }")
    await admin.ask(GIVE_UP, i=first["account"]["id"])
    again = await admin.command("connectAccount", CONNECT, "webhookUrl account { id disconnectedAt hasKey } held")
    assert (again["account"]["id"], again["errors"], again["held"]) == (first["account"]["id"], [], None)
    assert (again["account"]["disconnectedAt"], again["account"]["hasKey"]) == (None, True)
    assert again["webhookUrl"] not in {None, first["webhookUrl"]}
