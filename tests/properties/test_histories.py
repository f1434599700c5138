"""Whatever happens, in whatever order: the promises of docs/properties.md hold after every step."""

import pytest

from tests.properties.history import History, live
from tests.properties.laboratory import Laboratory
from tests.properties.search import Profile, hold_in_all

FEW = {"sqlite": Profile(20, 30), "postgres": Profile(6, 24)}
# What the long form found, and what it broke.
FOUND: dict[str, History] = {
    "an earlier acceptance after the reply moved a time unseen": [
        ("hand over", "taken"), ("reply", ""), ("back", "1"), ("reader", ""), ("reader", ""), ("tell", "tag"), ("read", ""),
    ],
    "a distance that was seen changed the version unseen": [("tell", "first degree"), ("read", "")],
}  # fmt: skip


def test_every_history_keeps_the_promises(lab: Laboratory, dialect: str):
    hold_in_all(lab, FEW[dialect])


@pytest.mark.parametrize("found", FOUND)
def test_a_history_that_broke_a_promise_keeps_it_now(lab: Laboratory, found: str):
    lab.runner.run(live(lab, "as usual", FOUND[found]))
