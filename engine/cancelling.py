"""Cancels what is planned and has not left: after a reply, a stop, a suppression, or the end of a campaign."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models import ActionState, EventKind, NewEvent, Unit, sql
from models.action import RESERVING

_CHUNK = 5_000  # bound values of one statement; both databases take some 32,000
_SHOWN = "id, workspace_id, campaign_id, assignment_id, contact_id, account_id, kind, state"


async def cancel_planned(unit: Unit, assignment_ids: Sequence[UUID], reason: str) -> int:
    """How many actions were cancelled; what is at Dux-Soup already is not touched. The caller has locked the assignments."""
    cancelled = 0
    for start in range(0, len(assignment_ids), _CHUNK):
        found = await _cancel(unit, assignment_ids[start : start + _CHUNK], reason)
        unit.record(*(_event(row, EventKind.ACTION_CANCELLED, reason) for row in found))
        cancelled += len(found)
    return cancelled


async def call_off(unit: Unit, assignment_ids: Sequence[UUID], reason: str) -> int:
    """As `cancel_planned`, where nothing more shall reach the person: what is or may be at Dux-Soup is reported, as nobody can recall it."""
    cancelled = await cancel_planned(unit, assignment_ids, reason)
    for start in range(0, len(assignment_ids), _CHUNK):
        left = await _beyond_recall(unit, assignment_ids[start : start + _CHUNK])
        unit.record(*(_event(row, EventKind.ACTION_NOT_RECALLED, reason) for row in left))
    return cancelled


async def _cancel(unit: Unit, assignment_ids: Sequence[UUID], reason: str) -> list[dict[str, Any]]:
    """The inner SELECT locks in order of id; an action that begins to be sent meanwhile is planned no longer and stays."""
    lock = "" if sql.dialect(unit.connection) == "sqlite" else "FOR UPDATE"
    listed = sql.in_list(5, len(assignment_ids))
    return await sql.rows(
        unit.connection,
        f"""
        UPDATE action SET state = $1, outcome = $2, finished_at = $3 WHERE state = $4 AND id IN (
            SELECT id FROM action WHERE state = $4 AND assignment_id IN {listed} ORDER BY id {lock}
        ) RETURNING {_SHOWN}
        """,  # noqa: S608 - the list is placeholders, the lock and the columns our own words
        [ActionState.CANCELLED, reason[:64], unit.now, ActionState.PLANNED, *assignment_ids],
    )


async def _beyond_recall(unit: Unit, assignment_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    states = sorted(RESERVING)
    among, listed = sql.in_list(1, len(states)), sql.in_list(1 + len(states), len(assignment_ids))
    statement = f"SELECT {_SHOWN} FROM action WHERE state IN {among} AND assignment_id IN {listed} ORDER BY id"  # noqa: S608 - placeholders and our own words
    return await sql.rows(unit.connection, statement, [*states, *assignment_ids])


def _event(row: Mapping[str, Any], kind: EventKind, reason: str) -> NewEvent:
    action_id = sql.as_id(row["id"])
    return NewEvent(
        kind,
        workspace_id=sql.as_id(row["workspace_id"]),
        campaign_id=sql.as_id(row["campaign_id"]),
        assignment_id=sql.as_id(row["assignment_id"]),
        action_id=action_id,
        contact_id=sql.as_id(row["contact_id"]),
        account_id=sql.as_id(row["account_id"]),
        subject_id=action_id,
        data={"state": row["state"], "kind": row["kind"], "outcome": reason[:64]},
    )
