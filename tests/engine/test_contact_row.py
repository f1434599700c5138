"""A row is stored only as it may be, and the rule it breaks is named."""

from typing import Any

import pytest

from engine.contact_row import ContactRow, clean, custom_name
from models.errors import InvalidInput

LONG = "x" * 2_001
BROKEN = [
    ({}, "needs a LinkedIn URL or a name"),
    ({"email": "robin@example.com", "company": "Example"}, "needs a LinkedIn URL or a name"),
    ({"linkedin_url": "https://evil-linkedin.com/in/robin"}, "host of a LinkedIn URL"),
    ({"linkedin_url": "https://www.linkedin.com/company/example"}, "has to be a person's"),
    ({"first_name": "R", "company_linkedin_url": "linkedin.com/in/robin"}, "company's LinkedIn URL"),
    ({"first_name": "R", "company_website": "javascript:alert(1)"}, "company website"),
    ({"first_name": "R", "company_website": "n/a"}, "company website"),
    ({"first_name": "R", "email": "robin"}, "e-mail address"),
    ({"first_name": "R", "email": "a@b@example.com"}, "e-mail address"),
    ({"first_name": "R" * 201}, "'first_name' has at most 200"),
    ({"first_name": "R\x00"}, "'first_name' holds a character"),
    ({"first_name": "R\udce9"}, "'first_name' holds a character"),
    ({"first_name": "R", "custom_fields": {"x": LONG}}, "'x' has at most 2,000"),
    ({"first_name": "R", "custom_fields": {"x": "\x00"}}, "'x' holds a character"),
    ({"first_name": "R", "custom_fields": {"x": [1]}}, "'x' has to be a text"),
    ({"first_name": "R", "custom_fields": {"x": float("nan")}}, "'x' has to be a text"),
    ({"first_name": "R", "custom_fields": {LONG: "1"}}, "name of a custom field"),
    ({"first_name": "R", "custom_fields": {"\x00": "1"}}, r"field '\\x00' needs a letter"),
    ({"first_name": "R", "custom_fields": {"???": 1}}, r"field '\?\?\?' needs a letter"),
    (
        {"first_name": "R", "custom_fields": {"Ice Breaker": "1", "ice_breaker": "2"}},
        "Two custom fields are called 'ice_breaker'",
    ),
    ({"first_name": "R", "custom_fields": {f"x{n}": "1" for n in range(101)}}, "at most 100 custom fields"),
    ({"first_name": "R", "tags": [f"t{n}" for n in range(51)]}, "at most 50 tags"),
    ({"first_name": "R", "tags": ["t" * 101]}, "'tags' has at most 100"),
    ({"first_name": "R", "problem": "Row 7 has 12 cells, the header 10."}, "Row 7 has 12 cells"),
]


@pytest.mark.parametrize(("values", "reason"), BROKEN)
def test_a_row_that_breaks_a_rule_is_refused_with_it(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        clean(ContactRow(**values))


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
