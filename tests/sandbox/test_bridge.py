"""The message bridge tells late, in hours, of letters and of new connections; a signal makes it look at once."""

from typing import Any

import pytest

from tests.sandbox.small_world import SmallWorld

ACCEPTING = {"accepts": True, "accept_after_hours": 2}


def _degrees_and_tags(small: SmallWorld) -> list[tuple[str, list[str]]]:
    return [(body["data"]["Degree"], body["data"]["My Tags"]) for body in small.bodies("visit", "update")]


@pytest.mark.parametrize(
    ("signals", "visits", "messages"),
    [
        (["tag"], [("2", ["🦆-camp-7-accepted"])], []),
        (["degree"], [("1", [])], []),
        (["tag", "degree"], [("1", ["🦆-camp-7-accepted"])], []),
        (["invitation_accept_message"], [], ["INVITATION_ACCEPT"]),
        (["message"], [], []),
        ([], [], []),
    ],
)
def test_an_acceptance_shows_by_the_chosen_signals_alone_and_without_a_visit_of_ours(
    small: SmallWorld, signals: list[str], visits: list[Any], messages: list[str]
) -> None:
    small.knobs(acceptance_signals=signals, visit_update_rate=0)
    small.person("robin-example", **ACCEPTING)
    small.tell("connect", campaignid="Camp-7")
    small.run(hours=4)
    assert len(small.lines("accepted")) == 1
    assert _degrees_and_tags(small) == visits
    assert [body["data"]["type"] for body in small.bodies("message")] == messages


def test_where_the_tag_is_no_signal_no_later_webhook_gives_it_away(small: SmallWorld) -> None:
    small.knobs(acceptance_signals=["degree"])
    small.person("robin-example", **ACCEPTING)
    small.tell("connect", messagetext="Hi there", campaignid="Camp-7")
    small.run(hours=4)
    assert [body["data"]["tags"] for body in small.bodies("message")] == [[]]


def test_system_tags_can_be_switched_off(small: SmallWorld) -> None:
    small.knobs(acceptance_signals=["tag"], system_tags=False, visit_update_rate=0)
    small.person("robin-example", **ACCEPTING)
    small.tell("connect", campaignid="Camp-7")
    small.run(hours=4)
    assert _degrees_and_tags(small) == [("2", [])]


@pytest.mark.parametrize("shown", [True, False])
def test_the_note_of_an_accepted_invitation_appears_as_a_sent_message_of_its_own_time(
    small: SmallWorld, shown: bool
) -> None:
    small.knobs(note_appears_as_sent=shown)
    small.person("robin-example", **ACCEPTING)
    small.tell("connect", messagetext="Hi there")
    small.run(hours=4)
    times = [body["data"]["timestamp"] for body in small.bodies("message", "sent")]
    assert times == ([small.lines("executed")[0]["at"]] if shown else [])


def test_the_bridge_tells_of_everything_since_its_last_round_in_one_go(small: SmallWorld) -> None:
    small.knobs(bridge_interval_minutes=60)
    for number in range(3):
        small.person(f"p-{number}", degree=1, replies="first", reply_after_hours=0.01)
        small.tell("message", f"p-{number}", messagetext="hello")
    small.run(minutes=59)
    assert small.bodies("message") == []
    small.run(minutes=2)
    told = small.bodies("message")
    assert sorted(body["event"] for body in told) == ["received"] * 3 + ["sent"] * 3
    assert {body["time"] for body in told} == {"2026-01-05T10:00:00.000Z"}


@pytest.mark.parametrize(
    "closed",
    [{"bridge": False}, {"online": False}, {"planner_hours": ["20:00", "21:00"]}],
    ids=["off", "offline", "out of hours"],
)
def test_the_bridge_looks_only_while_it_is_on_and_in_hours(small: SmallWorld, closed: dict[str, Any]) -> None:
    small.person("robin-example", degree=1)
    small.tell("message", messagetext="hello")
    small.run(minutes=0.5)
    small.knobs(**({"bridge": True} | closed))
    small.run(hours=3)
    assert small.bodies("message") == []
    small.knobs(bridge=True, online=True, planner_hours="always")
    small.run(minutes=5)
    assert len(small.bodies("message")) == 1


@pytest.fixture
def written(small: SmallWorld) -> SmallWorld:
    """One connection and one reply that no round of the bridge has told of."""
    small.knobs(bridge=False, planner_hours="always", visit_update_rate=0)
    small.person("robin-example", **ACCEPTING)
    small.tell("connect", campaignid="c-1")
    small.run(hours=3)
    small.world.record("replied", small.now, userid=small.account.userid, slug="robin-example", text="yes", to="")
    small.knobs(planner_hours=["20:00", "21:00"], remote_control=False)
    return small


def test_a_bridge_check_looks_into_its_box_whatever_hours_and_switches_say(written: SmallWorld) -> None:
    written.signal("bridgeCheck", boxname="salesnavinbox")
    assert written.bodies("message") + written.bodies("visit", "update") == []
    written.signal("bridgeCheck", boxname="connections")
    assert len(written.bodies("visit", "update")) == 1
    written.signal("bridgeCheck", boxname="regularinbox")
    assert [body["data"]["text"] for body in written.bodies("message")] == ["yes"]


def test_a_bridge_check_with_days_back_tells_again_what_was_told(written: SmallWorld) -> None:
    for _ in range(2):
        written.signal("bridgeCheck", boxname="regularinbox", daysback=3)
        written.signal("bridgeCheck", boxname="connections", daysback=3)
    first, second = written.bodies("message")
    assert first["data"] == second["data"]
    assert len(written.bodies("visit", "update")) == 2
    written.run(days=5)
    written.signal("bridgeCheck", boxname="regularinbox", daysback=3)
    assert len(written.bodies("message")) == 2


def test_a_signal_waits_one_minute_for_an_extension_that_is_away(written: SmallWorld) -> None:
    written.knobs(online=False)
    written.signal("bridgeCheck", boxname="regularinbox")
    written.run(minutes=2)
    written.signal("bridgeCheck", boxname="connections")
    written.run(minutes=0.5)
    written.knobs(online=True)
    written.run(minutes=1)
    fates = [(line["params"]["boxname"], line["fate"]) for line in written.lines("signal")]
    assert fates == [
        ("regularinbox", "waiting"),
        ("regularinbox", "expired"),
        ("connections", "waiting"),
        ("connections", "delivered"),
    ]


def test_a_reload_stops_the_running_command_and_gives_the_extension_a_new_client_id(small: SmallWorld) -> None:
    small.knobs(ready=True)
    small.tell("visit")
    small.run(minutes=0.1)
    small.signal("extensionReload")
    small.run(minutes=5)
    assert small.kinds() == ["told", "started", "interrupted", "started", "executed"]
    assert len({body["data"]["clientid"] for body in small.bodies("rccommand", "ready")}) == 2


def test_a_data_reset_forgets_the_tags(small: SmallWorld) -> None:
    small.tell("tag", tags=["one"])
    small.run(minutes=5)
    small.signal("dataReset")
    assert small.account.relations["robin-example"].tags == []
