"""`python -m sandbox`: the sandbox as a process of its own."""

import asyncio
import socket
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn

from sandbox.application import create_application
from sandbox.draw import Draw
from sandbox.ledger import Ledger
from sandbox.panel import EVERYBODY
from sandbox.runtime import Runtime
from sandbox.state import State
from sandbox.wire import CuttableProtocol
from sandbox.world import World


def main(
    port: Annotated[int, typer.Option(help="0 takes a free one")] = 8002,
    host: str = "127.0.0.1",
    data: Annotated[Path, typer.Option(help="where the ledger lies")] = Path(".data/sandbox"),
    seed: Annotated[int, typer.Option(help="decides everything that is drawn")] = 1,
    webhook_duplicate_rate: float | None = None,
    webhook_drop_rate: float | None = None,
    webhook_delay: Annotated[tuple[float, float] | None, typer.Option(help="simulated seconds, least and most")] = None,
    webhook_shuffle: Annotated[float | None, typer.Option(help="simulated seconds")] = None,
    webhook_retries: bool | None = None,
    *,
    until_stdin_closes: Annotated[bool, typer.Option(help="ends with whoever holds the other end of it")] = False,
) -> None:
    """Runs a local stand-in for Dux-Soup; what it remembers is in its ledger."""
    given: dict[str, Any] = {
        "webhook_duplicate_rate": webhook_duplicate_rate,
        "webhook_drop_rate": webhook_drop_rate,
        "webhook_delay_seconds": webhook_delay,
        "webhook_shuffle": webhook_shuffle,
        "webhook_retries": webhook_retries,
    }
    knobs = {name: value for name, value in given.items() if value is not None}
    asyncio.run(_serve(host, port, data, seed, knobs, held=until_stdin_closes))


async def _serve(host: str, port: int, data: Path, seed: int, knobs: dict[str, Any], *, held: bool) -> None:
    ledger = Ledger(data / "ledger.jsonl")
    runtime = Runtime(World(State(Draw(seed)), ledger), time.time)
    runtime.resume()
    if knobs:
        runtime.world.state.panel.check(EVERYBODY, knobs)
        runtime.world.record("knobs", runtime.arrive(), userid=EVERYBODY, values=knobs)
        runtime.leave()
    with _listening(host, port) as listening:
        typer.echo(f"sandbox on http://{host}:{listening.getsockname()[1]}")
        async with asyncio.TaskGroup() as running:
            loop = running.create_task(runtime.run())
            server = _server(runtime)
            if held:
                asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _let_go, server)
            await server.serve(sockets=[listening])
            loop.cancel()
    ledger.close()


def _let_go(server: uvicorn.Server) -> None:
    """Nothing is ever written to it: readable means closed, because whoever started this process is gone."""
    asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
    server.should_exit = True


def _listening(host: str, port: int) -> socket.socket:
    # asyncio switches Nagle's delay off only where the protocol is named; each answer would wait 40 ms for it.
    listening = socket.socket(
        socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as taken:
        listening.close()
        typer.echo(f"Nothing can listen on {host}:{port} ({taken.strerror}): choose another with --port.", err=True)
        raise typer.Exit(1) from None
    listening.listen(512)
    return listening


def _server(runtime: Runtime) -> uvicorn.Server:
    config = uvicorn.Config(
        create_application(runtime),
        http=CuttableProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


if __name__ == "__main__":
    typer.run(main)
