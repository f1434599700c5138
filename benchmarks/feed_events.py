"""What every peer of the feed shows, one event a message, and the word by which each is told to make the next."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

OURS = """subscription Feed($campaigns: [ID!]!) {
  eventFeed(filter: {campaignIds: $campaigns}, batchSize: 1) { ... on EventBatch { __typename cursor caughtUp events {
    id cursor occurredAt ... on StatusChanged { fromStatus toStatus reason } } } } }"""
PLAIN = """subscription Feed($campaigns: [ID!]!) {
  eventFeed(campaigns: $campaigns) { __typename cursor caughtUp events {
    id cursor occurredAt fromStatus toStatus reason } } }"""
REASON = "invitation_accepted"
_AT = datetime(2026, 3, 2, 9, 0, 0, 123456, UTC)


def cursor(number: int) -> str:
    """As long as one of the product's."""
    return f"kxnDqTA6{number:05}"


def event(number: int) -> dict[str, Any]:
    return {
        "id": str(UUID(int=0x7C0FFEE << 96 | number)),
        "cursor": cursor(number),
        "occurredAt": _AT.isoformat(),
        "fromStatus": "ACTIVE",
        "toStatus": "ACCEPTED",
        "reason": REASON,
    }


async def asked() -> AsyncIterator[int]:
    """Counts the events to make: one for each byte of the standard input."""
    reader, number = asyncio.StreamReader(), 0
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while text := await reader.read(1_000):
        for _ in text:
            number += 1
            yield number
