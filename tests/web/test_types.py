"""The types that TypeScript has of the feed's messages are those of the schema, and so is what it asks."""

import re

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLType,
    build_schema,
    is_list_type,
    parse,
    validate,
)

from tests.web.node import ROOT, WEB

SCHEMA = build_schema((ROOT / "schema" / "schema.graphql").read_text(encoding="utf-8"))
SOURCE = "".join((WEB / "src" / "feed" / name).read_text(encoding="utf-8") for name in ("message.ts", "event.ts"))
INTERFACES = re.findall(r"^export interface (\w+)(?: extends (\w+))? \{\n(.*?)^\}", SOURCE, re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^  readonly (\w+)\??: (.+);$", re.MULTILINE)
UNIONS = re.findall(r"^export type (\w+) =\s+([^;{]*\|[^;{]*);", SOURCE, re.MULTILINE)
SCALARS = {"ID": "string", "String": "string", "Cursor": "Cursor", "DateTime": "string", "Boolean": "boolean"}
OURS_ALONE = {"FeedDocument"}


@pytest.mark.parametrize(("name", "parent", "body"), INTERFACES, ids=lambda value: value.split("\n")[0])
def test_each_interface_has_the_fields_of_its_type(name: str, parent: str, body: str) -> None:
    if name in OURS_ALONE:
        return
    kind = SCHEMA.type_map[name]
    assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
    assert not parent or SCHEMA.is_sub_type(SCHEMA.type_map[parent], kind)  # type: ignore[arg-type]  # a parent is an interface
    for field, given in FIELD.findall(body):
        if field == "__typename":
            assert given in {"string", f'"{name}"'}
        else:
            assert _fits(kind.fields[field].type, given), (field, given)


@pytest.mark.parametrize(("name", "members"), UNIONS)
def test_each_union_of_words_has_those_of_its_enum(name: str, members: str) -> None:
    kind = SCHEMA.type_map[name]
    assert isinstance(kind, GraphQLEnumType)
    assert set(re.findall(r'"(\w+)"', members)) == set(kind.values)


def test_what_is_asked_is_in_the_schema() -> None:
    [text] = re.findall(r"text: `(.*?)`", SOURCE, re.DOTALL)
    assert validate(SCHEMA, parse(text)) == []


def test_the_sources_are_read_at_all() -> None:
    assert {name for name, _, _ in INTERFACES} >= {"FeedReset", "EventBatch", "StatusChanged", "EventFilter"}
    assert {name for name, _ in UNIONS} == {"FeedResetReason", "AssignmentStatus", "ActionState"}


def _fits(kind: GraphQLType, given: str) -> bool:
    """Objects and lists of them only by whether they may be null; what is asked of them is up to the document."""
    bare = given.removesuffix(" | null")
    if isinstance(kind, GraphQLNonNull) == given.endswith(" | null"):
        return False
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if is_list_type(inner):
        return bare.startswith("readonly ") and bare.endswith("[]")
    return bare == SCALARS.get(str(inner), str(inner)) or bare.startswith("{ readonly ")
