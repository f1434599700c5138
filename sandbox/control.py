"""The sandbox's own addresses: accounts, knobs, clock, people, acts by hand, and the ledger."""

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox import hand
from sandbox.account import Account
from sandbox.control_body import AccountBody, ActBody, ClockBody, PersonBody
from sandbox.instant import iso, moment
from sandbox.ledger import shown
from sandbox.runtime import Runtime

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(runtime: Runtime) -> list[Route]:
    control = Control(runtime)
    ways: list[tuple[str, str, Callable[[Request], Awaitable[Any]]]] = [
        ("POST", "/sandbox/accounts", control.add_account),
        ("GET", "/sandbox/accounts", control.accounts),
        ("GET", "/sandbox/accounts/{userid}", control.account),
        ("POST", "/sandbox/accounts/{userid}/acts", control.act),
        ("POST", "/sandbox/accounts/{userid}/knobs", control.set_knobs),
        ("GET", "/sandbox/accounts/{userid}/knobs", control.knobs),
        ("POST", "/sandbox/knobs", control.set_knobs),
        ("GET", "/sandbox/knobs", control.knobs),
        ("POST", "/sandbox/clock", control.set_clock),
        ("GET", "/sandbox/clock", control.clock),
        ("POST", "/sandbox/people", control.describe),
        ("GET", "/sandbox/people/{slug}", control.person),
        ("GET", "/ledger", control.ledger),
    ]
    return [Route(path, _answering(act), methods=[method]) for method, path, act in ways]


class Control:
    """Open to whoever reaches it, which is this machine only."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._world = runtime.world
        self._state = runtime.world.state

    async def add_account(self, request: Request) -> Any:
        body = AccountBody.model_validate_json(await request.body())
        knobs = self._checked_knobs(body.userid, body.knobs)
        hand.add_account(self._world, body, self._runtime.arrive())
        if knobs:
            self._world.record("knobs", self._state.at, userid=body.userid, values=knobs)
        account = self._state.accounts[body.userid]
        self._runtime.leave(account)
        return self._view(account)

    async def accounts(self, _: Request) -> Any:
        self._runtime.arrive()
        return [self._view(account) for account in self._state.accounts.values()]

    async def account(self, request: Request) -> Any:
        self._runtime.arrive()
        return self._view(self._account(request))

    async def act(self, request: Request) -> Any:
        account, body = self._account(request), ActBody.model_validate_json(await request.body())
        hand.act(self._world, account, body, self._runtime.arrive())
        self._runtime.leave(account)
        return self._view(account)

    async def set_knobs(self, request: Request) -> Any:
        userid = self._account(request).userid if "userid" in request.path_params else ""
        values = self._checked_knobs(userid, orjson.loads(await request.body()))
        self._world.record("knobs", self._runtime.arrive(), userid=userid, values=values)
        self._runtime.leave()
        return await self.knobs(request)

    async def knobs(self, request: Request) -> Any:
        userid = self._account(request).userid if "userid" in request.path_params else ""
        return self._state.panel.of(userid).model_dump(mode="json")

    async def set_clock(self, request: Request) -> Any:
        body = ClockBody.model_validate_json(await request.body())
        moment(body.simulated_anchor)
        self._world.record("clock", self._runtime.arrive(), **body.model_dump())
        self._runtime.leave()
        return await self.clock(request)

    async def clock(self, _: Request) -> Any:
        clock = self._state.clock
        anchors = {"wall_anchor": clock.wall_anchor, "simulated_anchor": iso(clock.simulated_anchor)}
        return anchors | {"day_seconds": clock.day_seconds, "now": iso(self._runtime.now())}

    async def describe(self, request: Request) -> Any:
        body = PersonBody.model_validate_json(await request.body())
        person, said = hand.named(self._state, body), body.given("slug", "profile")
        self._world.record("person", self._runtime.arrive(), slug=person.slug, profile=body.address, **said)
        self._runtime.leave()
        return hand.person_view(self._state, person.slug)

    async def person(self, request: Request) -> Any:
        self._runtime.arrive()
        return hand.person_view(self._state, request.path_params["slug"])

    async def ledger(self, request: Request) -> Any:
        self._runtime.arrive()
        self._runtime.keep()
        wanted = request.query_params
        kinds = set(filter(None, wanted.get("kind", "").split(",")))
        lines = self._world.lines(int(wanted.get("after", 0)), kinds)
        return [shown(line) for line in lines if wanted.get("userid") in {None, line.get("userid")}]

    def _account(self, request: Request) -> Account:
        return self._state.accounts[request.path_params["userid"]]

    def _checked_knobs(self, userid: str, values: dict[str, Any]) -> dict[str, Any]:
        """As they came, once the whole panel is known to hold with them."""
        self._state.panel.check(userid, values)
        return values

    def _view(self, account: Account) -> dict[str, Any]:
        return hand.account_view(self._state, account) | {"now": iso(self._runtime.now())}


def _answering(act: Callable[[Request], Awaitable[Any]]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            return _json(await act(request))
        except ValidationError as error:
            return _json({"error": error.errors(include_url=False, include_context=False)}, 422)
        except (orjson.JSONDecodeError, ValueError, TypeError) as error:
            return _json({"error": str(error)}, 422)
        except LookupError as error:
            return _json({"error": f"unknown: {error}"}, 404)

    return endpoint


def _json(content: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")
