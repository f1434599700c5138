"""Every worker gets its part, and a part moves only when its worker comes or goes."""

from collections import Counter
from uuid import UUID

from engine import share
from models.ids import new_id

ACCOUNTS = [UUID(int=number * 7919) for number in range(3000)]


def _held(*keys: int) -> dict[UUID, int]:
    return {account: share.holder(keys, account) for account in ACCOUNTS}


def test_each_of_several_workers_has_about_as_much_as_any_other():
    counts = Counter(_held(11, 2_000_000_000, 77, 5).values())
    assert len(counts) == 4
    assert all(abs(count - 750) < 150 for count in counts.values()), counts


def test_ids_made_in_one_moment_are_spread_too():
    counts = Counter(share.holder((1, 2), new_id()) for _ in range(2000))
    assert all(abs(count - 1000) < 200 for count in counts.values()), counts


def test_the_share_of_one_that_goes_is_divided_and_everybody_else_keeps_theirs():
    before, after = _held(1, 2, 3), _held(1, 3)
    assert all(after[account] == holder for account, holder in before.items() if holder != 2)
    assert {after[account] for account, holder in before.items() if holder == 2} == {1, 3}


def test_who_holds_what_does_not_depend_on_the_order_in_which_workers_are_seen():
    assert _held(1, 2, 3) == _held(3, 1, 2)
