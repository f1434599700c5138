"""What the sandbox is asked wrongly it refuses with a reason, as the remote does, and as its own addresses should."""

from typing import Any

import httpx
import pytest

from tests.sandbox_process import RemoteCaller, SandboxProcess

IN = "https://www.linkedin.com/in/a-b/"


@pytest.mark.parametrize(
    ("command", "params"),
    [
        ("message", {}),
        ("message", {"messagetext": ""}),
        ("inmail", {"messagetext": "Good day"}),
        ("tag", {"tags": "one"}),
        ("enroll", {}),
        ("wait", {"duration": "long"}),
    ],
)
def test_a_command_without_what_it_needs_is_not_taken(
    caller: RemoteCaller, sandbox: SandboxProcess, command: str, params: dict[str, Any]
) -> None:
    answer = caller.post("/queue", command=command, params={"profile": IN} | params)
    assert 400 <= answer.status_code < 500
    assert caller.read("/queue/size").json() == {"result": 0}
    [line] = sandbox.ledger("refused", userid=caller.userid)
    assert line["reason"].startswith("malformed")


@pytest.mark.parametrize(
    ("signal", "params"),
    [("dance", {}), ("bridgeCheck", {}), ("bridgeCheck", {"boxname": "attic"})],
)
def test_a_signal_that_there_is_not_is_refused(
    caller: RemoteCaller, sandbox: SandboxProcess, signal: str, params: dict[str, Any]
) -> None:
    assert 400 <= caller.post("/signal", signal=signal, params=params).status_code < 500
    assert sandbox.ledger("signal", userid=caller.userid) == []


@pytest.mark.parametrize("body", [b"no JSON", b"[1]", b'"text"'])
def test_a_body_that_is_no_object_is_refused_whoever_signed_it(caller: RemoteCaller, body: bytes) -> None:
    answer = caller.send_raw(f"{caller.root}/queue", body, caller.signature(body))
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/sandbox/people", {"slug": ""}),
        ("/sandbox/people", {}),
        ("/sandbox/people", {"profile": "https://example.com/"}),
        ("/sandbox/accounts/{userid}/acts", {"act": "visit", "profile": "https://example.com/"}),
        ("/sandbox/accounts", {"userid": "1", "auth_key": "k", "settings": {"maxvisits": "many"}}),
        ("/sandbox/accounts/{userid}/acts", {"act": "withdraw", "slug": "a-b"}),
        ("/sandbox/accounts/{userid}/acts", {"act": "withdraw", "slug": "a-b", "messageid": "nothing"}),
        ("/sandbox/accounts/{userid}/acts", {"act": "dance", "slug": "a-b"}),
        ("/sandbox/accounts/999/knobs", {"online": False}),
    ],
)
def test_its_own_addresses_refuse_what_they_cannot_do(
    caller: RemoteCaller, sandbox: SandboxProcess, path: str, body: dict[str, Any]
) -> None:
    before = len(_noted(sandbox, caller.userid))
    answer = httpx.post(sandbox.url + path.format(userid=caller.userid), json=body, trust_env=False)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()
    assert len(_noted(sandbox, caller.userid)) == before


def _noted(sandbox: SandboxProcess, userid: str) -> list[dict[str, Any]]:
    """Accounts of other tests may still be at work."""
    return [line for line in sandbox.ledger() if line.get("userid", userid) in {userid, "1", "999"}]


def test_it_shows_every_account_and_what_it_is(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    assert caller.userid in {one["userid"] for one in sandbox.get("/sandbox/accounts")}
    assert sandbox.get(f"/sandbox/accounts/{caller.userid}")["userid"] == caller.userid
    assert httpx.get(f"{sandbox.url}/sandbox/accounts/999", trust_env=False).status_code == 404


def test_its_page_says_what_it_is(sandbox: SandboxProcess) -> None:
    said = httpx.get(sandbox.url, trust_env=False).text
    assert "stand-in for Dux-Soup" in said
