"""The commands about an account: what each does, seen in its answer and in the log, and how it says no."""

from datetime import timedelta
from typing import Any

import pytest

from models import DuxSoupAccount, Event, EventKind
from tests import factories
from tests.factories import AUTH_KEY, RING, START


async def _kinds(workspace) -> list[str]:
    return [event.kind.value for event in await Event.filter(workspace_id=workspace.id).order_by("position")]


CONNECT = {
    "duxSoupUserId": "103", "authKey": "invented-key-9876", "email": "seat@example.com", "firstName": "Sam",
    "lastName": "Seat",
}  # fmt: skip


async def test_a_connected_account_is_sealed_and_its_webhook_address_shown_once(admin, workspace):
    fields = "webhookUrl account { id hasKey keyLastFour health rampStartedOn rampWeek timezone }"
    answer = await admin.command("connectAccount", CONNECT, fields)
    shown = answer["account"]
    assert (shown["hasKey"], shown["keyLastFour"], shown["health"]) == (True, "9876", "DEGRADED")
    assert (shown["rampStartedOn"], shown["rampWeek"], shown["timezone"]) == ("2026-03-02", 1, "UTC")
    assert answer["webhookUrl"].startswith("http://127.0.0.1:8001/api/webhooks/dux-status-update/")
    row = await DuxSoupAccount.get(id=shown["id"])
    place = {"table": "duxsoup_user", "column": "sealed_auth_key", "workspace_id": workspace.id, "row_id": row.id}
    assert RING.open(row.sealed_auth_key or "", **place) == "invented-key-9876"
    assert row.dux_soup_auth_key is None
    assert "9876" not in "".join(str(event.data) for event in await Event.all())
    again = (await admin.command("connectAccount", CONNECT))["errors"][0]
    assert (again["__typename"], again["path"]) == ("Conflict", ["duxSoupUserId"])


async def test_a_rotated_webhook_address_leaves_the_one_before_valid_for_seven_days(admin, workspace, clock):
    answer = await admin.command("connectAccount", CONNECT, "webhookUrl account { id }")
    document = "mutation ($i: ID!) { rotateWebhookUrl(accountId: $i) { webhookUrl errors { __typename } } }"
    turned = (await admin.ask(document, i=answer["account"]["id"]))["rotateWebhookUrl"]
    assert turned["webhookUrl"] != answer["webhookUrl"]
    row = await DuxSoupAccount.get(id=answer["account"]["id"])
    assert row.webhook_previous_hash is not None
    assert (row.webhook_previous_until - clock.wall()).days == 7


@pytest.mark.parametrize("used", [False, True], ids=["unused", "used"])
async def test_rotated_again_the_address_that_the_extension_has_keeps_its_seven_days(admin, clock, used):
    given = await admin.command("connectAccount", CONNECT, "account { id }")
    row = await DuxSoupAccount.get(id=given["account"]["id"])
    document = "mutation ($i: ID!) { rotateWebhookUrl(accountId: $i) { webhookUrl errors { __typename } } }"
    hashes, ends = [row.webhook_hash], list[Any]()
    for _ in range(2):
        await admin.ask(document, i=str(row.id))
        await row.refresh_from_db()
        hashes.append(row.webhook_hash)
        ends.append(row.webhook_previous_until)
        await DuxSoupAccount.filter(id=row.id).update(webhook_used_at=START if used else None)
        clock.move_wall(days=3)
    assert len(set(hashes)) == 3
    assert row.webhook_previous_hash == hashes[1 if used else 0]
    assert ends[1] - ends[0] == timedelta(days=3 if used else 0)
    clock.move_wall(days=1)
    await DuxSoupAccount.filter(id=row.id).update(webhook_used_at=None)
    await admin.ask(document, i=str(row.id))
    await row.refresh_from_db()
    assert row.webhook_previous_hash == hashes[1 if used else 2]


ADDRESSES = (
    "query ($i: ID!) { node(id: $i) { ... on DuxSoupAccount { webhookAddresses { kind lastUsedAt validUntil } } } }"
)


async def test_both_addresses_are_told_with_their_use_until_the_earlier_is_revoked_or_runs_out(admin, member, clock):
    given = await admin.command("connectAccount", CONNECT, "webhookUrl account { id }")
    account_id = given["account"]["id"]
    rotate = "mutation ($i: ID!) { rotateWebhookUrl(accountId: $i) { webhookUrl errors { __typename } } }"
    revoke = """mutation ($i: ID!) { revokePreviousWebhookUrl(accountId: $i) {
      webhookUrl account { webhookAddresses { kind } } errors { __typename ... on MutationError { path } } } }"""

    async def told() -> Any:
        return (await member.ask(ADDRESSES, i=account_id))["node"]["webhookAddresses"]

    current = {"kind": "CURRENT", "lastUsedAt": None, "validUntil": None}
    assert await told() == [current]
    await DuxSoupAccount.filter(id=account_id).update(webhook_used_at=START)
    await admin.ask(rotate, i=account_id)
    until = (clock.wall() + timedelta(days=7)).isoformat()
    assert await told() == [current, {"kind": "PREVIOUS", "lastUsedAt": START.isoformat(), "validUntil": until}]
    revoked = (await admin.ask(revoke, i=account_id))["revokePreviousWebhookUrl"]
    assert (revoked["webhookUrl"], revoked["account"]["webhookAddresses"]) == (None, [{"kind": "CURRENT"}])
    assert (await DuxSoupAccount.get(id=account_id)).webhook_previous_until is None
    again = (await admin.ask(revoke, i=account_id))["revokePreviousWebhookUrl"]["errors"]
    assert again == [{"__typename": "IllegalTransition", "path": ["accountId"]}]
    await admin.ask(rotate, i=account_id)
    clock.move_wall(days=7)
    assert await told() == [current]
    assert await Event.filter(kind=EventKind.WEBHOOK_REVOKED).count() == 1


