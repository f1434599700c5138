"""Tags put on many contacts at once, and taken off."""

from collections.abc import Callable, Sequence
from uuid import UUID

from engine.contact_row import MAX_TAGS, clean_tags
from models import Contact, EventKind, NewEvent, Unit, sql
from models.errors import InvalidInput, NotFound

MAX_CONTACTS = 20_000
_PAGE = 1_000
_Change = Callable[[list[str]], list[str]]


async def add(unit: Unit, workspace_id: UUID, contact_ids: Sequence[UUID], tags: Sequence[str]) -> int:
    """How many did not have all of them yet. Nothing is done where one contact would get too many."""
    wanted = _named(tags)
    return await _change(unit, workspace_id, contact_ids, lambda own: list(dict.fromkeys([*own, *wanted])))


async def remove(unit: Unit, workspace_id: UUID, contact_ids: Sequence[UUID], tags: Sequence[str]) -> int:
    """How many had one of them."""
    unwanted = set(_named(tags))
    return await _change(unit, workspace_id, contact_ids, lambda own: [tag for tag in own if tag not in unwanted])


def _named(tags: Sequence[str]) -> tuple[str, ...]:
    named = clean_tags(tags)
    if not named:
        raise InvalidInput("Name at least one tag.", path=["tags"])
    return named


async def _change(unit: Unit, workspace_id: UUID, contact_ids: Sequence[UUID], change: _Change) -> int:
    """Locked in order of id, as everywhere."""
    ids = sorted(set(contact_ids))
    if len(ids) > MAX_CONTACTS:
        raise InvalidInput(f"At most {MAX_CONTACTS:,} contacts are tagged at a time.", path=["contactIds"])
    changed = 0
    for start in range(0, len(ids), _PAGE):
        changed += await _change_page(unit, workspace_id, ids[start : start + _PAGE], change)
    return changed


async def _change_page(unit: Unit, workspace_id: UUID, ids: list[UUID], change: _Change) -> int:
    there = Contact.among(workspace_id, ids).filter(erased_at=None).order_by("id").select_for_update()
    own = dict(await there.values_list("id", "tags"))
    for missing in (id_ for id_ in ids if id_ not in own):
        raise NotFound(missing, path=["contactIds"])
    news = {id_: after for id_, before in own.items() if (after := change(before)) != before}
    if any(len(tags) > MAX_TAGS for tags in news.values()):
        raise InvalidInput(f"A contact has at most {MAX_TAGS} tags.", path=["tags"])
    statement = "UPDATE contact SET tags = $1, updated_at = $2 WHERE id = $3"
    await sql.update(unit.connection, statement, [(tags, unit.now, id_) for id_, tags in news.items()])
    unit.record(*(_event(workspace_id, id_) for id_ in news))
    return len(news)


def _event(workspace_id: UUID, contact_id: UUID) -> NewEvent:
    kind, data = EventKind.CONTACT_CHANGED, {"fields": ["tags"]}
    return NewEvent(kind, workspace_id=workspace_id, subject_id=contact_id, contact_id=contact_id, data=data)
