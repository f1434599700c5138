"""Webhooks have Dux-Soup's envelope and shapes, and none of the names that do not exist."""

from typing import Any

import pytest

from tests.sandbox.small_world import USERID, SmallWorld

ENVELOPE = {"userid", "time", "type", "event", "data"}
KINDS = {
    "visit.create",
    "visit.update",
    "action.completed",
    "message.sent",
    "message.received",
    "rccommand.received",
    "rccommand.ready",
    "rccommand.completed",
}


@pytest.fixture
def lived(small: SmallWorld) -> SmallWorld:
    """A world in which every kind of webhook has come about."""
    small.knobs(ready=True, visit_update_rate=1, acceptance_signals=["tag", "degree", "invitation_accept_message"])
    said = {"accepts": True, "accept_after_hours": 1, "replies": "first", "reply_after_hours": 1}
    small.person("robin-example", email="robin@example.com", **said)
    small.tell("connect", messagetext="Hi Zoë", campaignid="Camp-7")
    small.run(hours=2)
    small.tell("message", messagetext="Hello", campaignid="Camp-8")
    small.run(hours=2)
    return small


def test_the_envelope_has_exactly_its_fields_and_every_kind_is_a_known_one(lived: SmallWorld) -> None:
    bodies = [line["body"] for line in lived.lines("emitted")]
    assert {f"{body['type']}.{body['event']}" for body in bodies} == KINDS
    for body in bodies:
        assert set(body) - {"messagecontext"} == ENVELOPE
        assert body["userid"] == USERID
        assert body["time"].endswith("Z")
        assert ("messagecontext" in body) <= (body["type"] == "visit")


def test_a_visit_tells_who_somebody_is_and_its_update_adds_the_contact_details(lived: SmallWorld) -> None:
    create, update = lived.bodies("visit")[:2]
    assert (create["event"], update["event"]) == ("create", "update")
    assert create["data"]["id"] == update["data"]["id"] == lived.account.relations["robin-example"].dux_id
    assert create["data"]["VisitTime"] == update["data"]["VisitTime"]
    assert (create["data"]["Email"], update["data"]["Email"]) == ("", "robin@example.com")
    assert (create["data"]["First Name"], create["data"]["Degree"]) == ("Robin", "2")
    assert create["data"]["Profile"] == "https://www.linkedin.com/in/robin-example/"
    assert create["messagecontext"] == lived.lines("told")[0]["messageid"]


def test_a_message_names_its_person_by_member_address_and_dux_id_only(lived: SmallWorld) -> None:
    person = lived.world.state.people["robin-example"]
    (received,) = [body for body in lived.bodies("message", "received") if body["data"]["type"] == "MEMBER_TO_MEMBER"]
    data = received["data"]
    assert (data["from"], data["fromId"]) == (person.member_url, lived.account.relations["robin-example"].dux_id)
    assert "robin-example" not in str(data)
    assert data["timestamp"] < received["time"]
    sent = lived.bodies("message", "sent")[-1]["data"]
    assert (sent["to"], sent["text"], sent["toFirstName"]) == (person.member_url, "Hello", "Robin")


def test_a_command_carries_the_id_that_was_answered_and_its_result(lived: SmallWorld) -> None:
    (first, _), (done, _) = lived.bodies("rccommand", "received"), lived.bodies("rccommand", "completed")
    assert first["data"]["id"] == done["data"]["id"] == lived.lines("told")[0]["messageid"]
    assert "result" not in first["data"]
    assert done["data"]["result"] is True
    assert done["data"]["params"]["profile"].startswith("https://www.linkedin.com/in/robin-example/?lipi=")
    assert done["data"]["params"]["campaignid"] == "Camp-7"


def test_a_finished_command_says_the_extension_is_ready(lived: SmallWorld) -> None:
    ready = lived.bodies("rccommand", "ready")
    assert len(ready) > 2
    assert all(set(body["data"]) == {"clientid", "exclusions"} for body in ready)
    assert ready[0]["data"]["exclusions"] == {"commands": [], "campaigns": []}


@pytest.mark.parametrize(
    ("knob", "seen"),
    [
        ({"rccommand_id": "other"}, lambda told, data: data["id"] != told["messageid"]),
        ({"echo_campaignid": False}, lambda _, data: "campaignid" not in data["params"]),
        ({"command_details": True}, lambda _, data: data["params"]["attempt"] == 1 and data["params"]["profileid"]),
        ({}, lambda _, data: "attempt" not in data["params"] and "profileid" not in data["params"]),
    ],
    ids=["another id", "no echo", "with details", "without"],
)
def test_what_is_unknown_of_command_webhooks_is_chosen_by_a_knob(
    small: SmallWorld, knob: dict[str, Any], seen: Any
) -> None:
    small.knobs(**knob)
    small.tell("visit", campaignid="c-1")
    small.run(minutes=5)
    assert all(seen(small.lines("told")[0], body["data"]) for body in small.bodies("rccommand"))


@pytest.mark.parametrize(
    ("knob", "kinds"),
    [
        ({"action_webhooks": False}, {"visit.create", "rccommand.received", "rccommand.completed"}),
        ({"visit_with_every_command": False}, {"action.completed", "rccommand.received", "rccommand.completed"}),
    ],
)
def test_webhooks_that_may_not_exist_can_be_switched_off(
    small: SmallWorld, knob: dict[str, Any], kinds: set[str]
) -> None:
    small.knobs(**knob, visit_update_rate=0)
    small.tell("connect")
    small.run(minutes=5)
    assert {f"{line['type']}.{line['event']}" for line in small.lines("emitted")} == kinds


@pytest.mark.parametrize("told", [True, False])
def test_an_action_says_which_attempt_it_was_where_commands_say_so(small: SmallWorld, told: bool) -> None:
    small.knobs(command_details=told)
    small.tell("connect", campaignid="c-1")
    small.run(minutes=5)
    [body] = small.bodies("action")
    details = {"profileid": body["data"]["profileid"], "actionindex": 0, "attempt": 1} if told else {}
    assert body["data"]["params"] == {"campaignid": "c-1"} | details


@pytest.mark.parametrize(
    "chosen", [{"commands": ["connect"], "campaigns": ["c-1"]}, {"campaigns": ["c-1"]}, {"commands": ["connect"]}, {}]
)
def test_what_the_extension_excludes_may_be_chosen_word_for_word(
    small: SmallWorld, chosen: dict[str, list[str]]
) -> None:
    small.knobs(ready=True, ready_exclusions=chosen)
    small.run(minutes=1)
    assert small.bodies("rccommand", "ready")[0]["data"]["exclusions"] == {"commands": [], "campaigns": []} | chosen


def test_the_degree_may_be_written_in_the_old_way(small: SmallWorld) -> None:
    small.knobs(degree_style="1st")
    small.tell("visit")
    small.run(minutes=5)
    assert small.bodies("visit")[0]["data"]["Degree"] == "2nd"
