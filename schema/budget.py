"""Refuses an operation of a viewer who has used up what answering them may cost within a minute."""

from collections.abc import Iterator

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

RATE_LIMITED = "RATE_LIMITED"


class BudgetSpent(GraphQLError):
    def __init__(self, seconds: int) -> None:
        told = f"You have asked for as much as may be asked for within a minute; go on in {seconds} seconds."
        super().__init__(told, extensions={"code": RATE_LIMITED, "retryAfter": seconds})


class WithinBudget(SchemaExtension):
    """Looked at before anything of the operation is: each counts as 1, be it a feed or something that cannot be read. What it
    costs beyond that is taken once it is known.
    """

    def on_operation(self) -> Iterator[None]:
        if wait := self.execution_context.context.spend(1):
            raise BudgetSpent(wait)
        yield
