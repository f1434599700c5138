"""Every answer, and every way of getting none, has exactly one class."""

import inspect
from types import ModuleType

import anyio
import httpcore
import httpx
import pytest

from integrations.duxsoup import errors
from integrations.duxsoup.answers import FOREIGN, count, document, listing, mapping, messageid, refusal, translated
from integrations.duxsoup.errors import (
    DuxSoupError,
    KeyRefused,
    LicenceRefused,
    NoAnswer,
    NotTaken,
    RateLimited,
    Rejected,
    ServerFailed,
    Unavailable,
    Unconfirmed,
    Unreachable,
    Unreadable,
    Verdict,
)

STATUSES = [
    (301, {}, ServerFailed),
    (400, {}, Rejected),
    (401, {}, KeyRefused),
    (402, {}, LicenceRefused),
    (403, {}, LicenceRefused),
    (404, {}, Rejected),
    (408, {}, Rejected),
    (409, {}, Rejected),
    (422, {}, Rejected),
    (429, {}, RateLimited),
    (429, {"Retry-After": "5"}, RateLimited),
    (500, {}, ServerFailed),
    (500, {"Retry-After": "5"}, ServerFailed),
    (502, {}, ServerFailed),
    (503, {}, ServerFailed),
    (503, {"Retry-After": "soon"}, ServerFailed),
    (503, {"Retry-After": "5"}, Unavailable),
    (504, {}, ServerFailed),
]

# What proves that no byte of a request was written; everything else may have been taken.
BEFORE_ANY_WRITE = {
    "ConnectError",
    "ConnectTimeout",
    "PoolTimeout",
    "UnsupportedProtocol",
    "InvalidURL",
}

VERDICTS: dict[type[DuxSoupError], Verdict] = {
    NotTaken: Verdict.NOT_TAKEN,
    Unreachable: Verdict.NOT_TAKEN,
    RateLimited: Verdict.NOT_TAKEN,
    Unavailable: Verdict.NOT_TAKEN,
    KeyRefused: Verdict.NOT_TAKEN,
    LicenceRefused: Verdict.NOT_TAKEN,
    Rejected: Verdict.REFUSED,
    NoAnswer: Verdict.UNKNOWN,
    Unconfirmed: Verdict.UNKNOWN,
    Unreadable: Verdict.UNKNOWN,
    ServerFailed: Verdict.UNKNOWN,
}


def exceptions_of(module: ModuleType) -> list[type[Exception]]:
    return [kind for _, kind in inspect.getmembers(module, inspect.isclass) if issubclass(kind, Exception)]


def unmapped(kinds: list[type[Exception]]) -> list[type[Exception]]:
    return [kind for kind in kinds if not issubclass(kind, FOREIGN)]


@pytest.mark.parametrize(("status", "headers", "kind"), STATUSES)
def test_a_status_decides_by_its_class(status, headers, kind):
    error = refusal(status, httpx.Headers(headers))
    assert error is not None
    assert type(error) is kind
    assert error.status == status
    assert str(status) in str(error)


def test_every_status_but_success_is_an_error():
    headers = httpx.Headers()
    assert {status for status in range(100, 600) if refusal(status, headers) is None} == set(range(200, 300))


def test_every_exception_of_httpx_and_httpcore_is_mapped():
    assert unmapped([*exceptions_of(httpx), *exceptions_of(httpcore)]) == []


def test_an_exception_that_nobody_mapped_would_be_found():
    class Novel(Exception):
        pass

    assert unmapped([Novel]) == [Novel]


@pytest.mark.parametrize("kind", [*exceptions_of(httpx), *exceptions_of(httpcore)], ids=lambda kind: kind.__qualname__)
def test_only_what_happens_before_any_write_counts_as_not_taken(kind):
    error = translated(kind.__new__(kind))
    assert type(error) is (Unreachable if kind.__name__ in BEFORE_ANY_WRITE else NoAnswer)


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        ConnectionResetError(),
        BrokenPipeError(),
        OSError(),
        anyio.EndOfStream(),
        anyio.BrokenResourceError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_leaks_from_below_is_unknown(error):
    assert isinstance(error, FOREIGN)
    assert type(translated(error)) is NoAnswer


