"""The order of receipts and their repetition cannot matter: any permutation leaves the same rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import strategies as st

from engine import progress
from engine.reactions import earlier
from models import Action, ActionState, Assignment, Contact, Receipt, Unit, Verdict, facts
from models.lifecycle import change
from tests.properties.laboratory import Laboratory
from tests.properties.promise import Broken, hold
from tests.properties.search import Profile, found_by
from tests.properties.tenant import Tenant

STARTS = ("queued", "parked", "planned again", "called off")
WORDS = (
    "received",
    "done",
    "done again",
    "failed",
    "tag",
    "first degree",
    "reply",
    "note seen",
    "by hand",
    "declined",
    "seen",
)
TOLD = st.lists(
    st.tuples(st.sampled_from(WORDS), st.integers(-60, -1)), min_size=1, max_size=4, unique_by=lambda one: one[0]
)
ORDERS = TOLD.flatmap(
    lambda told: st.tuples(st.sampled_from(STARTS), st.just(told), st.permutations([*told, *told[:2]]))
)
Told = list[tuple[str, int]]
QUIET = ("planned", "cancelled")
FEW = {"sqlite": Profile(12, 4), "postgres": Profile(5, 4)}


def hold_in_all_orders(lab: Laboratory, profile: Profile) -> None:
    found_by(profile, ORDERS, lambda case: lab.runner.run(_same_rows(lab, case)))


async def _same_rows(lab: Laboratory, case: tuple[str, Told, Told]) -> None:
    start, *orders = case
    first, second = [await _told(lab, start, order) for order in orders]
    hold(1, first == second, f"{first} is not {second}")


async def _told(lab: Laboratory, start: str, order: Told) -> list[Any]:
    """The rows after these receipts, of somebody whose invitation is at Dux-Soup, whatever we take it for."""
    of = await lab.fresh()
    connect = await lab.hand_over(of, "taken")
    assert connect is not None
    await lab.units.run(partial(_taken_for, action_id=connect.id, start=start))
    lab.clock.move(hours=2)
    for word, minutes in order:
        moment = lab.clock.now() + timedelta(minutes=minutes)
        await lab.apply(await lab.store(of, _body(of, connect, word, moment)))
        while woken := await Receipt.filter(account_id=of.account.id, verdict=Verdict.WAITING).order_by("id"):
            await lab.apply(woken[0].id)
    return await _rows(connect.assignment_id)


async def _taken_for(unit: Unit, action_id: UUID, start: str) -> None:
    assignment, action = await progress.pair(action_id)
    match start:
        case "parked":
            await action.move(unit, ActionState.PARKED)
        case "planned again" | "called off":
            await change(action, {"state": action.state}, state=ActionState.UNKNOWN)
            await progress.returned(unit, assignment, action, "proved_not_taken")
    if start == "called off":
        await progress.stopped(unit, assignment, "stopped")


def _body(of: Tenant, connect: Action, word: str, at: datetime) -> dict[str, Any]:
    bodies: dict[str, Callable[[], dict[str, Any]]] = {
        "received": lambda: of.command(connect, at, result=True, event="received"),
        "done": lambda: of.command(connect, at, result=True),
        "done again": lambda: of.command(connect, at, result=True),
        "failed": lambda: of.command(connect, at, result=False),
        "tag": lambda: of.seen(at, {"Degree": "2", "Title": "Head of Ops", "My Tags": [f"🦆-{connect.id}-accepted"]}),
        "first degree": lambda: of.seen(at, {"Degree": "1", "Title": "Founder"}),
        "seen": lambda: of.seen(at, {"Title": "Advisor", "Location": "Utrecht"}),
        "reply": lambda: of.letter("Sure!", at),
        "note seen": lambda: of.letter("Hello there", at, sent=True),
        "by hand": lambda: of.letter("By hand", at, sent=True),
        "declined": lambda: of.letter("", at, type="INVITATION_DECLINE"),
    }
    return bodies[word]()


async def _rows(assignment_id: Any) -> list[Any]:
    """Without ids, versions, and what was planned and taken back."""
    row = await Assignment.get(id=assignment_id)
    left_out = {"id", "created_at", "version", "updated_at", "running_contact_id"}
    values = (await Assignment.filter(id=row.id).values())[0]
    columns = {name: value for name, value in values.items() if name not in left_out and not name.endswith("_id")}
    actions = await Action.filter(assignment_id=row.id).order_by("kind", "generation")
    gone = [_plain(action) for action in actions if action.state not in QUIET]
    planned = [(action.kind, action.scheduled_for) for action in actions if action.state == "planned"]
    person = await Contact.get(id=row.contact_id)
    filled = [person.title, person.location, person.company, person.filled]
    return [columns, row.running_contact_id is not None, gone, planned, filled]


def _plain(action: Action) -> tuple[Any, ...]:
    return action.kind, action.state, action.executed_at, action.sent_at, action.outcome, action.failure_told_at


def test_permutation_and_repetition_of_receipts_leave_the_same_rows(lab: Laboratory, dialect: str):
    hold_in_all_orders(lab, FEW[dialect])


async def _last_word_wins(unit: Any, assignment: Any, action: Any, at: datetime, *_: Any, **__: Any) -> None:
    await change(action, {"state": action.state}, state="executed", executed_at=at, outcome="executed")
    await progress.passed(unit, assignment, action, {"executed_at": at, "invited_at": at})


def _latest(_fact: Any, _known: datetime | None, at: datetime) -> datetime:
    return at


async def _forgotten(*_: Any) -> None:
    return


def _only_what_is_empty(contact: Contact, name: str, _value: str, _at: datetime) -> bool:
    return not getattr(contact, name)


ORDER_BUGS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "the last word on an execution wins": (progress, "executed", _last_word_wins),
    "the last fact wins": (facts, "_merge", _latest),
    "what was read before the proof of sending is forgotten": (earlier, "heed", _forgotten),
    "the visit that is read first fills a field": (Contact, "may_fill", _only_what_is_empty),
}


@pytest.mark.parametrize("bug", ORDER_BUGS)
def test_the_property_finds(quick_lab: Laboratory, bug: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(*ORDER_BUGS[bug])
    with pytest.raises(Broken) as found:
        hold_in_all_orders(quick_lab, replace(Profile(60, 4), shrink=False))
    assert found.value.number == 1
