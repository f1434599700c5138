"""However many look in one moment whether they may still listen, the database is asked once, and each is answered for itself."""

import asyncio

import pytest

from auth import tokens
from auth.access import Access
from auth.viewer import Viewer, viewer_of
from models import ApiToken, Units, Workspace
from tests import factories
from tests.queries import queries
from tests.settable_clock import SettableClock


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


async def _viewers(workspace: Workspace, clock: SettableClock, count: int) -> list[Viewer]:
    found = []
    for _ in range(count):
        minted = tokens.mint()
        await factories.api_token(await factories.member(workspace), minted.hash)
        found.append(await viewer_of(minted.text, clock.wall()))
    return [one for one in found if one is not None]


async def test_all_who_look_in_one_moment_are_looked_up_together(workspace: Workspace, clock: SettableClock) -> None:
    first, *others = await _viewers(workspace, clock, 5)
    await ApiToken.filter(id=first.token_id).update(revoked_at=clock.wall())
    access = Access(clock)
    with queries() as asked:
        assert await asyncio.gather(*map(access.holds, [first, *others])) == [False, True, True, True, True]
    assert len(asked) == 1


async def test_whoever_looks_later_sees_what_is_true_then(workspace: Workspace, clock: SettableClock) -> None:
    [viewer] = await _viewers(workspace, clock, 1)
    access = Access(clock)
    assert await access.holds(viewer)
    await ApiToken.filter(id=viewer.token_id).update(revoked_at=clock.wall())
    assert not await access.holds(viewer)


async def test_who_hangs_up_leaves_the_others_their_answer(workspace: Workspace, clock: SettableClock) -> None:
    first, second = await _viewers(workspace, clock, 2)
    access = Access(clock)
    looking = [asyncio.create_task(access.holds(one)) for one in (first, second)]
    await asyncio.sleep(0)
    looking[0].cancel()
    assert await looking[1]
