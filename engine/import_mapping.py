"""What the columns of a file are to be: guessed by their names, or said by whoever imports it; pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from engine.contact_row import MAX_CUSTOM_NAME, ContactRow, custom_name
from engine.import_presets import PRESETS, guessed
from models import ImportPreset
from models.errors import InvalidInput

MAX_COLUMNS = 200
MAX_NAME = 200
# So alike that only a slip of the pen lies between, in words of some length.
ALIKE = 0.88
SHORTEST = 6
CUSTOM = "custom."
FIRST_ROW = 2  # as spreadsheets count, but for rows without anything in them: the header is row 1
# The first of several columns in the order given here is taken, the others stay custom fields.
SYNONYMS = {
    "linkedin_url": (
        "linkedinurl", "linkedin", "linkedinprofileurl", "linkedinprofile", "linkedinprofilelink", "linkedinlink",
        "personlinkedinurl", "contactlinkedinurl", "linkedincontactprofileurl", "profileurl", "profilelink", "profile",
        "publicprofileurl", "publicprofile", "defaultprofileurl", "salesnavigatorurl", "salesnavigatorprofileurl",
        "linkedinsalesnavigatorurl", "salesprofile", "url",
    ),
    "first_name": ("firstname", "givenname", "forename", "first"),
    "last_name": ("lastname", "surname", "familyname", "last"),
    "full_name": ("fullname", "name", "contactname"),
    "email": ("email", "emailaddress", "workemail", "businessemail", "mail", "emails"),
    "company": ("company", "companyname", "currentcompany", "organization", "organisation", "employer", "accountname"),
    "company_linkedin_url": (
        "companylinkedinurl", "companylinkedin", "companylinkedinprofile", "companyprofileurl", "companyprofile",
        "linkedincompanyprofileurl",
    ),
    "company_website": ("companywebsite", "companywebsiteurl", "companyurl", "companydomain", "website", "domain"),
    "title": ("title", "jobtitle", "position", "role", "titles"),
    "location": ("location", "personlocation", "contactlocation", "locations"),
    "tags": ("tags", "tag", "labels", "mytags"),
}  # fmt: skip
_NAMING = ("linkedin_url", "first_name", "last_name", "full_name")
_WORDS = {word: name for name, words in SYNONYMS.items() for word in words}
# One letter from a field, and something else.
_OTHERS = frozenset({"profileurn"})
Mapped = list[str | None]


def read_header(cells: Sequence[str]) -> list[str]:
    """Raises InvalidInput where the first row cannot be one of names."""
    if len(cells) > MAX_COLUMNS:
        raise InvalidInput(f"A file has at most {MAX_COLUMNS} columns; this one has {len(cells):,}.", path=["file"])
    shown = ("".join(sign if sign.isprintable() else " " for sign in cell) for cell in cells)
    return [" ".join(cell.split())[:MAX_NAME] for cell in shown]


def guess(header: Sequence[str], preset: ImportPreset | None = None) -> tuple[ImportPreset | None, Mapped]:
    """Raises InvalidInput where nothing says who the people are: then the first row is most likely no header."""
    plain = [plain_name(cell) for cell in header]
    preset = preset or guessed(plain)
    mapped = _by_preset(plain, preset)
    fields = {name for name in mapped.values() if name}
    for name, words in SYNONYMS.items():
        place = next((plain.index(word) for word in words if word in plain and plain.index(word) not in mapped), None)
        if name not in fields and place is not None:
            mapped[place] = name
            fields.add(name)
    for place, name in _alike(plain, mapped, fields).items():
        mapped[place] = name
    if preset and "linkedin_url" not in mapped.values():
        mapped |= _instead(plain, preset)
    if not any(name in _NAMING for name in mapped.values()):
        shown = ", ".join(cell.strip()[:40] for cell in header[:10])
        raise InvalidInput(
            f"The first row has to name the columns, a LinkedIn URL or a name among them; it has: {shown}.",
            path=["file"],
        )
    return preset, _with_custom(header, mapped)


def checked(header: Sequence[str], given: Mapping[int, str | None], standing: Sequence[str | None]) -> Mapped:
    """`standing` as somebody changed it, by the places of the columns. Raises InvalidInput that names the column."""
    mapped = list(standing)
    for place, name in given.items():
        if not 0 <= place < len(header):
            raise InvalidInput(f"There is no column {place}: they count from 0 to {len(header) - 1}.", path=["mapping"])
        mapped[place] = None if name is None else _known(name, header[place])
    twice = [name for name, times in Counter(filter(None, mapped)).items() if times > 1]
    if twice:
        raise InvalidInput(f"Two columns cannot both be {twice[0]}.", path=["mapping"])
    if not any(name in _NAMING for name in mapped):
        raise InvalidInput("A column has to be the LinkedIn URL or a name.", path=["mapping"])
    return mapped


def row_of(number: int, cells: Sequence[str], mapping: Sequence[str | None]) -> ContactRow:
    """`number` is the row's, for the sentence that says what is wrong with it."""
    if any(cell.strip() for cell in cells[len(mapping) :]):
        more = f"more than {MAX_COLUMNS}" if len(cells) > MAX_COLUMNS else len(cells)
        return ContactRow(problem=f"Row {number} has {more} cells, the header has {len(mapping)}.")
    named = {name: cell for name, cell in zip(mapping, cells, strict=False) if name}
    custom = {name.removeprefix(CUSTOM): cell for name, cell in named.items() if name.startswith(CUSTOM)}
    first_name, last_name = _names(named)
    return ContactRow(
        linkedin_url=secure(named.get("linkedin_url")),
        first_name=first_name,
        last_name=last_name,
        email=named.get("email"),
        company=named.get("company"),
        company_linkedin_url=secure(named.get("company_linkedin_url")),
        company_website=named.get("company_website"),
        title=named.get("title"),
        location=named.get("location"),
        custom_fields=custom,
        tags=re.split(r"[,;|]", named.get("tags", "")),
    )


