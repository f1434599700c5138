"""By what a person, a company or a domain is recognised on the do-not-contact list; pure."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Protocol

from models import IdentityKind, SuppressionScope
from models.errors import InvalidInput
from models.identity import Identity, canonical, canonical_company, from_dux_soup

PERSON_EMAIL = "email:"
_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})+")
_DOTS = re.compile("[.\u3002]")  # which the encoding takes for one too
_LONGEST_HOST, _LONGEST_LABEL = 253, 63  # RFC 1035
_KINDS = frozenset(kind.value for kind in IdentityKind)
_EMAIL = re.compile(r"[^\s@\"<>,;:]+@[^\s@\"<>,;:]+")
_BETWEEN = re.compile(r"[\s\"<>,;:]+")
_MAILTO = re.compile(r"\s*mailto:([^?]*)(\?.*)?", re.IGNORECASE | re.DOTALL)
_QUOTES = "\"'`\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb<>()[]\u200b\ufeff"  # with two signs that nobody sees


class Trace(NamedTuple):
    scope: SuppressionScope
    value: str


class Traced(Protocol):
    """What a contact and a row of an import have in common."""

    @property
    def email(self) -> str | None: ...
    @property
    def company(self) -> str | None: ...
    @property
    def company_linkedin_url(self) -> str | None: ...
    @property
    def company_website(self) -> str | None: ...


def traces(who: Traced, identities: Iterable[Identity]) -> list[Trace]:
    """All that would keep this person away, the person's own first."""
    found = [of_identity(identity) for identity in identities]
    found += [_of_email(who.email)] if who.email else []
    return found + company_traces(who.company, who.company_linkedin_url) + domain_traces(who.email, who.company_website)


def stray_traces(address: str) -> list[Trace]:
    """Of an e-mail address or a website that stood where it does not belong."""
    words = filter(is_email, _BETWEEN.split(address))
    return [*map(_of_email, words), *domain_traces(address)]


def company_traces(name: str | None, address: str | None) -> list[Trace]:
    found = [_of_company_name(name)] if name and name.strip() else []
    try:
        return [*found, _of_company_address(address)] if address else found
    except InvalidInput:
        return found


def domain_traces(*addresses: str | None) -> list[Trace]:
    """A domain on the list keeps its subdomains away too, so each parent is a trace."""
    hosts = dict.fromkeys(filter(None, (domain_of(address) for address in addresses if address)))
    parents = (host.split(".", depth)[depth] for host in hosts for depth in range(host.count(".")))
    return [Trace(SuppressionScope.DOMAIN, parent) for parent in dict.fromkeys(parents)]


def named(scope: SuppressionScope, value: str) -> Trace:
    """What a person typed in as the thing to keep away from; raises InvalidInput when it cannot be read as that."""
    value = value.strip()
    if scope is SuppressionScope.PERSON:
        return _person(value)
    if scope is SuppressionScope.COMPANY:
        return _company(value)
    domain = domain_of(value)
    if domain is None:
        raise InvalidInput("A domain has the form example.com.", path=["value"])
    return Trace(scope, domain)


def identity_in(trace: Trace) -> Identity | None:
    """The name that a person's trace is made of, if it is one."""
    kind, _, value = trace.value.partition(":")
    return Identity(IdentityKind(kind), value) if trace.scope is SuppressionScope.PERSON and kind in _KINDS else None


def domain_of(address: str) -> str | None:
    """Of an e-mail address, a website or a bare domain, in ASCII and without `www.`; None if there is none."""
    host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", folded(address))
    host = re.split(r"[/?#]", host, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
    return _in_ascii(host.removesuffix(".").removeprefix("www."))


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None and domain_of(text) is not None


def plain_email(text: str) -> str:
    """Without what programs and people put around an address: `mailto:`, quotes, a full stop."""
    link = _MAILTO.fullmatch(text.strip().strip(_QUOTES))
    return (link[1] if link else text).strip().strip(_QUOTES).rstrip(".,;").strip(_QUOTES)


def email_name(email: str) -> str:
    """The same for every spelling of one address; its host is in letters, however it was encoded."""
    local, _, host = plain_email(folded(email)).rpartition("@")
    return f"{local}@{_in_letters(host)}" if local else host


def folded(text: str) -> str:
    """The same for every spelling that people take for the same."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


@lru_cache(maxsize=4_096)
def _in_ascii(host: str) -> str | None:
    """What cannot be a host is told by its length alone: encoding takes the square of it, and its parents are as many as its labels."""
    if len(host) > _LONGEST_HOST or max(map(len, _DOTS.split(host))) > _LONGEST_LABEL:
        return None
    try:
        plain = host.encode("idna").decode()
    except UnicodeError:
        return None
    return plain if len(plain) <= _LONGEST_HOST and _DOMAIN.fullmatch(plain) else None


def _in_letters(host: str) -> str:
    plain = _in_ascii(host)
    try:
        return host if plain is None else plain.encode().decode("idna")
    except UnicodeError:
        return host


def _person(value: str) -> Trace:
    if is_email(plain_email(value)):
        return _of_email(value)
    known = from_dux_soup(value)
    try:
        return of_identity(known or canonical(value).identity)
    except InvalidInput as broken:
        raise InvalidInput(broken.message, path=["value"]) from broken


def _company(value: str) -> Trace:
    if not value:
        raise InvalidInput("A company has a name or a LinkedIn URL.", path=["value"])
    try:
        return _of_company_address(value)
    except InvalidInput as broken:
        if "linkedin.com/" in value.lower():
            raise InvalidInput(broken.message, path=["value"]) from broken
        return _of_company_name(value)


def of_identity(identity: Identity) -> Trace:
    return Trace(SuppressionScope.PERSON, f"{identity.kind}:{identity.value}")


def _of_email(email: str) -> Trace:
    return Trace(SuppressionScope.PERSON, f"{PERSON_EMAIL}{email_name(email)}")


def _of_company_name(name: str) -> Trace:
    return Trace(SuppressionScope.COMPANY, f"name:{folded(name)}")


def _of_company_address(address: str) -> Trace:
    return Trace(SuppressionScope.COMPANY, f"address:{canonical_company(address)}")
