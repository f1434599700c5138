"""Which assignments events change as they are shown: those that they are about, and those that something else of theirs holds."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from auth.viewer import Viewer
from engine.blockers import OPEN_STATUSES
from events.log import Entry
from models import sql
from models.assignment import RUNNING_STATUSES
from models.event import EventKind
from models.facts import AssignmentStatus
from resolvers import listing
from resolvers.feed_events import ids as chosen_ids
from resolvers.listing import Condition, marks
from schema.context import Context
from schema.types.filter import AssignmentFilter

# What touches more assignments than this at once is not told row by row.
MOST_TOUCHED = 1_000
# They change why whatever runs in a campaign, through an account or by a member does not move.
_OF_CAMPAIGN = frozenset({EventKind.CAMPAIGN_CHANGED, EventKind.CAMPAIGN_STATE_CHANGED})
_OF_ACCOUNT = frozenset({
    EventKind.ACCOUNT_CONNECTED, EventKind.ACCOUNT_DISCONNECTED, EventKind.ACCOUNT_ADOPTED, EventKind.ACCOUNT_CHANGED,
    EventKind.ACCOUNT_VERIFIED, EventKind.ACCOUNT_PAUSED, EventKind.ACCOUNT_RESUMED, EventKind.ACCOUNT_HEALTH_CHANGED,
    EventKind.KEY_REPLACED, EventKind.LIMIT_WARNED, EventKind.GUARDRAIL_CLOSED, EventKind.GUARDRAIL_LIFTED,
})  # fmt: skip
_OF_MEMBER = frozenset({EventKind.ABSENCE_CHANGED})
# They change who works what was not launched, too.
_OF_MEMBERSHIP = frozenset({EventKind.MEMBER_ADDED, EventKind.MEMBER_REMOVED})
# They hold all that waits for an account's turn, and each action of it may change that; of every feed it would be too much to tell.
_OF_TURN = frozenset({"outstanding", "pacing", "limit", "note_limit", "campaign_share", "new_contacts"})


class Touched:
    """For one filter. Raises InvalidInput for a list in it that is too long."""

    def __init__(self, context: Context, viewer: Viewer, chosen: AssignmentFilter | None) -> None:
        self._context = context
        self._viewer = viewer
        self._filter = chosen
        self._campaigns = chosen_ids(chosen.campaign_ids if chosen else None, "campaignIds")

    async def by(self, entries: Sequence[Entry]) -> list[UUID]:
        """In the order in which they were touched, each once; at most one more than can be told."""
        direct = (entry.assignment_id for entry in entries if entry.assignment_id and self._may_match(entry))
        found = dict.fromkeys(direct)
        for group in self._groups(entries):
            if group is not None and self._campaigns != frozenset():
                found |= dict.fromkeys(await self._context.broker.undisturbed(self._ids(group)))
        return list(found)

    def _may_match(self, entry: Entry) -> bool:
        """An assignment never changes its campaign, so what happens in others need not be looked at."""
        return self._campaigns is None or entry.campaign_id is None or entry.campaign_id in self._campaigns

    def _groups(self, entries: Sequence[Entry]) -> Iterator[Condition | None]:
        """Through their contact, whose name they show, through their campaign's name, or through what holds all that runs in a campaign
        or by an account.
        """
        seen = [entry for entry in entries if self._may_match(entry)]
        yield _among("t.contact_id", (one.contact_id for one in seen if not one.assignment_id))
        yield _among("t.campaign_id", (one.campaign_id for one in seen if _renames(one)))
        running = RUNNING_STATUSES
        yield _among("t.campaign_id", (one.campaign_id for one in seen if one.kind in _OF_CAMPAIGN), running)
        yield _among("t.account_id", (one.account_id for one in seen if one.kind in _OF_ACCOUNT), running)
        yield _among("t.member_id", (one.member_id for one in seen if one.kind in _OF_MEMBER), running)
        yield _among("t.member_id", (one.member_id for one in seen if one.kind in _OF_MEMBERSHIP), self._left_by())
        if self._asks_for_turns():  # and so also of what other campaigns do with the account
            turns = _among("t.account_id", (one.account_id for one in entries if one.action_id), running)
            yield turns and Condition(f"{turns.text} AND t.next_at IS NOT NULL", turns.values)

    def _left_by(self) -> Collection[AssignmentStatus]:
        """What had ended with somebody who was removed is nobody's too; only a feed of the unassigned shows that."""
        return list(AssignmentStatus) if self._filter and isinstance(self._filter.unassigned, bool) else OPEN_STATUSES

    def _asks_for_turns(self) -> bool:
        asked = self._filter.blocked_by if self._filter else None
        return isinstance(asked, list) and not _OF_TURN.isdisjoint(asked)

    async def _ids(self, group: Condition) -> list[UUID]:
        groups = [group, *filter(None, [_among("t.campaign_id", self._campaigns or ())])]
        where = " AND ".join(one.text for one in groups)
        rows = await listing.read(
            f"SELECT t.id FROM assignment t WHERE t.workspace_id = ? AND {where} LIMIT ?",  # noqa: S608 - names are ours
            [self._viewer.workspace_id, *(value for one in groups for value in one.values), MOST_TOUCHED + 1],
        )
        return [sql.as_id(row["id"]) for row in rows]


def _renames(entry: Entry) -> bool:
    """Of any other change only what runs need hear: all of a large campaign would be a reset for everybody."""
    return entry.kind is EventKind.CAMPAIGN_CHANGED and "name" in entry.data.get("fields", ())


def _among(
    column: str, ids: Iterable[UUID | None], statuses: Collection[AssignmentStatus] | None = None
) -> Condition | None:
    """`statuses` null: of whatever status."""
    known = sorted({one for one in ids if one is not None})
    if not known:
        return None
    if statuses is None:
        return Condition(f"{column} IN {marks(known)}", tuple(known))
    return Condition(f"{column} IN {marks(known)} AND t.status IN {marks(statuses)}", (*known, *sorted(statuses)))