def test_every_class_of_error_has_exactly_one_verdict():
    ours = {kind for kind in exceptions_of(errors) if issubclass(kind, DuxSoupError) and kind.__name__[0] != "_"}
    assert {kind: kind.verdict for kind in ours - {DuxSoupError}} == VERDICTS


def test_every_class_of_error_has_a_code_of_its_own():
    codes = [kind.code for kind in VERDICTS]
    assert len(set(codes)) == len(codes)


def test_only_a_refused_key_or_licence_pauses_the_account():
    assert {kind for kind in VERDICTS if kind.pauses_account} == {KeyRefused, LicenceRefused}


def test_the_message_of_an_error_is_its_docstring():
    assert str(Unreadable()) == "The answer cannot be read."


DATE = "Mon, 05 Jan 2026 09:30:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": " 17 "}, 17.0),
        ({"Retry-After": "7200"}, 3600.0),
        ({"Retry-After": "9" * 400}, 3600.0),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "1.5"}, None),
        ({"Retry-After": "NaN"}, None),
        ({"Retry-After": "²"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "Mon, 05 Jan 2026 09:31:00 GMT", "Date": DATE}, 60.0),
        ({"Retry-After": "Mon, 05 Jan 2026 09:31:00 -0000", "Date": DATE}, 60.0),
        ({"Retry-After": "Mon, 05 Jan 2026 09:29:00 GMT", "Date": DATE}, 0.0),
        ({"Retry-After": "Tue, 06 Jan 2026 09:30:00 GMT", "Date": DATE}, 3600.0),
        ({"Retry-After": "Mon, 05 Jan 2026 09:31:00 GMT"}, None),
    ],
)
def test_retry_after_is_seconds_or_counts_from_the_date_of_the_answer(headers, seconds):
    error = refusal(429, httpx.Headers({name: value.encode() for name, value in headers.items()}))
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


def test_an_unavailable_that_names_a_date_without_its_own_is_still_not_taken():
    error = refusal(503, httpx.Headers({"Retry-After": DATE}))
    assert isinstance(error, Unavailable)
    assert error.retry_after is None


@pytest.mark.parametrize(
    ("answered", "found"),
    [
        ({"messageid": "5b0e7a11-3c9d-a1f2c3d4e5f6"}, "5b0e7a11-3c9d-a1f2c3d4e5f6"),
        ({"messageid": "x", "message_id": "y"}, "x"),
        ({"messageid": 100000000000000000001}, "100000000000000000001"),
    ],
)
def test_success_is_a_messageid_kept_as_text(answered, found):
    assert messageid(answered) == found


@pytest.mark.parametrize(
    "answered",
    [
        {},
        [],
        None,
        "ok",
        {"message_id": "x"},
        {"messageid": ""},
        {"messageid": " "},
        {"messageid": None},
        {"messageid": True},
        {"messageid": ["x"]},
        {"result": {"messageid": "x"}},
    ],
)
def test_an_answer_without_a_messageid_is_unknown(answered):
    with pytest.raises(Unconfirmed):
        messageid(answered)


@pytest.mark.parametrize(("answered", "found"), [({"result": 0}, 0), ({"result": 17}, 17), ({"result": "17"}, 17)])
def test_a_size_is_a_whole_number(answered, found):
    assert count(answered) == found


@pytest.mark.parametrize(
    "answered", [{}, [], 0, None, {"result": None}, {"result": False}, {"result": -1}, {"result": "x"}, {"result": 0.0}]
)
def test_nothing_else_is_read_as_an_empty_queue(answered):
    with pytest.raises(Unreadable):
        count(answered)


@pytest.mark.parametrize("answered", [[{"a": 1}], {"items": [{"a": 1}]}])
def test_a_list_is_read_in_both_shapes(answered):
    assert listing(answered) == [{"a": 1}]


@pytest.mark.parametrize("answered", [{}, None, "x", {"items": {}}, [1], [{}, None], {"error": "no"}])
def test_a_list_that_cannot_be_read_is_not_an_empty_one(answered):
    with pytest.raises(Unreadable):
        listing(answered)


@pytest.mark.parametrize("body", [b"", b"OK", b"{", b"\xff\xfe\xfd", b"[" * 100_000, b"<html>", b"1" * 5_000])
def test_what_is_not_json_is_unknown(body):
    with pytest.raises(Unreadable):
        document(body)


def test_an_answer_that_is_no_object_is_unreadable():
    with pytest.raises(Unreadable):
        mapping([])