async def test_a_seat_that_is_proven_elsewhere_is_refused_and_one_that_is_only_claimed_is_not(admin, stranger):
    theirs = await stranger.command("connectAccount", CONNECT, "account { id }")
    assert not theirs["errors"]
    mine = await admin.command("connectAccount", {**CONNECT, "duxSoupUserId": "104"}, "account { id }")
    assert not mine["errors"]
    assert not (await admin.command("connectAccount", CONNECT))["errors"]
    await DuxSoupAccount.filter(id=mine["account"]["id"]).update(verified_at=START)
    late = await stranger.command("connectAccount", {**CONNECT, "duxSoupUserId": "104"})
    assert [error["__typename"] for error in late["errors"]] == ["Conflict"]


async def test_an_account_is_changed_within_its_ceilings_and_a_new_key_has_to_be_proven(admin, workspace):
    account = await factories.account(workspace, paid_linkedin=False)
    fields = "account { timezone holidayCountry keyLastFour workingHours { weekday opens closes } limits { kind hours limit } }"
    hours = [{"weekday": 0, "opens": "10:00", "closes": "12:00"}]
    given = {
        "id": str(account.id), "timezone": "Europe/Berlin", "holidayCountry": "DE", "workingHours": hours,
        "limits": [{"kind": "CONNECT", "hours": 24, "limit": 20}], "authKey": "another-key-4321",
    }  # fmt: skip
    changed = (await admin.command("updateAccount", given, fields))["account"]
    assert (changed["timezone"], changed["holidayCountry"], changed["keyLastFour"]) == ("Europe/Berlin", "DE", "4321")
    assert changed["workingHours"] == hours
    assert {"kind": "CONNECT", "hours": 24, "limit": 20} in changed["limits"]
    assert (await DuxSoupAccount.get(id=account.id)).verified_at is None
    assert set(await _kinds(workspace)) == {"account.changed", "key.replaced"}
    for broken, path in (
        ({"limits": [{"kind": "CONNECT", "hours": 24, "limit": 26}]}, ["limits", "0", "limit"]),
        ({"limits": [{"hours": 24, "limit": 101}]}, ["limits", "0", "limit"]),
        ({"timezone": "Moon/Crater"}, ["timezone"]),
        ({"timezone": None}, ["timezone"]),
        ({"holidayCountry": "XX"}, ["holidayCountry"]),
        ({"workingHours": [{"weekday": 7, "opens": "10:00", "closes": "12:00"}]}, ["workingHours", "0", "weekday"]),
        ({"rampStartedOn": "soon"}, ["rampStartedOn"]),
        ({"rampStartedOn": "20260101"}, ["rampStartedOn"]),
        ({"rampStartedOn": "2026-W01-1"}, ["rampStartedOn"]),
        ({"authKey": "short"}, ["authKey"]),
        ({"memberId": str(factories.some_id())}, ["memberId"]),
    ):
        answer = await admin.command("updateAccount", {"id": str(account.id), **broken})
        assert answer["errors"][0]["path"] == path
    assert (await DuxSoupAccount.get(id=account.id)).key_last_four == "4321"


async def test_an_account_is_paused_with_a_reason_and_resumed_by_a_person(admin, workspace):
    account = await factories.account(workspace, last_seen_at=factories.START)
    pause = "mutation ($i: ID!, $r: String!, $u: DateTime) { pauseAccount(id: $i, reason: $r, until: $u) { account { health pauseReason pausedUntil } errors { __typename } } }"  # fmt: skip
    resume = "mutation ($i: ID!) { resumeAccount(id: $i) { account { health } errors { __typename } } }"
    held = (await admin.ask(pause, i=str(account.id), r="holiday", u="2026-03-09T09:00:00Z"))["pauseAccount"]["account"]
    assert held == {"health": "PAUSED", "pauseReason": "holiday", "pausedUntil": "2026-03-09T09:00:00+00:00"}
    assert (await admin.ask(resume, i=str(account.id)))["resumeAccount"]["account"] == {"health": "CONNECTED"}
    assert (await admin.ask(resume, i=str(account.id)))["resumeAccount"]["errors"] == [
        {"__typename": "IllegalTransition"}
    ]
    assert (await admin.ask(pause, i=str(account.id), r=" "))["pauseAccount"]["errors"] == [
        {"__typename": "InvalidInput"}
    ]
    past = (await admin.ask(pause, i=str(account.id), r="r", u="2026-03-01T09:00:00Z"))["pauseAccount"]
    assert past["errors"] == [{"__typename": "InvalidInput"}]


async def test_dux_soup_out_of_reach_is_an_error_of_its_kind(admin, workspace):
    account = await factories.account(workspace, verified_at=None)
    document = "mutation ($i: ID!) { verifyAccount(id: $i) { account { id } errors { __typename ... on MutationError { message } } } }"
    answer = (await admin.ask(document, i=str(account.id)))["verifyAccount"]
    assert answer["errors"][0]["__typename"] == "RemoteFailure"
    assert AUTH_KEY not in str(answer)
    assert (await DuxSoupAccount.get(id=account.id)).verified_at is None
