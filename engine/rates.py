"""Proportions with the interval that small samples deserve."""

from dataclasses import dataclass
from math import sqrt

# The normal quantile of a two-sided 95 % interval.
Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Proportion:
    value: float
    low: float
    high: float
    of: int


def wilson(hits: int, of: int) -> Proportion | None:
    """Wilson's score interval; none where there is nothing to take a share of."""
    if of <= 0:
        return None
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Proportion(share, max(0.0, middle - reach), min(1.0, middle + reach), of)
