"""The figures that the reliability of feeds and sockets is promised with, so that none is changed in passing."""

from datetime import timedelta

from strawberry.types.graphql import OperationType

from app import socket, socket_adapter, socket_watch
from events import ring, tail
from resolvers import feed
from schema.executor import SECONDS


def test_what_is_promised_is_what_is_set() -> None:
    found = [tail.POLL_SECONDS, ring.MOST_ENTRIES, socket_adapter.SEND_SECONDS, socket.MOST_OPERATIONS]
    assert found == [0.25, 1_000, 10, 20]
    spans = [socket.INIT_WAIT, feed.RETAINED_FOR]
    assert spans == [timedelta(seconds=5), timedelta(days=30)]
    assert max(socket_watch.RECHECK_SECONDS, feed.PATIENCE_SECONDS) < 5
    assert SECONDS == {OperationType.QUERY: 15, OperationType.MUTATION: 60, OperationType.SUBSCRIPTION: 15}
