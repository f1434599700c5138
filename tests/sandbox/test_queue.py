"""The queue: what is queued already, what may go first, what a look into it shows."""

from typing import Any

import pytest

from sandbox.queue import CommandQueue, QueuedCommand
from tests.sandbox.small_world import SmallWorld
from tests.sandbox_process import RemoteCaller, SandboxProcess


@pytest.mark.parametrize(
    ("key", "change", "same"),
    [
        (["command", "profile"], {"messagetext": "other", "campaignid": "other"}, True),
        (["command", "profile", "text"], {"messagetext": "other"}, False),
        (["command", "profile", "text"], {"campaignid": "other"}, True),
        (["command", "profile", "campaignid"], {"campaignid": "other"}, False),
        (["command", "profile", "runafter"], {"runafter": "2026-02-01"}, False),
        (["command", "profile", "runafter"], {"campaignid": "other"}, True),
        (["profile"], {}, True),
    ],
)
def test_what_makes_a_duplicate_is_chosen_by_a_knob(
    small: SmallWorld, key: list[str], change: dict[str, Any], same: bool
) -> None:
    small.knobs(online=False, duplicate_key=key)
    first = small.tell("connect", messagetext="hello", campaignid="one")
    second = small.tell("connect", **({"messagetext": "hello", "campaignid": "one"} | change))
    assert (first == second) is same
    assert len(small.account.queue) == (1 if same else 2)


def test_two_addresses_of_one_person_are_one_profile(small: SmallWorld) -> None:
    small.knobs(online=False)
    member = small.world.state.people["robin-example"].member_url
    first = small.tell("visit")
    assert small.tell("visit", profile=member) == first
    assert small.tell("visit", profile="https://WWW.linkedin.com/in/Robin-Example?lipi=x") == first


@pytest.mark.parametrize(("mode", "status"), [("same_id", 200), ("no_id", 200), ("error", 409)])
def test_the_answer_to_a_duplicate_is_chosen_by_a_knob(
    caller: RemoteCaller, sandbox: SandboxProcess, mode: str, status: int
) -> None:
    sandbox.knobs(caller.userid, online=False, duplicate_mode=mode)
    first = caller.queue("visit", "a-b").json()["messageid"]
    again = caller.queue("visit", "a-b")
    assert again.status_code == status
    assert again.json().get("messageid") == (first if mode == "same_id" else None)
    assert caller.read("/queue/size").json() == {"result": 1}
    assert [line["reason"] for line in sandbox.ledger("refused", userid=caller.userid)] == ["duplicate"]


def test_a_remote_that_takes_the_same_twice_is_chosen_by_a_knob(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    sandbox.knobs(caller.userid, online=False, duplicate_mode="accepted")
    taken = [caller.queue("visit", "a-b").json()["messageid"] for _ in range(2)]
    assert len(set(taken)) == 2
    assert caller.read("/queue/size").json() == {"result": 2}


@pytest.mark.parametrize("counts", [True, False])
def test_whether_the_command_under_way_is_still_queued_is_chosen_by_a_knob(
    caller: RemoteCaller, sandbox: SandboxProcess, counts: bool
) -> None:
    sandbox.knobs(caller.userid, running_counts_as_queued=counts, duration_seconds=[600, 600])
    first = caller.queue("visit", "a-b", campaignid="c-1").json()["messageid"]
    sandbox.await_ledger("started", userid=caller.userid)
    assert caller.read("/queue/size?campaignid=c-1").json() == {"result": 1 if counts else 0}
    assert (caller.queue("visit", "a-b").json()["messageid"] == first) is counts


def test_a_command_that_ran_may_be_queued_again(small: SmallWorld) -> None:
    first = small.tell("visit")
    small.run(minutes=5)
    assert small.tell("visit") != first


def test_a_used_up_limit_holds_up_no_other_command() -> None:
    queue = CommandQueue()
    for number, command in enumerate(["connect", "connect", "visit"]):
        queue.add(QueuedCommand(str(number), command, {}, 0.0, f"p-{number}"))
    found = queue.first(0.0, {"invitations"})
    assert found is not None
    assert found.command == "visit"
    assert queue.first(0.0, {"invitations", "visits"}) is None


def test_what_was_taken_out_before_its_runafter_is_waited_for_no_longer() -> None:
    queue = CommandQueue()
    for number, runafter in enumerate([50.0, 70.0]):
        queue.add(QueuedCommand(str(number), "visit", {}, runafter, f"p-{number}", runafter))
    assert queue.ripens_at() == 50
    queue.remove("0")
    assert queue.ripens_at() == 70
    queue.remove("1")
    assert queue.ripens_at() is None


def test_commands_run_in_the_order_they_came_and_none_before_its_runafter(small: SmallWorld) -> None:
    small.tell("visit", "late-one", runafter="2026-01-05T12:00:00Z")
    small.tell("visit", "a-one")
    small.tell("visit", "b-one")
    small.run(hours=2)
    assert [line["slug"] for line in small.lines("executed")] == ["a-one", "b-one"]
    small.run(hours=2)
    late = small.lines("started")[-1]
    assert (late["slug"], late["at"]) == ("late-one", "2026-01-05T12:00:00.000Z")


def test_a_later_opening_of_the_hours_does_not_ripen_a_command_early(small: SmallWorld) -> None:
    small.knobs(planner_hours=["14:00", "16:00"])
    small.tell("visit", runafter="2026-01-05T13:00:00Z")
    small.run(minutes=1)
    small.knobs(planner_hours="always")
    small.run(minutes=60)
    assert small.lines("started") == []


def test_a_look_into_the_queue_shows_at_most_a_hundred_and_filters_by_three_things(
    caller: RemoteCaller, sandbox: SandboxProcess
) -> None:
    sandbox.knobs(caller.userid, online=False)
    for number in range(105):
        caller.queue("connect" if number % 2 else "visit", f"p-{number}", campaignid=f"c-{number % 3}")
    assert caller.read("/queue/size").json() == {"result": 105}
    assert len(caller.read("/queue/items").json()) == 100
    assert caller.read("/queue/size?campaignid=c-1&command=visit").json() == {"result": 17}
    dux_id = sandbox.get("/sandbox/people/p-7")["relations"][caller.userid]["dux_id"]
    (item,) = caller.read(f"/queue/items?profileid={dux_id}").json()
    assert set(item) == {"messageid", "command", "params", "when"}
    assert item["params"]["campaignid"] == "c-1"
    sandbox.knobs(caller.userid, items_shape="items")
    assert len(caller.read("/queue/items").json()["items"]) == 100


def test_a_reset_drops_what_waits_by_either_way(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    sandbox.knobs(caller.userid, online=False)
    caller.queue("visit", "a-b")
    assert caller.post("/reset").json() == {"result": True}
    assert caller.read("/queue/size").json() == {"result": 0}
    caller.queue("visit", "a-b")
    assert caller.post("/queue", command="reset", params={}).json()["messageid"]
    assert caller.read("/queue/size").json() == {"result": 0}
    assert [len(line["dropped"]) for line in sandbox.ledger("reset", userid=caller.userid)] == [1, 1]
