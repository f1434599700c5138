"""Which changes of the API since the last release would break whoever uses it, and have no decision that says so."""

import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from graphql import GraphQLSchema, build_schema, is_introspection_type, is_specified_scalar_type, print_schema
from graphql.utilities import DangerousChangeType, find_breaking_changes, find_dangerous_changes

DECISIONS = Path("docs/decisions")
RELEASED = Path("schema/released.graphql")
# Nobody who does not know of them meets them.
_HARMLESS = {DangerousChangeType.OPTIONAL_ARG_ADDED, DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED}
_NAMED = re.compile(r"(?m)^Breaks: (\S+)$")
_COORDINATE = re.compile(r"\b\w+\.\w+(?:\(\w+:\))?")


def unnamed(released: str, now: str, decisions: Iterable[str]) -> dict[str, str]:
    """By coordinate, what is not as it was. A decision names one in a line of its own: `Breaks: Campaign.name`."""
    named = {name for decision in decisions for name in _NAMED.findall(decision)}
    before, after = build_schema(released), build_schema(now)
    told = [change.description for change in find_breaking_changes(before, after)]
    told += [change.description for change in find_dangerous_changes(before, after) if change.type not in _HARMLESS]
    found = {_coordinate(text, {*before.type_map, *after.type_map}): text for text in sorted(told, reverse=True)}
    return {name: text for name, text in sorted(found.items()) if name not in named}


def decisions(folder: Path = DECISIONS) -> Iterator[str]:
    return (page.read_text(encoding="utf-8") for page in sorted(folder.glob("[0-9]*.md")))


def bare(sdl: str) -> str:
    """Without descriptions: they may change as they like."""
    schema = build_schema(sdl)
    for one in _described(schema):
        one.description = None
    printed: str = print_schema(schema)
    return printed + "\n"


def _described(schema: GraphQLSchema) -> Iterator[Any]:
    fields = [*schema.directives]
    for kind in schema.type_map.values():
        if not is_introspection_type(kind) and not is_specified_scalar_type(kind):
            yield kind
            yield from getattr(kind, "values", {}).values()
            fields += getattr(kind, "fields", {}).values()
    for field in fields:
        yield field
        yield from getattr(field, "args", {}).values()


def _coordinate(text: str, types: Container[str]) -> str:
    """The first one in the text; of a whole type its name, and of what joins or leaves a union the union's."""
    if member := _COORDINATE.search(text):
        return str(member.group())
    named: list[str] = [word for word in re.findall(r"\w+", text) if word in types] or [text]
    return named[-1 if " union " in text else 0]
