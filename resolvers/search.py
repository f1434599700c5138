"""Conditions that several lists share: words of a search, sets of ids."""

from collections.abc import Sequence

from models.errors import InvalidInput
from models.ids import parse_id
from resolvers.listing import Condition, marks
from resolvers.words import folded

MAX_VALUES = 100
NOTHING = Condition("1 = 0")


def words(text: str | None, columns: Sequence[str]) -> list[Condition]:
    """Each word must stand in one of the columns, which are case-folded or lowered by the caller's SQL."""
    likes = " OR ".join(f"{column} LIKE ? ESCAPE '!'" for column in columns)
    return [Condition(f"({likes})", (_pattern(word),) * len(columns)) for word in folded(text)]


def ids(column: str, texts: object, name: str) -> list[Condition]:
    """No list (null, or not given): no condition. An empty one, or one of nothing but junk, matches nothing."""
    if not isinstance(texts, list):
        return []
    _bounded(texts, name)
    return [values(column, [one for text in texts if (one := parse_id(text))], name)]


def values(column: str, wanted: Sequence[object], name: str) -> Condition:
    _bounded(wanted, name)
    return Condition(f"{column} IN {marks(wanted)}", tuple(wanted)) if wanted else NOTHING


def present(column: str, wanted: object) -> list[Condition]:
    if not isinstance(wanted, bool):
        return []
    return [Condition(f"{column} IS {'NOT ' if wanted else ''}NULL")]


def _bounded(given: Sequence[object], name: str) -> None:
    """What is junk counts too: each was read to see that."""
    if len(given) > MAX_VALUES:
        raise InvalidInput(f"At most {MAX_VALUES} at a time.", path=["filter", name])


def _pattern(word: str) -> str:
    escaped = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"
