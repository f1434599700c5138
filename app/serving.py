"""Serves the product: the API, the worker or both in one process, and stops in an order in which nothing is lost."""

import asyncio
import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager

import structlog
import uvicorn

from app.hearing import Hearing
from app.http_protocol import HttpProtocol
from app.main import create_app
from app.parts import Parts, ServingRefused, opened, worker_duxsoup
from app.roster import on_roster
from app.settings import Settings
from app.socket_protocol import PING_SECONDS, PONG_SECONDS, SocketProtocol
from app.worker import Worker

log = structlog.get_logger("serving")

# With what is to be cleared up after it, all is over within 25 seconds.
GRACE = 23
MAX_FRAME = 65_536
# So much of what somebody has not taken yet waits in the system, in bytes; left to itself it grows to megabytes for each.
SEND_BUFFER = 131_072
# Longer than clients and proxies keep a connection that rests (httpx 5, nginx 60): whoever closes first must not be the server, or the
# next request is lost in one that is gone.
KEEP_ALIVE = 75


async def serve(settings: Settings, role: str = "all", *, listening: Callable[[], None] | None = None) -> None:
    """Until it is told to stop; calls `listening` once it does. Raises ServingRefused and whatever `opened` raises."""
    if role != "all" and settings.dialect == "sqlite":
        raise ServingRefused(
            "SQLite is served by one process, API and worker together; PostgreSQL takes any number of each."
        )
    async with opened(settings, serving=True) as parts:
        await serve_parts(parts, role, listening)


async def serve_parts(parts: Parts, role: str = "all", listening: Callable[[], None] | None = None) -> None:
    async with AsyncExitStack() as stack:
        worker = None
        if role in {"all", "worker"}:
            duxsoup = await stack.enter_async_context(worker_duxsoup(parts))
            roster = await stack.enter_async_context(on_roster(parts.settings.database))
            worker = Worker(parts.clock, parts.units, parts.ring, duxsoup, roster)
        hearing = Hearing(parts.clock)
        server = _Server(_config(parts, worker, hearing)) if role in {"all", "api"} else None
        sockets = [stack.enter_context(_listening(parts.settings))] if server else []
        if server:
            await stack.enter_async_context(hearing.kept())
        if listening:
            listening()
        await _run(worker, server, sockets, parts.keeping)


async def _run(
    worker: Worker | None, server: "_Server | None", sockets: list[socket.socket], keeping: asyncio.Future[None]
) -> None:
    at_work = [asyncio.create_task(worker.run())] if worker else []
    with _heeding(_stopping(worker, server), keeping):
        try:
            _set_aside_for_good()
            if server:
                await server.serve(sockets=sockets)
        finally:
            if worker and server:
                worker.stop()
            await asyncio.gather(*at_work)


def _set_aside_for_good() -> None:
    """What was made up to now stays until the end: modules, the schema. The collector would look through it all again and again, which
    took a fifth of the time of a webhook.
    """
    gc.collect()
    gc.freeze()


class _Server(uvicorn.Server):
    """Signals are not its own: it would raise them again at its end, and the process would be gone before its worker is done."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _stopping(worker: Worker | None, server: _Server | None) -> Callable[[], None]:
    """The worker stops claiming first; only then do sockets hear 1012 and requests come to their end. Told twice, none is
    waited for.
    """

    def stop() -> None:
        if worker:
            worker.stop()
        if server:
            server.force_exit = server.should_exit
            server.should_exit = True

    return stop


@contextmanager
def _heeding(stop: Callable[[], None], keeping: asyncio.Future[None]) -> Iterator[None]:
    """Being told to stop is what ends a server well, so the exit code is 0; without its keeper of the time it stops as well."""
    loop = asyncio.get_running_loop()
    told = (signal.SIGINT, signal.SIGTERM)
    for one in told:
        loop.add_signal_handler(one, stop)

    def unkept(_: asyncio.Future[None]) -> None:
        stop()

    keeping.add_done_callback(unkept)
    try:
        yield
    finally:
        keeping.remove_done_callback(unkept)
        for one in told:
            loop.remove_signal_handler(one)


def _config(parts: Parts, worker: Worker | None, hearing: Hearing) -> uvicorn.Config:
    """The own access log of uvicorn prints secret paths, its frames are 16 MiB and compressed: all that is off."""
    return uvicorn.Config(
        create_app(parts, worker, hearing),
        host=parts.settings.host,
        port=parts.settings.port,
        access_log=False,
        log_config=None,
        http=HttpProtocol,
        ws=SocketProtocol,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PONG_SECONDS,
        ws_max_size=MAX_FRAME,
        ws_per_message_deflate=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
        lifespan="off",
    )


def _listening(settings: Settings) -> socket.socket:
    """The protocol is named, for only then asyncio switches Nagle's delay off; each answer would wait 40 ms for it."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)  # each connection has it from here
    try:
        listening.bind((settings.host, settings.port))
    except OSError as taken:
        listening.close()
        raise ServingRefused(
            f"Nothing can listen on {settings.host}:{settings.port} ({taken.strerror}): set CHAKNAL_PORT or CHAKNAL_HOST."
        ) from None
    listening.listen(512)
    return listening
