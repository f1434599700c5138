"""Where in the arguments of a root field a value may stand, found in the schema, so that a new field is one of them by itself."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    Undefined,
    get_nullable_type,
)

from schema.root import api
from tests import factories
from tests.graphql.corpus import CORPUS

SCHEMA: Any = api()._schema
MUTATIONS: Any = SCHEMA.mutation_type.fields
# No two of them have one name.
ROOTS: Any = {**SCHEMA.query_type.fields, **SCHEMA.subscription_type.fields, **MUTATIONS}
# What a field that has to be there holds where another one is tried.
LEAST: dict[str, Any] = {
    "opens": "09:00",
    "closes": "17:00",
    "scope": "domain",
    "value": "example.com",
    "reason": "asked",
    "kind": "INMAIL",
    "template": "Hello",
    "subject": "Hello",
    "openPerMember": 5,
}
# Of two ways to say what is meant, the one that the other stands in for.
INSTEAD = {"filter": ("contactIds", "assignmentIds", "ids"), "value": ("contactId",)}


@dataclass(frozen=True)
class Place:
    """`path` leads through arguments and input fields to a scalar; 0 is the first of a list."""

    command: str
    path: tuple[str | int, ...]
    scalar: str

    def __str__(self) -> str:
        return ".".join(map(str, (self.command, *self.path)))

    @property
    def name(self) -> str:
        return next(str(one) for one in reversed(self.path) if one != 0)

    def filled(self, given: dict[str, Any], value: Any) -> dict[str, Any]:
        """The arguments `given` with the value in its place, and what that needs around it."""
        arguments = deepcopy(given)
        if not self.path:
            return arguments
        for argument in (arguments, arguments.get("input") or {}):
            for name in (name for one in self.path for name in INSTEAD.get(str(one), ())):
                argument.pop(name, None)
        first, *rest = self.path
        arguments[str(first)] = _put(arguments.get(str(first)), ROOTS[self.command].args[first].type, rest, value)
        return arguments


def places(command: str, scalars: Collection[str] = CORPUS, roots: Any = ROOTS) -> list[Place]:
    found = (
        (path, scalar)
        for name, argument in roots[command].args.items()
        for path, scalar in _scalars(argument.type, (name,))
    )
    return [Place(command, path, scalar) for path, scalar in found if scalar in scalars]


def _scalars(kind: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    kind = get_nullable_type(kind)
    if isinstance(kind, GraphQLList):
        yield from _scalars(kind.of_type, (*path, 0))
    elif isinstance(kind, GraphQLInputObjectType):
        for name, field in kind.fields.items():
            yield from _scalars(field.type, (*path, name))
    elif isinstance(kind, GraphQLScalarType):
        yield path, kind.name


def _put(given: Any, kind: Any, path: list[str | int], value: Any) -> Any:
    kind = get_nullable_type(kind)
    if not path:
        return value
    first, *rest = path
    if isinstance(kind, GraphQLList):
        return [_put(given[0] if given else None, kind.of_type, rest, value)]
    around = given or _least(kind, "")
    name = str(first)
    return around | {name: _put(around.get(name), kind.fields[name].type, rest, value)}


def _least(kind: Any, name: str) -> Any:
    """The least that a value of a type may be."""
    kind = get_nullable_type(kind)
    if isinstance(kind, GraphQLList):
        return [_least(kind.of_type, name)]
    if isinstance(kind, GraphQLInputObjectType):
        needed = {one: field for one, field in kind.fields.items() if one in LEAST or _needed(field)}
        return {one: _least(field.type, one) for one, field in needed.items()}
    if name in LEAST:
        return LEAST[name]
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    return {"ID": str(factories.some_id()), "Int": 1}.get(kind.name, "text")


def _needed(field: Any) -> bool:
    return isinstance(field.type, GraphQLNonNull) and field.default_value is Undefined
