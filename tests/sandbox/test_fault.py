"""Each fault of the remote API, by name and number, strikes as it says and no more often."""

import httpx
import pytest

from sandbox.fault import FAULTS
from tests.sandbox_process import RemoteCaller, SandboxProcess

STATUSES = {name: fault.status for name, fault in FAULTS.items() if fault.status}
CUT = [name for name, fault in FAULTS.items() if fault.cut]


@pytest.mark.parametrize("name", STATUSES)
def test_a_fault_answers_with_its_status_once_and_takes_the_command_or_not(
    caller: RemoteCaller, sandbox: SandboxProcess, name: str
) -> None:
    sandbox.knobs(caller.userid, online=False, **{name: 1})
    answer = caller.queue("visit", "a-b")
    assert answer.status_code == STATUSES[name]
    assert "messageid" not in answer.text
    assert ("retry-after" in answer.headers) == (name in {"respond_429", "respond_503"})
    _settled(caller, sandbox, name)


@pytest.mark.parametrize("name", CUT)
def test_a_connection_that_is_cut_gives_no_answer_whether_the_command_was_taken_or_not(
    caller: RemoteCaller, sandbox: SandboxProcess, name: str
) -> None:
    sandbox.knobs(caller.userid, online=False, timeout_seconds=0.2, **{name: 1})
    with pytest.raises(httpx.RemoteProtocolError):
        caller.queue("visit", "a-b")
    _settled(caller, sandbox, name)


def _settled(caller: RemoteCaller, sandbox: SandboxProcess, name: str) -> None:
    """The ledger says what became of the command, and the next call is answered as ever."""
    taken = 1 if FAULTS[name].takes else 0
    assert caller.read("/queue/size").json() == {"result": taken}
    assert len(sandbox.ledger("told", userid=caller.userid)) == taken
    assert [line["reason"] for line in sandbox.ledger("refused", userid=caller.userid)] == ([] if taken else [name])
    assert caller.queue("visit", "c-d").json()["messageid"]


def test_a_caller_who_gives_up_on_a_hanging_call_leaves_nothing_behind(
    caller: RemoteCaller, sandbox: SandboxProcess
) -> None:
    sandbox.knobs(caller.userid, online=False, timeouts_after_taking=1)
    caller._client.timeout = httpx.Timeout(0.3)
    with pytest.raises(httpx.ReadTimeout):
        caller.queue("visit", "a-b")
    caller._client.timeout = httpx.Timeout(20)
    assert caller.read("/queue/size").json() == {"result": 1}


def test_answers_are_dropped_as_often_as_asked_for_everybody_or_for_one(
    caller: RemoteCaller, sandbox: SandboxProcess
) -> None:
    sandbox.drops_answers(2, caller.userid)
    for slug in ("a-b", "c-d"):
        with pytest.raises(httpx.RemoteProtocolError):
            caller.queue("visit", slug)
    assert caller.queue("visit", "e-f").status_code == 200


def test_faults_strike_the_chosen_calls_only(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    sandbox.knobs(caller.userid, respond_503=-1, fault_endpoints=["size"])
    assert caller.queue("visit", "a-b").status_code == 200
    assert [caller.read("/queue/size").status_code for _ in range(3)] == [503] * 3
    assert caller.read("/queue/items").status_code == 200


def test_rates_strike_their_share_of_the_calls(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    sandbox.knobs(caller.userid, online=False, fault_rates={"respond_500": 0.3, "respond_429": 0.2})
    statuses = [caller.queue("visit", f"p-{number}").status_code for number in range(100)]
    assert 15 <= statuses.count(500) <= 45
    assert 8 <= statuses.count(429) <= 35
    assert caller.read("/queue/size").json() == {"result": statuses.count(200)}


def test_bodies_nobody_knows_may_be_empty(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    sandbox.knobs(caller.userid, empty_bodies=True, profile_fields=False, retry_after_seconds=None, respond_429=1)
    assert caller.post("/reset").json() == {}
    assert caller.read("/profile").json() == {"userid": caller.userid}
    assert "retry-after" not in caller.queue("visit", "a-b").headers
