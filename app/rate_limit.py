"""What a viewer is told over HTTP of what is left to them, in the words of the IETF's draft of the RateLimit header fields."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from engine.request_budget import WINDOW_SECONDS, Standing
from schema.budget import RATE_LIMITED


def status_of(answer: Mapping[str, Any]) -> int | None:
    """429 where the budget is spent; null leaves it to the rest of the answer."""
    codes = [error.get("extensions", {}).get("code") for error in answer.get("errors") or ()]
    return 429 if RATE_LIMITED in codes else None


def tell(response: Response, standing: Standing | None) -> None:
    """`cost` is the name of the policy, and what it counts. Null: nothing is bounded."""
    if standing is None:
        return
    response.headers["ratelimit-policy"] = f'"cost";q={standing.quota};w={WINDOW_SECONDS}'
    response.headers["ratelimit"] = f'"cost";r={standing.remaining};t={standing.resets_in}'
    if response.status_code == 429:
        response.headers["retry-after"] = str(standing.resets_in)
