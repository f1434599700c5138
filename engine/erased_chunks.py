"""Takes a person out of the files that are stored for an import: their rows, and what other rows say of them."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import unquote
from uuid import UUID

from auth.sealing import KeyRing, SealBroken
from engine import import_batch
from engine.contact_row import clean
from engine.erased_receipts import patterns
from engine.import_batch import Rows
from engine.import_mapping import FIRST_ROW, row_of, secure
from engine.traces import email_name, folded, is_email, plain_email
from models import Contact, IdentityKind, ImportBatch, ImportChunk
from models.errors import InvalidInput
from models.identity import Identity, identities

_PAGE = 4  # each of them may have a quarter of a MiB, and nothing else runs while it is looked through
_APART = re.compile(r"[\s<>,;|\"()]+")
_NOTHING = r"(?!)"
Mapping = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Which of those that were `looked` at may name the person; others came later."""

    ids: tuple[UUID, ...] = ()
    looked: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Sought:
    """By what a person is known in a file. `name`: first and last, or none. Nothing names them where none of the `words` stands, unless
    they came in without an address once and only their row as a whole tells (`letter_by_letter`).
    """

    names: frozenset[Identity]
    emails: frozenset[str]
    name: tuple[str, str] | None
    mention: re.Pattern[str]
    words: tuple[str, ...]
    letter_by_letter: bool = False


def sought(contact: Contact, names: Sequence[Identity]) -> Sought:
    first, last = _plain(contact.first_name), _plain(contact.last_name)
    emails = frozenset(name.value for name in names if name.kind is IdentityKind.EMAIL)
    emails |= {folded(contact.email), email_name(contact.email)} if contact.email else set()
    told = [pattern for name in names for pattern in _mentions(name)]
    told += [rf"(?<![\w.%+-]){re.escape(email)}(?![\w-])" for email in emails]
    return Sought(
        frozenset(names),
        emails,
        (first, last) if first and last else None,
        re.compile("|".join(told) or _NOTHING),
        (*(name.value.casefold() for name in names), *emails, *([last] if first and last else [])),
        any(name.kind is IdentityKind.ROW for name in names),
    )


async def hold(workspace_id: UUID) -> None:
    """No part of any of them comes in meanwhile."""
    await ImportBatch.stored(workspace_id).order_by("id").select_for_update().only("id")


async def search(ring: KeyRing, workspace_id: UUID, who: Sought, besides: Collection[UUID] = ()) -> Found:
    """Opens all that is stored, page by page."""
    batches = [id_ for (id_,) in await ImportBatch.stored(workspace_id).values_list("id")]
    lying = await ImportChunk.filter(batch_id__in=batches).order_by("id").values_list("id") if batches else []
    new = [id_ for (id_,) in lying if id_ not in besides]
    found: list[UUID] = []
    for start in range(0, len(new), _PAGE):
        for chunk in await ImportChunk.filter(id__in=new[start : start + _PAGE]):
            found += [chunk.id] if _may_name(_opened(ring, chunk), who) else []
    return Found(tuple(sorted(found)), frozenset(new))


async def blank(ring: KeyRing, ids: Sequence[UUID], who: Sought) -> None:
    """What was checked is checked again without them."""
    changed = set[UUID]()
    for id_ in ids:
        chunk = await ImportChunk.filter(id=id_).select_for_update().first()
        if chunk is not None and await _blanked(ring, chunk, who):
            changed.add(chunk.batch_id)
    await import_batch.check_again(changed)


def _mentions(name: Identity) -> list[str]:
    """A bare number may be anything, and the row is somebody else's."""
    if name.kind is IdentityKind.DUX_ID:
        return [rf"(?<!\w){re.escape(name.value)}(?!\d)"]
    return patterns(name)


async def _blanked(ring: KeyRing, chunk: ImportChunk, who: Sought) -> bool:
    batch = await ImportBatch.get(id=chunk.batch_id)
    rows = _opened(ring, chunk)
    left = [cells and _without(who, cells, batch.mapping or []) for cells in rows]
    if left == rows:
        return False
    await import_batch.put(ring, chunk, left)
    return True


def _opened(ring: KeyRing, chunk: ImportChunk) -> Rows:
    try:
        return import_batch.opened(ring, chunk)
    except SealBroken:
        return []  # nobody can read it any more


def _may_name(rows: Rows, who: Sought) -> bool:
    text = _plain("\n".join(cell for cells in rows for cell in cells or ()))
    return who.letter_by_letter or any(word in text for word in who.words)


def _without(who: Sought, cells: list[str], mapping: Mapping) -> list[str] | None:
    """None: the row is theirs. In somebody else's they are not mentioned any more."""
    if _is_theirs(who, cells, mapping):
        return None
    return ["" if who.mention.search(_plain(cell)) else cell for cell in cells]


def _is_theirs(who: Sought, cells: Sequence[str], mapping: Mapping) -> bool:
    """By an address in any column, since columns may be mapped anew; by a bare name where the row has nothing that tells them from others."""
    names = {name for cell in cells for name in _names(cell)}
    emails = {
        email_name(word)
        for cell in _mapped(cells, mapping, "email")
        for word in _APART.split(cell)
        if is_email(plain_email(word))
    }
    if names & who.names or emails & who.emails or _identity(who, cells, mapping) in who.names:
        return True
    if who.name is None or names or emails:
        return False
    told = {_plain(cell) for cell in cells}
    return " ".join(who.name) in told or told.issuperset(who.name)


def _names(cell: str) -> tuple[Identity, ...]:
    """The bare number that Dux-Soup knows people by may be any number."""
    cell = cell.strip()
    if cell.startswith(("id.", "pid.")):
        return identities(cell)
    return identities(None, (secure(cell) or "",)) if "linkedin." in cell.casefold() else ()


def _mapped(cells: Sequence[str], mapping: Mapping, name: str) -> list[str]:
    return [cell for cell, meant in zip(cells, mapping, strict=False) if meant == name]


def _identity(who: Sought, cells: Sequence[str], mapping: Mapping) -> Identity | None:
    if not who.letter_by_letter:
        return None
    try:
        return clean(row_of(FIRST_ROW, cells, mapping)).identity
    except InvalidInput:
        return None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", unquote(text)).casefold().split())
