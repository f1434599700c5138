"""What fails round an operation of a socket is told with an id that the log knows too, and nothing else of the socket suffers."""

from typing import Any

import pytest

import schema.limits
from schema.executor import FreshContext
from schema.masking import UNEXPECTED
from tests.graphql.feed.client import Socket
from tests.graphql.feed.test_event_feed import FEED

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # nothing here depends on the database
ROLE = "{ viewer { role } }"


def _broken(*_: Any) -> Any:
    raise ValueError("secret")


@pytest.mark.parametrize("document", [ROLE, FEED])
async def test_what_fails_before_an_operation_is_run_is_told_and_logged_under_one_id(
    connected: Socket, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, document: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(schema.limits, "measured", _broken)
        frame = await connected.frame(await connected.subscribe(document))
    [error], [record] = frame["payload"], caplog.records
    assert (frame["type"], error["message"], error["extensions"]["code"]) == ("error", UNEXPECTED, "INTERNAL")
    assert (record.name, record.getMessage()) == ("chaknal.graphql", "graphql.unexpected")
    assert error["extensions"]["id"] == record.__dict__["request_id"]
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], ValueError)
    assert await connected.message(await connected.subscribe(ROLE)) == {"role": "MEMBER"}


async def test_what_fails_as_an_operation_ends_is_told_after_its_answer(
    connected: Socket, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing_at_its_end(_: Any) -> Any:
        yield
        _broken()

    monkeypatch.setattr(FreshContext, "on_operation", failing_at_its_end)
    operation = await connected.subscribe(ROLE)
    assert [(await connected.frame(operation))["type"] for _ in range(2)] == ["next", "error"]
    assert [record.getMessage() for record in caplog.records] == ["graphql.unexpected"]
