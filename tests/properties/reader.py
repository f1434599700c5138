"""Somebody who watches: reads the position, then the state, and from then on only what the events speak of."""

from typing import Any
from uuid import UUID

from tortoise import connections

from events import log
from models import sql
from models.assignment import RUNNING_STATUSES
from tests.properties.promise import hold

VISIBLE = (
    "status", "accepted_at", "responded_at", "completed_at", "not_accepted_at", "blacklisted_at", "stopped_at", "paused_at", "answered_by_hand_at",
    "blocker", "next_at", "next_step", "running_contact_id", "member_id", "version", "updated_at",
)  # fmt: skip
OF_ACTIONS = ("state", "scheduled_for", "sent_at", "executed_at", "outcome")
_ASSIGNMENTS = f"SELECT id, contact_id, campaign_id, {', '.join(VISIBLE)} FROM assignment WHERE workspace_id = $1"  # noqa: S608 - our own names
_ACTIONS = f"SELECT id, assignment_id, {', '.join(OF_ACTIONS)} FROM action WHERE workspace_id = $1 ORDER BY id"  # noqa: S608 - our own names
_TOLD = (
    "SELECT position, kind, assignment_id, contact_id, campaign_id FROM event"
    " WHERE workspace_id = $1 AND position > $2 ORDER BY position"
)
State = dict[str, tuple[Any, ...]]


class Reader:
    """Each call of `go_on` takes the next of its steps, so that anything may happen between two of them."""

    order = ("position", "state")

    def __init__(self, workspace_id: UUID) -> None:
        self._workspace_id = workspace_id
        self._steps = list(self.order)
        self._position = 0
        self._known: State = {}

    async def go_on(self) -> None:
        if not self._steps:
            await self._follow()
        elif self._steps.pop(0) == "position":
            self._position = await self._head()
        else:
            self._known = await read(self._workspace_id)

    async def finish(self) -> None:
        """It has heard everything by now, so it knows what is."""
        while self._steps:
            await self.go_on()
        await self._follow()
        hold(17, self._known == await read(self._workspace_id), "a change was missed")

    async def _follow(self) -> None:
        while self._position < await self._head():
            told = await log.read(self._workspace_id, self._position, 100)
            self._position = told[-1].position
            now = await read(self._workspace_id)
            self._known |= {key: now[key] for key in now if any(str(one.assignment_id) == key for one in told)}

    async def _head(self) -> int:
        return (await log.heads([self._workspace_id]))[self._workspace_id].position


class Follower:
    """Goes along with every commit, as a screen does that is always there: what one event left out no later one makes good.

    What is wrong is kept until the other properties have been judged, which say more of it.
    """

    def __init__(self, workspace_id: UUID) -> None:
        self._workspace_id = workspace_id
        self._position = 0
        self._known: State = {}
        self._missed: list[str] = []

    async def begin(self) -> None:
        self._position = (await log.heads([self._workspace_id]))[self._workspace_id].position
        self._known = await read(self._workspace_id)

    async def heard(self) -> None:
        """After a commit, whether it told anything or not."""
        now = await read(self._workspace_id)
        told = await sql.rows(connections.get("default"), _TOLD, [self._workspace_id, self._position])
        if told:
            self._position = told[-1]["position"]
        touched = {key for one in told for key in _touched(one, now)}
        self._known |= {key: now[key] for key in touched if key in now}
        self._missed += [
            _difference(self._known.get(key), row) for key, row in now.items() if self._known.get(key) != row
        ]

    def judge(self) -> None:
        hold(17, not self._missed, f"a change was not told: {self._missed[:1]}")


async def read(workspace_id: UUID) -> State:
    """What is shown of each assignment, its actions with it."""
    connection = connections.get("default")
    actions: dict[str, list[tuple[Any, ...]]] = {}
    for row in await sql.rows(connection, _ACTIONS, [workspace_id]):
        actions.setdefault(str(row["assignment_id"]), []).append(tuple(row[name] for name in OF_ACTIONS))
    found = await sql.rows(connection, _ASSIGNMENTS, [workspace_id])
    return {
        (key := str(row["id"])): (
            str(row["contact_id"]), str(row["campaign_id"]), *(row[name] for name in VISIBLE), *actions.get(key, [])
        )
        for row in found
    }  # fmt: skip


def _touched(event: dict[str, Any], now: State) -> list[str]:
    """As the feed of assignments has it: its own, those of its contact, and what runs in its campaign."""
    if event["assignment_id"] is not None:
        return [str(event["assignment_id"])]
    if event["contact_id"] is not None:
        return [key for key, row in now.items() if row[0] == str(event["contact_id"])]
    if event["kind"] == "campaign.state_changed":
        return [key for key, row in now.items() if row[1] == str(event["campaign_id"]) and row[2] in RUNNING_STATUSES]
    return []


def _difference(known: tuple[Any, ...] | None, row: tuple[Any, ...]) -> str:
    names = ("contact_id", "campaign_id", *VISIBLE)
    pairs = zip(names, known or (), row, strict=False)
    return "; ".join(f"{name} {before} -> {after}" for name, before, after in pairs if before != after) or "an action"
