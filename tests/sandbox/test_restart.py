"""A sandbox that was killed goes on where its ledger ends."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from sandbox import intake
from tests.sandbox.receiver import Receiver
from tests.sandbox.small_world import KEY, USERID, SmallWorld
from tests.sandbox_process import RemoteCaller, SandboxProcess


def test_everything_is_rebuilt_from_the_ledger(tmp_path: Path) -> None:
    with SmallWorld(tmp_path) as first:
        first.begin(acceptance_probability=0.7, reply_probability=0.7, ready=True, fail_next=3, drop_answers=5)
        for number in range(20):
            first.tell("connect", f"p-{number}", messagetext="hello", campaignid=f"c-{number}")
        first.run(days=2)
        first.tell("visit", "late-one", runafter="2026-01-09")
        first.tell("message", "p-1", messagetext="hello")
        first.run(minutes=0.1)
        before = _remembered(first)
        length = len(first.lines())
    with SmallWorld(tmp_path) as second:
        assert _remembered(second) == before
        second.run(days=10)
        assert len(second.lines("accepted")) > 5
        assert len(second.lines()) > length


def test_two_lives_with_a_restart_between_are_the_same_as_one(tmp_path: Path) -> None:
    lines = []
    for name, restarts in (("once", False), ("twice", True)):
        with SmallWorld(tmp_path / name) as small:
            small.begin(acceptance_probability=0.7, reply_probability=0.7)
            for number in range(10):
                small.tell("connect", f"p-{number}", messagetext="hello")
            small.run(minutes=3)
            small.world.commit(0)
            if not restarts:
                small.run(days=7)
                lines.append(small.lines())
        if restarts:
            with SmallWorld(tmp_path / name) as again:
                again.run(days=7)
                lines.append(again.lines())
    assert lines[0][-40:] == lines[1][-40:]
    assert len(lines[0]) == len(lines[1])


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_to_it_no_command_is_lost_or_carried_out_twice(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    for life in range(6):
        with SmallWorld(tmp_path, seed) as small:
            if life == 0:
                small.begin(acceptance_probability=0.5, reply_probability=0.5, failure_rate=0.2, max_attempts=3)
            for _ in range(25):
                _anything(small, chance)
            small.world.commit(0)
    with SmallWorld(tmp_path, seed) as small:
        lines = small.lines()
        left = {command.messageid for command in small.account.queue}
        running = {small.account.running.command.messageid} if small.account.running else set()
    told = [line["messageid"] for line in lines if line["kind"] == "told"]
    ended = [line["messageid"] for line in lines if line["kind"] == "executed" or line.get("final")]
    dropped = [messageid for line in lines if line["kind"] == "reset" for messageid in line["dropped"]]
    assert len(told) > 20
    assert sorted(told) == sorted([*ended, *dropped, *left, *running])
    assert [line["at"] for line in lines[1:]] == sorted(line["at"] for line in lines[1:])


def _anything(small: SmallWorld, chance: Random) -> None:
    match chance.choice(["tell", "tell", "tell", "run", "run", "switch", "reload", "reset"]):
        case "tell":
            command = chance.choice(["visit", "connect", "message", "follow"])
            small.tell(command, f"p-{chance.randrange(12)}", messagetext="hello", campaignid=f"c-{chance.random()}")
        case "run":
            small.run(minutes=chance.expovariate(1 / 30))
        case "switch":
            small.knobs(online=chance.random() < 0.7)
        case "reload":
            small.signal("extensionReload")
        case _ if chance.random() < 0.2:
            intake.reset(small.world, small.account, small.now)
            small.simulation.touch_all()


def test_a_killed_process_comes_back_with_queue_pending_answers_and_knobs(
    own_sandbox: SandboxProcess, own_caller: RemoteCaller
) -> None:
    own_sandbox.person("robin-example", accepts=True, accept_after_hours=5)
    own_caller.queue("connect", "robin-example", campaignid="c-1")
    own_sandbox.await_ledger("executed")
    own_sandbox.knobs(USERID, remote_control=False)
    waiting = own_caller.queue("visit", "a-b").json()["messageid"]
    before = own_sandbox.ledger()[-1]["at"]
    own_sandbox.kill()
    own_sandbox.restart()
    assert before <= own_sandbox.get("/sandbox/clock")["simulated_anchor"] < "2026-01-07"
    assert [item["messageid"] for item in own_caller.read("/queue/items").json()] == [waiting]
    assert own_caller.queue("visit", "a-b").json()["messageid"] == waiting
    own_sandbox.knobs(USERID, remote_control=True)
    own_sandbox.await_ledger("executed", messageid=waiting)
    own_sandbox.await_ledger("accepted")
    numbers = [line["n"] for line in own_sandbox.ledger()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(own_sandbox.ledger("told")) == 2


def test_webhooks_made_and_not_yet_sent_survive_a_kill(
    own_sandbox: SandboxProcess, own_caller: RemoteCaller, receiver: Receiver
) -> None:
    slow = {"webhook_delay_seconds": [7200, 7200], "ready": False, "gap_seconds": [0, 0]}
    own_sandbox.account(USERID, KEY, webhook_url=receiver.url, knobs=slow)
    own_caller.queue("visit", "a-b")
    own_sandbox.await_ledger("executed")
    own_sandbox.kill()
    assert receiver.bodies == []
    own_sandbox.restart()
    receiver.await_bodies(1, type="rccommand", event="completed")


def _remembered(small: SmallWorld) -> dict[str, Any]:
    account, panel = small.account, small.world.state.panel
    return {
        "queue": [(command.messageid, command.attempt, command.runafter) for command in account.queue],
        "running": account.running and account.running.command.messageid,
        "relations": account.relations,
        "happenings": account.happenings,
        "letters": account.letters,
        "new": (account.new_letters, account.new_connections),
        "settings": account.settings,
        "used": account.used,
        "times": (account.free_at, account.ready_at),
        "outbox": len(small.world.state.outbox),
        "counts": [panel.left(USERID, name) for name in ("fail_next", "drop_answers")],
    }
