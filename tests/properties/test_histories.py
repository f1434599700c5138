"""Whatever happens, in whatever order: the promises of docs/properties.md hold after every step."""

from tests.properties.laboratory import Laboratory
from tests.properties.search import Profile, hold_in_all

FEW = {"sqlite": Profile(20, 30), "postgres": Profile(6, 24)}


def test_every_history_keeps_the_promises(lab: Laboratory, dialect: str):
    hold_in_all(lab, FEW[dialect])
