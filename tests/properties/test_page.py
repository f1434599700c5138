"""docs/properties.md names each property with the bugs that were planted for it, and no other."""

import re
from collections import defaultdict
from pathlib import Path

from tests.properties.bugs import BUGS
from tests.properties.test_addresses import ADDRESS_BUGS
from tests.properties.test_order import ORDER_BUGS

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "properties.md"
ROWS = re.findall(r"^\| (\d+) \| .*? \| `([\w.]+)` \| (.*?) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_every_property_stands_on_the_page_with_its_planted_bugs():
    planted = defaultdict(set, {1: set(ORDER_BUGS), 21: set(ADDRESS_BUGS)})
    for name, bug in BUGS.items():
        planted[bug.number].add(name)
    assert {int(number): set(bugs.split(" · ")) for number, _, bugs in ROWS} == planted
    assert set(planted) == {*range(1, 19), 21, 22, 23}


def test_each_property_is_held_where_the_page_says():
    for number, file, _ in ROWS:
        text = (FOLDER / file).read_text(encoding="utf-8")
        assert f"hold({number}, " in text, (number, file)
