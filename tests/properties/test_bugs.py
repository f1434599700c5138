"""Each property finds the bug that was planted for it: who removes a guard hears of it."""

import pytest

from tests.properties.bugs import BUGS
from tests.properties.laboratory import Laboratory
from tests.properties.promise import Broken
from tests.properties.search import Profile, hold_in_all


@pytest.mark.parametrize("name", BUGS)
def test_the_property_finds(quick_lab: Laboratory, name: str, monkeypatch: pytest.MonkeyPatch):
    bug = BUGS[name]
    for patch in bug.patches:
        monkeypatch.setattr(*patch)
    with pytest.raises(Broken) as found:
        hold_in_all(quick_lab, Profile(100, 6, shrink=False, evenly=True), before=bug.before, policy=bug.policy)
    assert found.value.number == bug.number
