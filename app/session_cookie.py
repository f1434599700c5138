"""The cookie that a signed-in browser holds: for this host and all of it, out of reach of scripts and of other sites."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from auth.sessions import Lifetimes

# A page of another site cannot send it unless the browser asks first, and nobody here answers such a question.
HEADER = "x-chaknal-request"


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """`__Host-` has browsers take it over https only, from this very host only; on loopback there is no https."""

    secure: bool
    lifetimes: Lifetimes

    @property
    def name(self) -> str:
        return "__Host-chaknal" if self.secure else "chaknal"

    def of(self, request: Request) -> str | None:
        """Counts only where no other site can have made the browser send it."""
        return request.cookies.get(self.name) if preflighted(request) else None

    def keep(self, response: Response, text: str | None) -> None:
        """None takes it away."""
        if text is None:
            response.delete_cookie(self.name, path="/", secure=self.secure, httponly=True, samesite="strict")
            return
        seconds = int(self.lifetimes.absolute.total_seconds())
        response.set_cookie(
            self.name, text, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="strict"
        )


def preflighted(request: Request) -> bool:
    """Has what a form of another site cannot have: the header of ours, or a token. Browsers that say where they come from have to
    come from here.
    """
    headers = request.headers
    at_home = headers.get("sec-fetch-site", "same-origin") == "same-origin"
    return at_home and bool(headers.get(HEADER) or headers.get("authorization"))
