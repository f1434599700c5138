"""Conditions on what contacts alone have: tags and custom fields, which stand in JSON."""

import json
from collections.abc import Sequence

import orjson
from tortoise import connections

from engine.contact_row import custom_name
from models import sql
from models.errors import InvalidInput
from resolvers.listing import Condition
from resolvers.search import values

MAX_FIELDS = 10
_LONGEST_NUMBER = 2**63  # of SQLite


def tagged(tags: Sequence[str]) -> Condition:
    """Has at least one of them."""
    found = values("tag.value", list(tags), "tags")
    lite = sql.dialect(connections.get("default")) == "sqlite"
    source = "json_each(t.tags) AS tag" if lite else "jsonb_array_elements_text(t.tags) AS tag(value)"
    return Condition(f"EXISTS (SELECT 1 FROM {source} WHERE {found.text})", found.values)  # noqa: S608 - both are ours


def fields(column: str, wanted: object, name: str) -> list[Condition]:
    """Holds every one of these names with its value."""
    if not isinstance(wanted, dict) or len(wanted) > MAX_FIELDS:
        raise InvalidInput(f"An object of at most {MAX_FIELDS} names with their values.", path=["filter", name])
    named = {custom_name(key): value for key, value in wanted.items()}
    if not all(_scalar(value) for value in named.values()):
        raise InvalidInput("A custom field is a text, a number of at most 64 bits or a boolean.", path=["filter", name])
    if sql.dialect(connections.get("default")) == "postgres":
        return [Condition(f"{column} @> ?::jsonb", (orjson.dumps(named).decode(),))]
    return [_holds(column, f'$."{key}"', value) for key, value in named.items()]


def _holds(column: str, path: str, value: object) -> Condition:
    """Of its own type too, for SQLite extracts true as 1."""
    types = (
        [json.dumps(value)] if isinstance(value, bool) else ["text"] if isinstance(value, str) else ["integer", "real"]
    )
    marks = ", ".join("?" for _ in types)
    text = f"json_extract({column}, ?) = ? AND json_type({column}, ?) IN ({marks})"
    return Condition(text, (path, value, path, *types))


def _scalar(value: object) -> bool:
    if isinstance(value, int):
        return -_LONGEST_NUMBER <= value < _LONGEST_NUMBER
    return isinstance(value, str | float)
