"""Knobs, clock, settings and ledger, as others set and read them."""

import re
from pathlib import Path

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.knobs import Knobs
from sandbox.ledger import Ledger
from sandbox.panel import Panel
from tests.sandbox.small_world import KEY
from tests.sandbox_process import RemoteCaller, SandboxProcess

SANDBOX = Path(__file__).resolve().parents[2] / "sandbox"


def test_an_accounts_own_knob_wins_over_everybodys() -> None:
    panel = Panel()
    panel.set("", {"failure_rate": 0.5, "online": False})
    panel.set("1", {"online": True})
    assert (panel.of("1").failure_rate, panel.of("1").online, panel.of("2").online) == (0.5, True, False)


def test_a_counted_knob_is_used_up_in_the_scope_it_was_set_in() -> None:
    panel = Panel()
    panel.set("", {"fail_next": 2})
    panel.set("1", {"fail_next": 1})
    panel.spend("1", "fail_next")
    assert not panel.left("1", "fail_next")
    panel.spend("2", "fail_next")
    panel.spend("3", "fail_next")
    assert not panel.left("2", "fail_next")
    panel.set("", {"fail_next": 1})
    assert panel.left("2", "fail_next")


@pytest.mark.parametrize("name", sorted(set(Knobs.model_fields) - {"model_config"}))
def test_no_knob_is_idle(name: str) -> None:
    code = "\n".join(path.read_text() for path in SANDBOX.glob("*.py") if path.name != "knobs.py")
    built = re.fullmatch(r"respond_\d+", name)
    assert built or re.search(rf'\.{name}\b|"{name}"', code)


@pytest.mark.parametrize(
    "values",
    [{"no_such_knob": 1}, {"failure_rate": 2}, {"planner_hours": ["9", "late"]}, ["online"], {"drop_answers": -2}],
)
def test_a_knob_that_is_unknown_or_out_of_bounds_is_refused(sandbox: SandboxProcess, values: object) -> None:
    before = sandbox.get("/sandbox/knobs")
    assert httpx.post(f"{sandbox.url}/sandbox/knobs", json=values, trust_env=False).status_code == 422
    assert sandbox.get("/sandbox/knobs") == before


