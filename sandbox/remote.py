"""The remote API under /xapi: queue, settings, profile, signals, each call checked by its signature."""

import asyncio
from collections.abc import Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sandbox import remote_act
from sandbox.admission import Admitted, Call, RefusedError, admit
from sandbox.fault import Strike, strike
from sandbox.remote_act import Act
from sandbox.runtime import Runtime
from sandbox.signature import HEADER
from sandbox.vocabulary import PERSON_PATH
from sandbox.wire import Cut

_ROOT = "/xapi/remote/control/{userid}"
_CALLS: tuple[tuple[str, str, str, Act], ...] = (
    ("queue", "POST", "/queue", remote_act.queue),
    ("reset", "POST", "/reset", remote_act.reset),
    ("size", "GET", "/queue/size", remote_act.size),
    ("items", "GET", "/queue/items", remote_act.items),
    ("signal", "POST", "/signal", remote_act.signal),
    ("profile", "GET", "/profile", remote_act.profile),
    ("settings", "GET", "/settings", remote_act.settings),
    ("settings", "POST", "/settings", remote_act.change_settings),
    ("tags", "GET", f"/{PERSON_PATH}/{{dux_id}}/tags", remote_act.tags),
)


def routes(runtime: Runtime) -> list[Route]:
    remote = _Remote(runtime)
    return [Route(_ROOT + path, remote.endpoint(name, act), methods=[method]) for name, method, path, act in _CALLS]


class _Remote:
    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._reads = 0

    def endpoint(self, name: str, act: Act) -> Callable[[Request], Any]:
        async def answer(request: Request) -> ASGIApp:
            return await self._answer(request, name, act)

        return answer

    async def _answer(self, request: Request, name: str, act: Act) -> ASGIApp:
        call = _call(request, await request.body())
        self._runtime.arrive()
        try:
            admitted = admit(self._runtime.world, call, self._runtime.wall())
            return await self._admitted(request, name, act, admitted)
        except RefusedError as refusal:
            self._note_refusal(call.userid, request, refusal.reason, refusal.status, _readable(call.body))
            self._runtime.leave(self._runtime.world.state.accounts.get(call.userid))
            return JSONResponse({"error": refusal.reason}, refusal.status)

    async def _admitted(self, request: Request, name: str, act: Act, admitted: Admitted) -> ASGIApp:
        runtime, account = self._runtime, admitted.account
        now = runtime.arrive()
        hit = self._struck(request, name, admitted)
        used = hit.used if hit else ()
        answer: Any = {}
        if hit is None or hit.fault.takes:
            answer = act(runtime.world, admitted, request, now, used if name == "queue" else ())
        runtime.leave(account)
        knobs = runtime.world.state.knobs(account)
        self._reads += 1
        latency = runtime.world.state.draw.between(knobs.latency_seconds, "latency", account.userid, self._reads)
        if latency:
            await asyncio.sleep(latency)
        return self._faulty(hit, admitted) if hit else JSONResponse(answer)

    def _struck(self, request: Request, name: str, admitted: Admitted) -> Strike | None:
        """A strike that does not end in a command taken is on record as a refusal."""
        state, account = self._runtime.world.state, admitted.account
        hit = strike(state, account, name, f"{state.calls}.{self._reads}")
        if hit and not (hit.fault.takes and name == "queue"):
            self._note_refusal(account.userid, request, hit.fault.name, hit.fault.status, admitted.body, hit.used)
        return hit

    def _faulty(self, hit: Strike, admitted: Admitted) -> ASGIApp:
        knobs = self._runtime.world.state.knobs(admitted.account)
        fault = hit.fault
        if fault.cut:
            return Cut(knobs.timeout_seconds if fault.slow else 0)
        asked = fault.status in {429, 503} and knobs.retry_after_seconds is not None
        headers = {"retry-after": str(knobs.retry_after_seconds)} if asked else {}
        return Response(fault.body or b'{"error":"fault"}', fault.status, headers, "application/json")

    def _note_refusal(
        self,
        userid: str,
        request: Request,
        reason: str,
        status: int,
        body: dict[str, Any],
        used: tuple[str, ...] = (),
    ) -> None:
        params = body.get("params") if isinstance(body.get("params"), dict) else {}
        about = {"command": body.get("command"), "campaignid": (params or {}).get("campaignid")}
        call = {"method": request.method, "path": request.url.path, "profile": (params or {}).get("profile")}
        world = self._runtime.world
        at = self._runtime.now()
        world.record("refused", at, userid=userid, reason=reason, status=status, used=used, **about, **call)


def _call(request: Request, body: bytes) -> Call:
    """The address as the caller signed it: from the bytes on the wire and the host it named."""
    path, query = request.scope["raw_path"].decode("ascii"), request.scope["query_string"].decode("latin-1")
    host = request.headers.get("host", "")
    url = f"{request.url.scheme}://{host}{path}" + (f"?{query}" if query else "")
    return Call(request.method, url, request.path_params["userid"], request.headers.get(HEADER, ""), body)


def _readable(raw: bytes) -> dict[str, Any]:
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}
