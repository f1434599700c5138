"""The sandbox as an ASGI application: the remote API, the sandbox's own addresses, and a page that says what this is."""

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox import control, remote
from sandbox.runtime import Runtime

_PAGE = """This is a sandbox: a local stand-in for Dux-Soup. It reaches nobody.

Remote API      /xapi/remote/control/{userid}/...
Accounts        POST, GET /sandbox/accounts
Knobs           POST, GET /sandbox/knobs, /sandbox/accounts/{userid}/knobs
Clock           POST, GET /sandbox/clock
People          POST /sandbox/people, GET /sandbox/people/{slug}
By hand         POST /sandbox/accounts/{userid}/acts
What happened   GET /ledger?after=&userid=&kind=
"""


def create_application(runtime: Runtime) -> Starlette:
    own = [Route("/", _page), Route("/healthz", _health)]
    routes = [*own, *remote.routes(runtime), *control.routes(runtime)]
    return Starlette(routes=routes, exception_handlers={ClientDisconnect: _gone})


async def _page(_: Request) -> Response:
    return PlainTextResponse(_PAGE)


async def _gone(_: Request, __: Exception) -> Response:
    """Whoever hung up in mid-body was told nothing and asked for nothing."""
    return Response(status_code=400)


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})
