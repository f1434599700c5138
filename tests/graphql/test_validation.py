"""A document is looked at for a quarter of a second and told of twenty mistakes, whatever somebody put into it."""

import pytest
from graphql import ASTValidationRule, parse

from schema.root import api
from schema.size import Document
from schema.validation import MOST_ERRORS, SECONDS, ValidationTooSlow, _validated
from tests.graphql.feed.client import socket
from tests.graphql.test_endpoint_socket import address

__all__ = ["address"]

VALID = "{ viewer { role } workspace { id name } }"
# Each of them is compared with each, all of it at the one node that holds them.
REPEATED = "{ " + "viewer { user { id } } " * 140 + "}"


class Passing:
    """Time that passes by being looked at."""

    def __init__(self, each: float) -> None:
        self.looks = 0
        self._each = each

    def __call__(self) -> float:
        self.looks += 1
        return self.looks * self._each


def looked_at(text: str, time: Passing, *rules: type[ASTValidationRule]) -> list[str]:
    return [error.message for error in _validated(api()._schema, Document(parse(text)), rules, time)]


def test_a_rule_that_is_slow_at_each_node_is_stopped(clock):
    class Slow(ASTValidationRule):
        seen = 0

        def enter_field(self, *_: object) -> None:
            Slow.seen += 1
            clock.move(seconds=SECONDS / 2.5)

    with pytest.raises(ValidationTooSlow):
        _validated(api()._schema, Document(parse(VALID)), (Slow,), clock.monotonic)
    assert Slow.seen == 3


def test_a_rule_that_does_everything_at_one_node_is_stopped_within_it():
    few, many = Passing(0), Passing(SECONDS / 2_000)
    looked_at("{ " + "viewer { user { id } } " * 2 + "}", few)
    assert few.looks < 30
    with pytest.raises(ValidationTooSlow):
        looked_at(REPEATED, many)
    # Asked before each node alone, it would have come through.
    assert 8 * 140 + 10 < many.looks <= 2_002


def test_what_was_looked_at_once_is_known_and_what_took_too_long_is_not():
    class Counting(ASTValidationRule):
        asked = 0

        def enter_document(self, *_: object) -> None:
            Counting.asked += 1

    document, standing, passing = Document(parse(VALID)), Passing(0), Passing(SECONDS)
    for time in (standing, standing):
        assert _validated(api()._schema, document, (Counting,), time) == []
    assert Counting.asked == 1
    for _ in range(2):
        with pytest.raises(ValidationTooSlow):
            _validated(api()._schema, document, (Counting,), passing)
    passing._each = 0
    assert _validated(api()._schema, document, (Counting,), passing) == []


async def test_what_takes_too_long_is_refused_by_a_code_and_the_next_is_answered(member, address, clock, monkeypatch):
    async with socket(address) as raw:
        connected = await raw.init(member.token)
        with monkeypatch.context() as slow:
            slow.setattr(clock, "monotonic", Passing(SECONDS / 5))
            answer = (await member.post(VALID)).json()
            assert (answer["data"], [error["extensions"] for error in answer["errors"]]) == (
                None,
                [{"code": "VALIDATION_TIMEOUT"}],
            )
            frame = await connected.frame(await connected.subscribe(VALID))
            assert (frame["type"], frame["payload"][0]["extensions"]) == ("error", {"code": "VALIDATION_TIMEOUT"})
        await member.ask(VALID)
        assert (await connected.frame(await connected.subscribe(VALID)))["type"] == "next"


async def test_at_most_twenty_mistakes_are_told(member):
    for _ in range(2):
        errors = await member.refused("{ " + " ".join(f"nothing{number}" for number in range(29)) + " }")
        assert len(errors) == MOST_ERRORS + 1
        assert "aborted" in errors[-1]["message"]
        assert {error["extensions"]["code"] for error in errors} == {"GRAPHQL_VALIDATION_FAILED"}


async def test_what_is_too_large_is_not_looked_at_any_further(member, clock, monkeypatch):
    looks = []
    for size in (100, 1):
        time = Passing(0)
        monkeypatch.setattr(clock, "monotonic", time)
        page = f"(first: {size}) {{ nodes {{"
        await member.refused(f"{{ contacts{page} messages{page} nothing }} }} }} }} }}")
        looks.append(time.looks)
    # Who is asking is looked at in time, too.
    assert looks[0] < 5
    assert looks[1] > 20
