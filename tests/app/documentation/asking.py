"""Asks an application without a server between."""

import httpx
from starlette.applications import Starlette


async def asked(app: Starlette, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get(path)
