"""The extension works when it is there, switched on, in hours and inside its limits, and not otherwise."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.hours import opening, week
from sandbox.instant import iso, moment
from tests.sandbox.small_world import MONDAY, SmallWorld

NINE_TO_FIVE = {str(day): [("09:00", "12:00"), ("13:00", "17:00")] for day in range(1, 6)}


@pytest.mark.parametrize(
    ("at", "offset", "opens"),
    [
        ("2026-01-05T09:00:00Z", 0, "2026-01-05T09:00:00.000Z"),
        ("2026-01-05T12:00:00Z", 0, "2026-01-05T13:00:00.000Z"),
        ("2026-01-05T17:00:00Z", 0, "2026-01-06T09:00:00.000Z"),
        ("2026-01-09T18:00:00Z", 0, "2026-01-12T09:00:00.000Z"),
        ("2026-01-05T09:00:00Z", 60, "2026-01-05T09:00:00.000Z"),
        ("2026-01-05T07:00:00Z", 60, "2026-01-05T08:00:00.000Z"),
        ("2026-01-05T09:00:00Z", -300, "2026-01-05T14:00:00.000Z"),
        ("2026-01-05T03:00:00Z", -300, "2026-01-05T14:00:00.000Z"),
    ],
)
def test_hours_are_the_accounts_own(at: str, offset: float, opens: str) -> None:
    found = opening(NINE_TO_FIVE, moment(at), offset)
    assert found is not None
    assert iso(found) == opens


def test_a_week_without_hours_never_opens() -> None:
    assert opening({str(day): [] for day in range(7)}, 0.0, 0) is None
    assert week("always", {}) is None


@pytest.mark.parametrize(
    "closed",
    [{"online": False}, {"remote_control": False}, {"planner_hours": ("20:00", "21:00")}, {"daily_visits": 0}],
    ids=["offline", "remote control off", "out of hours", "limit used up"],
)
def test_nothing_runs_while_the_extension_may_not_and_all_of_it_afterwards(
    small: SmallWorld, closed: dict[str, Any]
) -> None:
    small.knobs(**closed)
    small.tell("visit")
    small.run(hours=5)
    assert small.kinds() == ["told"]
    small.knobs(online=True, remote_control=True, planner_hours="always", daily_visits=5)
    small.run(minutes=2)
    assert small.kinds() == ["told", "started", "executed"]


def test_the_settings_of_the_account_switch_remote_control_off(small: SmallWorld) -> None:
    small.world.record("settings", small.now, userid=small.account.userid, values={"remotecontrolflag": False})
    small.tell("visit")
    small.run(hours=1)
    assert small.kinds() == ["told"]


def test_a_command_cut_short_by_going_offline_is_run_again_first(small: SmallWorld) -> None:
    small.tell("visit", "a-one")
    small.tell("visit", "b-one")
    small.run(minutes=0.1)
    small.knobs(online=False)
    small.run(hours=1)
    small.knobs(online=True)
    small.run(minutes=5)
    assert small.kinds() == ["told", "told", "started", "interrupted", "started", "executed", "started", "executed"]
    assert [line["slug"] for line in small.lines("executed")] == ["a-one", "b-one"]


def test_a_daily_limit_lasts_until_midnight_of_the_account(small: SmallWorld) -> None:
    small.world.record("account", small.now, userid=small.account.userid, auth_key="k", utc_offset_minutes=120)
    small.knobs(daily_invitations=2)
    for number in range(3):
        small.tell("connect", f"p-{number}")
    small.run(hours=12)
    assert len(small.lines("executed")) == 2
    small.run(hours=12)
    assert small.lines("started")[-1]["at"] == "2026-01-05T22:00:00.000Z"


def test_the_weekly_limit_fails_the_invitation_raises_the_alert_and_holds_invitations(small: SmallWorld) -> None:
    small.knobs(weekly_invitations=2, daily_invitations=50)
    for number in range(4):
        small.tell("connect", f"p-{number}")
    small.run(hours=1)
    assert [line["reason"] for line in small.lines("failed")] == ["weekly_limit"]
    assert small.account.settings["linkedinlimitalert"] == "connect"
    assert len(small.account.queue) == 1
    small.knobs(ready=True)
    small.run(hours=1)
    assert small.bodies("rccommand", "ready")[-1]["data"]["exclusions"]["commands"] == ["connect"]
    small.run(days=8)
    assert len(small.account.queue) == 0


@pytest.mark.parametrize(
    ("command", "degree", "reason"),
    [
        ("connect", 1, "already_connected"),
        ("message", 2, "not_connected"),
        ("inmail", 1, "already_connected"),
        ("endorse", 3, "not_connected"),
    ],
)
def test_a_command_fails_where_the_degree_does_not_fit(
    small: SmallWorld, command: str, degree: int, reason: str
) -> None:
    small.person("robin-example", degree=degree)
    small.tell(command, messagetext="hello", subject="hello")
    small.run(minutes=5)
    assert [line["reason"] for line in small.lines("failed")] == [reason]
    assert small.bodies("rccommand", "completed")[0]["data"]["result"] is False
    assert small.bodies("action", "completed")[0]["data"]["successflag"] is False


@pytest.mark.parametrize("command", ["visit", "connect"])
def test_whoever_is_not_there_any_more_fails_every_command_and_shows_no_page(small: SmallWorld, command: str) -> None:
    small.person("gone-person", reachable=False)
    small.tell(command, "gone-person")
    small.run(minutes=5)
    assert [line["reason"] for line in small.lines("failed")] == ["no_such_profile"]
    assert small.bodies("visit") == []


def test_whoever_was_taken_out_of_the_network_is_no_connection_any_more(small: SmallWorld) -> None:
    small.person("robin-example", degree=1)
    small.tell("disconnect")
    small.tell("message", messagetext="hello")
    small.run(minutes=10)
    assert [line["command"] for line in small.lines("executed")] == ["disconnect"]
    assert [line["reason"] for line in small.lines("failed")] == ["not_connected"]


def test_a_second_invitation_to_somebody_who_has_not_answered_fails(small: SmallWorld) -> None:
    small.tell("connect")
    small.run(minutes=5)
    small.tell("connect")
    small.run(minutes=5)
    assert [line["reason"] for line in small.lines("failed")] == ["already_invited"]


def test_a_failing_command_comes_back_with_the_next_attempt_and_stays_in_the_queue_meanwhile(
    small: SmallWorld,
) -> None:
    small.knobs(fail_next=2, max_attempts=3, command_details=True)
    small.tell("visit")
    small.run(minutes=2)
    assert [command.attempt for command in small.account.queue] == [2]
    small.run(hours=1)
    assert [(line["attempt"], line["final"]) for line in small.lines("failed")] == [(1, False), (2, False)]
    assert [line["attempt"] for line in small.lines("executed")] == [3]
    told = [(body["data"]["params"]["attempt"], body["data"]["result"]) for body in small.bodies("rccommand", "compl")]
    assert told == [(1, False), (2, False), (3, True)]


def test_a_failure_may_be_one_that_nobody_tells_of(small: SmallWorld) -> None:
    small.knobs(fail_next=1, failures_are_told=False)
    small.tell("visit")
    small.run(minutes=5)
    assert len(small.lines("failed")) == 1
    assert small.bodies("rccommand", "completed") == []


def test_a_command_passed_over_says_nothing_unless_forced(small: SmallWorld) -> None:
    small.knobs(skip_next=-1)
    small.tell("visit", "a-one")
    small.tell("visit", "b-one", force=True)
    small.run(minutes=5)
    assert [(line["slug"], line["reason"]) for line in small.lines("failed")] == [("a-one", "skipped")]
    assert [body["data"]["params"]["profile"].split("/")[4] for body in small.bodies("rccommand", "received")] == [
        "b-one"
    ]


def test_somebody_enrolled_gets_an_invitation_from_dux_soup_itself(small: SmallWorld) -> None:
    small.tell("enroll", campaignid="Camp-7")
    small.run(minutes=10)
    assert [line["command"] for line in small.lines("executed")] == ["enroll", "connect"]
    assert "🦆-camp-7-enrolled" in small.account.relations["robin-example"].tags


def test_a_wait_holds_the_robot_for_its_seconds(small: SmallWorld) -> None:
    small.tell("wait", duration=600)
    small.tell("visit")
    small.run(minutes=9)
    assert small.kinds() == ["told", "told", "started"]
    small.run(minutes=3)
    assert [line["command"] for line in small.lines("executed")] == ["wait", "visit"]


def test_tags_are_put_on_and_taken_off(small: SmallWorld) -> None:
    small.tell("tag", tags=["one", "two"])
    small.run(minutes=5)
    small.tell("untag", tags=["one"])
    small.run(minutes=5)
    assert small.account.relations["robin-example"].tags == ["two"]


def test_a_backlog_of_deeds_may_be_worked_off_in_portions_and_ends_the_same(tmp_path: Path) -> None:
    ends = []
    for name, at_most in (("whole", None), ("portions", 3)):
        with SmallWorld(tmp_path / name) as small:
            small.begin()
            for number in range(5):
                small.tell("visit", f"p-{number}")
            portions = 1
            while small.simulation.advance(MONDAY + 3600, at_most):
                portions += 1
                assert small.now < MONDAY + 3600
            ends.append((small.now, small.kinds()))
    assert portions > 3
    assert ends[0] == ends[1]


def test_the_same_seed_lives_through_the_same_week_and_another_does_not(tmp_path: Path) -> None:
    weeks = [_week(tmp_path / name, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    assert weeks[0] == weeks[1]
    assert weeks[0] != weeks[2]


def _week(folder: Path, seed: int) -> list[dict[str, Any]]:
    with SmallWorld(folder, seed) as small:
        small.begin(acceptance_probability=0.6, reply_probability=0.5, ready=True, webhook_duplicate_rate=0.3)
        for number in range(30):
            small.tell("connect", f"person-{number}", messagetext="hello", campaignid=f"c-{number}")
        small.run(days=7)
        return small.lines()
