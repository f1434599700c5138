"""No body of any kind makes the reader raise."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.duxsoup.inbound import Dialect, Reading, SimpleStatus, glance, read

PAYLOADS = [
    json.loads(path.read_bytes()) for path in sorted(Path(__file__).parents[2].glob("webhooks/payloads/*.json"))
]
NATIVE = [body for body in PAYLOADS if "userid" in body]

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from(["id.1", "1st"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)

GARBAGE = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"[1, 2]",
    b'"text"',
    b"17",
    b"\x00",
    b"\xff\xfe\x00",
    b"\xef\xbb\xbf",
    b"[" * 200_000,
    b'{"a":' * 200_000,
    b"9" * 100_000,
    b"userid=1&type=visit",
]


@pytest.mark.parametrize("body", GARBAGE, ids=lambda body: repr(body[:20]))
def test_what_is_no_object_is_unreadable(body):
    assert read(body) == Reading(Dialect.UNREADABLE, "unreadable")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_a_body_is_read_in_every_unicode_encoding(encoding):
    body = json.dumps(PAYLOADS[0], ensure_ascii=False)
    assert read(body.encode(encoding)) == read(body.encode())


def test_a_body_in_another_charset_loses_its_names_but_not_its_facts():
    body = json.dumps(
        NATIVE[0] | {"type": "visit", "event": "create", "data": {"id": "id.1", "First Name": "Zoë"}},
        ensure_ascii=False,
    )
    [seen] = read(body.encode("latin-1")).findings
    assert (seen.person.dux_id, seen.fields) == ("id.1", {})  # type: ignore[union-attr]  # it is a person seen


def test_of_a_key_given_twice_the_last_counts():
    body = b'{"userid": "1", "userid": "2", "type": "visit", "type": "rccommand", "event": "ready"}'
    assert (read(body).userid, read(body).kind) == ("2", "rccommand.ready")


def test_numbers_beyond_all_bounds_are_read_as_nothing():
    body = b'{"userid": 1e999, "type": "visit", "event": "create", "time": NaN, "data": {"id": "id.1", "VisitTime": -Infinity}}'
    [seen] = read(body).findings
    assert seen.at is None  # type: ignore[union-attr]  # it is a person seen


@pytest.mark.parametrize("depth", [100, 500, 900])
@pytest.mark.parametrize("body", NATIVE, ids=lambda body: f"{body['type']}.{body['event']}")
def test_values_nested_deeply_in_any_field_are_passed_over(body, depth):
    nested: Any = 1
    for _ in range(depth):
        nested = [nested]
    for name in body["data"]:
        found = read(json.dumps(body | {"data": body["data"] | {name: nested}}).encode())
        assert found.kind == f"{body['type']}.{body['event']}"


@settings(max_examples=300, deadline=None)
@given(st.binary())
def test_no_bytes_make_it_raise(body):
    read(body)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_no_document_makes_it_raise(document):
    read(json.dumps(document).encode())


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(NATIVE), st.dictionaries(st.integers(0, 40), JSON, min_size=1, max_size=4), st.booleans())
def test_no_change_of_a_real_body_makes_it_raise(body, changes, nested):
    data = dict(body["data"])
    place = data["params"] if nested and isinstance(data.get("params"), dict) else data
    names = list(place)
    changed = place | {names[n % len(names)]: value for n, value in changes.items()}
    found = read(json.dumps(body | {"data": data | {"params": changed} if place is not data else changed}).encode())
    assert found.kind == f"{body['type']}.{body['event']}"
    texts = [repr(finding) for finding in found.findings if not isinstance(finding, SimpleStatus)]
    assert not [text for text in texts if "\\x00" in text or "\\ud8" in text]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NATIVE), JSON, JSON, JSON)
def test_no_envelope_makes_it_raise(body, time, context, data):
    read(json.dumps(body | {"time": time, "messagecontext": context, "data": data}).encode())


ODD = [
    b'{"userid": 100000000000000000001, "type": "visit", "event": "create"}',
    b'{"userid": "1", "type": 100000000000000000001, "event": "create"}',
    b'{"userid": "1", "type": "visit", "event": 18446744073709551616}',
    b'{"userid": "1", "type": "visit"}',
    b'{"userid": "1", "userid": "2", "type": "visit", "event": "create"}',
    b'{"userid": "1", "type": "visit", "event": "create", "data": NaN}',
    b'{"userid": "\\ud800", "type": "visit", "event": "create"}',
    b'{"userid": "1", "type": "visit", "event": "create", "data": "\xe9"}',
    b'\xef\xbb\xbf{"userid": "1", "type": "visit", "event": "create"}',
    '{"userid": "1", "type": "visit", "event": "create"}'.encode("utf-16"),
    b'{"userid": "1", "type": "visit", "event": "create"} and more',
    b'["userid", "type", "event"]',
]


@pytest.mark.parametrize("body", ODD, ids=lambda body: repr(body[:60]))
def test_a_glance_sees_what_a_reading_sees_however_odd_the_body(body: bytes) -> None:
    whole, seen = read(body), glance(body)
    assert (seen.dialect, seen.kind, seen.userid) == (whole.dialect, whole.kind, whole.userid)
