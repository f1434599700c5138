"""What a visit or a scan shows of a person, in every shape it comes in."""

import pytest

from integrations.duxsoup.inbound import AcceptedTag, Person, PersonSeen
from tests.integrations.duxsoup.payloads import COMMAND, ROBIN, VISITED, changed, only, reading, utc


def test_a_visit_shows_the_person_by_every_name():
    seen = only(reading("visit_create"), PersonSeen)
    assert seen.person == Person("id.700000001", VISITED)
    assert (seen.degree, seen.tags, seen.command_id) == (2, ("camp-7",), COMMAND)
    assert seen.at == utc(2026, 1, 5, 9, 30, 3, 578000)
    assert seen.fields == ROBIN


def test_an_update_adds_what_was_blank():
    seen = only(reading("visit_update"), PersonSeen)
    added = {"email": "robin@freight.example.com", "company_website": "https://freight.example.com"}
    assert seen.fields == ROBIN | added


def test_a_system_tag_tells_of_an_acceptance_whatever_its_case_and_spaces():
    found = reading("visit_accepted")
    assert only(found, AcceptedTag) == AcceptedTag(Person("id.700000001", VISITED), "camp-7", utc(2026, 1, 7, 9, 30))
    assert only(found, PersonSeen).degree == 1
    assert only(found, PersonSeen).command_id is None


def test_flat_data_is_read_like_nested_data():
    seen = only(reading("visit_flat"), PersonSeen)
    assert seen.person == Person("id.700000002", ("https://www.linkedin.com/in/noor-sample",))
    assert (seen.degree, seen.tags) == (3, ("camp-7", "vip"))
    assert seen.fields == {"first_name": "Noor", "last_name": "Sample", "title": "Planner", "company": "Sample Works"}


def test_a_scan_is_read_like_a_visit():
    seen = only(reading("scan_create"), PersonSeen)
    assert seen.person == Person(
        None,
        (
            "https://www.linkedin.com/in/sam-exempel/",
            "https://www.linkedin.com/in/sam-exempel?miniProfileUrn=x",
            "https://www.linkedin.com/in/sam-exempel",
        ),
    )
    assert (seen.degree, seen.fields["location"]) == (2, "Malmö")


@pytest.mark.parametrize(
    ("given", "dux_id", "url"),
    [
        ("id.700000001", "id.700000001", None),
        ("700000001", "id.700000001", None),
        (700000001, "id.700000001", None),
        ("pid.zoë-example", None, "https://www.linkedin.com/in/zo%C3%AB-example/"),
        ("https://www.linkedin.com/in/x", None, "https://www.linkedin.com/in/x"),
        ("something-new", "something-new", None),
        ("", None, None),
        ([], None, None),
        (True, None, None),
    ],
)
def test_each_form_of_an_id_is_understood(given, dux_id, url):
    person = only(changed("visit_create", id=given), PersonSeen).person
    assert person == Person(dux_id, VISITED + ((url,) if url else ()))


@pytest.mark.parametrize(
    ("given", "degree"),
    [
        ("1", 1),
        ("1st", 1),
        (1, 1),
        (" 2nd ", 2),
        ("3rd+", 3),
        ("", None),
        ("out of network", None),
        (0, None),
        (None, None),
        ([], None),
        ("99", None),
    ],
)
def test_a_degree_is_its_leading_digit(given, degree):
    assert only(changed("visit_create", Degree=given), PersonSeen).degree == degree


@pytest.mark.parametrize("notes", [[], "", "text", None, {"a": 1}])
def test_notes_may_be_anything(notes):
    assert only(changed("visit_create", **{"My Notes": notes}), PersonSeen).fields == ROBIN


@pytest.mark.parametrize(
    ("given", "at"),
    [
        (1767605403578, utc(2026, 1, 5, 9, 30, 3, 578000)),
        ("1767605403578", utc(2026, 1, 5, 9, 30, 3, 578000)),
        (1767605403, utc(2026, 1, 5, 9, 30, 3)),
        (1767605403578.0, utc(2026, 1, 5, 9, 30, 3, 578000)),
        ("2026-01-05T10:30:03+01:00", utc(2026, 1, 5, 9, 30, 3)),
        ("2026-01-05T09:30:03", utc(2026, 1, 5, 9, 30, 3)),
    ],
)
def test_a_visit_time_is_read_in_each_form(given, at):
    assert only(changed("visit_create", VisitTime=given), PersonSeen).at == at


@pytest.mark.parametrize(
    "given",
    [None, 0, -1, "", "soon", 2**53 + 1, 10**20, 1e308, True, "2016-12-31T23:59:60Z", "0001-01-01T00:00:00+14:00"],
)
def test_without_a_readable_time_the_one_of_the_envelope_counts(given):
    assert only(changed("visit_create", VisitTime=given), PersonSeen).at == utc(2026, 1, 5, 9, 30, 4, 525000)


@pytest.mark.parametrize(
    ("company", "kept"),
    [
        ("\x00Ex\x00ample ", "Example"),
        ("Zo\ufffd", None),
        ("x" * 501, None),
        ("  ", None),
        (17, None),
        ("\ud800x", "?x"),
    ],
)
def test_a_field_that_could_spoil_a_letter_or_a_row_is_left_out(company, kept):
    found = changed("visit_create", Company=company, extended=None)
    assert only(found, PersonSeen).fields.get("company") == kept


def test_a_blank_company_is_taken_from_the_latest_post():
    assert only(changed("visit_create", Company=""), PersonSeen).fields["company"] == "Example Freight BV"


def test_nobody_is_seen_where_nobody_is_named():
    nameless = changed("visit_create", id=None, Profile="", SalesProfile=None, RecruiterProfile=[])
    assert nameless.findings == ()
    assert nameless.people == ()


def test_of_two_spellings_of_a_key_the_one_with_a_value_counts():
    seen = only(
        changed("visit_create", **{"First Name": "", "FirstName": "Robin", "first_name": "Roberta"}), PersonSeen
    )
    assert seen.fields["first_name"] == "Robin"
