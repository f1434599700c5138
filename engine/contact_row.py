"""One row of an import as it came, and as it may be stored: every field checked, blanks and what breaks a rule left out; pure."""

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeVar

from engine.traces import domain_of, is_email, plain_email
from models import IdentityKind
from models.errors import InvalidInput
from models.identity import Canonical, Identity, canonical, canonical_company

MAX_CUSTOM_FIELDS = 100
MAX_CUSTOM_NAME = 64
MAX_CUSTOM_TEXT = 2_000
MAX_NUMBER = 2**53  # beyond it JavaScript does not count in ones, and PostgreSQL writes floats as integers without end
MAX_TAGS = 50
MAX_TAG = 100
TEXT_COLUMNS = {
    "first_name": 200,
    "last_name": 200,
    "email": 254,
    "company": 300,
    "company_website": 512,
    "title": 300,
    "location": 300,
}
TOO_MANY_FIELDS = f"A contact has at most {MAX_CUSTOM_FIELDS} custom fields."
TOO_MANY_TAGS = f"A contact has at most {MAX_TAGS} tags."
COLUMNS = ("linkedin_url", "company_linkedin_url", *TEXT_COLUMNS)
_CUSTOM_PREFIX = "custom."
_CUSTOM = ("customFields",)
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # controls, and halves of characters
_LINE_BREAKS = frozenset("\n\r\t")
_WEB = re.compile(r"(https?://)?[^\s:/@]+(:\d+)?(/.*)?", re.IGNORECASE)
_APART = re.compile(r"[\s<>,;|\"()]+")
_NAMES = ("first_name", "last_name")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """As it came, blank where there was nothing. `problem`: its reader could not make sense of it, and says why."""

    linkedin_url: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    company: str | None = None
    company_linkedin_url: str | None = None
    company_website: str | None = None
    title: str | None = None
    location: str | None = None
    custom_fields: Mapping[str, Any] = field(default_factory=dict)
    tags: Sequence[str] = ()
    problem: str | None = None


@dataclass(frozen=True)
class CleanRow:
    """`values` has only the columns that are not blank. `left_out` says which rules the rest of the row breaks, and `strays` are the
    addresses in what was left out: whoever is on the do-not-contact list by one of them is kept away all the same.
    """

    known: Canonical | None
    values: Mapping[str, str]
    custom_fields: Mapping[str, Any]
    tags: Sequence[str]
    left_out: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()

    @cached_property
    def identity(self) -> Identity:
        """Without an address nobody can tell two people apart, so the same row, to the letter, is the same contact."""
        if self.known is not None:
            return self.known.identity
        content = json.dumps([self.values, self.custom_fields], sort_keys=True, default=str)
        return Identity(IdentityKind.ROW, hashlib.sha256(content.encode()).hexdigest())

    @property
    def email(self) -> str | None:
        return self.values.get("email")

    @property
    def company(self) -> str | None:
        return self.values.get("company")

    @property
    def company_linkedin_url(self) -> str | None:
        return self.values.get("company_linkedin_url")

    @property
    def company_website(self) -> str | None:
        return self.values.get("company_website")


def clean(row: ContactRow, *, strict: bool = False) -> CleanRow:
    """Raises InvalidInput, whose message says which rule the row breaks, where nothing says who it is about; `strict`: for any rule."""
    if row.problem is not None:
        raise InvalidInput(row.problem)
    known = canonical(row.linkedin_url) if row.linkedin_url and row.linkedin_url.strip() else None
    sieve = _Sieve(strict=strict)
    values = {name: text for name in TEXT_COLUMNS if (text := sieve.passed(partial(_column, row, name), ""))}
    if known is None and not any(name in values for name in _NAMES):
        raise InvalidInput(
            sieve.about([_in_api(name) for name in _NAMES]) or "A contact needs a LinkedIn URL or a name.",
            path=["linkedinUrl"],
        )
    values |= {"linkedin_url": known.url} if known else {}
    if company := sieve.passed(partial(_company_address, row), ""):
        values["company_linkedin_url"] = company
    custom = _custom_fields(row.custom_fields, sieve)
    tags = sieve.passed(partial(clean_tags, row.tags), tuple[str, ...]())
    strays = _strays(row, values) if sieve.broken else ()
    return CleanRow(known, values, custom, tags, tuple(one.message for one in sieve.broken), strays)


