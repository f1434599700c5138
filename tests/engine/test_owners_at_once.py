"""Two owners who leave, or put each other out, at once: the second waits, and stays."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from engine import member as members
from models import Member, Role, Unit, Units
from models.errors import IllegalTransition
from tests import factories
from tests.databases import Database
from tests.overlap import overlapped

Act = Callable[..., Awaitable[Any]]


async def _removed(unit: Unit, owner: Member) -> None:
    await members.remove(unit, owner.workspace_id, Role.OWNER, owner.id)


async def _made_admin(unit: Unit, owner: Member) -> None:
    await members.change_role(unit, owner.workspace_id, Role.OWNER, owner.id, Role.ADMIN)


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
@pytest.mark.parametrize("acts", [(_removed, _removed), (_made_admin, _removed), (_made_admin, _made_admin)])
async def test_of_two_owners_who_go_at_once_one_stays(units: Units, database: Database, acts: tuple[Act, Act]) -> None:
    home = await factories.workspace()
    first, second = [await factories.member(home, Role.OWNER) for _ in range(2)]
    with pytest.raises(IllegalTransition):
        await overlapped(units, database, partial(acts[0], owner=first), partial(acts[1], owner=second))
    assert [one.id for one in await Member.owners(home.id)] == [second.id]
