"""How often something came of it, and how sure that is."""

import strawberry

from engine.rates import Proportion
from schema.cost import FREE


@strawberry.type(
    description="A proportion with its 95 % Wilson interval; null where nothing was sent yet.", directives=FREE
)
class Rate:
    value: float = strawberry.field(description="From 0 to 1.")
    low: float = strawberry.field(description="The lower end of the interval.")
    high: float = strawberry.field(description="The upper end of the interval.")
    of: int = strawberry.field(description="How many cases it is counted over.")

    @classmethod
    def from_proportion(cls, found: Proportion | None) -> "Rate | None":
        return None if found is None else cls(value=found.value, low=found.low, high=found.high, of=found.of)
