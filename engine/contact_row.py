"""One row of an import as it came, and as it may be stored: every field checked, blanks left out; pure."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.traces import domain_of, is_email
from models.errors import InvalidInput
from models.identity import Canonical, canonical, canonical_company

MAX_CUSTOM_FIELDS = 100
MAX_CUSTOM_NAME = 64
MAX_CUSTOM_TEXT = 2_000
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
_NAMES = frozenset({"first_name", "last_name"})
COLUMNS = ("linkedin_url", "company_linkedin_url", *TEXT_COLUMNS)
_CUSTOM_PREFIX = "custom."
_CUSTOM = ("customFields",)
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # controls, and halves of characters
_LINE_BREAKS = frozenset("\n\r\t")
_WEB = re.compile(r"(https?://)?[^\s:/@]+(:\d+)?(/.*)?", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class CleanRow:
    """`values` has only the columns that are not blank."""

    known: Canonical | None
    values: Mapping[str, str]
    custom_fields: Mapping[str, Any]
    tags: Sequence[str]

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


def clean(row: ContactRow) -> CleanRow:
    """Raises InvalidInput whose message says which rule the row breaks."""
    if row.problem is not None:
        raise InvalidInput(row.problem)
    values = {name: text for name in TEXT_COLUMNS if (text := _text(name, getattr(row, name), TEXT_COLUMNS[name]))}
    known = canonical(row.linkedin_url) if row.linkedin_url and row.linkedin_url.strip() else None
    if known is None and not (values.get("first_name") or values.get("last_name")):
        raise InvalidInput("A contact needs a LinkedIn URL or a name.")
    values |= {"linkedin_url": known.url} if known else {}
    values |= _addresses(row, values)
    return CleanRow(known, values, _custom_fields(row.custom_fields), clean_tags(row.tags))


def clean_change(given: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that a change sets, checked as a row's are; null or blank clears. Of custom fields null takes the field away."""
    texts = {name: _text(name, given[name], TEXT_COLUMNS[name]) for name in TEXT_COLUMNS if name in given}
    found: dict[str, Any] = {name: text or ("" if name in _NAMES else None) for name, text in texts.items()}
    found |= _addresses(ContactRow(company_linkedin_url=given.get("company_linkedin_url")), texts)
    if "company_linkedin_url" in given:
        found.setdefault("company_linkedin_url", None)
    if "linkedin_url" in given:
        address = (given["linkedin_url"] or "").strip()
        found["linkedin_url"] = canonical(address).url if address else None
    if "custom_fields" in given:
        found["custom_fields"] = _custom_changes(given["custom_fields"])
    if "tags" in given:
        found["tags"] = clean_tags(given["tags"] or [])
    return found


def custom_name(header: str) -> str:
    """The name of a custom field, as templates say it after `custom.`; blank if there is nothing to name it by."""
    plain = unicodedata.normalize("NFKC", header.strip()).casefold().removeprefix(_CUSTOM_PREFIX)
    name = re.sub(r"\W+|_+", "_", plain).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


def clean_tags(given: Sequence[str]) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(tag for text in given if (tag := _text("tags", text, MAX_TAG))))
    if len(tags) > MAX_TAGS:
        raise InvalidInput(f"A contact has at most {MAX_TAGS} tags.", path=["tags"])
    return tags


def _addresses(row: ContactRow, values: Mapping[str, str]) -> dict[str, str]:
    found = {}
    if row.company_linkedin_url and row.company_linkedin_url.strip():
        found["company_linkedin_url"] = canonical_company(row.company_linkedin_url)
    if email := values.get("email"):
        if not is_email(email):
            raise InvalidInput("An e-mail address has the form name@example.com.", path=["email"])
        found["email"] = email.lower()
    if (site := values.get("company_website")) and not (_WEB.fullmatch(site) and domain_of(site)):
        raise InvalidInput("A company website has the form https://example.com.", path=["companyWebsite"])
    return found


def _text(name: str, value: str | None, most: int) -> str:
    text = " ".join((value or "").split())
    _check(name, text, most, frozenset())
    return text


def _custom_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    if len(given) > MAX_CUSTOM_FIELDS:
        raise InvalidInput(f"A contact has at most {MAX_CUSTOM_FIELDS} custom fields.", path=_CUSTOM)
    named: dict[str, Any] = {}
    for key, value in given.items():
        if (cleaned := _custom_value(key, value)) not in {None, ""}:
            named[_free_name(key, named)] = cleaned
    return named


def _custom_changes(given: object) -> dict[str, Any] | None:
    """Null: all of them go."""
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise InvalidInput("Custom fields are an object of names and values.", path=_CUSTOM)
    kept = _custom_fields(given)
    return {custom_name(key): kept.get(custom_name(key)) for key in given if custom_name(key)}


def _free_name(key: str, taken: Mapping[str, Any]) -> str:
    """What nothing can be called by, or two are, would be lost without a word."""
    name = custom_name(key)
    if not name:
        raise InvalidInput(
            f"Custom field {key[:MAX_CUSTOM_NAME]!r} needs a letter or a digit in its name.", path=_CUSTOM
        )
    if len(name) > MAX_CUSTOM_NAME:
        raise InvalidInput(f"The name of a custom field has at most {MAX_CUSTOM_NAME} characters.", path=_CUSTOM)
    if name in taken:
        raise InvalidInput(f"Two custom fields are called {name!r}.", path=_CUSTOM)
    return name


def _custom_value(name: str, value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if not isinstance(value, str):
        raise InvalidInput(f"Custom field {name!r} has to be a text, a number or a boolean.", path=_CUSTOM)
    text = value.strip()
    _check(name, text, MAX_CUSTOM_TEXT, _LINE_BREAKS)
    return text


def _check(name: str, text: str, most: int, allowed: frozenset[str]) -> None:
    if len(text) > most:
        raise InvalidInput(f"{name!r} has at most {most:,} characters.", path=[name])
    if any(sign not in allowed for sign in _NO_TEXT.findall(text)):
        raise InvalidInput(f"{name!r} holds a character that is no text (or the file is not UTF-8).", path=[name])
