"""The whole product on a real port, as browsers and Node see it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from app.main import create_app
from app.parts import Parts
from app.serving import MAX_FRAME


@asynccontextmanager
async def served(parts: Parts, port: int = 0) -> AsyncIterator[str]:
    """Gives the address; sockets that are open at the end hear 1012, as when a server is replaced."""
    config = uvicorn.Config(
        create_app(parts),
        lifespan="off",
        log_config=None,
        access_log=False,
        ws_max_size=MAX_FRAME,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", port)) as listening:
        running = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await running
