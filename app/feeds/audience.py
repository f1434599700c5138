"""Who may share one execution of a feed: the same question, of the same workspace, with the same rights."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from graphql import (
    FieldNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    get_operation_ast,
    parse,
    visit,
)

from auth.viewer import Viewer
from models import Role, Scope
from resolvers.permissions import OF_ONE_MEMBER
from schema.executor import Operation

_NOBODY = UUID(int=0)
_PARSED = 256


@dataclass(frozen=True, slots=True)
class Audience:
    """Everything that an answer may depend on but the place in the log from which it begins. Whoever has another role, or a token
    that may more or less, is another audience, and so is another workspace.
    """

    workspace_id: UUID
    role: Role
    scopes: frozenset[Scope] | None
    text: str
    name: str | None
    variables: bytes

    @property
    def viewer(self) -> Viewer:
        """As whom the answer is made: nobody in particular, so that nothing in it can be for one person."""
        return Viewer(_NOBODY, _NOBODY, self.workspace_id, self.role, self.scopes)


def audience_of(operation: Operation, viewer: Viewer) -> Audience | None:
    """None for what cannot be shared: an answer that is about the one who asks, or a cursor that is more than where to begin."""
    form = _form(operation.text, operation.name)
    if form is None:
        return None
    variables = {name: value for name, value in operation.variables.items() if name != form.after}
    return Audience(
        viewer.workspace_id, viewer.role, viewer.scopes, operation.text, operation.name, _canonical(variables)
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """`after`: the variable that says where to begin, if there is one."""

    after: str | None


@lru_cache(maxsize=_PARSED)
def _form(text: str, name: str | None) -> _Form | None:
    document = parse(text, no_location=True)
    operation = get_operation_ast(document, name)
    found = _Names()
    visit(document, found)
    if operation is None or found.fields & OF_ONE_MEMBER:
        return None
    after = _after(operation)
    # Once where it is declared, once where it is handed over.
    return None if after is not None and found.variables[after] != 2 else _Form(after)


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


def _canonical(variables: Mapping[str, Any]) -> bytes:
    return orjson.dumps(variables, option=orjson.OPT_SORT_KEYS)
