"""Events to hundreds and thousands of subscribers over real sockets: the product's feed, and what else could send them, side by side.

Run: python -m benchmarks.feed [--clients 500 2000] [--groups 1 50] [--each 10] [--seconds 3] [--rounds 3] [--product-only], or with
--memory [--deliveries 1000000] to see whether the memory stays flat. Each is one process; the rounds go from one to the next, and the
middle one of each counts. Everybody is sent every event, one a message, and an event is made once the last but one has reached them
all; the product's are committed to its log on PostgreSQL by its own process. Subscribers of one group ask the same, those of 50 ask
50 different things; a member has ten sockets. It prints messages a second as a part of what a bare broadcast of ready frames reaches,
the processor time of the process for each, and what a connection adds to its memory, from the least number of clients to the most.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import feed_events
from benchmarks.feed_load import Subscribers, Subscribing, groups
from benchmarks.feed_memory import memory
from benchmarks.feed_rows import Furnished, furnished
from benchmarks.peer_process import Program, node, python, started
from tests.app.command_line import KEYS, NOBODY
from tests.databases import PostgresDatabases
from tests.journey.product_process import ProductProcess
from tests.postgres_server import PostgresServer

Kind = tuple[int, int]


@dataclass(slots=True)
class Peer:
    """What was measured in each round, by the number of groups and of clients; a connection's memory by the number of groups."""

    program: Program
    document: str
    size: int = 0
    rates: dict[Kind, list[float]] = field(default_factory=lambda: defaultdict(list))
    costs: dict[Kind, list[float]] = field(default_factory=lambda: defaultdict(list))
    connections: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    busy: float = 0.0
    cut_off: list[str] = field(default_factory=list)

    def rate(self, kind: Kind) -> float:
        return statistics.median(self.rates[kind])


def peers(product: ProductProcess, stage: Furnished, *, alone: bool) -> dict[str, Peer]:
    command = python("benchmarks.feed_product", stage.workspace_id, stage.campaign_id).command
    ours = {"product": Peer(Program(command, product.environment, product.port), feed_events.OURS)}
    if alone:
        return ours
    plain = {
        "graphql-ws": node("feed_graphql_ws.mjs", stage.campaign_id, feed_events.REASON),
        "stock Strawberry": python("benchmarks.feed_stock", stage.campaign_id),
    }
    bare = {"bare": Peer(python("benchmarks.feed_raw"), feed_events.PLAIN)}
    return bare | ours | {name: Peer(program, feed_events.PLAIN) for name, program in plain.items()}


def subscribing(stage: Furnished, document: str, many: int, each: int) -> Subscribing:
    """`each`: so many sockets has a member."""
    variables = groups(many, stage.campaign_id, stage.others)
    return Subscribing(document, variables, lambda number: stage.tokens[number // each])


def measure(peer: Peer, stage: Furnished, folder: Path, many: int, given: argparse.Namespace) -> None:
    with started(peer.program, folder) as process:
        subscribers = Subscribers(process, subscribing(stage, peer.document, many, given.each))
        held = []
        for clients in given.clients:
            subscribers.join(clients)
            spent, own, began = process.cpu, time.process_time(), time.perf_counter()
            peer.rates[many, clients].append(subscribers.deliver(given.seconds))
            peer.costs[many, clients].append(1e6 * (process.cpu - spent) / subscribers.received)
            peer.busy = max(peer.busy, (time.process_time() - own) / (time.perf_counter() - began))
            held.append(process.resident)
        if len(held) > 1:
            peer.connections[many].append((held[-1] - held[0]) / (given.clients[-1] - given.clients[0]))
        peer.size = subscribers.size
        peer.cut_off += subscribers.cut_off
        subscribers.close()


def show(known: Mapping[str, Peer], given: argparse.Namespace) -> None:
    bare, ours, node_ws = (known.get(name) for name in ("bare", "product", "graphql-ws"))
    for kind in [(many, clients) for many in given.groups for clients in given.clients]:
        print(f"  {kind[1]:,} clients, {kind[0]} different subscriptions")
        for name, peer in known.items():
            part = f" {peer.rate(kind) / bare.rate(kind):4.2f} of bare," if bare else ""
            rounds = ", ".join(f"{rate:,.0f}" for rate in peer.rates[kind])
            print(
                f"    {name:>16}: {peer.rate(kind):7,.0f} messages a second,{part}"
                f" {statistics.median(peer.costs[kind]):6,.1f} us of its processor time each  (rounds: {rounds})"
            )
        if node_ws and ours:
            print(f"    product = {ours.rate(kind) / node_ws.rate(kind):.2f} x graphql-ws")
    for name, peer in known.items():
        held = [f"{statistics.median(found) / 1024:.1f} KiB with {many}" for many, found in peer.connections.items()]
        print(
            f"  {name:>16}: a connection holds {', '.join(held) or '-'}; a frame has {peer.size} bytes;"
            f" the subscribers' process was busy for {100 * peer.busy:.0f} % of the time at most"
        )
        if peer.cut_off:
            print(f"  {len(peer.cut_off)} subscribers of {name} were cut off: {', '.join(sorted(set(peer.cut_off)))}")


@contextmanager
def furnished_product(folder: Path, members: int, groups: int) -> Iterator[tuple[ProductProcess, Furnished]]:
    server = PostgresServer(durable=True)
    try:
        url = asyncio.run(PostgresDatabases(server.url("chaknal_test")).bare()).url
        with ProductProcess(folder, database_url=url, secret_keys=KEYS, duxsoup_url=NOBODY) as product:
            product.run("migrate")
            yield product, asyncio.run(furnished(url, members, groups))
    finally:
        server.stop()


def run(folder: Path, given: argparse.Namespace) -> None:
    members = -(-max(given.clients) // given.each)
    with furnished_product(folder, members, max(given.groups)) as (product, stage):
        if given.memory:
            ours = peers(product, stage, alone=True)["product"]
            memory(
                ours.program,
                subscribing(stage, ours.document, 1, given.each),
                folder,
                given.clients[0],
                given.deliveries,
            )
            return
        known = peers(product, stage, alone=given.product_only)
        for _ in range(given.rounds):
            for many in given.groups:
                for peer in known.values():
                    measure(peer, stage, folder, many, given)
        show(known, given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, nargs="+", default=[500, 2_000])
    parser.add_argument("--groups", type=int, nargs="+", default=[1, 50])
    parser.add_argument("--each", type=int, default=10, help="sockets of each member: a few people with a few windows")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--product-only", action="store_true")
    parser.add_argument("--memory", action="store_true", help="this alone, with the first number of clients")
    parser.add_argument("--deliveries", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), given)


if __name__ == "__main__":
    main()
