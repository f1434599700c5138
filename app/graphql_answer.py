"""In which media type and with which status GraphQL is answered over HTTP, as the GraphQL-over-HTTP draft has it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

GRAPHQL: Final = "application/graphql-response+json"
JSON: Final = "application/json"
# By how closely a range names a type.
_WHOLE, _HALF, _ANY = 3, 2, 1
_OURS = {"INTERNAL": 500, "TIMEOUT": 504}


def media_type_of(request: Request) -> str | None:
    """Null where the caller takes neither. Who is content with anything gets plain JSON, with which old clients do nothing wrong;
    who names both alike gets the one that tells an error by its status.
    """
    accept = ", ".join(request.headers.getlist("accept")) or "*/*"
    weighed = {kind: _weight(accept, kind) for kind in (GRAPHQL, JSON)}
    best = max(weighed.values())
    if best[0] == 0:
        return None
    named = weighed[GRAPHQL] == best and best[1] == _WHOLE
    return GRAPHQL if named or weighed[JSON] < best else JSON


def answer(
    data: Any, media_type: str, *, status: int | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Who takes the type made for it gets 400 for what was never run, and no `data`, or 5xx where that is our failure; plain JSON has
    200 for all of it.
    """
    if media_type == GRAPHQL and not _was_run(data):
        data = {name: value for name, value in data.items() if name != "data"}
        status = status or _status_of(data)
    return Response(orjson.dumps(data), status or 200, headers, media_type=media_type)


def refusal(
    media_type: str | None, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Of the request as a whole."""
    told = {"data": None, "errors": [{"message": message, "extensions": {"code": code}}]}
    return answer(told, media_type or JSON, status=status, headers=headers)


def _status_of(data: Mapping[str, Any]) -> int:
    """A 4xx would tell the caller, and whoever stands between, that it was the caller's mistake."""
    codes = [(error.get("extensions") or {}).get("code") for error in data.get("errors") or ()]
    return max((_OURS.get(str(code), 400) for code in codes), default=400)


def _was_run(data: Mapping[str, Any]) -> bool:
    """Errors of what was run say in which field they came up."""
    return data.get("data") is not None or any(error.get("path") for error in data.get("errors") or ())


def _weight(accept: str, kind: str) -> tuple[float, int]:
    """What the closest range that holds it says: RFC 9110, 12.5.1."""
    family = kind.partition("/")[0]
    close = {kind: _WHOLE, f"{family}/*": _HALF, "*/*": _ANY}
    found = [(close[name], weight) for name, weight in _ranges(accept) if name in close]
    closeness, weight = max(found, default=(_ANY, 0.0))
    return weight, closeness


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for one in accept.split(","):
        name, *parameters = (part.strip().lower() for part in one.split(";"))
        weight = next((text[2:] for text in parameters if text.startswith("q=")), "1")
        yield name, _number(weight)


def _number(text: str) -> float:
    """What is no weight counts as none."""
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
