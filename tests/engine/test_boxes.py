"""How far back the boxes are told again: as far as anything may have been missed."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from engine.boxes import days_back
from engine.restored import settle
from models import DuxSoupAccount, Unit
from tests import factories
from tests.engine.conftest import World
from tests.factories import START

DAY = timedelta(days=1)
NOW = START + timedelta(hours=6)
OFFICE_HOURS = [{"weekday": day, "opens": "09:00", "closes": "17:00"} for day in range(7)]
BACK = [
    ("never gone round before", None, timedelta(hours=2), 1),
    ("back after three days", None, timedelta(days=3), 4),
    ("back after a year", None, timedelta(days=400), 30),
    ("the first of a day", timedelta(days=1), timedelta(0), 2),
    ("the first since its hours began", timedelta(hours=7), timedelta(0), 2),
    ("any other", timedelta(minutes=15), timedelta(0), None),
]
# The backup was made so long before the restore, which was so long ago; the account is heard of all the time.
RESTORED = [
    ("back", None, 3, 0, 4),
    ("back a week later", None, 3, 7, 11),
    ("the first since its hours began", timedelta(hours=7), 3, 0, 4),
    ("any other", timedelta(minutes=15), 3, 0, None),
    ("back long after", None, 3, 15, 1),
    ("back, and the backup is old", None, 40, 0, 30),
    ("back, and nothing ran since", None, None, 0, 1),
]


async def _account(heard_at: datetime) -> DuxSoupAccount:
    return await factories.account(last_seen_at=heard_at, working_hours=OFFICE_HOURS)


@pytest.mark.parametrize(("ago", "unheard", "days"), [row[1:] for row in BACK], ids=[row[0] for row in BACK])
async def test_the_boxes_are_told_again_as_far_back_as_may_have_been_missed(
    database: object, ago: timedelta | None, unheard: timedelta, days: int | None
) -> None:
    account = await _account(NOW - unheard)
    assert await days_back(account, None if ago is None else NOW - ago, NOW, NOW) == days


@pytest.mark.parametrize(
    ("ago", "age", "since", "days"), [row[1:] for row in RESTORED], ids=[row[0] for row in RESTORED]
)
async def test_after_a_restore_they_are_told_again_since_the_backup(
    world: World, ago: timedelta | None, age: int | None, since: int, days: int | None
) -> None:
    await DuxSoupAccount.all().update(last_seen_at=NOW, working_hours=OFFICE_HOURS)
    world.clock.set(NOW - since * DAY)
    backup = None if age is None else world.clock.now() - age * DAY
    await world.units.run(partial(settle, epoch=7, since=backup))
    account = await DuxSoupAccount.get(id=world.account.id)
    assert await days_back(account, None if ago is None else NOW - ago, NOW, NOW) == days


async def test_an_account_resumed_outside_its_hours_after_a_restore_is_asked_when_they_begin(world: World) -> None:
    await world.launched()
    await DuxSoupAccount.all().update(working_hours=OFFICE_HOURS)
    world.clock.set(START + timedelta(hours=10))
    await world.units.run(partial(settle, epoch=7, since=world.clock.now() - 3 * DAY))
    await world.receive(world.envelope("rccommand", "ready", {"clientid": "c-1", "exclusions": {}}))

    async def resumed(unit: Unit) -> None:
        await (await DuxSoupAccount.get(id=world.account.id)).resume(unit)

    await world.units.run(resumed)
    assert (await world.rounds.turn(), _asked(world)) == (1, [])
    world.clock.set(START + DAY)
    assert await world.rounds.turn() == 1
    assert _asked(world) == [4, 4, 4]


def _asked(world: World) -> list[int]:
    lines = world.sandbox.ledger("signal", userid=world.account.dux_soup_user_id)
    return [int(line["params"]["daysback"]) for line in lines if line["fate"] in {"waiting", "delivered"}]
