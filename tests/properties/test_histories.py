"""Whatever happens, in whatever order: the promises of docs/properties.md hold after every step."""

from tests.properties.laboratory import Laboratory
from tests.properties.search import Profile, hold_in_all

FEW = {"sqlite": Profile(30, 14), "postgres": Profile(8, 12)}


def test_every_history_keeps_the_promises(lab: Laboratory, dialect: str):
    hold_in_all(lab, FEW[dialect])
