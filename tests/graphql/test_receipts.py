"""Webhooks as they came, for admins: told apart, masked, and read once more."""

from datetime import timedelta
from typing import Any

import pytest

from models import Event, EventKind, Receipt, Role, Scope, Verdict
from tests import factories
from tests.factories import START
from tests.graphql.conftest import asker
from tests.stored_receipts import heartbeat, letter, stored, visit

V = Verdict
LIST = """query ($f: ReceiptFilter) { receipts(first: 50, filter: $f) { totalCount nodes {
  id family event size verdict reason tries receivedAt processedAt nextTryAt body account { id } } } }"""
REPLAYABLE = {V.DEAD, V.UNMATCHED, V.QUARANTINED}


@pytest.fixture
async def account(workspace) -> Any:
    return await factories.account(workspace)


async def _listed(who, **narrowed) -> Any:
    return (await who.ask(LIST, f=narrowed or None))["receipts"]["nodes"]


async def _replay(who, **given) -> Any:
    return await who.command("replayReceipts", given, "replayed left")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER])
async def test_receipts_are_for_admins(client, workspace, account, role):
    await stored(account, heartbeat(account))
    who = await asker(client, workspace, role)
    assert (await who.refused(LIST))[0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize(("scope", "shown"), [(Scope.ADMIN, True), (Scope.WRITE, False)])
async def test_an_admins_token_needs_the_scope_for_it(client, workspace, account, scope, shown):
    who = await asker(client, workspace, Role.ADMIN, [Scope.READ, scope])
    assert ("errors" not in (await who.post(LIST)).json()) == shown


async def test_a_receipt_tells_where_from_and_what_became_of_it_and_nothing_of_anybody(admin, account):
    body = letter(account, "id.4711", "Dear Robin, my number is 5550100") | {"note": {"Robin's own": 31612345678}}
    body["data"]["token"] = "chk_an-invented-secret"
    receipt = await stored(account, body, verdict=V.DEAD, tries=5, reason="SealBroken", processed_at=START)
    (node,) = await _listed(admin)
    assert (node["family"], node["event"], node["size"]) == ("message", "received", receipt.size)
    assert (node["verdict"], node["tries"], node["reason"]) == ("DEAD", 5, "SealBroken")
    assert node["account"] == {"id": str(account.id)}
    assert (node["body"]["type"], node["body"]["data"]["timestamp"]) == ("message", START.isoformat())
    assert node["body"]["data"]["text"] == "[32 characters]"
    shown = str(node["body"])
    for secret in ("Robin", "5550100", "4711", "31612345678", "chk_", account.dux_soup_user_id):
        assert secret not in shown


@pytest.mark.parametrize("sealed", [None, "broken"])
async def test_a_body_that_was_blanked_or_cannot_be_opened_is_null(admin, account, sealed):
    await stored(account, heartbeat(account), sealed_body=sealed)
    assert (await _listed(admin))[0]["body"] is None


async def test_the_list_is_narrowed_by_verdict_account_and_time(admin, workspace, account):
    other = await factories.account(workspace)
    early = await stored(account, heartbeat(account), verdict=V.DEAD)
    late = await stored(other, heartbeat(other), created_at=START + timedelta(hours=2))
    middle = (START + timedelta(hours=1)).isoformat()
    for narrowed, expected in (
        ({"verdicts": ["DEAD"]}, early),
        ({"accountIds": [str(other.id)]}, late),
        ({"receivedBefore": middle}, early),
        ({"receivedAfter": middle}, late),
    ):
        assert [node["id"] for node in await _listed(admin, **narrowed)] == [str(expected.id)]
    assert await _listed(admin, verdicts=[]) == []


@pytest.mark.parametrize("verdict", list(V))
async def test_dead_unmatched_and_quarantined_ones_are_set_waiting_again(admin, account, verdict, clock):
    values = {"tries": 5, "reason": "x", "awaits": "id.1", "next_try_at": clock.wall(), "processed_at": START}
    receipt = await stored(account, heartbeat(account), verdict=verdict, **values)
    answer = await _replay(admin, ids=[str(receipt.id)])
    row = await Receipt.get(id=receipt.id)
    assert (answer["replayed"], row.verdict is V.WAITING) == (
        int(verdict in REPLAYABLE),
        verdict in {*REPLAYABLE, V.WAITING},
    )
    if verdict in REPLAYABLE:
        assert (row.tries, row.reason, row.next_try_at, row.processed_at) == (0, None, None, None)
        assert row.awaits == "id.1"  # until it is read it may be of whom it was before


async def test_replaying_twice_changes_nothing_and_is_one_event_of_who_did_it(admin, account, workspace):
    receipts = [await stored(account, heartbeat(account, n), verdict=V.DEAD) for n in range(2)]
    await stored(account, heartbeat(account, 9), verdict=V.UNMATCHED)
    ids = [str(receipt.id) for receipt in receipts]
    assert [(await _replay(admin, ids=ids))["replayed"] for _ in range(2)] == [2, 0]
    assert (await _replay(admin, filter={"verdicts": ["DEAD", "UNMATCHED"]}))["replayed"] == 1
    events = await Event.filter(workspace_id=workspace.id, kind=EventKind.RECEIPTS_REPLAYED).order_by("position")
    assert [event.data for event in events] == [{"dead": 2}, {"unmatched": 1}]
    assert {event.actor_id for event in events} == {admin.member.id}


async def test_a_body_that_was_blanked_cannot_be_read_again(admin, account):
    receipt = await stored(account, heartbeat(account), verdict=V.DEAD, sealed_body=None)
    assert (await _replay(admin, ids=[str(receipt.id)]))["replayed"] == 0


async def test_so_many_at_a_time_and_the_rest_are_counted(admin, account, monkeypatch):
    monkeypatch.setattr("engine.receipt.AT_ONCE", 2)
    for minute in range(5):
        await stored(account, visit(account, f"id.{minute}"), verdict=V.DEAD)
    answers = [await _replay(admin, filter={"verdicts": ["DEAD"]}) for _ in range(4)]
    assert [(answer["replayed"], answer["left"]) for answer in answers] == [(2, 3), (2, 1), (1, 0), (0, 0)]


@pytest.mark.parametrize("given", [{}, {"ids": []}, {"ids": ["a"], "filter": {}}, {"ids": ["a"] * 101}])
async def test_either_ids_or_a_filter(admin, given):
    assert [error["__typename"] for error in (await _replay(admin, **given))["errors"]] == ["InvalidInput"]


async def test_a_filter_finds_nothing_of_another_workspace(stranger, account):
    await stored(account, heartbeat(account), verdict=V.DEAD)
    assert (await _replay(stranger, filter={"accountIds": [str(account.id)]}))["replayed"] == 0
