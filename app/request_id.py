"""The id of a request, by which an answer, a log line and an event can be laid side by side."""

from starlette.types import Scope

from models.ids import new_id


def request_id(scope: Scope) -> str:
    """The one that the access log gave it; a new one where it does not stand before us."""
    known: object = scope.get("state", {}).get("request_id")
    return str(known) if known else new_id().hex
