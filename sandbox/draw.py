"""Seeded draws: the same seed and key always give the same chance, whatever was drawn before."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws by key, so that order, restarts and other accounts change nothing."""

    seed: int = 0

    def fraction(self, *key: object) -> float:
        return int(self.digest(*key)[:13], 16) / 16**13

    def chance(self, probability: float, *key: object) -> bool:
        return probability > 0 and self.fraction(*key) < probability

    def between(self, bounds: tuple[float, float], *key: object) -> float:
        low, high = bounds
        return low + (high - low) * self.fraction(*key)

    def pick(self, choices: Sequence[Choice], *key: object) -> Choice:
        return choices[int(self.fraction(*key) * len(choices))]

    def digest(self, *key: object) -> str:
        return blake2b("\x1f".join(map(str, (self.seed, *key))).encode(), digest_size=20).hexdigest()
