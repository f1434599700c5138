"""Of a webhook's body its shape is shown, and Dux-Soup's own words; never what it says of anybody."""

import json
from typing import Any

import pytest

from engine.redaction import redacted


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Robin Example", "[13 characters]"),
        (31612345678, "[number]"),
        (None, None),
        (True, True),
        (["Robin", 7, None], ["[5 characters]", "[number]", None]),
        ({"name": "Robin"}, {"name": "[5 characters]"}),
    ],
)
def test_of_what_may_be_about_somebody_only_the_kind_and_the_length_are_shown(value: Any, shown: Any) -> None:
    assert redacted(json.dumps({"data": value})) == {"data": shown}


@pytest.mark.parametrize("value", ["visit", "2026-03-02T09:00:00.000Z", 2, False])
def test_the_value_of_a_field_that_holds_codes_is_shown(value: Any) -> None:
    assert redacted(json.dumps({"Event": value})) == {"Event": value}


@pytest.mark.parametrize("value", ["two words", "x" * 41])
def test_but_not_where_it_is_no_code_or_stands_in_a_list(value: str) -> None:
    assert redacted(json.dumps({"event": value})) == {"event": f"[{len(value)} characters]"}
    assert redacted('{"event": ["visit"]}') == {"event": ["[5 characters]"]}


def test_a_key_that_is_no_word_of_theirs_is_shown_by_its_place() -> None:
    assert redacted('{"type": "visit", "robin@example.com": 1}') == {"type": "visit", "[key 1]": "[number]"}


def test_of_a_long_list_and_of_many_fields_fifty_are_shown() -> None:
    assert len(redacted(json.dumps(list(range(60))))) == 50
    assert len(redacted(json.dumps({f"field {number}": number for number in range(60)}))) == 50


@pytest.mark.parametrize("body", ["", "Robin Example wrote", '{"name": "Robin', "[" * 100_000])
def test_of_what_is_no_json_nothing_is_shown(body: str) -> None:
    assert redacted(body) is None
