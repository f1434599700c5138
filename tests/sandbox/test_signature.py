"""Calls are signed over the exact bytes, and everything unsigned or misdirected is refused."""

import json
from typing import Any

import pytest

from sandbox.signature import genuine, sign
from tests.sandbox.small_world import KEY, USERID
from tests.sandbox_process import RemoteCaller, SandboxProcess

ROOT = f"https://app.dux-soup.com/xapi/remote/control/{USERID}"
BODY = {
    "command": "connect",
    "targeturl": f"{ROOT}/queue",
    "userid": USERID,
    "timestamp": 1767225600000,
    "params": {
        "profile": "https://www.linkedin.com/in/example-person/",
        "messagetext": "Hi Zoë",
        "campaignid": "camp-7",
    },
}
COMPACT = (",", ":")
VECTORS = [
    (f"{ROOT}/queue/size", "eKG8C0VOyEeFGdNDEqGk6BCB2is="),
    (f"{ROOT}/queue/items?campaignid=camp-7&command=connect", "md7i5OgEnflM/FXsVSufGESlL2Y="),
    (json.dumps(BODY, separators=COMPACT, ensure_ascii=False), "VMe3MkQQjNSlny+k2Ra0Th6qzVY="),
    (json.dumps(BODY, separators=COMPACT), "ylK/kMO5yRICvss7O7APJl/mGHY="),
    (json.dumps(BODY), "NXTzimdnvqYOlV1UN+mMCXk3KgA="),
]


@pytest.mark.parametrize(("message", "signature"), VECTORS, ids=["size", "items", "compact", "escaped", "spaced"])
def test_the_known_signatures_come_out(message: str, signature: str) -> None:
    assert sign(KEY, message.encode()) == signature
    assert not genuine(KEY, message.encode() + b"\n", signature)


@pytest.mark.parametrize("separators", [None, COMPACT])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_any_serialisation_is_accepted_as_long_as_the_signed_bytes_are_the_sent_bytes(
    caller: RemoteCaller, separators: tuple[str, str] | None, ascii_only: bool
) -> None:
    url = f"{caller.root}/queue"
    said = {"targeturl": url, "userid": caller.userid, "timestamp": int(caller.now() * 1000), "command": "connect"}
    params = {"profile": "https://www.linkedin.com/in/zo%C3%AB-example/", "messagetext": "Hi Zoë"}
    body = json.dumps(said | {"params": params}, separators=separators, ensure_ascii=ascii_only).encode()
    assert caller.send_raw(url, body, caller.signature(body)).json()["messageid"]


def test_a_signature_of_other_bytes_is_refused(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    url = f"{caller.root}/queue"
    said = {"targeturl": url, "userid": caller.userid, "timestamp": int(caller.now() * 1000), "command": "visit"}
    body = json.dumps(said | {"params": {"profile": "https://www.linkedin.com/in/a-b/"}}).encode()
    resigned = caller.signature(json.dumps(json.loads(body), separators=COMPACT).encode())
    assert caller.send_raw(url, body, resigned).status_code == 401
    sandbox.knobs(caller.userid, strict_signature=False)
    assert caller.send_raw(url, body, resigned).status_code == 200


def test_a_read_is_signed_with_its_query_as_it_goes_over_the_wire(caller: RemoteCaller) -> None:
    caller.queue("visit", "a-b", campaignid="a+b c")
    assert caller.read("/queue/size?campaignid=a%2Bb%20c").status_code == 200
    unescaped = f"{caller.root}/queue/size?campaignid=a+b"
    signed_otherwise = caller._client.get(
        unescaped, headers={"X-Dux-Signature": caller.signature(unescaped.replace("+", "%20").encode())}
    )
    assert signed_otherwise.status_code == 401
    assert caller._client.get(f"{caller.root}/queue/size").status_code == 401


def test_a_body_for_another_user_or_address_or_of_another_time_is_refused(
    caller: RemoteCaller, sandbox: SandboxProcess
) -> None:
    visit: dict[str, Any] = {"command": "visit", "params": {"profile": "https://www.linkedin.com/in/a-b/"}}
    assert caller.post("/queue", **visit | {"userid": "2"}).status_code == 403
    assert caller.post("/queue", **visit | {"targeturl": f"{caller.root}/reset"}).status_code == 400
    assert caller.post("/queue", **visit, stamped=caller.now() - 400).status_code == 401
    assert caller.post("/queue", **visit, stamped=caller.now() + 400).status_code == 401
    sandbox.knobs(caller.userid, timestamp_window=None, strict_targeturl=False)
    assert caller.post("/queue", **visit, stamped=caller.now() - 400).status_code == 200


def test_the_window_is_wall_seconds_times_speed_and_a_stamp_ahead_moves_a_simulated_clock(
    own_caller: RemoteCaller,
) -> None:
    visit: dict[str, Any] = {"command": "visit", "params": {"profile": "https://www.linkedin.com/in/a-b/"}}
    assert own_caller.post("/queue", **visit, stamped=own_caller.now() - 4 * 86400).status_code == 200
    assert own_caller.post("/queue", **visit, stamped=own_caller.now() - 6 * 86400).status_code == 401
    ahead = own_caller.now() + 30 * 86400
    assert own_caller.post("/queue", **visit, stamped=ahead).status_code == 200
    assert own_caller.now() >= ahead


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"command": "view", "params": {"profile": "https://www.linkedin.com/in/a-b/"}}, "an unknown command"),
        ({"command": "visit", "params": {}}, "no profile"),
        ({"command": "message", "params": {"profile": "https://www.linkedin.com/in/a-b/"}}, "no text"),
        (
            {"command": "inmail", "params": {"profile": "https://www.linkedin.com/in/a-b/", "messagetext": "x"}},
            "no subject",
        ),
        ({"command": "visit", "params": {"profile": "https://example.com/"}}, "no person's address"),
        (
            {"command": "visit", "params": {"profile": "https://www.linkedin.com/in/a-b/"}, "runafter": "soon"},
            "no date",
        ),
        (
            {"command": "visit", "params": {"profile": "https://www.linkedin.com/in/a-b/"}, "timestamp": "now"},
            "no number",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_command_that_is_not_whole_is_refused(caller: RemoteCaller, said: dict[str, Any], why: str) -> None:
    assert caller.post("/queue", **said).status_code == 400, why


def test_an_account_nobody_made_is_unknown_and_one_without_licence_is_refused(
    caller: RemoteCaller, sandbox: SandboxProcess
) -> None:
    with RemoteCaller(sandbox, "999", KEY) as stranger:
        assert stranger.read("/profile").status_code == 403
    assert caller.read("/profile").json()["userid"] == caller.userid
    sandbox.knobs(caller.userid, licensed=False, status_codes={"unlicensed": 402})
    assert caller.read("/profile").status_code == 402
