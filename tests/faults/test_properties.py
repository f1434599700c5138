"""The properties of docs/properties.md at length: as many histories as an hour has room for, each run from another seed."""

from math import ceil

import pytest

from tests.properties.conftest import folder, lab
from tests.properties.laboratory import Laboratory
from tests.properties.search import Profile, hold_in_all
from tests.properties.test_order import hold_in_all_orders

__all__ = ["folder", "lab"]

pytestmark = [pytest.mark.faults, pytest.mark.timeout(7200)]
HISTORIES = {"sqlite": (2000, 60), "postgres": (300, 40)}
ORDERS = {"sqlite": 2000, "postgres": 300}


def test_every_long_history_keeps_the_promises(lab: Laboratory, dialect: str, seed: int, share: float):
    count, longest = HISTORIES[dialect]
    hold_in_all(lab, Profile(ceil(count * share), longest, seed))


def test_no_order_of_receipts_matters(lab: Laboratory, dialect: str, seed: int, share: float):
    hold_in_all_orders(lab, Profile(ceil(ORDERS[dialect] * share), 4, seed))
