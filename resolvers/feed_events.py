"""Which events a subscriber of the event feed is shown, and in which batches."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from auth.viewer import Viewer
from events.cursor import Place, encode
from events.log import Entry
from events.walk import Page, Reset
from models.event import ACCESS_KINDS, EventKind
from resolvers.permissions import administers
from schema.scalars import Cursor
from schema.types import event
from schema.types.feed import EventBatch, FeedReset
from schema.types.filter import EventFilter

# So many may pass a filter unshown before their cursor is sent, so that coming back does not mean reading them again.
MOST_SILENT = 1_000
_COLUMNS = tuple(column.name for column in fields(Entry))
Test = Callable[[Entry], bool]


@dataclass(slots=True)
class Batching:
    """A batch is sent when it shows something, when the replay has caught up, and when many events passed in silence."""

    viewer: Viewer
    filter: EventFilter | None
    _told: Place | None = None
    _caught_up: bool = False

    def message(self, item: Page | Reset) -> EventBatch | FeedReset | None:
        if isinstance(item, Reset):
            self._told, self._caught_up = item.place, True
            return reset(self.viewer, item)
        events = [event.of(_row(entry), item.place.epoch) for entry in item.entries if self._passes(entry)]
        if not (events or item.caught_up > self._caught_up or silent(self._told, item.place)):
            self._told = self._told or item.place
            return None
        self._told, self._caught_up = item.place, item.caught_up
        return EventBatch(cursor=cursor(self.viewer, item.place), events=events, caught_up=item.caught_up)

    def _passes(self, entry: Entry) -> bool:
        return visible(entry, self.viewer) and (self.filter is None or wanted(entry, self.filter))


def visible(entry: Entry, viewer: Viewer) -> bool:
    """What is about access is passed over for whoever is no admin; the cursor goes on all the same."""
    return entry.kind not in ACCESS_KINDS or administers(viewer)


def wanted(entry: Entry, chosen: EventFilter) -> bool:
    """Every given list must hold it; an id that is none of this workspace's holds nothing."""
    return (
        _among(entry.campaign_id, chosen.campaign_ids)
        and _among(entry.assignment_id, chosen.assignment_ids)
        and _among(entry.member_id, chosen.member_ids)
        and _among(entry.kind.value, chosen.kinds)
        and _among(_status(entry), [status.value for status in chosen.to_statuses] if chosen.to_statuses else None)
    )


def silent(told: Place | None, place: Place) -> bool:
    return told is not None and place.position - told.position >= MOST_SILENT


def cursor(viewer: Viewer, place: Place) -> Cursor:
    return Cursor(encode(viewer.workspace_id, place.epoch, place.position))


def reset(viewer: Viewer, item: Reset) -> FeedReset:
    return FeedReset(cursor=cursor(viewer, item.place), reason=item.reason)


def _status(entry: Entry) -> object:
    return entry.data.get("to") if entry.kind is EventKind.STATUS_CHANGED else None


def _among(value: object, chosen: Any) -> bool:
    """An empty list, like none, asks for nothing in particular."""
    return not chosen or (value is not None and str(value) in chosen)


def _row(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _COLUMNS}
