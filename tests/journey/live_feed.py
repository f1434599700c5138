"""A subscriber of the live feed that speaks graphql-transport-ws by itself, so that the protocol is seen as any client sees it."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, Self

from websockets.sync.client import connect

from tests.journey.product_process import PATIENCE

STATUSES = """subscription ($after: Cursor) { eventFeed(after: $after) { __typename
  ... on EventBatch { cursor events { __typename id cursor
    assignment { contact { id } } ... on StatusChanged { toStatus } ... on RecordChanged { kind } } } } }"""


class LiveFeed:
    """Status changes from `after` on: those that were replayed first, then those that happen while it is open."""

    def __init__(self, url: str, token: str, after: str | None) -> None:
        address = url.replace("http", "ws", 1) + "/graphql"
        self._opening = connect(address, subprotocols=["graphql-transport-ws"])  # type: ignore[list-item]  # a NewType of str
        self._open = ExitStack()
        self._token = token
        self._after = after
        self.changes: list[tuple[str, str]] = []

    def __enter__(self) -> Self:
        self._socket = self._open.enter_context(self._opening)
        self._send(type="connection_init", payload={"authorization": f"Bearer {self._token}"})
        assert self._receive()["type"] == "connection_ack"
        payload = {"query": STATUSES, "variables": {"after": self._after}}
        self._send(id="1", type="subscribe", payload=payload)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def await_statuses(self, contact_id: str, expected: list[str]) -> None:
        """Until the contact has gone through exactly these."""
        while len(self.of(contact_id)) < len(expected):
            self.changes += _changes(self._receive())
        assert self.of(contact_id) == expected

    def of(self, contact_id: str) -> list[str]:
        return [to for who, to in self.changes if who == contact_id]

    def _send(self, **message: Any) -> None:
        self._socket.send(json.dumps(message))

    def _receive(self) -> dict[str, Any]:
        """Pings are answered on the way."""
        while True:
            message: dict[str, Any] = json.loads(self._socket.recv(PATIENCE))
            assert message["type"] not in {"error", "complete"}, message
            if message["type"] != "ping":
                return message
            self._send(type="pong")


def _changes(message: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Whom it concerns, and their new status; an assignment is pending from its beginning."""
    data = message["payload"]["data"]["eventFeed"]
    assert data["__typename"] == "EventBatch", data
    for event in data["events"]:
        if event["__typename"] == "StatusChanged":
            yield event["assignment"]["contact"]["id"], event["toStatus"]
        elif event.get("kind") == "assignment.created":
            yield event["assignment"]["contact"]["id"], "PENDING"
