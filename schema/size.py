"""How large an operation is, by what it selects: how deep, under how many names of its own, and what its answer costs at most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_operation_ast,
    is_composite_type,
)

from schema.cost import MAX_PAGE, Cost, ListSize

# Deeper than anything that is let through; what is nested further would exhaust the stack.
_DEEPEST = 40
_KNOWN = 128
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Size:
    depth: int = 0
    aliases: int = 0
    fields: int = 0
    cost: int = 0

    def beside(self, other: "Size") -> "Size":
        depth = max(self.depth, other.depth)
        return Size(depth, self.aliases + other.aliases, self.fields + other.fields, self.cost + other.cost)


def measured(schema: GraphQLSchema, document: DocumentNode, name: str | None, variables: Mapping[str, Any]) -> Size:
    """Of one operation, before it is looked at whether it is valid: what is not known counts as nothing, and is refused later."""
    told = {name: value for name, value in variables.items() if isinstance(value, int | float | list | str | None)}
    lengths = tuple((name, None if value is None else _length(value)) for name, value in told.items())
    return _measured(schema, Document(document), name, lengths)


class Document:
    """By which object it is: to compare two of them node by node takes longer than what is to be looked up."""

    __slots__ = ("node",)

    def __init__(self, node: DocumentNode) -> None:
        self.node = node

    def __hash__(self) -> int:
        return id(self.node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.node is other.node


@lru_cache(maxsize=_KNOWN)
def _measured(
    schema: GraphQLSchema, document: Document, name: str | None, lengths: tuple[tuple[str, int | None], ...]
) -> Size:
    operation = get_operation_ast(document.node, name)
    if operation is None:
        return Size()
    walk = _Walk(schema, document.node, {**_defaults(operation), **dict(lengths)})
    return walk.of(operation.selection_set, schema.get_root_type(operation.operation), _ALONE, 0)


class _Page(NamedTuple):
    """How long the lists are that the fields named hold."""

    size: int
    fields: frozenset[str]


_ALONE = _Page(1, frozenset())


class _Walk:
    """Of one operation; a fragment is walked once for each size of page, however often it is spread: a few of them could stand for
    millions of fields.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, lengths: Mapping[str, int | None]) -> None:
        self._schema = schema
        self._lengths = lengths
        self._fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self._known: dict[tuple[str, _Page], Size] = {}

    def of(self, selected: SelectionSetNode | None, parent: GraphQLNamedType | None, page: _Page, level: int) -> Size:
        """Of what is said for one type of several only the dearest counts: an object has one type."""
        total, apart = Size(), dict[str, int]()
        if level > _DEEPEST:
            return Size(depth=_DEEPEST)
        for one in selected.selections if selected else ():
            size, on = self._of_selection(one, parent, page, level + 1)
            if isinstance(on, GraphQLObjectType) and on is not parent:
                apart[on.name] = apart.get(on.name, 0) + size.cost
                size = replace(size, cost=0)
            total = total.beside(size)
        return replace(total, cost=total.cost + max(apart.values(), default=0))

    def _of_selection(
        self, one: SelectionNode, parent: GraphQLNamedType | None, page: _Page, level: int
    ) -> tuple[Size, GraphQLNamedType | None]:
        if isinstance(one, FieldNode):
            return self._of_field(one, parent, page, level), parent
        if isinstance(one, FragmentSpreadNode):
            fragment = self._fragments.get(one.name.value)
            return self._of_fragment(fragment, page, level), self._on(fragment, parent)
        on = self._on(one, parent)
        return self.of(getattr(one, "selection_set", None), on, page, level), on

    def _of_field(self, field: FieldNode, parent: GraphQLNamedType | None, page: _Page, level: int) -> Size:
        """Introspection, where it is allowed at all, nests deeper than anything of ours."""
        name = field.name.value
        known: GraphQLField | None = getattr(parent, "fields", {}).get(name)
        shown = get_named_type(known.type) if known else None
        weight, within = self._declared(known, field)
        inner = self.of(field.selection_set, shown, within, level)
        each = inner.cost + _weight_of(shown)
        if within.fields:  # a page is read, whatever of it is shown
            cost = weight + max(each, within.size)
        else:
            cost = weight + each * (page.size if name in page.fields else within.size)
        nested = field.selection_set is not None and not name.startswith("__")
        return Size(inner.depth + 1 if nested else 0, inner.aliases + bool(field.alias), 1, cost)

    def _of_fragment(self, fragment: FragmentDefinitionNode | None, page: _Page, level: int) -> Size:
        """One that spreads itself counts as empty here; another rule refuses it."""
        if fragment is None:
            return Size()
        key = (fragment.name.value, page)
        if key not in self._known:
            self._known[key] = Size()
            self._known[key] = self.of(fragment.selection_set, self._on(fragment, None), page, level)
        return self._known[key]

    def _on(self, node: Any, parent: GraphQLNamedType | None) -> GraphQLNamedType | None:
        condition = getattr(node, "type_condition", None)
        return self._schema.get_type(condition.name.value) if condition else parent

    def _declared(self, known: GraphQLField | None, field: FieldNode) -> tuple[int, _Page]:
        weight, page = 0, _ALONE
        for directive in _directives(known):
            if isinstance(directive, Cost):
                weight = int(directive.weight)
            elif isinstance(directive, ListSize):
                page = _Page(self._size(known, field, directive), frozenset(directive.sized_fields or ()))
        return weight, page

    def _size(self, known: Any, field: FieldNode, declared: ListSize) -> int:
        """What is no size is refused where it is read, and so is more than a page."""
        if declared.assumed_size:
            return declared.assumed_size
        given = {one.name.value: self._value(one.value) for one in field.arguments or ()}
        names = declared.slicing_arguments or ()
        sizes = [_or(given.get(name), _length(known.args[name].default_value)) for name in names]
        return min(max(sizes), MAX_PAGE)

    def _value(self, node: ValueNode) -> int | None:
        """Null where nothing is said, by null or by a variable that is not given: then the field's own default holds."""
        return self._lengths.get(node.name.value) if isinstance(node, VariableNode) else _written(node)


def _weight_of(shown: GraphQLNamedType | None) -> int:
    declared = (one for one in _directives(shown) if isinstance(one, Cost))
    return next((int(one.weight) for one in declared), int(is_composite_type(shown)))


def _directives(known: GraphQLField | GraphQLNamedType | None) -> Iterable[object]:
    declared: Any = known.extensions.get("strawberry-definition") if known else None
    return getattr(declared, "directives", None) or ()


def _or(said: int | None, otherwise: int) -> int:
    return otherwise if said is None else said


def _length(value: object) -> int:
    """A single value may stand for a list of one, and 1e2 for a hundred."""
    if isinstance(value, list | str):
        return len(value) if isinstance(value, list) else 1
    if isinstance(value, float):
        return max(int(value), 0) if value.is_integer() else 0
    return max(value, 0) if isinstance(value, int) else 0


def _written(node: ValueNode) -> int | None:
    """Of a number no more digits are read than make a difference: Python refuses to read very many."""
    match node:
        case NullValueNode():
            return None
        case ListValueNode():
            return len(node.values)
        case StringValueNode():
            return 1
        case IntValueNode():
            return max(int(node.value[:_DIGITS]), 0)
    return 0


def _defaults(operation: OperationDefinitionNode) -> dict[str, int | None]:
    declared = operation.variable_definitions or ()
    return {one.variable.name.value: _written(one.default_value) for one in declared if one.default_value}
