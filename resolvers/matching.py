"""Which rows a command is for: those that are named, or all that match a filter, if they are as many as somebody saw."""

from collections.abc import Sequence
from uuid import UUID

from models.errors import Conflict, InvalidInput
from resolvers.command import as_id
from resolvers.listing import Condition, Listing, all_ids

MAX_NAMED = 5_000


def named(texts: object, name: str, filtered: object) -> list[UUID] | None:
    """None where a filter says it; raises InvalidInput unless exactly one of the two was given."""
    if bool(filtered) == isinstance(texts, list):
        raise InvalidInput(f"Give either {name} or a filter.", path=[name])
    if not isinstance(texts, list):
        return None
    if len(texts) > MAX_NAMED:
        raise InvalidInput(f"At most {MAX_NAMED:,} at a time; a filter takes more.", path=[name])
    return list(dict.fromkeys(as_id(text, name) for text in texts))


def seen_count(given: object) -> int:
    """Nothing shows afterwards which rows were meant, so it is asked for. Zero is a count as well: whoever saw nobody meant nobody."""
    if not isinstance(given, int):
        raise InvalidInput("Say how many you saw match this filter.", path=["expectedCount"])
    return given


def any_count(given: object) -> int | None:
    """Where what was meant shows afterwards, and can be taken back."""
    return given if isinstance(given, int) else None


async def matching(
    listing: Listing, workspace_id: UUID, conditions: Sequence[Condition], expected: int | None
) -> list[UUID]:
    """In order of id. Raises Conflict where others than those that were counted would be meant."""
    found = await all_ids(listing, workspace_id, conditions)
    if expected is not None and expected != len(found):
        raise Conflict(f"The filter matches {len(found):,} now; {expected:,} were seen.", path=["expectedCount"])
    return found
