"""What the columns of a CSV file mean, whatever case, spaces and underscores their names are written with; pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from engine.contact_row import custom_name
from models.errors import InvalidInput

# The first of several columns in the order given here is taken, the others stay custom fields.
SYNONYMS = {
    "linkedin_url": (
        "linkedinurl", "linkedin", "linkedinprofileurl", "linkedinprofile", "linkedinprofilelink", "linkedinlink",
        "personlinkedinurl", "contactlinkedinurl", "linkedincontactprofileurl", "profileurl", "profilelink", "profile",
        "publicprofileurl", "publicprofile", "defaultprofileurl", "salesnavigatorurl", "salesprofile", "url",
    ),
    "first_name": ("firstname", "givenname", "forename", "first"),
    "last_name": ("lastname", "surname", "familyname", "last"),
    "full_name": ("fullname", "name", "contactname"),
    "email": ("email", "emailaddress", "workemail", "businessemail", "mail"),
    "company": ("company", "companyname", "currentcompany", "organization", "organisation", "employer", "accountname"),
    "company_linkedin_url": (
        "companylinkedinurl", "companylinkedin", "companylinkedinprofile", "companyprofileurl", "companyprofile",
        "linkedincompanyprofileurl",
    ),
    "company_website": ("companywebsite", "companywebsiteurl", "companyurl", "companydomain", "website", "domain"),
    "title": ("title", "jobtitle", "position", "role"),
    "location": ("location", "personlocation", "contactlocation"),
    "tags": ("tags", "tag", "labels", "mytags"),
}  # fmt: skip
_NAMING = ("linkedin_url", "first_name", "last_name", "full_name")


@dataclass(frozen=True, slots=True)
class Header:
    """Where each field stands, and the custom field that every other column is."""

    fields: dict[str, int]
    custom: dict[int, str]
    width: int


def read_header(cells: Sequence[str]) -> Header:
    """Raises InvalidInput where nothing says who the people are: then the first line is most likely no header."""
    plain = [_plain(cell) for cell in cells]
    found = {name: _place(plain, words) for name, words in SYNONYMS.items()}
    fields = {name: place for name, place in found.items() if place is not None}
    if not any(name in fields for name in _NAMING):
        shown = ", ".join(cell.strip()[:40] for cell in cells[:10])
        raise InvalidInput(
            f"The first row has to name the columns, a LinkedIn URL or a name among them; it has: {shown}."
        )
    return Header(fields, _custom(cells, set(fields.values())), len(cells))


def _plain(cell: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", cell).casefold())


def _place(plain: Sequence[str], words: Sequence[str]) -> int | None:
    return next((plain.index(word) for word in words if word in plain), None)


def _custom(cells: Sequence[str], taken: set[int]) -> dict[int, str]:
    """Every name once: of two columns with the same name the second gets a number."""
    names: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if place not in taken:
            name = custom_name(cell) or f"column_{place + 1}"
            names[place] = name if name not in names.values() else f"{name}_{place + 1}"
    return names
