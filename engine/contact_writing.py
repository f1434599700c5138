"""Writes many contacts at once: new ones with their names, and what rows say that was not known before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from engine.contact_row import (
    COLUMNS,
    MAX_CUSTOM_FIELDS,
    MAX_TAGS,
    TOO_MANY_FIELDS,
    TOO_MANY_TAGS,
    CleanRow,
)
from engine.identity import IDENTITY_COLUMNS
from engine.traces import email_name
from models import Contact, IdentityKind, Unit, sql
from models.errors import InvalidInput
from models.identity import Identity, canonical
from models.ids import new_id

FOLDED = ("sort_name", "folded_company", "folded_email")
_MERGED = (*COLUMNS, *FOLDED, "custom_fields", "tags")
_UPDATED = (*_MERGED, "filled")
_INSERTED = ("id", "workspace_id", "created_at", "updated_at", "suppressed", *_MERGED)
_SORT_NAME = 401
_FOLDED_EMAIL = 600  # an index of PostgreSQL takes no more than that, whatever letters they are
# Which address we keep of several: what a person would open before what only an extension reads.
_RANK = {IdentityKind.SLUG: 0, IdentityKind.MEMBER_ID: 1, IdentityKind.SALES_ID: 2, IdentityKind.DUX_ID: 3}


@dataclass(frozen=True, slots=True)
class Draft:
    """A contact that is to be made of a row."""

    id: UUID
    row: CleanRow

    @property
    def identity(self) -> Identity:
        return self.row.identity


def sort_name(first_name: str, last_name: str) -> str:
    return f"{last_name} {first_name}".strip().casefold()[:_SORT_NAME]


def folded_email(email: str | None) -> str | None:
    return email and email_name(email)[:_FOLDED_EMAIL]


def fold(contact: Contact) -> None:
    """FOLDED anew, after anything that they are made of has changed."""
    contact.sort_name = sort_name(contact.first_name, contact.last_name)
    contact.folded_company = _folded(contact.company)
    contact.folded_email = folded_email(contact.email)


def fitting(contact: Contact, row: CleanRow) -> CleanRow:
    """What of the row the contact has room for; the rest is left out as what breaks a rule."""
    new_fields = [name for name in row.custom_fields if name not in contact.custom_fields]
    new_tags = [tag for tag in row.tags if tag not in contact.tags]
    fields_out = new_fields[max(MAX_CUSTOM_FIELDS - len(contact.custom_fields), 0) :]
    tags_out = new_tags[max(MAX_TAGS - len(contact.tags), 0) :]
    return replace(
        row,
        custom_fields={name: value for name, value in row.custom_fields.items() if name not in fields_out},
        tags=[tag for tag in row.tags if tag not in tags_out],
        left_out=(*row.left_out, *([TOO_MANY_FIELDS] if fields_out else []), *([TOO_MANY_TAGS] if tags_out else [])),
    )


def merge(contact: Contact, row: CleanRow) -> bool:
    """Takes over what the row says, blanks never; true when that was news, as it is where so far only a visit had said the same."""
    before = _state(contact)
    for name, value in row.values.items():
        if name != "linkedin_url" or _better(row, contact.linkedin_url):
            setattr(contact, name, value)
    contact.written(row.values)
    fold(contact)
    contact.custom_fields = {**contact.custom_fields, **row.custom_fields}
    contact.tags = list(dict.fromkeys([*contact.tags, *row.tags]))
    return _state(contact) != before


async def insert(unit: Unit, workspace_id: UUID, drafts: Sequence[Draft]) -> None:
    """Names go in sorted, so that two imports at once wait for each other in one order."""
    if not drafts:
        return
    fixed = (workspace_id, unit.now, unit.now, False)
    rows = [(draft.id, *fixed, *_values(draft.row)) for draft in drafts]
    await sql.insert(unit.connection, "contact", _INSERTED, rows)
    named = sorted((draft.identity, draft.id) for draft in drafts)
    names = [(new_id(), unit.now, workspace_id, owner, *identity) for identity, owner in named]
    await sql.insert(unit.connection, "contact_identity", IDENTITY_COLUMNS, names, "ON CONFLICT DO NOTHING")


async def withdraw(unit: Unit, ids: Sequence[UUID]) -> None:
    """Contacts of this very transaction whose name turned out to be somebody else's."""
    await sql.update(unit.connection, "DELETE FROM contact WHERE id = $1", [(id_,) for id_ in ids])


async def update(unit: Unit, contacts: Sequence[Contact]) -> None:
    if not contacts:
        return
    settings = ", ".join(f"{name} = ${place}" for place, name in enumerate((*_UPDATED, "updated_at"), start=1))
    statement = f"UPDATE contact SET {settings} WHERE id = ${len(_UPDATED) + 2}"  # noqa: S608 - names are ours, values are bound
    await sql.update(unit.connection, statement, [(*_state(one), unit.now, one.id) for one in contacts])


def _state(contact: Contact) -> tuple[object, ...]:
    return tuple(getattr(contact, name) for name in _UPDATED)


def _values(row: CleanRow) -> tuple[object, ...]:
    blank: Mapping[str, object] = {name: "" if name in {"first_name", "last_name"} else None for name in COLUMNS}
    values = {**blank, **row.values}
    name = sort_name(str(values["first_name"]), str(values["last_name"]))
    forms = (name, _folded(row.company), folded_email(row.email))
    return (*(values[column] for column in COLUMNS), *forms, dict(row.custom_fields), list(row.tags))


def _folded(company: str | None) -> str | None:
    return None if company is None else company.casefold()


def _better(row: CleanRow, address: str | None) -> bool:
    if row.known is None or address is None:
        return row.known is not None
    try:
        return _RANK[row.known.kind] < _RANK[canonical(address).kind]
    except InvalidInput:
        return True
