"""Settings are read whether numbers come as numbers or as strings."""

import pytest

from integrations.duxsoup.remote_settings import RemoteSettings
from tests.integrations.duxsoup.loopback import answer

HOOK = "https://chaknal.example.com/api/webhooks/dux-status-update/secret-part"
FULL = {
    "maxvisits": "0",
    "maxinvites": "20",
    "maxmessages": 50,
    "dailylimitoffset": "-60",
    "linkedinlimitalert": "",
    "linkedinlimitsnooze": 3,
    "remotecontrolflag": True,
    "pauserobot": False,
    "followupflag": "false",
    "messagebridgeflag": "true",
    "messagebridgeinterval": "15",
    "webhookprofileflag": 1,
    "webhooks": [{"url": HOOK, "events": ["visit", "rc"]}, "odd"],
    "robotscheduleplan": {"0": [], "1": [["06:00", "23:00"]]},
    "some_new_setting": {"kept": 1},
}


def test_numbers_and_booleans_are_read_in_either_form():
    found = RemoteSettings.from_answer(FULL)
    assert (found.max_visits, found.max_invites, found.max_messages) == (0, 20, 50)
    assert (found.daily_limit_offset, found.linkedin_limit_snooze, found.message_bridge_interval) == (-60, 3, 15)
    assert (found.remote_control, found.robot_paused, found.followups) == (True, False, False)
    assert (found.message_bridge, found.webhooks_on) == (True, True)
    assert [(hook.url, hook.events) for hook in found.webhooks] == [(HOOK, ("visit", "rc"))]
    assert found.plan == {"0": [], "1": [["06:00", "23:00"]]}
    assert found.raw["some_new_setting"] == {"kept": 1}


def test_what_is_not_told_is_not_known():
    found = RemoteSettings.from_answer({"maxinvites": "many", "webhooks": None, "robotscheduleplan": []})
    assert [found.max_invites, found.remote_control, found.followups, found.plan] == [None] * 4
    assert found.webhooks == ()
    assert not found.linkedin_limit_alert


@pytest.mark.parametrize("offset", [1441, -1441, 5_000_000_000])
def test_a_day_that_is_set_off_by_more_than_a_day_is_not_known(offset):
    assert RemoteSettings.from_answer({"dailylimitoffset": offset}).daily_limit_offset is None
    assert RemoteSettings.from_answer({"dailylimitoffset": "-1440"}).daily_limit_offset == -1440


def test_a_maximum_below_none_is_not_known():
    found = RemoteSettings.from_answer({"maxvisits": -1, "maxinvites": "-1", "maxmessages": -5})
    assert [found.max_visits, found.max_invites, found.max_messages] == [None] * 3


@pytest.mark.parametrize("marker", [True, "true", "2026-01-05", 1767605403578, "limit", {"at": 1}])
def test_any_marker_counts_as_an_alert(marker):
    assert RemoteSettings.from_answer({"linkedinlimitalert": marker}).linkedin_limit_alert


@pytest.mark.parametrize("marker", ["", " ", False, None, 0, "0", "false", "null", {}])
def test_an_empty_marker_is_no_alert(marker):
    assert not RemoteSettings.from_answer({"linkedinlimitalert": marker}).linkedin_limit_alert


def test_secret_webhook_addresses_are_in_no_representation():
    assert "secret-part" not in repr(RemoteSettings.from_answer(FULL))


async def test_settings_come_as_one_flat_object(duxsoup, server, credentials):
    server.will_answer(answer('{"maxinvites": "20"}'))
    assert (await duxsoup.settings(credentials)).max_invites == 20
    assert server.heard[0].target.endswith("/settings")
