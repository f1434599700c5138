"""A row is stored only as it may be, and the rule it breaks is named."""

import re
from typing import Any

import pytest

from engine.contact_row import ContactRow, clean, custom_name
from models.errors import InvalidInput

LONG = "x" * 2_001
NOBODY = [
    ({}, "needs a LinkedIn URL or a name"),
    ({"email": "robin", "company": "Example"}, "needs a LinkedIn URL or a name"),
    ({"linkedin_url": "https://evil-linkedin.com/in/robin", "first_name": "R"}, "host of a LinkedIn URL"),
    ({"linkedin_url": "https://www.linkedin.com/company/example"}, "has to be a person's"),
    ({"first_name": "R" * 201}, "'first_name' has at most 200"),
    ({"email": "robin", "last_name": "R\x00"}, "'last_name' holds a character"),
    ({"first_name": "R", "problem": "Row 7 has 12 cells, the header 10."}, "Row 7 has 12 cells"),
]
LEFT_OUT = [
    ({"company_linkedin_url": "linkedin.com/in/robin"}, "company's LinkedIn URL"),
    ({"company_website": "javascript:alert(1)"}, "company website"),
    ({"company_website": "n/a"}, "company website"),
    ({"email": "robin"}, "e-mail address"),
    ({"email": "a@b@example.com"}, "e-mail address"),
    ({"last_name": "R" * 201}, "'last_name' has at most 200"),
    ({"last_name": "R\udce9"}, "'last_name' holds a character"),
    ({"custom_fields": {"x": LONG}}, "'x' has at most 2,000"),
    ({"custom_fields": {"x": "\x00"}}, "'x' holds a character"),
    ({"custom_fields": {"x": [1]}}, "'x' has to be a text"),
    ({"custom_fields": {"x": float("nan")}}, "'x' has to be a text"),
    ({"custom_fields": {"x": 2**53 + 1}}, "'x' has a number beyond"),
    ({"custom_fields": {"x": -(10**400)}}, "'x' has a number beyond"),
    ({"custom_fields": {"x": 4.9e20}}, "'x' has a number beyond"),
    ({"custom_fields": {LONG: "1"}}, "name of a custom field"),
    ({"custom_fields": {"\x00": "1"}}, r"field '\\x00' needs a letter"),
    ({"custom_fields": {"???": 1}}, r"field '\?\?\?' needs a letter"),
    ({"custom_fields": {"Ice Breaker": "1", "ice_breaker": "2"}}, "Two custom fields are called 'ice_breaker'"),
    ({"custom_fields": {f"x{n}": "1" for n in range(101)}}, "at most 100 custom fields"),
    ({"tags": [f"t{n}" for n in range(51)]}, "at most 50 tags"),
    ({"tags": ["t" * 101]}, "'tags' has at most 100"),
]


@pytest.mark.parametrize(("values", "reason"), NOBODY)
def test_a_row_that_does_not_say_who_it_is_about_is_refused_with_the_rule(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        clean(ContactRow(**values))


@pytest.mark.parametrize(("values", "reason"), LEFT_OUT)
def test_what_else_breaks_a_rule_is_left_out_and_the_rule_named(values: dict[str, Any], reason: str) -> None:
    row = clean(ContactRow(first_name="Robin", title="Head", **values))
    assert row.values == {"first_name": "Robin", "title": "Head"}
    assert len(row.left_out) == 1
    assert re.search(reason, row.left_out[0])
    assert len(row.custom_fields) in {0, 1, 100}
    assert row.tags == ()


@pytest.mark.parametrize(
    ("email", "website", "strays"),
    [
        ("Sam <sam@example.com>, info@example.com", "example.com", ("sam@example.com", "info@example.com")),
        ("sam@example.com", "www.example.com; example.net", ("www.example.com", "example.net")),
        ("none", "", ()),
        ("sam@example.com", "example.com", ()),
    ],
)
def test_addresses_in_what_is_left_out_are_kept_for_the_do_not_contact_list(
    email: str, website: str, strays: tuple[str, ...]
) -> None:
    assert clean(ContactRow(first_name="Sam", email=email, company_website=website)).strays == strays


def test_custom_fields_keep_their_kind_and_blanks_are_left_out() -> None:
    given = {"a": 5, "b": 0.5, "c": True, "d": 0, "e": None, "f": " ", "g": " x\ny "}
    row = clean(ContactRow(first_name="Robin", custom_fields=given))
    assert row.custom_fields == {"a": 5, "b": 0.5, "c": True, "d": 0, "g": "x\ny"}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Ice Breaker", "ice_breaker"),
        ("custom.ice__breaker", "ice_breaker"),
        (" Größe (cm) ", "grösse_cm"),
        ("2nd phone", "_2nd_phone"),
        ("???", ""),
    ],
)
def test_a_custom_field_is_named_in_snake_case(header: str, name: str) -> None:
    assert custom_name(header) == name
