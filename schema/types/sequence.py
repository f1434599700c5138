"""The steps of a campaign in their order, as one version has them."""

import strawberry

from models.step import MAX_STEPS
from schema.cost import at_most
from schema.types.step import Step


@strawberry.type(description="The ordered steps of a campaign.")
class Sequence:
    version: int = strawberry.field(description="Goes up with every edit of the steps.")
    steps: list[Step] = strawberry.field(
        description="At most 30 a sequence, hence a plain list.", directives=at_most(MAX_STEPS)
    )
