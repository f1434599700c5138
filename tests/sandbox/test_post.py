"""Webhooks are doubled, late, shuffled or lost by a seeded plan, and really posted; nobody waits for a slow receiver."""

from pathlib import Path
from typing import Any

from tests.sandbox.receiver import Receiver
from tests.sandbox.small_world import HOOK, KEY, USERID, SmallWorld
from tests.sandbox_process import RemoteCaller, SandboxProcess


def _plan(folder: Path, **knobs: Any) -> list[tuple[str, list[Any], int]]:
    with SmallWorld(folder) as small:
        small.begin(**knobs)
        for number in range(40):
            small.tell("visit", f"p-{number}")
        small.run(hours=2)
        return [(line["body"]["time"], line["deliveries"], line["dropped"]) for line in small.lines("emitted")]


def test_a_webhook_goes_to_each_target_that_wants_its_family(small: SmallWorld) -> None:
    targets = [{"url": HOOK, "events": ["rc"]}, {"url": f"{HOOK}/2", "events": ["visit", "rc"]}]
    small.world.record("settings", small.now, userid=small.account.userid, values={"webhooks": targets})
    small.tell("visit")
    small.run(minutes=5)
    went = {(line["type"], url) for line in small.lines("emitted") for url, _ in line["deliveries"]}
    assert went == {("rccommand", HOOK), ("rccommand", f"{HOOK}/2"), ("visit", f"{HOOK}/2")}
    small.world.record("settings", small.now, userid=small.account.userid, values={"webhookprofileflag": False})
    small.tell("visit", "a-b")
    small.run(minutes=5)
    assert small.lines("emitted")[-1]["deliveries"] == []


def test_doubling_losing_and_shuffling_follow_the_seed(tmp_path: Path) -> None:
    knobs = {"webhook_duplicate_rate": 0.3, "webhook_drop_rate": 0.2, "webhook_shuffle": 600}
    plan = _plan(tmp_path / "a", **knobs)
    assert plan == _plan(tmp_path / "b", **knobs)
    doubled = sum(len(deliveries) == 2 for _, deliveries, _ in plan)
    lost = sum(dropped for _, _, dropped in plan)
    assert 0.1 < doubled / len(plan) < 0.5
    assert 0.1 < lost / len(plan) < 0.35
    due = [deliveries[0][1] for _, deliveries, _ in plan if deliveries]
    assert due != sorted(due)


def test_without_the_knobs_each_webhook_goes_out_once_within_a_second(tmp_path: Path) -> None:
    assert all(len(deliveries) == 1 and dropped == 0 for _, deliveries, dropped in _plan(tmp_path))


def test_the_next_few_webhooks_can_be_lost(small: SmallWorld) -> None:
    small.knobs(webhook_drop_next=2, visit_update_rate=0)
    small.tell("visit")
    small.run(minutes=5)
    assert [line["dropped"] for line in small.lines("emitted")] == [1, 1, 0]


def test_a_webhook_is_posted_as_json_and_its_fate_is_in_the_ledger_without_the_secret_address(
    caller: RemoteCaller, sandbox: SandboxProcess, receiver: Receiver
) -> None:
    _at_once(sandbox, caller.userid, receiver.url)
    caller.queue("visit", "a-b")
    receiver.await_bodies(1, event="completed")
    assert set(receiver.content_types) == {"application/json"}
    (line,) = sandbox.await_ledger("webhook", userid=caller.userid, event="completed")
    assert (line["status"], line["outcome"]) == (202, "delivered")
    assert "secret-part" not in str(sandbox.ledger(userid=caller.userid))
    assert KEY not in str(sandbox.ledger(userid=caller.userid))


def test_a_slow_receiver_holds_up_no_other(caller: RemoteCaller, sandbox: SandboxProcess, receiver: Receiver) -> None:
    slow = Receiver(delay=1.5)
    _at_once(sandbox, caller.userid, slow.url, receiver.url, webhook_connections=1)
    for number in range(4):
        caller.queue("visit", f"p-{number}")
    receiver.await_bodies(4, event="completed")
    assert len(slow.bodies) < 4
    sandbox.knobs(caller.userid, online=False)
    slow.close()


def test_a_refused_webhook_is_lost_unless_retries_are_on(
    caller: RemoteCaller, sandbox: SandboxProcess, receiver: Receiver
) -> None:
    receiver.status = 500
    _at_once(sandbox, caller.userid, receiver.url)
    caller.queue("visit", "a-b")
    sandbox.await_ledger("webhook", userid=caller.userid, event="completed", outcome="refused", status=500)
    sandbox.knobs(caller.userid, webhook_retries=True)
    caller.queue("visit", "c-d")
    sandbox.await_ledger("webhook", userid=caller.userid, event="completed", outcome="retrying")
    receiver.status = 202
    sandbox.await_ledger("webhook", userid=caller.userid, event="completed", outcome="delivered", attempt=2)


def test_a_receiver_that_is_not_there_is_on_record(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    _at_once(sandbox, caller.userid, "http://127.0.0.1:9/hook")
    caller.queue("visit", "a-b")
    (line, *_) = sandbox.await_ledger("webhook", userid=caller.userid, outcome="ConnectError")
    assert line["status"] == 0


def test_a_browser_that_is_offline_sends_its_backlog_later(
    own_sandbox: SandboxProcess, own_caller: RemoteCaller, receiver: Receiver
) -> None:
    late = {"webhook_source": "browser", "webhook_delay_seconds": [7200, 7200], "ready": False, "gap_seconds": [0, 0]}
    own_sandbox.account(USERID, KEY, webhook_url=receiver.url, knobs=late)
    own_caller.queue("visit", "a-b")
    own_sandbox.await_ledger("emitted", event="completed")
    own_sandbox.knobs(USERID, online=False)
    due = own_caller.now() + 2.5 * 3600
    while own_caller.now() < due:
        assert receiver.bodies == []
    own_sandbox.knobs(USERID, online=True)
    receiver.await_bodies(1, event="completed")


def _at_once(sandbox: SandboxProcess, userid: str, *urls: str, **knobs: Any) -> None:
    """Commands take no time and webhooks hardly any."""
    hooks = [{"url": url, "events": ["rc"]} for url in urls]
    quick = {"duration_seconds": [0, 0], "gap_seconds": [0, 0], "webhook_lag_seconds": [0, 0.01], "ready": False}
    sandbox.account(userid, KEY, webhooks=hooks, knobs=quick | knobs)
