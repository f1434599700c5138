"""A seat that two workspaces claim: whoever proves the key has its past, and whoever only names it has nothing of it."""

import pytest

from engine import manual_acts
from models import DuxSoupAccount, LimitHold, ManualAct, StepKind, Units
from tests import factories
from tests.engine.test_carrying_over import Seat, at_home
from tests.factories import START
from tests.settable_clock import SettableClock

K = StepKind


@pytest.fixture
async def seat(units: Units, clock: SettableClock) -> Seat:
    return await at_home(units, clock)


async def test_of_two_that_hold_it_at_once_whoever_proves_the_key_has_what_the_other_did(seat: Seat):
    await seat.doubt(seat.home)
    await seat.connect(seat.away)
    await seat.act(seat.home)
    assert await seat.used(seat.away) == {}
    await seat.prove(seat.away)
    assert await seat.used(seat.away) == {"connect/24": 1, "connect/168": 1, "all/24": 1}


async def test_given_up_it_leaves_what_it_did_to_whoever_waits_for_it(seat: Seat):
    await seat.doubt(seat.home)
    await seat.connect(seat.away)
    await seat.prove(seat.away)
    await seat.act(seat.away)
    await seat.leave(seat.away)
    assert await (await seat.account(seat.home)).contested()
    await seat.prove(seat.home)
    assert await seat.used(seat.home) == {"connect/24": 1, "connect/168": 1, "all/24": 1}


async def test_whoever_only_names_a_seat_neither_hears_of_it_nor_holds_it_up(seat: Seat):
    """Its acts, its hold and its challenge may be invented; before the proof nothing is sent."""
    await seat.act(seat.home)
    await seat.leave(seat.home)
    await seat.connect(seat.away)
    stranger = await seat.account(seat.away)
    assert await stranger.contested()
    await factories.manual_act(stranger)
    await factories.limit_hold(stranger, kind=K.CONNECT)
    assert await ManualAct.filter(account_id=stranger.id, person=manual_acts.OF_ELSEWHERE).count() == 0
    await DuxSoupAccount.filter(id=stranger.id).update(pause_code="challenge", paused_at=START)
    await seat.leave(seat.away)
    await seat.connect(seat.home)
    await seat.prove(seat.home)
    assert await seat.used(seat.home) == {"connect/24": 1, "connect/168": 1, "all/24": 1}
    home = await seat.account(seat.home)
    assert (home.pause_code, await LimitHold.filter(account_id=home.id).count()) == (None, 0)
