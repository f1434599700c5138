"""Pieces of planted bugs that a judge overlooks who only asks now and then, or only one row."""

from typing import Any

from engine import follow_up, holds, progress, reconcile
from engine.reactions import exclusions
from models import Action, ActionState, Assignment, CampaignState, Unit
from models.lifecycle import change


async def quietly_paused(self: Assignment, unit: Unit, _reason: str | None) -> None:
    version = {"version": self.version}
    await change(self, version, version=self.version + 1, updated_at=unit.now, paused_at=unit.now)


async def quietly_sent(self: Action, unit: Unit, to: ActionState, *, real: Any = Action.move, **values: Any) -> None:
    before = len(unit.events)
    await real(self, unit, to, **values)
    if to is ActionState.SENDING:
        del unit.events[before:]


async def passed_over(unit: Unit, assignment: Assignment, action: Action) -> None:
    await progress.passed(unit, assignment, action)


async def of_this_campaign(*_: Any) -> tuple[list[Any], int]:
    return [], 0


async def unreported(*_: Any) -> list[Any]:
    return []


def called_off(action: Action) -> bool:
    return action.state is ActionState.CANCELLED


async def taken_at_any_word(case: Any, finding: Any, real: Any = exclusions.heard) -> None:
    for one in await Action.filter(account_id=case.sender.id, state=ActionState.UNKNOWN).order_by("id"):
        assignment, action = await progress.pair(one.id)
        await progress.taken(case.unit, assignment, action, "received")
    await real(case, finding)


def watched_without_a_break(action: Action, looked: Any, real: Any = reconcile._reachable) -> float:
    last = action.answered_wall
    return 0.0 if last is not None and looked - last > reconcile.LONGEST_GAP else float(real(action, looked))


async def standing_still(assignment: Any, campaign: Any, *more: Any, real: Any = follow_up._move) -> Any:
    return await real(assignment, campaign, *more) if campaign.state is CampaignState.RUNNING else None


async def without_an_end(unit: Unit, account: Any, real: Any = holds.holding) -> Any:
    if account.paused_until is not None:
        account.paused_at = None
    return await real(unit, account)


def as_if_open(limit: Any, *_: Any) -> Any:
    return limit
