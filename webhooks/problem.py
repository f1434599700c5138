"""The form of every error answer that is not GraphQL's: problem+json (RFC 9457)."""

from collections.abc import Mapping
from typing import Any, Final

import orjson
from starlette.responses import Response

MEDIA_TYPE: Final = "application/problem+json"


def problem(status: int, title: str, *, headers: Mapping[str, str] | None = None, **members: Any) -> Response:
    """`title` stays the same for one kind of problem, `detail` among the members is about this one time; null is left out."""
    document = {"type": "about:blank", "title": title, "status": status, **members}
    body = orjson.dumps({name: value for name, value in document.items() if value is not None})
    return Response(body, status, headers=headers, media_type=MEDIA_TYPE)
