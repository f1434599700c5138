"""Whoever reads the API is told what its names cannot say: of every type, field, argument, input and value."""

import re
from collections.abc import Iterator
from enum import Enum

import pytest
from graphql import GraphQLSchema, build_schema, is_introspection_type, is_specified_scalar_type

from schema.export import sdl
from schema.types.enum import described

# What these are, they are everywhere; the description of the field says the rest.
EVERYWHERE = {
    "first", "after", "last", "before", "filter", "orderBy", "input", "id", "ids",
    "accountId", "campaignId", "contactId", "memberId",
}  # fmt: skip
_EMPTY_WORDS = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "in",
    "is",
    "it",
    "its",
    "of",
    "on",
    "or",
    "the",
    "this",
    "to",
}


def _told(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    for name, kind in schema.type_map.items():
        if is_introspection_type(kind) or is_specified_scalar_type(kind):
            continue
        yield name, kind.description
        for key, value in getattr(kind, "values", {}).items():
            yield f"{name}.{key}", value.description
        for key, field in getattr(kind, "fields", {}).items():
            yield f"{name}.{key}", field.description
            for argument, given in getattr(field, "args", {}).items():
                if argument not in EVERYWHERE:
                    yield f"{name}.{key}({argument})", given.description


def _words(text: str) -> set[str]:
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", text)
    return {word.lower().removesuffix("s") for word in re.findall(r"[A-Za-z0-9]+", apart.replace("_", " "))}


def silent(schema: GraphQLSchema) -> list[str]:
    """Whatever has no description, or one that has no word beyond those of its name."""
    return [name for name, text in _told(schema) if not _words(text or "") - _words(name) - _EMPTY_WORDS]


def test_everything_in_the_schema_says_what_its_name_cannot():
    schema = build_schema(sdl())
    assert len(list(_told(schema))) > 800
    assert silent(schema) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('"Things." type Query { "Why." a: Int }', []),
        ('type Query { "Why." a: Int }', ["Query"]),
        ('"Things." type Query { a: Int }', ["Query.a"]),
        ('"Things." type Query { "The state of the campaign." campaignState: Int }', ["Query.campaignState"]),
        ('"Things." type Query { "Why." a(states: Int): Int }', ["Query.a(states)"]),
        ('"Things." type Query { "Why." a: Int } "Where to." enum Way { THERE }', ["Way.THERE"]),
        ('"Things." type Query { "Why." a: Int } "Told." input Given { that: Int }', ["Given.that"]),
        ('"Things." type Query { "Why." a: Int } union Either = Query', ["Either"]),
    ],
)
def test_what_is_not_described_is_found(planted, found):
    assert silent(build_schema(planted)) == found


def test_a_value_of_an_enum_that_nobody_describes_stops_the_api_from_being_built():
    class Way(Enum):
        HERE = "here"
        THERE = "there"

    with pytest.raises(KeyError, match="THERE"):
        described(Way, "Where to.", HERE="Not far.")
    described(Way, "Where to.", HERE="Not far.", THERE="Far.")
