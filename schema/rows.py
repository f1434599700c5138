"""How many rows the answer to a command could read through its lists, known before anything of it is done."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    get_operation_ast,
    is_list_type,
)
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from schema.context import MAX_ROWS

MAX_PAGE = 100
MOST_ANSWERED = 2 * MAX_ROWS  # two whole pages one in the other, and some more
TOO_MANY: Final = "This query asks for too many rows: take smaller pages, or fewer lists in lists."
# A page's own rows are in these, and counted by its size.
_WITHIN_A_PAGE = frozenset({"nodes", "edges"})


class RowLimit(SchemaExtension):
    """Of what changes something: done and then refused for the size of its answer it would be done all the same. A query is counted
    by what it finds, as it goes.
    """

    def on_execute(self) -> Iterator[None]:
        running = self.execution_context
        if running.operation_type is OperationType.MUTATION and running.result is None:
            rows = self._rows()
            running.context.rows_left = max(rows, MAX_ROWS)
            if rows > MOST_ANSWERED:
                told = GraphQLError(TOO_MANY, extensions={"code": "LIMIT_REACHED"})
                running.result = ExecutionResult(None, [told])
        yield

    def _rows(self) -> int:
        running = self.execution_context
        document = cast("DocumentNode", running.graphql_document)
        operation = cast("OperationDefinitionNode", get_operation_ast(document, running.operation_name))
        schema = running.schema._schema  # noqa: SLF001 - the only way to graphql-core's
        counting = _Counting(schema, document, {**_defaults(operation), **(running.variables or {})})
        return counting.of(operation.selection_set, cast("GraphQLObjectType", schema.mutation_type))


class _Counting:
    """Of one operation; a fragment is counted once, however often it is spread: a few of them could stand for millions of fields."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self._known: dict[str, int] = {}

    def of(self, selected: SelectionSetNode | None, parent: GraphQLNamedType) -> int:
        return sum(self._of_selection(one, parent) for one in (selected.selections if selected else ()))

    def _of_selection(self, one: object, parent: GraphQLNamedType) -> int:
        if isinstance(one, FieldNode):
            return self._of_field(one, parent)
        if isinstance(one, FragmentSpreadNode):
            return self._of_fragment(one.name.value)
        if isinstance(one, InlineFragmentNode):
            return self.of(one.selection_set, self._on(one.type_condition, parent))
        return 0

    def _of_field(self, field: FieldNode, parent: GraphQLNamedType) -> int:
        known = (
            parent.fields.get(field.name.value)
            if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType)
            else None
        )
        if known is None:
            return 0
        inner = self.of(field.selection_set, get_named_type(known.type))
        if "first" in known.args:
            size = self._size(field)
            return size + size * inner
        plain = is_list_type(get_nullable_type(known.type)) and field.name.value not in _WITHIN_A_PAGE
        return inner * MAX_PAGE if plain else inner

    def _of_fragment(self, name: str) -> int:
        if name not in self._known:
            fragment = self._fragments[name]
            self._known[name] = self.of(fragment.selection_set, self._on(fragment.type_condition, None))
        return self._known[name]

    def _on(self, condition: Any, parent: GraphQLNamedType | None) -> Any:
        return self._schema.get_type(condition.name.value) if condition else parent

    def _size(self, field: FieldNode) -> int:
        """What cannot be a size is refused where it is read, and what is not given too."""
        given = [self._value(one.value) for one in field.arguments or () if one.name.value in {"first", "last"}]
        return max((one for one in given if isinstance(one, int) and one > 0), default=0)

    def _value(self, node: ValueNode) -> object:
        if isinstance(node, VariableNode):
            return self._variables.get(node.name.value)
        return int(node.value) if isinstance(node, IntValueNode) else None


def _defaults(operation: OperationDefinitionNode) -> dict[str, object]:
    found = ((one.variable.name.value, one.default_value) for one in operation.variable_definitions or ())
    return {name: int(value.value) for name, value in found if isinstance(value, IntValueNode)}
