"""Receipts as an admin works with them: narrowed down, and set waiting to be read once more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from models import EventKind, NewEvent, Receipt, Unit, Verdict
from models.errors import NotFound
from models.receipt import REPLAYABLE

AT_ONCE = 500  # in one transaction, so that others may write in between


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Null: not narrowed by that."""

    verdicts: Sequence[Verdict] | None = None
    account_ids: Sequence[UUID] | None = None
    received_after: datetime | None = None
    received_before: datetime | None = None

    def of(self, workspace_id: UUID) -> QuerySet[Receipt]:
        given = {
            "verdict__in": self.verdicts,
            "account_id__in": self.account_ids,
            "created_at__gt": self.received_after,
            "created_at__lt": self.received_before,
        }
        return Receipt.filter(
            workspace_id=workspace_id, **{name: one for name, one in given.items() if one is not None}
        )


@dataclass(frozen=True, slots=True)
class Replayed:
    """`ids` are set waiting now, oldest first; `left` were too many for one transaction."""

    ids: list[UUID]
    left: int


async def replay_these(unit: Unit, workspace_id: UUID, ids: Sequence[UUID]) -> Replayed:
    """Raises NotFound for one that is not the workspace's; one that was read already stays as it is."""
    known = {row["id"] for row in await Receipt.filter(workspace_id=workspace_id, id__in=list(ids)).values("id")}
    for place, receipt_id in enumerate(ids):
        if receipt_id not in known:
            raise NotFound(receipt_id, path=("ids", str(place)))
    return await _replay(unit, workspace_id, Receipt.filter(id__in=list(known)))


async def replay(unit: Unit, workspace_id: UUID, narrowing: Narrowing, beyond: UUID | None = None) -> Replayed:
    """`beyond` is the last one that was set waiting before: it may have come to the same end already."""
    found = narrowing.of(workspace_id)
    return await _replay(unit, workspace_id, found.filter(id__gt=beyond) if beyond else found)


async def _replay(unit: Unit, workspace_id: UUID, found: QuerySet[Receipt]) -> Replayed:
    """Whoever is quarantined is held to its account again when it is read; a body that was blanked is gone."""
    replayable = found.filter(verdict__in=list(REPLAYABLE), sealed_body__isnull=False)
    chosen = await replayable.order_by("id").limit(AT_ONCE).only("id", "verdict").select_for_update()
    ids = [receipt.id for receipt in chosen]
    if not ids:
        return Replayed([], 0)
    again = {"verdict": Verdict.WAITING, "tries": 0, "reason": None}  # what it awaits stands until it is read
    await Receipt.filter(id__in=ids).update(**again, next_try_at=None, processed_at=None)
    unit.record(_event(workspace_id, chosen))
    return Replayed(ids, await replayable.filter(id__gt=ids[-1]).count() if len(ids) == AT_ONCE else 0)


def _event(workspace_id: UUID, chosen: Sequence[Receipt]) -> NewEvent:
    verdicts = [receipt.verdict.value for receipt in chosen]
    data = {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))}
    return NewEvent(EventKind.RECEIPTS_REPLAYED, workspace_id=workspace_id, subject_id=workspace_id, data=data)
