"""Every broken rule has a type of its own in the API."""

from collections.abc import Iterator

import pytest

from models import errors
from models.errors import DomainError
from schema.types import error

# One of each kind that a command can raise; Unauthenticated never becomes a value.
RAISED = [
    errors.InvalidInput("No.", path=["name"]),
    errors.NotFound("7"),
    errors.Forbidden(),
    errors.Conflict(current_version=3),
    errors.IllegalTransition("DRAFT", ["RUNNING"]),
    errors.LimitReached("Full.", limit=5),
    errors.AccountNotConfigured(),
    errors.RemoteFailure(),
]


def _kinds(of: type[DomainError]) -> Iterator[type[DomainError]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)


def test_no_broken_rule_is_left_without_a_type():
    known = tuple(type(one) for one in RAISED)
    left_out = {kind.__name__ for kind in _kinds(DomainError) if not issubclass(kind, known)}
    assert left_out <= {"Unauthenticated"}


@pytest.mark.parametrize("raised", RAISED, ids=lambda one: type(one).__name__)
def test_a_broken_rule_keeps_its_message_code_and_path(raised):
    shown = error.of(raised)
    assert type(shown).__name__ == type(raised).__name__
    assert (shown.message, shown.code, shown.path) == (raised.message, raised.code, list(raised.path) or None)