def plain_name(cell: str) -> str:
    """Without case, spaces, underscores and signs."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", cell).casefold())


def secure(address: str | None) -> str | None:
    """Older tools save LinkedIn's addresses with http; nothing is fetched by it, and it is stored as https."""
    return re.sub(r"(?i)^\s*http://", "https://", address) if address else address


def _by_preset(plain: Sequence[str], preset: ImportPreset | None) -> dict[int, str | None]:
    if preset is None:
        return {}
    known = PRESETS[preset]
    mapped: dict[int, str | None] = {place: None for place, word in enumerate(plain) if word in known.dropped}
    for word, name in known.columns.items():
        if word in plain and name not in mapped.values():
            mapped[plain.index(word)] = name
    return mapped


def _instead(plain: Sequence[str], preset: ImportPreset) -> dict[int, str]:
    """An address that only somebody with Sales Navigator can open still tells who it is, and is better than none."""
    word = next((word for word in PRESETS[preset].instead if word in plain), None)
    return {} if word is None else {plain.index(word): "linkedin_url"}


def _alike(plain: Sequence[str], mapped: Mapping[int, str | None], taken: set[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, word in enumerate(plain):
        if place in mapped or len(word) < SHORTEST or word in _OTHERS:
            continue
        free = [one for one, name in _WORDS.items() if name not in taken and name not in found.values()]
        best = process.extractOne(word, free, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE)
        if best is not None:
            found[place] = _WORDS[best[0]]
    return found


def _with_custom(header: Sequence[str], mapped: Mapping[int, str | None]) -> Mapped:
    """Every name once: of two columns with the same name the second gets a number."""
    whole: Mapped = [mapped.get(place) for place in range(len(header))]
    for place, cell in enumerate(header):
        if place not in mapped:
            name = (custom_name(cell) or f"column_{place + 1}")[:MAX_CUSTOM_NAME]
            whole[place] = CUSTOM + _free(name, place + 1, whole)
    return whole


def _free(name: str, number: int, taken: Sequence[str | None]) -> str:
    if CUSTOM + name not in taken:
        return name
    return next(free for one in count(number) if CUSTOM + (free := _numbered(name, one)) not in taken)


def _numbered(name: str, number: int) -> str:
    end = f"_{number}"
    return name[: MAX_CUSTOM_NAME - len(end)] + end


def _known(name: str, column: str) -> str:
    name = name.strip()
    if name in SYNONYMS:
        return name
    own = custom_name(name) if name.startswith(CUSTOM) else ""
    if not own:
        raise InvalidInput(
            f"Column {column!r} can be {', '.join(SYNONYMS)} or custom.<name>, not {name[:MAX_NAME]!r}.",
            path=["mapping"],
        )
    if len(own) > MAX_CUSTOM_NAME:
        raise InvalidInput(
            f"The custom field of column {column!r} has at most {MAX_CUSTOM_NAME} characters in its name.",
            path=["mapping"],
        )
    return CUSTOM + own


def _names(named: Mapping[str, str]) -> tuple[str, str]:
    """A full name is taken apart only where nothing else says it: the first word, and the rest."""
    first, last = named.get("first_name", ""), named.get("last_name", "")
    if first.strip() or last.strip():
        return first, last
    first, _, last = named.get("full_name", "").strip().partition(" ")
    return first, last
