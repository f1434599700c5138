"""Each command is worded as Dux-Soup wants it."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from integrations.duxsoup.commands import (
    Box,
    BridgeCheck,
    Connect,
    Endorse,
    ExtensionReload,
    Follow,
    InMail,
    Message,
    Tag,
    Visit,
    queue_body,
    signal_body,
)

WHO = "https://www.linkedin.com/in/robin-example/"
URL = "https://duxsoup.example.com/xapi/remote/control/1/queue"
NOW = datetime(2026, 1, 1, 0, 0, 0, 123_999, tzinfo=UTC)
ABOUT = {"profile": WHO, "campaignid": "a-1"}

WORDED = [
    (Visit(WHO, "a-1"), "visit", {}),
    (Connect(WHO, "a-1"), "connect", {}),
    (Connect(WHO, "a-1", "Hi"), "connect", {"messagetext": "Hi"}),
    (Message(WHO, "a-1", "Hi"), "message", {"messagetext": "Hi"}),
    (InMail(WHO, "a-1", "Rail", "Hi"), "inmail", {"messagetext": "Hi", "messagesubject": "Rail", "subject": "Rail"}),
    (Follow(WHO, "a-1"), "follow", {}),
    (Endorse(WHO, "a-1", 2), "endorse", {"count": 2}),
    (Tag(WHO, "a-1", ("vip", "rail")), "tag", {"tags": ["vip", "rail"]}),
]


@pytest.mark.parametrize(("command", "name", "own"), WORDED)
def test_a_command_carries_its_name_its_person_and_our_label(command, name, own):
    sent = json.loads(queue_body(command, "1", URL, NOW))
    assert sent["command"] == name
    assert sent["params"] == ABOUT | own


def test_every_body_names_target_user_and_milliseconds():
    sent = json.loads(queue_body(Visit(WHO, "a-1"), "1", URL, NOW))
    assert set(sent) == {"command", "params", "targeturl", "userid", "timestamp"}
    assert (sent["targeturl"], sent["userid"], sent["timestamp"]) == (URL, "1", 1767225600123)


def test_the_timestamp_does_not_depend_on_the_zone():
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-5)))
    assert queue_body(Visit(WHO, "a-1"), "1", URL, elsewhere) == queue_body(Visit(WHO, "a-1"), "1", URL, NOW)


def test_a_time_without_a_zone_is_a_mistake_of_ours():
    with pytest.raises(TypeError):
        queue_body(Visit(WHO, "a-1"), "1", URL, NOW.replace(tzinfo=None))


def test_the_earliest_time_stands_outside_the_params_and_has_a_zone():
    later = datetime(2026, 1, 5, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    sent = json.loads(queue_body(Visit(WHO, "a-1"), "1", URL, NOW, later))
    assert sent["runafter"] == "2026-01-05T09:30:00Z"
    assert "runafter" not in sent["params"]


@pytest.mark.parametrize("text", ["Hi Zoë \N{DUCK}", "line\nline", '"quoted" \\', "broken \ud800"])
def test_any_text_survives_the_wording(text):
    body = queue_body(Message(WHO, "a-1", text), "1", URL, NOW)
    assert body.isascii()
    assert json.loads(body)["params"]["messagetext"] == text


@pytest.mark.parametrize(
    ("signal", "worded"),
    [
        (BridgeCheck(Box.CONNECTIONS), {"signal": "bridgeCheck", "params": {"boxname": "connections"}}),
        (BridgeCheck(Box.INBOX, 3), {"signal": "bridgeCheck", "params": {"boxname": "regularinbox", "daysback": 3}}),
        (
            BridgeCheck(Box.SALES_INBOX, 0),
            {"signal": "bridgeCheck", "params": {"boxname": "salesnavinbox", "daysback": 0}},
        ),
        (ExtensionReload(), {"signal": "extensionReload"}),
    ],
)
def test_a_signal_is_worded_as_documented(signal, worded):
    sent = json.loads(signal_body(signal, "1", URL, NOW))
    assert sent == worded | {"targeturl": URL, "userid": "1", "timestamp": 1767225600123}
