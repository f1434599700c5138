"""Conditions that several lists share: words of a search, sets of ids."""

from collections.abc import Sequence

import orjson
from tortoise import connections

from engine.contact_row import custom_name
from models import sql
from models.errors import InvalidInput
from models.ids import parse_id
from resolvers.listing import Condition, marks
from resolvers.words import MAX_WORDS, folded

MAX_VALUES = 100
_LONGEST_NUMBER = 2**63  # of SQLite
NOTHING = Condition("1 = 0")


def words(text: str | None, columns: Sequence[str]) -> list[Condition]:
    """Each word must stand in one of the columns, which are case-folded or lowered by the caller's SQL."""
    likes = " OR ".join(f"{column} LIKE ? ESCAPE '!'" for column in columns)
    return [Condition(f"({likes})", (_pattern(word),) * len(columns)) for word in folded(text)]


def ids(column: str, texts: object, name: str) -> list[Condition]:
    """No list (null, or not given): no condition. An empty one, or one of nothing but junk, matches nothing."""
    if not isinstance(texts, list):
        return []
    return [values(column, [one for text in texts if (one := parse_id(text))], name)]


def values(column: str, wanted: Sequence[object], name: str) -> Condition:
    if len(wanted) > MAX_VALUES:
        raise InvalidInput(f"At most {MAX_VALUES} at a time.", path=["filter", name])
    return Condition(f"{column} IN {marks(wanted)}", tuple(wanted)) if wanted else NOTHING


def tagged(tags: Sequence[str]) -> Condition:
    """Has at least one of them."""
    found = values("tag.value", list(tags), "tags")
    lite = sql.dialect(connections.get("default")) == "sqlite"
    source = "json_each(t.tags) AS tag" if lite else "jsonb_array_elements_text(t.tags) AS tag(value)"
    return Condition(f"EXISTS (SELECT 1 FROM {source} WHERE {found.text})", found.values)  # noqa: S608 - both are ours


def fields(column: str, wanted: object, name: str) -> list[Condition]:
    """Holds every one of these names with its value."""
    if not isinstance(wanted, dict) or len(wanted) > MAX_WORDS:
        raise InvalidInput(f"An object of at most {MAX_WORDS} names with their values.", path=["filter", name])
    named = {custom_name(key): value for key, value in wanted.items()}
    if not all(_scalar(value) for value in named.values()):
        raise InvalidInput("A custom field is a text, a number of at most 64 bits or a boolean.", path=["filter", name])
    if sql.dialect(connections.get("default")) == "postgres":
        return [Condition(f"{column} @> ?::jsonb", (orjson.dumps(named).decode(),))]
    return [Condition(f"json_extract({column}, ?) = ?", (f'$."{key}"', value)) for key, value in named.items()]


def present(column: str, wanted: object) -> list[Condition]:
    if not isinstance(wanted, bool):
        return []
    return [Condition(f"{column} IS {'NOT ' if wanted else ''}NULL")]


def _scalar(value: object) -> bool:
    if isinstance(value, int):
        return -_LONGEST_NUMBER <= value < _LONGEST_NUMBER
    return isinstance(value, str | float)


def _pattern(word: str) -> str:
    escaped = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"
