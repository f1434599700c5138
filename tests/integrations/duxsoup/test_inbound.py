"""Each webhook, in its real shape, is read into the facts it tells, and each fact has one key."""

import json

import pytest

from integrations.duxsoup.inbound import (
    AcceptedTag,
    ActionCompleted,
    CommandCompleted,
    CommandReceived,
    Dialect,
    InvitationAnswered,
    MessageSeen,
    Person,
    PersonSeen,
    Ready,
    SimpleStatus,
    glance,
    read,
)
from tests.integrations.duxsoup.payloads import PAYLOADS, SLUG, URN, USER_ID, changed, only, reading, recorded

KINDS = {
    "visit_create": ("visit.create", [PersonSeen]),
    "visit_update": ("visit.update", [PersonSeen]),
    "visit_accepted": ("visit.create", [PersonSeen, AcceptedTag]),
    "visit_flat": ("visit.create", [PersonSeen]),
    "scan_create": ("scan.create", [PersonSeen]),
    "rccommand_received": ("rccommand.received", [CommandReceived]),
    "rccommand_completed": ("rccommand.completed", [CommandCompleted]),
    "rccommand_failed": ("rccommand.completed", [CommandCompleted]),
    "rccommand_bare": ("rccommand.completed", [CommandCompleted]),
    "rccommand_ready": ("rccommand.ready", [Ready]),
    "rccommand_ready_excluding": ("rccommand.ready", [Ready]),
    "action_completed": ("action.completed", [ActionCompleted]),
    "action_failed": ("action.completed", [ActionCompleted]),
    "message_received": ("message.received", [MessageSeen]),
    "message_sent": ("message.sent", [MessageSeen, AcceptedTag]),
    "message_invitation_accept": ("message.received", [InvitationAnswered]),
    "message_invitation_decline": ("message.received", [InvitationAnswered]),
    "robot_paused": ("robot.paused", []),
    "simple_accepted": ("simple.accepted", [SimpleStatus]),
    "simple_replied": ("simple.replied", [SimpleStatus]),
    "simple_declined": ("simple.declined", [SimpleStatus]),
    "simple_blacklisted": ("simple.blacklisted", [SimpleStatus]),
}


def test_every_recorded_payload_has_its_line_in_the_table():
    assert {path.stem for path in PAYLOADS.glob("*.json")} == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_each_payload_has_its_kind_and_its_findings(name):
    found = reading(name)
    assert (found.kind, [type(finding) for finding in found.findings]) == KINDS[name]
    if not name.startswith("simple"):
        assert (found.dialect, found.userid) == (Dialect.NATIVE, USER_ID)
        assert found.at is not None


def test_people_are_named_once():
    assert reading("message_sent").people == (Person("id.700000001", (URN,)),)
    assert [reading(name).people for name in ("rccommand_ready", "simple_accepted")] == [(), ()]


@pytest.mark.parametrize("name", ["visit_create", "rccommand_completed", "message_received"])
def test_the_same_fact_has_the_same_key_however_its_body_is_written(name):
    body = recorded(name)
    spaced = json.dumps(dict(reversed(body.items())) | {"time": "2026-01-05T12:00:00Z"}, indent=3)
    assert read(spaced.encode()).findings[0].key == reading(name).findings[0].key  # type: ignore[union-attr]  # these have one


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("visit_create", {"VisitTime": 1767605403579}),
        ("visit_create", {"id": "id.700000009"}),
        ("message_received", {"text": "Sounds goo"}),
        ("message_received", {"timestamp": "2026-01-05T09:58:55.044Z"}),
        ("message_received", {"fromId": "id.700000009"}),
        ("message_received", {"url": "https://www.linkedin.com/messaging/thread/2-OTHER/"}),
        ("rccommand_completed", {"id": "another"}),
        ("rccommand_completed", {"result": False}),
        ("rccommand_completed", {"params": {"attempt": 2}}),
    ],
)
def test_another_fact_has_another_key(name, other):
    assert changed(name, **other).findings[0].key != reading(name).findings[0].key  # type: ignore[union-attr]  # see above


def test_the_simple_body_is_read_as_it_stands():
    assert only(reading("simple_replied"), SimpleStatus) == SimpleStatus(
        campaign_id="0199a0b0-0000-7000-8000-000000000001",
        contact_id="0199a0b0-0000-7000-8000-0000000000aa",
        status="replied",
        profile_url="https://www.linkedin.com/in/robin-example",
    )


@pytest.mark.parametrize(
    ("body", "found", "kind"),
    [
        ({}, SimpleStatus("", "", "", ""), "simple.other"),
        ({"status": " Accepted "}, SimpleStatus("", "", "accepted", ""), "simple.accepted"),
        ({"status": "won"}, SimpleStatus("", "", "won", ""), "simple.other"),
        ({"campaign_id": 7, "contact_id": [8]}, SimpleStatus("7", "", "", ""), "simple.other"),
        ({"type": "visit", "event": "create"}, SimpleStatus("", "", "", ""), "simple.other"),
        ({"userid": USER_ID, "status": "replied"}, SimpleStatus("", "", "replied", ""), "simple.replied"),
    ],
)
def test_every_object_without_userid_and_type_is_simple(body, found, kind):
    read_so = read(json.dumps(body).encode())
    assert (read_so.dialect, read_so.kind, read_so.findings) == (Dialect.SIMPLE, kind, (found,))


@pytest.mark.parametrize(
    ("given", "userid"), [("7", "7"), (100000000000000000001, USER_ID), (1e20, None), (None, None), ({}, None)]
)
def test_a_userid_is_text_even_if_it_came_as_a_number(given, userid):
    assert read(json.dumps({"userid": given, "type": "visit", "event": "create"}).encode()).userid == userid


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"type": "robot", "event": "paused"}, "robot.paused"),
        ({"type": "Visit", "event": " CREATE "}, "visit.create"),
        ({"type": "x" * 100, "event": "y"}, "x" * 64),
        ({"type": 'a"b\n{}', "event": None}, "ab."),
        ({"type": None}, "."),
    ],
)
def test_a_kind_is_kept_short_and_plain_so_that_it_can_be_counted(given, kind):
    assert read(json.dumps({"userid": "1"} | given).encode()).kind == kind


def test_a_kind_never_seen_has_no_findings():
    found = changed("robot_paused", id="id.1", Profile=SLUG)
    assert (found.kind, found.findings) == ("robot.paused", ())


@pytest.mark.parametrize("name", KINDS)
def test_a_glance_sees_whose_body_of_which_kind_it_is(name):
    body = json.dumps(recorded(name)).encode()
    whole, seen = read(body), glance(body)
    assert (seen.dialect, seen.kind, seen.userid) == (whole.dialect, whole.kind, whole.userid)
    assert seen.findings == (whole.findings if whole.dialect is Dialect.SIMPLE else ())
