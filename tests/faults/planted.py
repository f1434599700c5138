"""Bugs that a judge has to find, or it would find nothing in the product either."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from app import migrations, serving, socket_adapter
from app.socket_protocol import SocketProtocol
from engine import claims, dispatcher, lease, reconcile
from engine.claims import Claimant
from engine.dispatcher import Dispatcher
from engine.idle import Idle
from engine.outcome import Queued, Unclear
from models import Action, ActionState
from models.facts import Facts
from webhooks.duxsoup.store import Arrival
from webhooks.gathering import Gathering

# Wall seconds from the thanks to the storing, and so the time in which a kill loses what was thanked for.
STORED_AFTER = 2.0


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


def _ask_no_fence() -> None:
    """Who holds the lease at the claim sends, however long after it."""
    lease.Lease.check = lambda *_: None  # type: ignore[method-assign]  # a bug may look unlike what it replaces
    lease.Lease.outlasts_the_send = lambda *_: True  # type: ignore[method-assign]  # as above


def _store_whatever_comes_late() -> None:
    """By the action's id alone: neither the epoch nor the state is asked."""

    async def settle(unit: Any, claimed: Any, outcome: Any) -> None:
        state = {Queued: ActionState.QUEUED, Unclear: ActionState.UNKNOWN}.get(type(outcome), ActionState.PLANNED)
        await Action.filter(id=claimed.action_id).update(state=state, outcome=getattr(outcome, "code", "queued"))

    dispatcher.settle = settle


def _send_inside_the_claim() -> None:
    """One transaction for claim, call and outcome: what was sent is not on record while it is sent."""

    async def turn(self: Any, account_id: Any) -> Any:
        async def work(unit: Any) -> Any:
            claimant = Claimant(self._owner.name, self._units.clock.monotonic(), tuple(self._owner.absent))
            claimed = await claims.claim(unit, self._ring, account_id, claimant)
            if isinstance(claimed, Idle):
                return claimed
            await dispatcher.settle(unit, claimed, await self.perform(claimed))
            return None

        return await self._units.run(work)

    Dispatcher.turn = turn  # type: ignore[method-assign,assignment]  # as above


def _thank_before_storing() -> None:
    real = Gathering.ask

    async def ask(self: Any, one: Any) -> Any:
        if not isinstance(one, Arrival):
            return await real(self, one)
        loop = asyncio.get_running_loop()
        loop.call_later(STORED_AFTER, lambda: loop.create_task(real(self, one)))
        return True

    Gathering.ask = ask  # type: ignore[method-assign]  # as above


def _let_the_last_word_win() -> None:
    """What a table with a column for the status does: whatever comes in takes the place of what was known."""

    def merged(self: Facts, fact: Any, at: Any, *, implied: bool = False) -> Facts:
        return replace(Facts(self.launched_at, implied=implied), **{f"{fact}_at": at})

    Facts.merged = merged  # type: ignore[method-assign]  # as above


def _wait_for_everybody() -> None:
    """As a server does that thinks of its own end alone."""
    socket_adapter.SEND_SECONDS = 1_000_000
    serving.__dict__["PONG_SECONDS"] = None  # where it is used is what is meant


def _keep_what_is_not_taken() -> None:
    """A queue for each subscriber, as long as it gets."""
    _wait_for_everybody()
    SocketProtocol.pause_writing = lambda *_: None  # type: ignore[method-assign]  # as above


@asynccontextmanager
async def _together(url: str) -> AsyncIterator[None]:
    yield


def _migrate_together() -> None:
    """Each looks what there is to do, and does it."""
    migrations._alone = _together


BUGS: dict[str, Callable[[], None]] = {
    "interrupted_is_sent_again": _resend_what_was_interrupted,
    "absence_is_proof": _take_absence_for_proof,
    "no_answer_is_taken": _take_no_answer_for_taken,
    "fence_is_not_asked": _ask_no_fence,
    "late_outcome_is_stored": _store_whatever_comes_late,
    "sent_inside_the_claim": _send_inside_the_claim,
    "thanked_before_stored": _thank_before_storing,
    "last_word_wins": _let_the_last_word_win,
    "everybody_is_waited_for": _wait_for_everybody,
    "untaken_is_kept": _keep_what_is_not_taken,
    "all_migrate_together": _migrate_together,
}


def plant(name: str) -> None:
    BUGS[name]()
