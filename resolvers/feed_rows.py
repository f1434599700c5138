"""Which assignments a subscriber holds, which of them changed, and which left the filter."""

from collections.abc import AsyncGenerator, Sequence
from uuid import UUID

import strawberry

from auth.viewer import Viewer
from events.cursor import Place
from events.walk import Page, Reset, ResetReason
from resolvers import listing
from resolvers.assignment import LISTING, NAMED, conditions
from resolvers.feed_events import cursor, reset, silent
from resolvers.feed_touched import MOST_TOUCHED, Touched
from resolvers.keyset import Window
from resolvers.listing import Asking, Condition, Slice, marks
from schema.context import Context
from schema.cost import MAX_PAGE
from schema.types.assignment import Assignment
from schema.types.feed import AssignmentDelta, AssignmentSnapshot
from schema.types.feed_message import FeedReset
from schema.types.filter import AssignmentFilter

# Beyond so many ids a subscriber's own are no longer remembered, and it is told of every row that does not match.
MOST_HELD = 10_000
Message = AssignmentSnapshot | AssignmentDelta | FeedReset


class FollowedRows:
    """The ids that were sent are remembered while all that the subscriber can hold was sent by this feed. Where that is not so
    (it came with a cursor, the first rows were not all, or they are too many), every changed row that does not match is told
    as removed: dropping what one does not hold does no harm, keeping what left would.
    """

    def __init__(self, context: Context, viewer: Viewer, chosen: AssignmentFilter | None, *, from_start: bool) -> None:
        self._context = context
        self._viewer = viewer
        self._filter = chosen
        self._touched = Touched(context, viewer, chosen)
        self._snapshot_due = from_start
        self._told: Place | None = None
        self._course = context.course

    async def messages(self, item: Page | Reset) -> AsyncGenerator[Message, None]:
        if self._told is None:
            await conditions(self._context, self._filter)  # a filter that cannot be is refused at once
        snapshot_due, self._snapshot_due = self._snapshot_due, False
        if isinstance(item, Reset):
            yield self._reset(item)
        elif snapshot_due:
            yield await self._snapshot(item.place)
        else:
            async for message in self._changes(item):
                yield message

    def _reset(self, item: Reset) -> FeedReset:
        self._told = self._course.told = item.place
        self._course.held = None
        return reset(self._viewer, item)

    async def _snapshot(self, place: Place) -> AssignmentSnapshot:
        """Read after the place was: what changes between the two is sent once more, not missed."""
        shown, more = await self._matching()
        self._told = self._course.told = place
        self._course.held = None if more else {str(row.id) for row in shown}
        return AssignmentSnapshot(cursor=cursor(self._viewer, place), assignments=shown, has_more=more)

    async def _changes(self, item: Page) -> AsyncGenerator[Message, None]:
        """Until the last part of a page is sent, its parts carry the place before it: a break repeats, and never skips."""
        before = self._told = self._told or item.place
        touched = await self._touched.by(item.entries)
        if len(touched) > MOST_TOUCHED:
            yield self._reset(Reset(item.place, ResetReason.SLOW_CONSUMER))
            return
        parts = [touched[start : start + MAX_PAGE] for start in range(0, len(touched), MAX_PAGE)] or [[]]
        for number, part in enumerate(parts, start=1):
            place = item.place if number == len(parts) else before
            delta = await self._delta(part, place)
            if delta.upserted or delta.removed_ids or silent(before, place):
                self._told = self._course.told = place
                yield delta

    async def _delta(self, ids: Sequence[UUID], place: Place) -> AssignmentDelta:
        upserted, _ = await self._matching(ids) if ids else ([], False)
        kept = {str(row.id) for row in upserted}
        gone = [str(changed) for changed in ids if str(changed) not in kept]
        removed = [strawberry.ID(left) for left in gone if self._course.held is None or left in self._course.held]
        self._remember(kept, gone)
        return AssignmentDelta(cursor=cursor(self._viewer, place), upserted=upserted, removed_ids=removed)

    def _remember(self, kept: set[str], gone: Sequence[str]) -> None:
        held = self._course.held
        if held is not None:
            now = (held | kept).difference(gone)
            self._course.held = now if len(now) <= MOST_HELD else None

    async def _matching(self, ids: Sequence[UUID] = ()) -> tuple[list[Assignment], bool]:
        only = (Condition(f"t.id IN {marks(ids)}", tuple(ids)),) if ids else ()
        source = NAMED if self._filter and self._filter.search else LISTING
        narrowed = (*await conditions(self._context, self._filter), *only)
        asking = Asking(source, source.order, narrowed, Window(MAX_PAGE, None, backward=False))
        reading = listing.page(asking, self._viewer.workspace_id, ())
        slices: dict[str, Slice] = await self._context.broker.undisturbed(reading)
        found = slices[""]
        return [source.of(self._context, row) for row in found.rows], found.more
