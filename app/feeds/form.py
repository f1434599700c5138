"""What a feed's document asks for, apart from who asks: whether many may have one answer to it, and where its cursor is given."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from graphql import FieldNode, OperationDefinitionNode, VariableNode, Visitor, get_operation_ast, parse, visit

from resolvers.permissions import OF_ONE_MEMBER

_PARSED = 256


@dataclass(frozen=True, slots=True)
class Form:
    """`after`: the variable that says where to begin, if there is one."""

    after: str | None


@lru_cache(maxsize=_PARSED)
def form_of(text: str, name: str | None) -> Form | None:
    document = parse(text, no_location=True)
    operation = get_operation_ast(document, name)
    found = _Names()
    visit(document, found)
    if operation is None or found.fields & OF_ONE_MEMBER:
        return None
    after = _after(operation)
    # Once where it is declared, once where it is handed over.
    return None if after is not None and found.variables[after] != 2 else Form(after)


class _Names(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.fields: set[str] = set()
        self.variables: Counter[str] = Counter()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.fields.add(node.name.value)

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        self.variables[node.name.value] += 1


def _after(operation: OperationDefinitionNode) -> str | None:
    for root in operation.selection_set.selections:
        for given in getattr(root, "arguments", None) or ():
            if given.name.value == "after" and isinstance(given.value, VariableNode):
                return given.value.name.value
    return None
