"""Which events a subscriber of the event feed is shown, and in which batches."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from auth.viewer import Viewer
from events.cursor import Place, encode
from events.log import Entry
from events.walk import Begin, Page, Reset
from models.errors import InvalidInput
from models.event import ACCESS_KINDS, EventKind
from models.ids import parse_id
from resolvers.permissions import administers
from resolvers.search import MAX_VALUES
from schema.scalars import Cursor
from schema.types import event
from schema.types.feed import EventBatch
from schema.types.feed_message import FeedReset
from schema.types.filter import EventFilter

# So many may pass a filter unshown before their cursor is sent, so that coming back does not mean reading them again.
MOST_SILENT = 1_000
_COLUMNS = tuple(column.name for column in fields(Entry))


class Sieve:
    """Every list that was given must hold the event. Raises InvalidInput for a list that is too long."""

    __slots__ = ("_assignments", "_campaigns", "_kinds", "_members", "_statuses")

    def __init__(self, chosen: EventFilter | None) -> None:
        chosen = chosen or EventFilter()
        self._campaigns = ids(chosen.campaign_ids, "campaignIds")
        self._assignments = ids(chosen.assignment_ids, "assignmentIds")
        self._members = ids(chosen.member_ids, "memberIds")
        self._kinds = _bounded(chosen.kinds, "kinds")
        self._statuses = _bounded(chosen.to_statuses, "toStatuses")

    def passes(self, entry: Entry) -> bool:
        return (
            _among(entry.campaign_id, self._campaigns)
            and _among(entry.assignment_id, self._assignments)
            and _among(entry.member_id, self._members)
            and _among(entry.kind.value, self._kinds)
            and _among(_status(entry), self._statuses)
        )


class Batching:
    """A batch is sent when it shows something, when the replay has caught up, and when many events passed in silence."""

    __slots__ = ("_sieve", "_told", "_viewer", "caught_up")

    def __init__(self, viewer: Viewer, chosen: EventFilter | None, resumed: Begin = None) -> None:
        self._viewer = viewer
        self._sieve = Sieve(chosen)
        self._told = resumed if isinstance(resumed, Place) else None
        self.caught_up = self._told is not None

    def message(self, item: Page | Reset) -> EventBatch | FeedReset | None:
        if isinstance(item, Reset):
            self._told, self.caught_up = item.place, True
            return reset(self._viewer, item)
        events = [event.of(_row(entry), item.place.epoch) for entry in item.entries if self._shows(entry)]
        if not (events or item.caught_up > self.caught_up or silent(self._told, item.place)):
            self._told = self._told or item.place
            return None
        self._told, self.caught_up = item.place, self.caught_up or item.caught_up
        return EventBatch(cursor=cursor(self._viewer, item.place), events=events, caught_up=self.caught_up)

    def _shows(self, entry: Entry) -> bool:
        return visible(entry, self._viewer) and self._sieve.passes(entry)


def visible(entry: Entry, viewer: Viewer) -> bool:
    """What is about access is passed over for whoever is no admin; the cursor goes on all the same."""
    return entry.kind not in ACCESS_KINDS or administers(viewer)


def silent(told: Place | None, place: Place) -> bool:
    return told is not None and place.position - told.position >= MOST_SILENT


def cursor(viewer: Viewer, place: Place) -> Cursor:
    return Cursor(encode(viewer.workspace_id, place.epoch, place.position))


def reset(viewer: Viewer, item: Reset) -> FeedReset:
    return FeedReset(cursor=cursor(viewer, item.place), reason=item.reason)


def ids(texts: Sequence[str] | None, name: str) -> frozenset[UUID] | None:
    """No list: no condition. An empty one, or one of nothing but junk, holds nothing."""
    bounded = _bounded(texts, name)
    return None if bounded is None else frozenset(one for text in bounded if (one := parse_id(text)))


def _bounded(given: Sequence[str] | None, name: str) -> frozenset[str] | None:
    if not isinstance(given, list):
        return None
    if len(given) > MAX_VALUES:
        raise InvalidInput(f"At most {MAX_VALUES} at a time.", path=["filter", name])
    return frozenset(given)


def _status(entry: Entry) -> object:
    return entry.data.get("to") if entry.kind is EventKind.STATUS_CHANGED else None


def _among(value: object, chosen: frozenset[Any] | None) -> bool:
    return chosen is None or value in chosen


def _row(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _COLUMNS}
