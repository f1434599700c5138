"""How far back the boxes of an account are told again, so that nothing stays unheard that was said while nobody listened."""

from datetime import datetime, timedelta
from uuid import UUID

from engine.calendar import calendar_of
from models import DuxSoupAccount, Event, EventKind, Workspace

LONGEST_BACK = 30
_DAY = timedelta(days=1)
_NEVER_RESTORED = 1
# Within it every account was resumed, by people who look after what waits for them; then the boxes are told as usual.
_AFTER_RESTORE = timedelta(days=14)


async def days_back(account: DuxSoupAccount, before: datetime | None, wall: datetime, now: datetime) -> int | None:
    """Since it was last heard of when it is back, a day more once a day and when its hours begin, else only news (None). After a
    restore, since the backup: what was heard after that is lost, however lately the account itself was heard of.
    """
    if before is None:
        since = account.last_seen_at or now
    elif before.date() < wall.date() or calendar_of(account).closed_reason(now - (wall - before)) is not None:
        since = now - _DAY
    else:
        return None
    lost = await _lost_since(account.home, now)
    since = min(since, lost or since)
    return min(LONGEST_BACK, max(0, (now - since).days) + 1)


async def _lost_since(workspace_id: UUID, now: datetime) -> datetime | None:
    """The epoch spares a look through the whole log where there is nothing to find."""
    if (await Workspace.get(id=workspace_id)).epoch == _NEVER_RESTORED:
        return None
    restored = Event.filter(workspace_id=workspace_id, campaign_id=None, kind=EventKind.WORKSPACE_RESTORED)
    last = await restored.order_by("-position").first()
    if last is None or last.data["since"] is None or last.occurred_at < now - _AFTER_RESTORE:
        return None
    return datetime.fromisoformat(last.data["since"])
