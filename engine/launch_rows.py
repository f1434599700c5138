"""Writes a launch: assignments, first actions and events, in few statements however many people it is for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from engine import planner
from engine.calendar import calendar_of
from engine.follow_up import policy_of
from engine.launch_checks import Candidate, Conditions
from engine.planner import Plan, Standing
from models import AssignmentStatus, Campaign, DuxSoupAccount, EventKind, Facts, NewEvent, Unit, sql
from models.ids import new_id


@dataclass(frozen=True, slots=True)
class _Start:
    """Where one assignment begins."""

    candidate: Candidate
    facts: Facts
    move: planner.Move
    action_id: UUID
    deadline_at: datetime | None

    @property
    def plan(self) -> Plan | None:
        return self.move if isinstance(self.move, Plan) else None

    @property
    def next_step(self) -> int | None:
        return None if isinstance(self.move, planner.NothingLeft) else self.move.stage.position


async def write(
    unit: Unit, campaign: Campaign, conditions: Conditions, account: DuxSoupAccount, ready: Sequence[Candidate]
) -> None:
    starts = [_start(unit, conditions, account, candidate) for candidate in ready]
    await _update_assignments(unit, conditions, account, starts)
    await _insert_actions(unit, campaign, account, starts)
    for start in starts:
        unit.record(_launched_event(campaign, account, start))
        if start.plan is not None:
            unit.record(_planned_event(campaign, account, start, start.plan))


def _start(unit: Unit, conditions: Conditions, account: DuxSoupAccount, candidate: Candidate) -> _Start:
    facts = replace(candidate.facts, launched_at=unit.now)
    policy = policy_of(conditions.campaign)
    standing = Standing(candidate.id, 0, unit.now, facts)
    move = planner.next_move(standing, conditions.stages, policy, calendar_of(account))
    deadline = planner.deadline(
        facts,
        policy,
        invited_at=None,
        last_at=unit.now,
        finished=isinstance(move, planner.NothingLeft),
        addresses=any(stage.kind in planner.ADDRESSING_KINDS for stage in conditions.stages),
    )
    return _Start(candidate, facts, move, new_id(), deadline)


async def _update_assignments(
    unit: Unit, conditions: Conditions, account: DuxSoupAccount, starts: Sequence[_Start]
) -> None:
    statement = """
        UPDATE assignment SET status = $1, launched_at = $2, updated_at = $3, account_id = $4, sequence_id = $5,
          running_contact_id = $6, next_step = $7, next_at = $8, deadline_at = $9, version = version + 1,
          blocker = NULL, blocker_note = NULL
        WHERE id = $10"""
    await sql.update(
        unit.connection,
        statement,
        [
            (
                start.facts.status(), unit.now, unit.now, account.id, conditions.sequence_id, _place(start),
                start.next_step, start.plan.at if start.plan else None, start.deadline_at, start.candidate.id,
            )
            for start in starts
        ],
    )  # fmt: skip


def _place(start: _Start) -> UUID | None:
    """Facts from before may already end it, and then it takes no place in the running."""
    ended = {AssignmentStatus.COMPLETED, AssignmentStatus.NOT_ACCEPTED, AssignmentStatus.BLACKLISTED}
    return None if start.facts.status() in ended else start.candidate.contact.id


_ACTION_COLUMNS = (
    "id", "created_at", "workspace_id", "assignment_id", "step_id", "account_id", "campaign_id", "contact_id",
    "generation", "kind", "state", "scheduled_for", "epoch", "attempts", "with_note", "unconfirmed", "refusals",
    "opens",
)  # fmt: skip


async def _insert_actions(unit: Unit, campaign: Campaign, account: DuxSoupAccount, starts: Sequence[_Start]) -> None:
    rows = [
        (
            start.action_id, unit.now, campaign.workspace_id, start.candidate.id, start.plan.stage.step_id, account.id,
            campaign.id, start.candidate.contact.id, 1, start.plan.stage.kind, "planned", start.plan.at, 0, 0, False, False, 0,
            True,
        )
        for start in starts
        if start.plan is not None
    ]  # fmt: skip
    if rows:
        await sql.insert(unit.connection, "action", _ACTION_COLUMNS, rows)


def _launched_event(campaign: Campaign, account: DuxSoupAccount, start: _Start) -> NewEvent:
    return NewEvent(
        EventKind.STATUS_CHANGED,
        workspace_id=campaign.workspace_id,
        campaign_id=campaign.id,
        assignment_id=start.candidate.id,
        contact_id=start.candidate.contact.id,
        account_id=account.id,
        member_id=start.candidate.member_id,
        subject_id=start.candidate.id,
        data={"from": "pending", "to": start.facts.status().value, "reason": "launched"},
    )


def _planned_event(campaign: Campaign, account: DuxSoupAccount, start: _Start, plan: Plan) -> NewEvent:
    return NewEvent(
        EventKind.ACTION_PLANNED,
        workspace_id=campaign.workspace_id,
        campaign_id=campaign.id,
        assignment_id=start.candidate.id,
        action_id=start.action_id,
        contact_id=start.candidate.contact.id,
        account_id=account.id,
        subject_id=start.action_id,
        data={"state": "planned", "kind": plan.stage.kind.value, "outcome": None},
    )
