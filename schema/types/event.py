"""The log as the API shows it: three shapes of one entry."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from events.cursor import encode
from models import ActionState, AssignmentStatus, EventKind
from models.sql import as_id, as_json, as_time
from schema.scalars import Cursor
from schema.types.node import Node, one

if TYPE_CHECKING:
    from schema.types.action import Action
    from schema.types.assignment import Assignment
    from schema.types.campaign import Campaign
    from schema.types.member import Member


@strawberry.interface(
    description="An entry of the workspace's log; none is ever changed or taken out, but texts of erased persons."
)
class Event(Node):
    cursor: Cursor = strawberry.field(description="Its place in the log, for `after` of a feed.")
    occurred_at: datetime = strawberry.field(description="When it was written down; a fact's own time may be earlier.")
    actor_id: strawberry.Private[str | None]
    campaign_id: strawberry.Private[str | None]
    assignment_id: strawberry.Private[str | None]
    actor: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one(
        "member", "actor_id", description="Who did it. null: the product itself, or Dux-Soup."
    )
    campaign: Annotated["Campaign", strawberry.lazy("schema.types.campaign")] | None = one(
        "campaign", description="null: it is about none."
    )
    assignment: Annotated["Assignment", strawberry.lazy("schema.types.assignment")] | None = one(
        "assignment", description="null: it is about none."
    )


@strawberry.type(description="The facts of an assignment amount to something else.")
class StatusChanged(Event):
    from_status: AssignmentStatus | None = strawberry.field(description="null: the assignment was made by it.")
    to_status: AssignmentStatus = strawberry.field(description="What they amount to from here on.")
    reason: str | None = strawberry.field(description="As a person gave it, or a word for what was learnt. null: none.")


@strawberry.type(description="An action got further, or back.")
class ActionChanged(Event):
    state: ActionState = strawberry.field(description="Which it reached then.")
    action_id: strawberry.Private[str | None]
    action: Annotated["Action", strawberry.lazy("schema.types.action")] | None = one(
        "action", description="As it is now. null: it was erased."
    )


@strawberry.type(description="Whatever else happened.")
class RecordChanged(Event):
    kind: str = strawberry.field(description="One of the words of docs/reference/events.md; new ones may come.")
    subject_id: strawberry.ID = strawberry.field(description="Of what it is about; `node` may know it.")
    data: JSON | None = strawberry.field(
        description="An object whose shape depends on `kind`. null: there is nothing to add."
    )


# What else is told of an action (that it was repeated, that nobody could recall it) is no change of it.
_MOVES = {f"action.{state.value}": state for state in ActionState}


# By which an erasure finds whom an entry was about: nobody's to see.
_UNSEEN = frozenset({"hashes"})


def of(row: Mapping[str, Any], epoch: int) -> Event:
    """`epoch` is the workspace's: the cursor of an event is a place in its log."""
    kind, data = EventKind(row["kind"]), as_json(row["data"])
    shared = _shared(row, epoch)
    if kind is EventKind.STATUS_CHANGED:
        before = data["from"] and AssignmentStatus(data["from"])
        return StatusChanged(
            **shared, from_status=before, to_status=AssignmentStatus(data["to"]), reason=data.get("reason")
        )
    if kind in _MOVES:
        return ActionChanged(**shared, state=_MOVES[kind], action_id=_text(row["action_id"]))
    shown: Any = {name: value for name, value in data.items() if name not in _UNSEEN} if data else data
    return RecordChanged(**shared, kind=kind.value, subject_id=strawberry.ID(str(row["subject_id"])), data=shown)


def _shared(row: Mapping[str, Any], epoch: int) -> dict[str, Any]:
    workspace_id: UUID = as_id(row["workspace_id"])
    return {
        "id": strawberry.ID(str(row["id"])),
        "cursor": Cursor(encode(workspace_id, epoch, row["position"])),
        "occurred_at": as_time(row["occurred_at"]),
        "actor_id": _text(row["actor_id"]),
        "campaign_id": _text(row["campaign_id"]),
        "assignment_id": _text(row["assignment_id"]),
    }


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