def clean_change(given: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that a change sets, checked as a row's are; null or blank clears. Of custom fields null takes the field away.

    Raises InvalidInput for whatever breaks a rule: nothing of what a person wrote is left out.
    """
    row = ContactRow(**{name: given[name] for name in (*TEXT_COLUMNS, "company_linkedin_url") if name in given})
    found: dict[str, Any] = {
        name: _column(row, name) or ("" if name in _NAMES else None) for name in TEXT_COLUMNS if name in given
    }
    if "company_linkedin_url" in given:
        found["company_linkedin_url"] = _company_address(row) or None
    if "linkedin_url" in given:
        address = (given["linkedin_url"] or "").strip()
        found["linkedin_url"] = canonical(address).url if address else None
    if "custom_fields" in given:
        found["custom_fields"] = _custom_changes(given["custom_fields"])
    if "tags" in given:
        found["tags"] = clean_tags(given["tags"] or [])
    return found


def clean_tags(given: Sequence[str]) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(tag for text in given if (tag := _text("tags", text, MAX_TAG))))
    if len(tags) > MAX_TAGS:
        raise InvalidInput(TOO_MANY_TAGS, path=["tags"])
    return tags


def custom_name(header: str) -> str:
    """The name of a custom field, as templates say it after `custom.`; blank if there is nothing to name it by."""
    plain = unicodedata.normalize("NFKC", header.strip()).casefold().removeprefix(_CUSTOM_PREFIX)
    name = re.sub(r"\W+|_+", "_", plain).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


class _Sieve:
    """Keeps the broken rules of what is left out; `strict`: nothing is, and the first of them is raised."""

    def __init__(self, *, strict: bool = False) -> None:
        self.broken: list[InvalidInput] = []
        self._strict = strict

    def passed(self, read: Callable[[], Value], instead: Value) -> Value:
        try:
            return read()
        except InvalidInput as broken:
            if self._strict:
                raise
            self.broken.append(broken)
            return instead

    def about(self, names: Sequence[str]) -> str | None:
        return next((one.message for one in self.broken if one.path and one.path[0] in names), None)


def _column(row: ContactRow, name: str) -> str:
    text = _text(name, getattr(row, name), TEXT_COLUMNS[name])
    if name == "email" and text:
        address = plain_email(text).lower()
        if not is_email(address):
            raise InvalidInput("An e-mail address has the form name@example.com.", path=["email"])
        return address
    if name == "company_website" and text and not (_WEB.fullmatch(text) and domain_of(text)):
        raise InvalidInput("A company website has the form https://example.com.", path=["companyWebsite"])
    return text


def _company_address(row: ContactRow) -> str:
    given = row.company_linkedin_url
    return canonical_company(given) if given and given.strip() else ""


def _strays(row: ContactRow, values: Mapping[str, str]) -> tuple[str, ...]:
    left = [getattr(row, name) or "" for name in ("email", "company_website") if name not in values]
    return tuple(dict.fromkeys(word for text in left for word in _APART.split(text) if domain_of(word)))


def _text(name: str, value: str | None, most: int) -> str:
    text = " ".join((value or "").split())
    _check(name, text, most, frozenset(), (_in_api(name),))
    return text


def _in_api(column: str) -> str:
    first, *others = column.split("_")
    return first + "".join(map(str.capitalize, others))


def _custom_fields(given: Mapping[str, Any], sieve: _Sieve) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for key, value in given.items():
        sieve.passed(partial(_put_custom, named, key, value), None)
    return named


def _custom_changes(given: object) -> dict[str, Any] | None:
    """Null: all of them go."""
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise InvalidInput("Custom fields are an object of names and values.", path=_CUSTOM)
    kept = _custom_fields(given, _Sieve(strict=True))
    return {custom_name(key): kept.get(custom_name(key)) for key in given if custom_name(key)}


def _put_custom(named: dict[str, Any], key: str, value: object) -> None:
    cleaned = _custom_value(key, value)
    if cleaned in {None, ""}:
        return
    name = _free_name(key, named)
    if len(named) >= MAX_CUSTOM_FIELDS:
        raise InvalidInput(TOO_MANY_FIELDS, path=_CUSTOM)
    named[name] = cleaned


def _free_name(key: str, taken: Mapping[str, Any]) -> str:
    """What nothing can be called by, or two are, would be lost without a word."""
    name = custom_name(key)
    if not name:
        raise InvalidInput(
            f"Custom field {key[:MAX_CUSTOM_NAME]!r} needs a letter or a digit in its name.", path=_CUSTOM
        )
    if len(name) > MAX_CUSTOM_NAME:
        raise InvalidInput(
            f"The name of a custom field has at most {MAX_CUSTOM_NAME} characters, not {key[:MAX_CUSTOM_NAME]}…",
            path=_CUSTOM,
        )
    if name in taken:
        raise InvalidInput(f"Two custom fields are called {name!r}.", path=_CUSTOM)
    return name


def _custom_value(name: str, value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        if abs(value) > MAX_NUMBER:
            raise InvalidInput(
                f"Custom field {name!r} has a number beyond 2^53, which programs read as another: send it as a text.",
                path=_CUSTOM,
            )
        return value
    if not isinstance(value, str):
        raise InvalidInput(f"Custom field {name!r} has to be a text, a number or a boolean.", path=_CUSTOM)
    text = value.strip()
    _check(name, text, MAX_CUSTOM_TEXT, _LINE_BREAKS, _CUSTOM)
    return text


def _check(name: str, text: str, most: int, allowed: frozenset[str], path: Sequence[str]) -> None:
    if len(text) > most:
        raise InvalidInput(f"{name!r} has at most {most:,} characters.", path=path)
    if any(sign not in allowed for sign in _NO_TEXT.findall(text)):
        raise InvalidInput(f"{name!r} holds a character that is no text (or the file is not UTF-8).", path=path)
