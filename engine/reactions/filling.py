"""What visits fill in of a contact: of several the earliest, whichever is read first; what a person or an import wrote stays."""

from collections.abc import Collection, Mapping
from datetime import datetime

from engine import suppression_entry
from engine.contact_writing import FOLDED, fold
from engine.reactions.case import Case
from models import Contact, EventKind, NewEvent, row

# What a visit may fill in, and how much of it there is room for.
_FIELDS = {
    "first_name": 200,
    "last_name": 200,
    "title": 300,
    "company": 300,
    "company_linkedin_url": 512,
    "company_website": 512,
    "location": 300,
    "email": 254,
}
_RECOGNISED_BY = frozenset({"email", "company", "company_linkedin_url", "company_website"})


async def fill(case: Case, contact: Contact, told: Mapping[str, str], at: datetime) -> None:
    """Locked before it is written, and judged again: another account's visit or an import may be at it."""
    if not _news(contact, told, at):
        return
    locked = await row.get(case.unit.connection, Contact, contact.id, lock="FOR NO KEY UPDATE")
    news = _news(locked, told, at)
    if news:
        await _take(case, locked, news, at)


def _news(contact: Contact, told: Mapping[str, str], at: datetime) -> dict[str, str]:
    if contact.erased_at is not None:
        return {}
    given = {name: told[name][:room] for name, room in _FIELDS.items() if told.get(name)}
    return {name: value for name, value in given.items() if contact.may_fill(name, value, at)}


async def _take(case: Case, contact: Contact, news: Mapping[str, str], at: datetime) -> None:
    changed = sorted(name for name, value in news.items() if getattr(contact, name) != value)
    for name, value in news.items():
        setattr(contact, name, value)
    contact.filled = (contact.filled or {}) | dict.fromkeys(news, at.isoformat())
    fold(contact)
    contact.updated_at = case.unit.now
    await contact.save(update_fields=[*news, *FOLDED, "filled", "updated_at"])
    if changed:
        case.unit.record(_event(contact, changed))
    if not _RECOGNISED_BY.isdisjoint(changed):
        await suppression_entry.mark_anew(case.unit, case.ring, contact)


def _event(contact: Contact, changed: Collection[str]) -> NewEvent:
    return NewEvent(
        EventKind.CONTACT_CHANGED,
        workspace_id=contact.workspace_id,
        contact_id=contact.id,
        subject_id=contact.id,
        data={"filled": list(changed)},
    )
