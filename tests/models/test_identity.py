"""Every form of a LinkedIn address comes down to one, and what only looks like one is refused with the rule it breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import IdentityKind
from models.errors import InvalidInput
from models.identity import MAX_URL, Identity, canonical, canonical_company, from_dux_soup, identities

SLUG, MEMBER, SALES, DUX = IdentityKind.SLUG, IdentityKind.MEMBER_ID, IdentityKind.SALES_ID, IdentityKind.DUX_ID
ROBIN = ("https://www.linkedin.com/in/robin-example", SLUG, "robin-example")

ACCEPTED = [
    ("https://www.linkedin.com/in/robin-example", *ROBIN),
    ("https://www.linkedin.com/in/robin-example/", *ROBIN),
    ("linkedin.com/in/robin-example", *ROBIN),
    ("  www.linkedin.com/in/robin-example  ", *ROBIN),
    ("HTTPS://WWW.LinkedIn.COM/in/Robin-Example", *ROBIN),
    ("https://nl.linkedin.com/in/robin-example", *ROBIN),
    ("https://www.linkedin.com/in/robin-example?lipi=x%2Fy&trk=a#top", *ROBIN),
    ("https://www.linkedin.com/in/robin-example/?utm_source=mail", *ROBIN),
    ("https://www.linkedin.com/in/robin-example/details/experience/", *ROBIN),
    ("https://www.linkedin.com/in/r%6Fbin%2Dexample", *ROBIN),
    ("https://www.linkedin.com/in/ｒobin-example", *ROBIN),  # noqa: RUF001 - the wide letter is what is tested
    ("https://www.linkedin.com/in/J%C3%96RG", "https://www.linkedin.com/in/j%C3%B6rg", SLUG, "jörg"),
    ("https://www.linkedin.com/in/jo%CC%88rg", "https://www.linkedin.com/in/j%C3%B6rg", SLUG, "jörg"),
    ("https://www.linkedin.com/in/王", "https://www.linkedin.com/in/%E7%8E%8B", SLUG, "王"),
    ("https://www.linkedin.com/in/ACoAAExAmPle_1-x", "https://www.linkedin.com/in/ACoAAExAmPle_1-x", MEMBER,
     "ACoAAExAmPle_1-x"),
    ("https://www.linkedin.com/in/ACwAAEXAMPLE/", "https://www.linkedin.com/in/ACwAAEXAMPLE", SALES, "ACwAAEXAMPLE"),
    ("https://www.linkedin.com/sales/lead/ACwAAEXAMPLE,NAME_SEARCH,aB1c", "https://www.linkedin.com/sales/lead/ACwAAEXAMPLE",
     SALES, "ACwAAEXAMPLE"),
    ("https://www.linkedin.com/sales/lead/ACwAAEXAMPLE%2CNAME_SEARCH%2CaB1c?x=1",
     "https://www.linkedin.com/sales/lead/ACwAAEXAMPLE", SALES, "ACwAAEXAMPLE"),
    ("https://www.linkedin.com/sales/people/ACwAAEXAMPLE,name,XXXX", "https://www.linkedin.com/sales/lead/ACwAAEXAMPLE",
     SALES, "ACwAAEXAMPLE"),
    ("https://www.linkedin.com/talent/profile/ACwAAEXAMPLE", "https://www.linkedin.com/talent/profile/ACwAAEXAMPLE", SALES,
     "ACwAAEXAMPLE"),
]  # fmt: skip

HOST, HTTPS, SIGNS = "host of a LinkedIn URL", "begin with https", "no spaces, backslashes or control"
PERSON, PARTS, NAME = "has to be a person's", "empty or relative parts", "name in a LinkedIn URL"
REFUSED = [
    ("", HOST),
    ("robin-example", HOST),
    ("https://linkedin.com.evil.example/in/robin", HOST),
    ("https://evil-linkedin.com/in/robin", HOST),
    ("https://lınkedin.com/in/robin", HOST),  # noqa: RUF001 - the dotless letter is the trap
    ("https://ｌinkedin.com/in/robin", HOST),  # noqa: RUF001 - the wide letter is the trap
    ("https://linkedin.com./in/robin", HOST),
    ("https://www..linkedin.com/in/robin", HOST),
    ("https://[::1]/in/robin", "names no port"),
    ("//linkedin.com/in/robin", HOST),
    ("https://evil.example/linkedin.com/in/robin", HOST),
    ("https://evil.example?linkedin.com/in/robin", HOST),
    ("https://evil.example#@linkedin.com/in/robin", HOST),
    ("https://robin@linkedin.com/in/robin", "user name or password"),
    ("https://linkedin.com:pw@evil.example/in/robin", "user name or password"),
    ("https://www.linkedin.com:8443/in/robin", "names no port"),
    ("linkedin.com:443/in/robin", "names no port"),
    ("http://www.linkedin.com/in/robin", HTTPS),
    ("javascript:alert(1)//linkedin.com/in/robin", HTTPS),
    ("https:/linkedin.com/in/robin", HTTPS),
    ("https:\\\\linkedin.com\\in\\robin", SIGNS),
    ("https://www.linkedin.com/in/robin\x00", SIGNS),
    ("https://www.linkedin.com/in/rob in", SIGNS),
    ("https://www.linkedin.com/in/\ud83d", SIGNS),
    ("https://www.linkedin.com//in/robin", PARTS),
    ("https://www.linkedin.com/in/%2e%2e/robin", PARTS),
    ("https://www.linkedin.com/in/robin%2fadmin", PARTS),
    ("https://www.linkedin.com/in/robin%5cadmin", PARTS),
    ("https://www.linkedin.com/in/%252e%252e", NAME),
    ("https://www.linkedin.com/in/robin%ff", "UTF-8"),
    ("https://www.linkedin.com/in/robin%00", NAME),
    ("https://www.linkedin.com/in/robin%e2%80%8fexample", NAME),
    ("https://www.linkedin.com/in/---", "at least one letter or digit"),
    ("https://www.linkedin.com/in/" + "r" * 101, NAME),
    ("https://www.linkedin.com/in/" + "%E7%8E%8B" * 52, "at most 512 characters"),
    ("https://www.linkedin.com/in/" + "王" * 60, "at most 512 characters"),
    ("https://www.linkedin.com/in/" + "r" * 4096, "at most 512 characters"),
    ("https://www.linkedin.com", PERSON),
    ("https://www.linkedin.com/in", PERSON),
    ("https://www.linkedin.com/in/", PERSON),
    ("https://www.linkedin.com/pub/robin-example/1a/2b3/c4d", PERSON),
    ("https://www.linkedin.com/company/123456/", PERSON),
    ("https://www.linkedin.com/sales/lead/robin", "has to hold a person's id"),
    ("https://www.linkedin.com/talent/profile/12", "has to hold a person's id"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "url", "kind", "value"), ACCEPTED)
def test_an_address_comes_down_to_one_form(address: str, url: str, kind: IdentityKind, value: str) -> None:
    found = canonical(address)
    assert (found.url, found.identity) == (url, Identity(kind, value))


@pytest.mark.parametrize(("address", "rule"), REFUSED)
def test_what_is_no_address_of_a_person_is_refused_with_the_rule(address: str, rule: str) -> None:
    with pytest.raises(InvalidInput, match=rule) as refused:
        canonical(address)
    assert refused.value.path == ("linkedinUrl",)


@pytest.mark.parametrize("address", [address for address, *_ in ACCEPTED])
def test_the_one_form_is_its_own_form(address: str) -> None:
    once = canonical(address)
    assert canonical(once.url) == once


@given(st.text(max_size=40))
def test_whatever_is_accepted_stays_the_same_and_is_plain_ascii(name: str) -> None:
    try:
        once = canonical(f"https://www.linkedin.com/in/{name}")
    except InvalidInput:
        return
    assert canonical(once.url) == once
    assert once.url.isascii()
    assert len(once.url) <= MAX_URL


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("id.700000001", Identity(DUX, "id.700000001")),
        (" 700000001 ", Identity(DUX, "id.700000001")),
        ("pid.Robin-Example", Identity(SLUG, "robin-example")),
        ("pid.ACoAAEXAMPLE", Identity(MEMBER, "ACoAAEXAMPLE")),
        ("pid./../", None),
        ("id.", None),
        ("id.7x", None),
        ("id.\u0667", None),
        ("robin-example", None),
        ("", None),
    ],
)
def test_names_of_dux_soup_are_read_in_each_form(name: str, identity: Identity | None) -> None:
    assert from_dux_soup(name) == identity


def test_a_receipt_names_a_person_once_under_each_name() -> None:
    urls = ("https://www.linkedin.com/in/robin/", "linkedin.com/in/ROBIN?lipi=x", "https://elsewhere.example/", "")
    assert identities("id.7", urls) == (Identity(DUX, "id.7"), Identity(SLUG, "robin"))
    assert identities(None) == ()
    assert identities("what is this") == ()


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://www.linkedin.com/company/Example-BV/about/", "https://www.linkedin.com/company/example-bv"),
        ("linkedin.com/company/123456?trk=x", "https://www.linkedin.com/company/123456"),
        ("https://www.linkedin.com/sales/company/123456", "https://www.linkedin.com/company/123456"),
        ("linkedin.com/school/example", "https://www.linkedin.com/school/example"),
    ],
)
def test_the_address_of_a_company_comes_down_to_one_form(address: str, url: str) -> None:
    assert canonical_company(address) == url


@pytest.mark.parametrize("address", ["https://www.linkedin.com/in/robin", "https://evil.example/company/x", "x", ""])
def test_what_is_no_address_of_a_company_is_refused_at_its_own_field(address: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        canonical_company(address)
    assert refused.value.path == ("companyLinkedinUrl",)
