"""A seat that works for another workspace goes on from what it did before: its windows hold, and nothing tells to whom it was done."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from tortoise import connections

from engine import account as accounts
from engine import limits, manual_acts
from engine.account import AccountDraft
from engine.manual_acts import Act
from models import (
    Action,
    ActionState,
    DuxSoupAccount,
    ManualAct,
    Step,
    StepKind,
    Unit,
    Units,
    Workspace,
)
from tests import factories
from tests.factories import START
from tests.settable_clock import SettableClock

S, K = ActionState, StepKind
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
USER = "100000000000000000001"


@dataclass
class Seat:
    """One Dux-Soup user, and the two workspaces that it works for in turn."""

    units: Units
    clock: SettableClock
    home: Workspace
    away: Workspace
    acts: int = 0

    async def account(self, of: Workspace) -> DuxSoupAccount:
        return await DuxSoupAccount.get(workspace_id=of.id, dux_soup_user_id=USER)

    async def connect(self, to: Workspace) -> None:
        draft = AccountDraft(USER, factories.AUTH_KEY, "sam@example.com", "Sam", "Seat")
        await self.units.run(partial(accounts.connect, ring=factories.RING, workspace_id=to.id, draft=draft))

    async def leave(self, of: Workspace) -> None:
        async def work(unit: Unit) -> None:
            await accounts.disconnect(unit, await accounts.locked(of.id, (await self.account(of)).id))

        await self.units.run(work)

    async def move(self, *homes: Workspace) -> None:
        """From the first of them to each of the others in turn."""
        for before, after in pairwise(homes):
            await self.leave(before)
            await self.connect(after)
            await self.prove(after)

    async def doubt(self, of: Workspace) -> None:
        """Its key was replaced, and the new one is not proven yet."""
        await DuxSoupAccount.filter(workspace_id=of.id, dux_soup_user_id=USER).update(verified_at=None)

    async def prove(self, of: Workspace) -> None:
        account = await self.account(of)
        proven = account.sealed_auth_key or ""
        await self.units.run(partial(accounts.verified, ring=factories.RING, account=account, proven=proven))

    async def act(
        self, of: Workspace, state: ActionState = S.EXECUTED, kind: StepKind = K.CONNECT, **more: Any
    ) -> Action:
        """Just now, if nothing else is said."""
        self.acts += 1
        campaign, account = await factories.campaign(of), await self.account(of)
        step = await Step.get(sequence=await factories.sequence(campaign, kind))
        given: dict[str, Any] = {"state": state, "sent_at": self.clock.now(), "message_id": f"m-{self.acts}"}
        given |= {"executed_at": self.clock.now()} if state is S.EXECUTED else {}
        return await factories.action(await factories.assignment(campaign), step, account, **(given | more))

    async def keep(self, of: Workspace, act: Act) -> None:
        account = await self.account(of)
        await self.units.run(partial(manual_acts.keep, account=account, act=act))

    async def used(self, of: Workspace) -> dict[str, int]:
        """In each window in which anything is."""
        found = await limits.usage(connections.get("default"), await self.account(of), self.clock.now())
        return {_named(one.limit): one.used for one in found if one.used}


def _named(limit: limits.Limit) -> str:
    return f"{limit.kind or 'all'}{'+note' if limit.with_note else ''}/{limit.hours}"


async def at_home(units: Units, clock: SettableClock) -> Seat:
    made = Seat(units, clock, await factories.workspace(), await factories.workspace())
    await made.connect(made.home)
    await made.prove(made.home)
    return made


@pytest.fixture
async def seat(units: Units, clock: SettableClock) -> Seat:
    return await at_home(units, clock)


WINDOWS: list[tuple[StepKind, bool, timedelta, set[str]]] = [
    (K.CONNECT, True, 23 * HOUR, {"connect/24", "connect/168", "connect+note/720", "all/24"}),
    (K.CONNECT, True, 6 * DAY, {"connect/168", "connect+note/720"}),
    (K.CONNECT, True, 29 * DAY, {"connect+note/720"}),
    (K.CONNECT, False, 6 * DAY, {"connect/168"}),
    (K.CONNECT, True, 30 * DAY, set()),
    (K.MESSAGE, False, HOUR, {"message/24", "all/24"}),
    (K.VISIT, False, 24 * HOUR, set()),
]


@pytest.mark.parametrize(("kind", "noted", "age", "windows"), WINDOWS)
async def test_what_was_carried_out_counts_in_every_window_there(
    seat: Seat, kind: StepKind, noted: bool, age: timedelta, windows: set[str]
):
    at = START - age
    await seat.act(seat.home, kind=kind, with_note=noted, sent_at=at, executed_at=at)
    before = await seat.used(seat.home)
    await seat.move(seat.home, seat.away)
    assert await seat.used(seat.away) == before == dict.fromkeys(windows, 1)


async def test_notes_that_are_used_up_in_one_workspace_are_used_up_in_the_next(seat: Seat):
    for _ in range(3):
        await seat.act(seat.home, with_note=True)
    seat.clock.move(days=2)
    await seat.move(seat.home, seat.away)
    found = await limits.usage(connections.get("default"), await seat.account(seat.away), seat.clock.now())
    full = limits.blocked(found, K.CONNECT, with_note=True)
    assert full is not None
    assert (full.limit.code, full.used, full.by_hand, full.left) == ("note_limit", 3, 3, 0)
    assert full.resets_at == START + 30 * DAY


@pytest.mark.parametrize("state", [S.SENDING, S.QUEUED, S.UNKNOWN])
async def test_what_is_still_under_way_counts_for_as_long_as_it_may_take_to_be_carried_out(
    seat: Seat, state: ActionState
):
    await seat.act(seat.home, state, sent_at=START - 40 * DAY)
    await seat.move(seat.home, seat.away)
    for days in (0, 3, 7):
        seat.clock.set(START + days * DAY)
        assert await seat.used(seat.away) == {"connect/24": 1, "connect/168": 1, "all/24": 1}
    seat.clock.set(START + 8 * DAY)
    assert await seat.used(seat.away) == {"connect/168": 1}


AT_AN_END = [(S.PARKED, 1), (S.CANCELLED, 1), (S.FAILED, 0), (S.REJECTED, 0), (S.PLANNED, 0)]


@pytest.mark.parametrize(("state", "used"), AT_AN_END)
async def test_what_ended_otherwise_counts_as_it_did_from_when_it_was_sent(seat: Seat, state: ActionState, used: int):
    await seat.act(seat.home, state, sent_at=START - 6 * DAY)
    before = await seat.used(seat.home)
    await seat.move(seat.home, seat.away)
    assert await seat.used(seat.away) == before == ({"connect/168": 1} if used else {})


async def test_what_was_done_by_hand_counts_there_too_unless_it_was_ours_after_all(seat: Seat):
    account = await seat.account(seat.home)
    await factories.manual_act(account, with_note=True, at=START - 6 * DAY)
    await factories.manual_act(account, kind=K.MESSAGE, action_id=factories.some_id())
    await seat.move(seat.home, seat.away)
    assert await seat.used(seat.away) == {"connect/168": 1, "connect+note/720": 1}


async def test_what_no_window_reaches_any_more_is_left_behind(seat: Seat):
    old = START - 31 * DAY
    await seat.act(seat.home, sent_at=old, executed_at=old)
    await seat.act(seat.home, S.PARKED, sent_at=old)
    await factories.manual_act(await seat.account(seat.home), at=old)
    await seat.move(seat.home, seat.away)
    assert await _carried(seat.away) == []


async def test_back_again_everything_counts_once(seat: Seat):
    await seat.act(seat.home)
    await factories.manual_act(await seat.account(seat.home), kind=K.MESSAGE)
    await seat.move(seat.home, seat.away)
    await seat.act(seat.away, kind=K.VISIT)
    await factories.manual_act(await seat.account(seat.away), kind=K.FOLLOW)
    everything = {"connect/24": 1, "connect/168": 1, "message/24": 1, "visit/24": 1, "follow/24": 1, "all/24": 4}
    for place in (seat.home, seat.away):
        await seat.move(*([seat.away, seat.home] if place is seat.home else [seat.home, seat.away]))
        assert await seat.used(place) == everything
        await seat.prove(place)
        assert await seat.used(place) == everything


async def test_what_became_of_it_meanwhile_counts_and_not_what_was_known_before(seat: Seat):
    action = await seat.act(seat.home, S.QUEUED)
    await seat.move(seat.home, seat.away, seat.home)
    seat.clock.move(days=10)
    await Action.filter(id=action.id).update(state=S.EXECUTED, executed_at=seat.clock.now())
    await seat.move(seat.home, seat.away)
    assert [act.at for act in await _carried(seat.away)] == [START + 10 * DAY]


async def test_a_third_workspace_has_it_from_where_it_was_done(seat: Seat):
    third = await factories.workspace()
    await seat.act(seat.home)
    await seat.move(seat.home, seat.away, third)
    assert await seat.used(third) == {"connect/24": 1, "connect/168": 1, "all/24": 1}


async def test_connected_again_in_the_same_workspace_it_has_its_own_ledger_alone(seat: Seat):
    await seat.act(seat.home)
    await seat.move(seat.home, seat.home)
    assert await seat.used(seat.home) == {"connect/24": 1, "connect/168": 1, "all/24": 1}
    assert await _carried(seat.home) == []


async def test_nothing_of_another_seat_is_carried_over(seat: Seat):
    await factories.manual_act(await factories.account(seat.home))
    await seat.move(seat.home, seat.away)
    assert await ManualAct.filter(workspace_id=seat.away.id).count() == 0


FACT = Act(K.CONNECT, START, "b" * 64, "a" * 64, reported=True, command_id="m-1")


async def test_what_was_under_way_counts_at_its_own_time_once_it_is_told_of_there_and_once_at_home(seat: Seat):
    action = await seat.act(seat.home, S.QUEUED, message_id="m-1")
    await seat.move(seat.home, seat.away)
    seat.clock.move(days=2)
    await seat.keep(seat.away, replace(FACT, at=seat.clock.now(), with_note=True))
    for _ in range(2):
        assert await seat.used(seat.away) == dict.fromkeys(
            ("connect/24", "connect/168", "connect+note/720", "all/24"), 1
        )
        await seat.prove(seat.away)
    await seat.move(seat.away, seat.home)
    assert await seat.used(seat.home) == {"connect/24": 1, "connect/168": 1, "all/24": 1}
    await Action.filter(id=action.id).update(state=S.FAILED)
    await seat.move(seat.home, seat.home)
    assert (await seat.used(seat.home))["connect/24"] == 1


async def test_what_comes_of_a_command_beside_it_is_an_act_of_its_own(seat: Seat):
    await seat.act(seat.home, S.QUEUED, message_id="m-1")
    await seat.move(seat.home, seat.away)
    await seat.keep(seat.away, replace(FACT, kind=K.VISIT))
    assert (await seat.used(seat.away))["connect/24"] == 1
    await seat.prove(seat.away)
    assert await seat.used(seat.away) == {"connect/24": 1, "connect/168": 1, "visit/24": 1, "all/24": 2}


async def test_a_letter_that_both_are_told_of_is_one_letter(seat: Seat):
    letter = Act(K.MESSAGE, START, "b" * 64, "a" * 64)
    await seat.keep(seat.home, letter)
    await seat.keep(seat.home, replace(letter, key="c" * 64))
    await seat.move(seat.home, seat.away)
    assert await seat.used(seat.away) == {"message/24": 2, "all/24": 2}
    await seat.keep(seat.away, letter)
    assert await seat.used(seat.away) == {"message/24": 2, "all/24": 2}
    await seat.move(seat.away, seat.home)
    assert await seat.used(seat.home) == {"message/24": 2, "all/24": 2}


async def test_nothing_of_whom_and_what_goes_along(seat: Seat):
    secret: dict[str, Any] = {"text": "Hello Ada", "subject": "Ada", "payload_hash": "d" * 64, "outcome": "accepted"}
    action = await seat.act(seat.home, message_id=None, **secret)
    by_hand = await factories.manual_act(await seat.account(seat.home), reported=True)
    await seat.move(seat.home, seat.away)
    carried = await _carried(seat.away)
    told = " ".join(f"{act.key} {act.person} {act.command_id} {act.account_id}" for act in carried)
    theirs = (action.id, action.assignment_id, action.step_id, action.account_id, action.campaign_id, action.contact_id)
    hidden = [*map(str, theirs), str(seat.home.id), *secret.values(), str(by_hand.id), by_hand.key, by_hand.person]
    assert (len(carried), [word for word in hidden if word in told]) == (2, [])
    assert {(act.workspace_id, act.person, act.action_id, act.reported) for act in carried} == {
        (seat.away.id, "elsewhere", None, False)
    }


async def _carried(to: Workspace) -> list[ManualAct]:
    return await ManualAct.filter(workspace_id=to.id, person=manual_acts.OF_ELSEWHERE)
