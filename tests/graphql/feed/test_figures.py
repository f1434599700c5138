"""The figures that the reliability of feeds and sockets is promised with, so that none is changed in passing."""

from datetime import timedelta

from app import socket, socket_adapter, socket_watch
from events import ring, tail
from resolvers import feed
from schema.executor import SECONDS, OperationType


def test_what_is_promised_is_what_is_set() -> None:
    assert tail.POLL_SECONDS == 0.25
    assert ring.MOST_ENTRIES == 1_000
    assert socket_adapter.SEND_SECONDS == 10
    assert (socket.INIT_WAIT, socket.MOST_OPERATIONS) == (timedelta(seconds=5), 20)
    assert (socket_watch.RECHECK_SECONDS, feed.PATIENCE_SECONDS) < (5, 5)
    assert feed.RETAINED_FOR == timedelta(days=30)
    assert SECONDS == {OperationType.QUERY: 15, OperationType.MUTATION: 60, OperationType.SUBSCRIPTION: 15}