def test_knobs_of_one_account_are_set_and_read_over_http(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    assert sandbox.knobs(caller.userid, failure_rate=0.25)["failure_rate"] == 0.25
    assert sandbox.get(f"/sandbox/accounts/{caller.userid}/knobs")["failure_rate"] == 0.25
    assert sandbox.get("/sandbox/knobs")["failure_rate"] == 0
    unknown = httpx.post(f"{sandbox.url}/sandbox/accounts/404/knobs", json={}, trust_env=False)
    assert unknown.status_code == 404


def test_the_command_line_sets_how_webhooks_fare(tmp_path: Path) -> None:
    options = ("--webhook-duplicate-rate", "0.2", "--webhook-delay", "1", "20", "--webhook-shuffle", "60")
    with SandboxProcess(tmp_path, arguments=(*options, "--webhook-retries")) as process:
        knobs = process.get("/sandbox/knobs")
    assert (knobs["webhook_duplicate_rate"], knobs["webhook_delay_seconds"]) == (0.2, [1, 20])
    assert (knobs["webhook_shuffle"], knobs["webhook_retries"]) == (60, True)


def test_simulated_time_runs_at_its_speed_and_follows_only_forward() -> None:
    clock = Clock()
    assert clock.now(1000.0) == 1000.0
    assert not clock.follow(1000.0, 2000.0)
    clock.anchor(1000.0, 5000.0, 60.0)
    assert clock.now(1001.0) == 5000.0 + 1440
    assert not clock.follow(1001.0, 5000.0)
    assert clock.follow(1001.0, 9000.0)
    assert clock.now(1001.0) == 9000.0


def test_setting_the_clock_back_never_makes_the_sandbox_go_back(own_sandbox: SandboxProcess) -> None:
    own_sandbox.clock("2026-01-05T09:00:00Z", 60)
    assert own_sandbox.get("/sandbox/clock")["now"] < "2026-01-07"
    own_sandbox.clock("2026-02-05T09:00:00Z", 60)
    assert own_sandbox.get("/sandbox/clock")["now"] > "2026-02-05T08"
    own_sandbox.clock("2026-01-05T09:00:00Z", 60)
    assert own_sandbox.get("/sandbox/clock")["now"] > "2026-02-05T08"


def test_settings_are_read_whole_and_written_key_by_key(caller: RemoteCaller) -> None:
    before = caller.read("/settings").json()
    assert (before["maxinvites"], before["maxvisits"], before["messagebridgeinterval"]) == ("20", "0", 1)
    assert caller.post("/settings", settings={"maxinvites": "25"}).status_code == 200
    assert caller.read("/settings").json() == before | {"maxinvites": "25"}
    too_many = [{"url": f"http://127.0.0.1/{number}", "events": ["rc"]} for number in range(6)]
    for settings in ({"webhooks": too_many}, {"robotscheduleplan": {"1": "always"}}, "none"):
        assert caller.post("/settings", settings=settings).status_code == 400
    assert caller.read("/settings").json()["webhooks"] == []


def test_the_tags_of_a_person_are_read_by_dux_id(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    sandbox.knobs(caller.userid, duration_seconds=[0, 0], gap_seconds=[0, 0])
    caller.queue("tag", "tagged-person", tags=["one"])
    sandbox.await_ledger("executed", userid=caller.userid)
    dux_id = sandbox.get("/sandbox/people/tagged-person")["relations"][caller.userid]["dux_id"]
    assert caller.read(f"/prospects/{dux_id}/tags").json() == ["one"]


def test_acts_by_hand_happen_at_once(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    sandbox.knobs(caller.userid, bridge_interval_minutes=0.001, remote_control=False)
    queued = caller.queue("visit", "a-b").json()["messageid"]
    sandbox.act(caller.userid, "withdraw", "a-b", messageid=queued)
    assert caller.read("/queue/size").json() == {"result": 0}
    sandbox.act(caller.userid, "accept", "hand-person")
    sandbox.act(caller.userid, "reply", "hand-person", text="yes please")
    sandbox.act(caller.userid, "write", "hand-person", text="by myself")
    sandbox.act(caller.userid, "visit", "hand-person")
    told = sandbox.await_ledger("emitted", count=5, userid=caller.userid)
    texts = {line["body"]["data"].get("text") for line in told if line["type"] == "message"}
    assert texts == {"yes please", "by myself"}
    assert {line["event"] for line in told if line["type"] == "visit"} == {"create", "update"}


def test_the_ledger_is_read_from_any_line_on_by_kind_and_account(caller: RemoteCaller, sandbox: SandboxProcess) -> None:
    sandbox.knobs(caller.userid, online=False)
    caller.queue("visit", "a-b")
    caller.queue("visit", "c-d")
    first, second = sandbox.ledger("told", userid=caller.userid)
    assert sandbox.ledger("told", userid=caller.userid, after=first["n"]) == [second]
    assert {"n", "at", "wall", "kind"} <= set(first)
    assert KEY not in str(sandbox.ledger("account"))


def test_a_line_cut_short_by_a_crash_is_dropped_and_counting_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = Ledger(path)
    ledger.append([{"kind": "a"}, {"kind": "b"}], 0.0)
    ledger.close()
    path.write_bytes(path.read_bytes() + b'{"n":3,"kind":"tor')
    again = Ledger(path)
    again.append([{"kind": "c"}], 0.0)
    assert [(line["n"], line["kind"]) for line in again.read()] == [(1, "a"), (2, "b"), (3, "c")]
    assert [line["kind"] for line in again.read(1, ["c"])] == ["c"]
    again.close()


def test_the_first_page_says_what_this_is(sandbox: SandboxProcess) -> None:
    page = httpx.get(sandbox.url, trust_env=False)
    assert "reaches nobody" in page.text
    assert sandbox.get("/healthz") == {"status": "ok"}
