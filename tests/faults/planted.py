"""Bugs that a judge has to find, or it would find nothing in the product either."""

from collections.abc import Callable
from typing import Any

from engine import claims, dispatcher, reconcile
from engine.outcome import Queued, Unclear
from models import Action, ActionState


async def _to_the_plan(unit: Any, account: Any, taken: Any) -> None:
    orphans = Action.filter(account_id=account.id, state=ActionState.SENDING, epoch__lt=taken.epoch)
    await orphans.update(state=ActionState.PLANNED, sent_at=None)


async def _untaken(*_: Any) -> bool:
    return True


def _resend_what_was_interrupted() -> None:
    """What most queues do: a crashed worker's work is done again."""
    claims._disown = _to_the_plan


def _take_absence_for_proof() -> None:
    reconcile._proved_untaken = _untaken  # type: ignore[assignment]  # a bug may look unlike what it replaces


def _take_no_answer_for_taken() -> None:
    """Sending and forgetting: what was lost on the way is never missed."""
    real = dispatcher.settle

    async def settle(unit: Any, claimed: Any, outcome: Any) -> None:
        await real(unit, claimed, Queued(None) if isinstance(outcome, Unclear) else outcome)

    dispatcher.settle = settle


BUGS: dict[str, Callable[[], None]] = {
    "interrupted_is_sent_again": _resend_what_was_interrupted,
    "absence_is_proof": _take_absence_for_proof,
    "no_answer_is_taken": _take_no_answer_for_taken,
}


def plant(name: str) -> None:
    BUGS[name]()
