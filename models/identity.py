"""Under which names LinkedIn and Dux-Soup know a person, whatever the form of the address; pure."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from models.contact import IdentityKind
from models.errors import InvalidInput

MAX_URL = 512
MAX_SLUG = 100
FIELD = "linkedinUrl"

_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*linkedin\.com")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_URN = re.compile(r"A(C[a-z]|E[A-Z])AA[A-Za-z0-9_-]{2,128}")
_UNFIT = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DUX_ID = re.compile(r"(?:id\.)?(\d{1,30})", re.ASCII)
# Beside letters, marks and digits of every script: what LinkedIn lets stand in an address, and the joiners Persian needs.
_SLUG_EXTRAS = frozenset("-_.'&\u2019\u200c\u200d")


class Identity(NamedTuple):
    """One name of a person; two contacts never share one."""

    kind: IdentityKind
    value: str


@dataclass(frozen=True, slots=True)
class Canonical:
    """The one way we write an address, and the identity in it."""

    url: str
    kind: IdentityKind
    value: str

    @property
    def identity(self) -> Identity:
        return Identity(self.kind, self.value)


def canonical(address: str) -> Canonical:
    """Raises InvalidInput that names the broken rule; the address is only ever parsed, never fetched."""
    segments = _segments(_path(address.strip()))
    match segments:
        case ["in", name, *_]:
            return _profile(_slug_or_urn(name))
        case ["sales", "lead" | "people", name, *_]:  # Sales Navigator's own words
            return _by_urn(name.partition(",")[0], "sales/lead")  # the form that Sales Navigator writes today
        case ["talent", "profile", name, *_]:
            return _by_urn(name, "talent/profile")
    raise _broken(
        "A LinkedIn URL has to be a person's: /in/..., /sales/lead/... or /talent/profile/... (Sales Navigator)."
    )


def from_dux_soup(name: str) -> Identity | None:
    """Dux-Soup's own names: `id.<n>`, the bare number, or `pid.<slug>`; None for anything else."""
    name = name.strip()
    if found := _DUX_ID.fullmatch(name):
        return Identity(IdentityKind.DUX_ID, f"id.{found[1]}")
    if not name.startswith("pid."):
        return None
    try:
        return _slug_or_urn(name.removeprefix("pid."))
    except InvalidInput:
        return None


def identities(dux_id: str | None, urls: tuple[str, ...] = ()) -> tuple[Identity, ...]:
    """All that one receipt says of one person, each once; what is no identity is passed over."""
    named = [from_dux_soup(dux_id)] if dux_id else []
    return tuple(dict.fromkeys(filter(None, [*named, *map(_found_in, urls)])))


def canonical_company(address: str) -> str:
    """A company's LinkedIn address in one form; raises InvalidInput that names the field."""
    match _segments(_path(address.strip(), "companyLinkedinUrl"), "companyLinkedinUrl"):
        case ["company" | "school" | "showcase" as kind, name, *_]:
            return f"https://www.linkedin.com/{kind}/{quote(_slug(name, 'companyLinkedinUrl'), safe='')}"
        case ["sales", "company", name, *_]:
            return f"https://www.linkedin.com/company/{quote(_slug(name, 'companyLinkedinUrl'), safe='')}"
    raise _broken("A company's LinkedIn URL has the form linkedin.com/company/...", "companyLinkedinUrl")


def _found_in(address: str) -> Identity | None:
    try:
        return canonical(address).identity
    except InvalidInput:
        return None


def _path(address: str, field: str = FIELD) -> str:
    """The path behind a host that is LinkedIn's; query and fragment are dropped."""
    if len(address) > MAX_URL:
        raise _broken(f"A LinkedIn URL has at most {MAX_URL} characters.", field)
    if _UNFIT.search(address):
        raise _broken("A LinkedIn URL holds no spaces, backslashes or control characters.", field)
    host, slash, path = _without_scheme(address, field).partition("/")
    host = re.split(r"[?#]", host, maxsplit=1)[0]
    if "@" in host:
        raise _broken("A LinkedIn URL holds no user name or password.", field)
    if ":" in host:
        raise _broken("A LinkedIn URL names no port.", field)
    if not _HOST.fullmatch(host.lower()) or not host.isascii():
        raise _broken("The host of a LinkedIn URL has to be linkedin.com or end in .linkedin.com.", field)
    return re.split(r"[?#]", path, maxsplit=1)[0] if slash else ""


def _without_scheme(address: str, field: str) -> str:
    scheme = _SCHEME.match(address)
    if scheme is None:
        return address
    if scheme[1].lower() != "https" or not address.startswith("//", scheme.end()):
        raise _broken("A LinkedIn URL has to begin with https:// (or with the host).", field)
    return address[scheme.end() + 2 :]


def _segments(path: str, field: str = FIELD) -> list[str]:
    """Decoded once; what climbs or hides a slash is no address of a person."""
    if not path:
        return []
    try:
        segments = [unquote(segment, errors="strict") for segment in path.removesuffix("/").split("/")]
    except UnicodeDecodeError as undecodable:
        raise _broken("A LinkedIn URL has to be UTF-8 where it is percent-encoded.", field) from undecodable
    if any(segment in {"", ".", ".."} or set(segment) & set("/\\") for segment in segments):
        raise _broken("The path of a LinkedIn URL holds no empty or relative parts.", field)
    return segments


def _slug_or_urn(name: str) -> Identity:
    if _URN.fullmatch(name):
        return Identity(_kind_of_urn(name), name)
    return Identity(IdentityKind.SLUG, _slug(name))


def _slug(name: str, field: str = FIELD) -> str:
    """LinkedIn takes any case and spelling of it for the same person, and so do we."""
    slug = _folded(name)
    if not any(unicodedata.category(sign)[0] in "LN" for sign in slug):
        raise _broken("The name in a LinkedIn URL holds at least one letter or digit.", field)
    if len(slug) > MAX_SLUG or not all(_stands_in_slug(sign) for sign in slug):
        raise _broken(f"The name in a LinkedIn URL has at most {MAX_SLUG} letters, digits and hyphens.", field)
    if len(quote(slug, safe="")) > MAX_URL - 64:
        raise _broken(f"A LinkedIn URL has at most {MAX_URL} characters.", field)
    return slug


def _folded(name: str) -> str:
    """Case-folding may undo the normal form, so both are repeated until nothing moves."""
    while (folded := unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())) != name:
        name = folded
    return name


def _stands_in_slug(sign: str) -> bool:
    return sign in _SLUG_EXTRAS or unicodedata.category(sign)[0] in "LMN" or unicodedata.category(sign) in {"So", "Sk"}


def _by_urn(name: str, path: str) -> Canonical:
    if not _URN.fullmatch(name):
        raise _broken("A Sales Navigator or Recruiter URL has to hold a person's id, such as ACwAA...")
    return Canonical(f"https://www.linkedin.com/{path}/{name}", _kind_of_urn(name), name)


def _kind_of_urn(name: str) -> IdentityKind:
    return IdentityKind.MEMBER_ID if name.startswith("ACoAA") else IdentityKind.SALES_ID


def _profile(identity: Identity) -> Canonical:
    name = identity.value if identity.kind is not IdentityKind.SLUG else quote(identity.value, safe="")
    return Canonical(f"https://www.linkedin.com/in/{name}", identity.kind, identity.value)


def _broken(rule: str, field: str = FIELD) -> InvalidInput:
    return InvalidInput(rule, path=[field])
