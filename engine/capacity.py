"""How many invitations each member's account has left in its week, against those that wait already, and who would be through first."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise import connections

from engine.blockers import works
from engine.limits import WEEK, usages
from models import DuxSoupAccount, StepKind, sql


@dataclass(frozen=True, slots=True)
class Room:
    """Of one account's rolling week; `waiting` are the member's pending assignments and planned invitations."""

    limit: int
    left: int
    waiting: int

    def weeks(self, more: int) -> float:
        """Until the last of them has gone, with `more` added; below zero while the week that runs has room."""
        return (self.waiting + more - self.left) / self.limit


async def rooms(workspace_id: UUID, member_ids: Sequence[UUID], now: datetime) -> dict[UUID, Room]:
    """Only of members through whose account an invitation may go at all, in the order given: one that cannot work has all its week left."""
    connection = connections.get("default")
    wanted = await DuxSoupAccount.of_members(workspace_id, member_ids)
    sending = {account.member_id: account for account in reversed(wanted)}  # the one that sends is put in last
    accounts = {member_id: account for member_id, account in sending.items() if works(account, now)}
    used = await usages(connection, list(accounts.values()), now)
    waiting = await _waiting(connection, workspace_id, member_ids)
    found = {}
    for member_id in member_ids:
        for one in used[accounts[member_id].id] if member_id in accounts else ():
            invites = (one.limit.kind, one.limit.with_note, one.limit.hours) == (StepKind.CONNECT, False, WEEK)
            if invites and one.limit.limit > 0:
                found[member_id] = Room(one.limit.limit, one.left, waiting.get(member_id, 0))
    return found


def soonest(rooms: Mapping[UUID, Room]) -> Iterator[UUID]:
    """Each goes to whoever would be through with everything first; of equals to the one named first."""
    heap = [(room.weeks(1), place, 1, member_id) for place, (member_id, room) in enumerate(rooms.items())]
    heapq.heapify(heap)
    while heap:
        _, place, taken, member_id = heap[0]
        yield member_id
        heapq.heapreplace(heap, (rooms[member_id].weeks(taken + 1), place, taken + 1, member_id))


async def _waiting(connection: sql.Connection, workspace_id: UUID, member_ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = await sql.rows(
        connection,
        f"""
        SELECT s.member_id, COUNT(*) AS waiting
        FROM assignment s JOIN campaigns_new c ON c.campaign_id = s.campaign_id AND c.state <> 'archived'
        WHERE s.workspace_id = $1 AND s.stopped_at IS NULL AND s.member_id IN {sql.in_list(2, len(member_ids))}
          AND (s.status = 'pending' OR (s.status = 'active' AND EXISTS (SELECT 1 FROM action x
            WHERE x.assignment_id = s.id AND x.kind = 'connect' AND x.state = 'planned')))
        GROUP BY s.member_id""",  # noqa: S608 - the list is placeholders
        [workspace_id, *member_ids],
    )
    return {sql.as_id(row["member_id"]): int(row["waiting"]) for row in rows}
