"""By which name a request asks for a trusted document: the one of the GraphQL-over-HTTP draft, or the one of persisted queries."""

from collections.abc import Mapping

import orjson
from starlette.requests import Request

_MARKS = (b"documentId", b"persistedQuery")


def name_of(asked: Mapping[str, object]) -> str | None:
    """The plain hash. What is no text names nothing."""
    extensions = asked.get("extensions")
    persisted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    hashed = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    name = asked.get("documentId") or hashed
    return name.removeprefix("sha256:") if isinstance(name, str) else None


async def name_in(request: Request) -> str | None:
    """Bodies that can hold no name, most of them and the largest, are not read twice for it."""
    if request.method == "GET":
        given = request.query_params
        return name_of({"documentId": given.get("documentId"), "extensions": _read(given.get("extensions", ""))})
    body = await request.body()
    return name_of(sent_in(body)) if any(mark in body for mark in _MARKS) else None


def sent_in(body: bytes) -> Mapping[str, object]:
    """Nothing where it is no single request."""
    sent = _read(body)
    return sent if isinstance(sent, dict) else {}


def _read(text: str | bytes) -> object:
    """Whoever is let in is told later what is wrong with it."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
