"""Is it alive, and is it ready, asked without a login, and being alive without asking anybody else?"""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from tortoise import connections
from tortoise.exceptions import BaseORMException

from app.database import AWAY
from app.parts import Parts
from app.worker import Worker

PATIENCE = 1.0
STALE_AFTER = 10.0


def routes(parts: Parts, worker: Worker | None) -> list[Route]:
    async def alive(_: Request) -> JSONResponse:
        """Never asks the database: its restart must not get every process killed."""
        return JSONResponse({"status": "alive"})

    async def ready(_: Request) -> JSONResponse:
        checks = {"database": await _database(), "feed": _fresh(parts, parts.tail.polled_at)}
        if worker is not None:
            checks["worker"] = _fresh(parts, worker.turned_at)
        fine = all(checks.values())
        return JSONResponse({"ready": fine, "checks": checks}, status_code=200 if fine else 503)

    return [Route("/healthz", alive), Route("/readyz", ready)]


async def _database() -> bool:
    """Migrations were checked at start; a database that answers is still the one that was opened."""
    try:
        async with asyncio.timeout(PATIENCE):
            await connections.get("default").execute_query("SELECT 1")
    except (*AWAY, BaseORMException):
        return False
    return True


def _fresh(parts: Parts, moment: float | None) -> bool:
    return moment is not None and parts.clock.monotonic() - moment < STALE_AFTER
