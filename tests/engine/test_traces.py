"""A person, a company and a domain leave the same traces however they are written."""

import sys
from dataclasses import dataclass

import pytest

from engine.contact_row import ContactRow, clean
from engine.traces import (
    Trace,
    company_traces,
    domain_of,
    domain_traces,
    email_name,
    identity_in,
    is_email,
    named,
    stray_traces,
    traces,
)
from models import IdentityKind, SuppressionScope
from models.errors import InvalidInput
from models.identity import Identity

PERSON, COMPANY, DOMAIN = SuppressionScope.PERSON, SuppressionScope.COMPANY, SuppressionScope.DOMAIN


@dataclass(frozen=True)
class Somebody:
    email: str | None = None
    company: str | None = None
    company_linkedin_url: str | None = None
    company_website: str | None = None


def test_a_persons_own_traces_come_before_those_of_company_and_domain() -> None:
    robin = Somebody("R@Mail.example.com", "Example  BV", "linkedin.com/company/Example", "www.example.org")
    assert traces(robin, [Identity(IdentityKind.SLUG, "robin")]) == [
        Trace(PERSON, "slug:robin"),
        Trace(PERSON, "email:r@mail.example.com"),
        Trace(COMPANY, "name:example bv"),
        Trace(COMPANY, "address:https://www.linkedin.com/company/example"),
        Trace(DOMAIN, "mail.example.com"),
        Trace(DOMAIN, "example.com"),
        Trace(DOMAIN, "example.org"),
    ]


def test_who_left_nothing_has_no_traces() -> None:
    assert traces(Somebody(company=" ", company_website="n/a"), []) == []


def test_an_address_of_a_company_that_cannot_be_read_leaves_the_name() -> None:
    assert company_traces("Example", "linkedin.com/in/robin") == [Trace(COMPANY, "name:example")]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("example.com", "example.com"),
        ("HTTPS://www.Example.COM:8443/a?b#c", "example.com"),
        ("robin@Mail.example.com", "mail.example.com"),
        ("@example.com.", "example.com"),
        ("https://user:pw@example.com/", "example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("localhost", None),
        ("a..example.com", None),
        ("x" * 64 + ".example", None),
        (".".join(["x" * 61] * 4) + ".abcdef", None),
        (".".join(["x" * 61] * 4) + ".abcde", ".".join(["x" * 61] * 4) + ".abcde"),
        (".".join(["字" * 20] * 10), None),
        ("exa mple.com", None),
        ("", None),
    ],
)
def test_a_domain_is_found_in_whatever_it_stands_in(address: str, domain: str | None) -> None:
    assert domain_of(address) == domain


@pytest.mark.parametrize("text", ["字" * 4_000, "字。" * 2_000, "robin@" + "é" * 4_000 + ".example"])
def test_what_is_too_long_for_a_domain_is_not_encoded_which_takes_the_square_of_its_length(text: str) -> None:
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        found = domain_of(text)
    finally:
        sys.setprofile(None)
    assert found is None
    assert calls < 500


def test_a_host_of_thousands_of_labels_is_none() -> None:
    assert domain_traces("a." * 4_000 + "com") == []
    assert len(domain_traces("a." * 124 + "com")) == 124


@pytest.mark.parametrize(
    ("text", "answer"),
    [("robin@example.com", True), ("robin", False), ("a@b@example.com", False), ("r@localhost", False)],
)
def test_an_email_address_is_told_from_other_text(text: str, answer: bool) -> None:
    assert is_email(text) is answer


@pytest.mark.parametrize(
    "text",
    [
        "mailto:Robin@example.com", " MAILTO:robin@example.com?subject=Hello ", "robin@example.com.", "'robin@example.com'",
        "“robin@example.com”", "<robin@example.com>", "<mailto:robin@example.com>", "robin@example.com;", "robin@EXAMPLE.com",
        "\u200brobin@example.com",
    ],
)  # fmt: skip
def test_what_programs_put_around_an_address_is_no_part_of_it(text: str) -> None:
    assert traces(Somebody(email=text), [])[0] == Trace(PERSON, "email:robin@example.com")
    assert named(PERSON, text) == Trace(PERSON, "email:robin@example.com")
    assert clean(ContactRow(first_name="Robin", email=text)).email == "robin@example.com"


def test_an_apostrophe_inside_of_an_address_is_a_part_of_it() -> None:
    assert clean(ContactRow(first_name="Pat", email="pat.o'example@example.com")).email == "pat.o'example@example.com"


@pytest.mark.parametrize("host", ["bücher.example", "xn--bcher-kva.example", "BÜCHER.example"])
def test_a_host_is_the_same_however_it_is_encoded(host: str) -> None:
    assert traces(Somebody(email=f"robin@{host}"), [])[0] == Trace(PERSON, "email:robin@bücher.example")


def test_a_host_that_cannot_be_decoded_stays_as_it_is() -> None:
    assert email_name("robin@xn--99999999.example") == "robin@xn--99999999.example"


@pytest.mark.timeout(20)
def test_a_word_of_any_length_is_looked_through_once() -> None:
    """A search that begins anew at each letter takes the square: minutes here."""
    word = "https://x.example/" + "a" * 400_000
    assert Trace(DOMAIN, "x.example") in stray_traces(word)
    assert stray_traces(f"{word} <robin@example.com>")[0] == Trace(PERSON, "email:robin@example.com")


def test_a_name_is_the_same_once_it_is_made() -> None:
    assert email_name("robin\uff20example\uff0ecom\uff0e") == "robin@example.com" == email_name("robin@example.com")


def test_an_address_that_a_port_follows_is_none_and_yet_keeps_the_person_away() -> None:
    assert not is_email("robin@example.com:25")
    row = clean(ContactRow(first_name="Robin", email="robin@example.com:25"))
    assert row.email is None
    assert Trace(PERSON, "email:robin@example.com") in [one for word in row.strays for one in stray_traces(word)]


@pytest.mark.parametrize(
    ("scope", "value", "trace"),
    [
        (PERSON, " R@Example.com ", "email:r@example.com"),
        (PERSON, "linkedin.com/in/Robin", "slug:robin"),
        (PERSON, "id.7", "dux_id:id.7"),
        (COMPANY, "Example BV", "name:example bv"),
        (COMPANY, "linkedin.com/company/Example", "address:https://www.linkedin.com/company/example"),
        (DOMAIN, "https://www.example.com", "example.com"),
    ],
)
def test_what_is_typed_in_is_read_as_the_thing_to_keep_away(scope: SuppressionScope, value: str, trace: str) -> None:
    assert named(scope, value) == Trace(scope, trace)


@pytest.mark.parametrize(
    ("scope", "value"),
    [
        (PERSON, "Robin Example"),
        (PERSON, ""),
        (COMPANY, " "),
        (COMPANY, "https://www.linkedin.com/in/robin"),
        (DOMAIN, "localhost"),
        (DOMAIN, ""),
    ],
)
def test_what_cannot_be_read_as_that_is_refused(scope: SuppressionScope, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        named(scope, value)
    assert refused.value.path == ("value",)


def test_the_name_that_a_trace_is_made_of_is_read_from_it() -> None:
    assert identity_in(Trace(PERSON, "slug:robin")) == Identity(IdentityKind.SLUG, "robin")
    assert identity_in(Trace(PERSON, "email:r@example.com")) == Identity(IdentityKind.EMAIL, "r@example.com")
    assert identity_in(Trace(PERSON, "contact:7")) is None
    assert identity_in(Trace(COMPANY, "slug:robin")) is None
