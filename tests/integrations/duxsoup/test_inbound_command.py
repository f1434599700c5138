"""What is told of commands, actions and the extension itself."""

import json

import pytest

from integrations.duxsoup.inbound import ActionCompleted, CommandCompleted, CommandReceived, Person, Ready, read
from tests.integrations.duxsoup.payloads import COMMAND, SLUG, USER_ID, changed, only, reading, utc


def test_a_received_command_names_our_label_and_the_person():
    assert only(reading("rccommand_received"), CommandReceived) == CommandReceived(
        key=only(reading("rccommand_received"), CommandReceived).key,
        command_id=COMMAND,
        command="message",
        campaignid="camp-7",
        person=Person("id.700000001", (SLUG,)),
        attempt=1,
        at=utc(2026, 1, 5, 9, 29, 54, 263000),
    )


def test_a_command_of_ours_may_come_back_bare():
    done = only(reading("rccommand_bare"), CommandCompleted)
    assert (done.command, done.campaignid, done.attempt, done.succeeded) == ("connect", "camp-7", None, True)
    assert done.person == Person(None, (SLUG,))


@pytest.mark.parametrize(
    ("given", "succeeded"),
    [
        (True, True),
        (False, False),
        ("true", True),
        ("False", False),
        (1, True),
        (0, False),
        (None, None),
        ("", None),
        ({}, None),
        ("maybe", None),
        (2, None),
    ],
)
def test_a_result_that_does_not_say_clearly_is_neither_success_nor_failure(given, succeeded):
    assert only(changed("rccommand_completed", result=given), CommandCompleted).succeeded is succeeded
    assert only(changed("action_completed", successflag=given), ActionCompleted).succeeded is succeeded


def test_ready_names_what_is_excluded():
    assert only(reading("rccommand_ready"), Ready).excluded_commands == ()
    excluding = only(reading("rccommand_ready_excluding"), Ready)
    assert (excluding.excluded_commands, excluding.excluded_campaigns) == (("connect",), ("camp-7",))


def test_a_heartbeat_without_data_is_still_a_heartbeat():
    body = {"userid": USER_ID, "type": "rccommand", "event": "ready", "time": "2026-01-05T09:31:42Z"}
    assert only(read(json.dumps(body).encode()), Ready) == Ready(None, (), (), utc(2026, 1, 5, 9, 31, 42))


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("messageProfile", "message"),
        ("connectProfile", "connect"),
        ("ConnectWithNote", "connect"),
        ("inmailProfile", "inmail"),
        ("sendInMailMessage", "inmail"),
        ("visitProfile", "visit"),
        ("followProfile", "follow"),
        ("followupProfile", "message"),
        ("endorseProfile", "endorse"),
        ("tagProfile", "tag"),
        ("untagProfile", None),
        ("disconnectProfile", None),
        ("unfollowProfile", None),
        ("somethingNew", None),
        ("", None),
        (7, None),
    ],
)
def test_an_action_is_known_by_the_family_of_its_name(name, family):
    assert only(changed("action_completed", name=name), ActionCompleted).family == family


def test_an_action_is_matched_by_person_and_label_for_it_has_no_command_id():
    done = only(reading("action_completed"), ActionCompleted)
    assert done.person == Person("id.700000001", (f"{SLUG}?lipi=x",))
    assert (done.campaignid, done.attempt, done.succeeded) == ("camp-7", 1, True)
    assert only(reading("action_failed"), ActionCompleted).succeeded is False
