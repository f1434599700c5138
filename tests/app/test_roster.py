"""Workers know who is there, and agree on whose share an account is; a name that is gone is gone for good."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import UUID

import pytest

from app.database import LOST, connect
from app.roster import on_roster
from app.server_roster import ServerRoster
from models import DuxSoupAccount
from tests import factories
from tests.databases import Database

ROOT = Path(__file__).parent.parent.parent
ACCOUNTS = [UUID(int=number * 7919) for number in range(200)]
Arrive = Callable[..., ServerRoster]

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)


@pytest.fixture
async def arrive(database: Database) -> AsyncIterator[Arrive]:
    """Rosters of as many workers as a test wants, all in this process; each has to look before it is there."""
    async with AsyncExitStack() as leaving:

        def make(silent_after: float = 3600) -> ServerRoster:
            roster = ServerRoster(database.url, "here:1", silent_after)
            leaving.push_async_callback(roster.leave)
            return roster

        yield make


async def _looked(*rosters: ServerRoster) -> None:
    """Twice each, so that the first has seen the last."""
    for _ in range(2):
        for roster in rosters:
            await roster.look()


def _shares(*rosters: ServerRoster) -> list[set[UUID]]:
    return [set(filter(roster.mine, ACCOUNTS)) for roster in rosters]


async def _leased_by(name: str | None) -> None:
    await factories.account(await factories.workspace())
    await DuxSoupAccount.all().update(lease_owner=name, lease_until=factories.START)


async def test_who_has_not_looked_yet_has_neither_name_nor_share(arrive: Arrive) -> None:
    roster = arrive()
    assert (roster.name, roster.mine(ACCOUNTS[0])) == (None, False)


async def test_the_only_worker_serves_everybody(arrive: Arrive) -> None:
    roster = arrive()
    await roster.look()
    assert _shares(roster) == [set(ACCOUNTS)]


async def test_workers_have_different_names_and_each_account_is_the_share_of_one(arrive: Arrive) -> None:
    rosters = [arrive() for _ in range(3)]
    await _looked(*rosters)
    shares = _shares(*rosters)
    assert len({roster.name for roster in rosters}) == 3
    assert sum(len(share) for share in shares) == len(ACCOUNTS) == len(set().union(*shares))
    assert all(shares)


async def test_who_leaves_leaves_its_share_and_its_leases_to_the_others(arrive: Arrive) -> None:
    stays, goes = arrive(), arrive()
    await _looked(stays, goes)
    await _leased_by(goes.name)
    await stays.look()
    name, before = goes.name, stays.absent
    await goes.leave()
    await stays.look()
    assert (before, stays.absent, _shares(stays)) == ((), (name,), [set(ACCOUNTS)])


async def test_who_retires_leaves_its_share_and_keeps_its_leases_till_it_goes(arrive: Arrive) -> None:
    stays, retires = arrive(), arrive()
    await _looked(stays, retires)
    await _leased_by(retires.name)
    await retires.retire()
    await stays.look()
    assert (stays.absent, _shares(stays, retires)) == ((), [set(ACCOUNTS), set()])
    assert retires.name is not None


async def test_who_does_not_look_any_more_loses_its_share_but_no_lease(arrive: Arrive) -> None:
    looks, frozen = arrive(silent_after=0.5), arrive()
    await _looked(looks, frozen)
    await _leased_by(frozen.name)
    async with asyncio.timeout(60):
        while _shares(looks) != [set(ACCOUNTS)]:
            await asyncio.sleep(0.05)
            await looks.look()
    assert looks.absent == ()


async def test_who_looks_again_has_its_share_again(arrive: Arrive) -> None:
    looks, thawed = arrive(silent_after=2), arrive()
    await _looked(looks, thawed)
    async with asyncio.timeout(60):
        while _shares(looks) != [set(ACCOUNTS)]:
            await asyncio.sleep(0.1)
            await looks.look()
    async with asyncio.timeout(60):
        while _shares(looks) == [set(ACCOUNTS)]:
            await thawed.look()
            await looks.look()


async def test_who_lost_its_connection_has_no_name_until_it_comes_back_under_another(
    arrive: Arrive, database: Database
) -> None:
    other, cut = arrive(), arrive()
    await _looked(other, cut)
    before = cut.name
    await _leased_by(before)
    await _cut(database, cut)
    async with asyncio.timeout(60):
        while cut.name is not None:
            await other.look()
    assert not any(map(cut.mine, ACCOUNTS))
    await _looked(cut, other)
    assert cut.name not in {None, before}
    assert (other.absent, cut.absent) == ((before,), (before,))


async def test_a_database_that_is_away_is_said_and_leaves_no_name(arrive: Arrive) -> None:
    roster = ServerRoster("postgres://chaknal@/nowhere_test?host=/nowhere", "here:1")
    with pytest.raises(LOST):
        await roster.look()
    assert roster.name is None
    await roster.retire()
    await roster.leave()


async def test_a_killed_worker_is_absent_though_its_lease_would_last(arrive: Arrive, database: Database) -> None:
    await factories.account(await factories.workspace())
    command = [sys.executable, "-m", "tests.app.holding_lease", database.url]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    name = (await process.stdout.readline()).decode().strip()
    roster = arrive()
    await roster.look()
    assert (name.startswith("doomed:"), roster.absent) == (True, ())
    process.kill()
    await process.wait()
    async with asyncio.timeout(60):
        while roster.absent != (name,):
            await roster.look()


async def test_only_time_ends_a_lease_under_a_name_that_is_no_workers(arrive: Arrive) -> None:
    roster = arrive()
    await _leased_by("somebody else")
    await roster.look()
    assert roster.absent == ()


async def test_the_roster_of_a_server_is_left_at_the_end_of_the_block(database: Database, arrive: Arrive) -> None:
    stays = arrive()
    async with on_roster(database.url) as goes:
        await goes.look()
        await stays.look()
        assert len(_shares(stays)[0]) < len(ACCOUNTS)
    await stays.look()
    assert _shares(stays) == [set(ACCOUNTS)]


async def _cut(database: Database, roster: ServerRoster) -> None:
    """As an operator may, or a network between."""
    own, key = await connect(database.url), int(str(roster.name).rpartition(":")[2], 16)
    try:
        await own.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1", key
        )
    finally:
        await own.close()
