"""How much work is open with each member, and whose turn is next."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from tortoise.functions import Count

from models import Assignment, AssignmentStatus, CampaignState
from models.assignment import RUNNING_STATUSES


async def open_work(workspace_id: UUID, members: Sequence[UUID]) -> dict[UUID, int]:
    """Over all campaigns that are not archived: pending and running, stopped ones left out."""
    statuses = [AssignmentStatus.PENDING, *sorted(RUNNING_STATUSES)]
    theirs = Assignment.filter(
        workspace_id=workspace_id, member_id__in=list(members), status__in=statuses, stopped_at=None
    ).exclude(campaign__state=CampaignState.ARCHIVED)
    counts = await theirs.annotate(count=Count("id")).group_by("member_id").values_list("member_id", "count")
    return dict.fromkeys(members, 0) | {member_id: int(count) for member_id, count in counts}


def least_loaded(loads: Mapping[UUID, int], most: int | None = None) -> Iterator[UUID]:
    """The one with the least open work is next, of equals the one named first; ends when everybody has `most`."""
    heap = [(load, place, member_id) for place, (member_id, load) in enumerate(loads.items())]
    heapq.heapify(heap)
    while heap and (most is None or heap[0][0] < most):
        load, place, member_id = heap[0]
        yield member_id
        heapq.heapreplace(heap, (load + 1, place, member_id))
