"""What three witnesses say of one installation: its GraphQL, its event log, and the ledger of what was really asked for."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journey.product_process import ProductProcess

Line = dict[str, Any]
ASSIGNMENTS = """query ($after: Cursor) { assignments(first: 10, after: $after, orderBy: {field: CONTACT_NAME, direction: ASC}) {
  pageInfo { hasNextPage endCursor }
  nodes { id status contact { linkedinUrl } campaign { sequenceKind } actions { id kind state attempts } } } }"""
EVENTS = """query ($after: Cursor) { events(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
  nodes { __typename assignment { id } ... on StatusChanged { toStatus }
    ... on ActionChanged { state action { id kind } } } } }"""
UNDER_WAY = {"SENDING", "QUEUED", "UNKNOWN"}


@dataclass(frozen=True)
class Ledger:
    """The sandbox's own record, read from its file, so that it can be asked whether the sandbox runs or not."""

    lines: list[Line]

    @classmethod
    def read(cls, folder: Path) -> "Ledger":
        """A last line that is being written is left for the next look."""
        text = (folder / "ledger.jsonl").read_text(encoding="utf-8")
        return cls([json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")])

    def told(self, command: str | None = None) -> list[Line]:
        return [line for line in self.of("told") if command in {None, line["command"]}]

    def of(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line["kind"] == kind]

    def connects(self) -> Counter[str]:
        return Counter(line["slug"] for line in self.told("connect"))

    def unwelcome(self) -> list[Line]:
        """Messages to somebody who was not connected at the moment when they were handed over."""
        connected = {line["slug"] for line in self.of("person") if line.get("degree") == 1}
        found = []
        for line in self.lines:
            if line["kind"] == "accepted":
                connected.add(line["slug"])
            elif line["kind"] == "told" and line["command"] == "message" and line["slug"] not in connected:
                found.append(line)
        return found

    def labels(self) -> set[str]:
        """The ids of our actions that it was told."""
        return {line["campaignid"] for line in self.told()}


def slug(assignment: dict[str, Any]) -> str:
    return str(assignment["contact"]["linkedinUrl"]).rstrip("/").rpartition("/")[2]


def assignments(product: ProductProcess) -> list[dict[str, Any]]:
    return list(_pages(product, ASSIGNMENTS, "assignments"))


def actions(product: ProductProcess) -> list[dict[str, Any]]:
    return [action for one in assignments(product) for action in one["actions"]]


def events(product: ProductProcess) -> list[dict[str, Any]]:
    return list(_pages(product, EVENTS, "events"))


def after_reply(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of all events in their order: messages that were decided upon after the reply was on record. What the remote had at that
    moment, or was told while the webhook travelled, is nobody's fault.
    """
    replied: set[str] = set()
    found = []
    for event in told:
        which = event["assignment"] and event["assignment"]["id"]
        if event["__typename"] == "StatusChanged" and event["toStatus"] == "RESPONDED":
            replied.add(which)
        elif event["__typename"] == "ActionChanged" and event["state"] == "SENDING" and which in replied:
            found.append(event)
    return found


def _pages(product: ProductProcess, query: str, field: str) -> Iterator[dict[str, Any]]:
    after = None
    while True:
        page = product.ask(query, after=after)[field]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]
