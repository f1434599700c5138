"""The page of a campaign, 50 of 100,000 assignments, asked of the product and of what else could answer it, side by side.

Run: python -m benchmarks.query [--seconds 5] [--rounds 3] [--connections 16] [--many 100000] [--product-only]. Each is one process
on one PostgreSQL; the rounds go from one to the next, and the middle one of each counts. It prints the answers a second as a part of
what bare statements reach (one that joins all of it, asyncpg, orjson, Starlette), the processor time of the process for each answer,
and how long one waits. That all of them show the same rows is looked at first. The product alone asks who it is that asks.
"""

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.peer_process import PeerProcess, Program, node, python, started
from benchmarks.query_load import Load, request
from benchmarks.query_rows import FIRST, Furnished, Row, furnished, shown
from tests.app.command_line import KEYS, NOBODY
from tests.databases import PostgresDatabases
from tests.journey.product_process import ProductProcess
from tests.postgres_server import PostgresServer

_WARM = 2.0
_CONTACT = "{ id firstName lastName company title }"
_FIELDS = f"id status version contact {_CONTACT} member {{ id user {{ firstName lastName }} }}"
PLAIN = f"""query Page($workspace: ID!, $campaign: ID!, $first: Int!) {{
  assignments(workspace: $workspace, campaign: $campaign, first: $first) {{ {_FIELDS} }} }}"""
OURS = f"""query Page($campaign: ID!, $first: Int!) {{
  campaign(id: $campaign) {{ assignments(first: $first) {{ nodes {{ {_FIELDS} }} }} }} }}"""
POSTGRAPHILE = """query Page($workspace: UUID!, $campaign: UUID!, $first: Int!) {
  allAssignments(first: $first, condition: {workspaceId: $workspace, campaignId: $campaign}, orderBy: [UPDATED_AT_DESC, ROW_ID_DESC]) {
    nodes {
      rowId status version
      contactByContactId { rowId firstName lastName company title }
      memberByMemberId { rowId userByUserId { firstName lastName } }
    } } }"""


@dataclass(slots=True)
class Peer:
    """`rows` finds the page in the data of an answer; the rest is what was measured in each round."""

    program: Program
    document: str
    rows: Callable[[Any], list[Row]]
    load: Load = field(init=False)
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)


def peers(url: str, product: ProductProcess, *, alone: bool) -> dict[str, Peer]:
    serve = Program(python("app", "serve", "--role", "api").command, product.environment, product.port)
    ours = {"product": Peer(serve, OURS, lambda data: shown(data["campaign"]["assignments"]["nodes"]))}
    if alone:
        return ours
    plain = {
        "stock Strawberry": python("benchmarks.query_stock", url),
        "graphql-yoga": node("query_yoga.mjs", url),
        "mercurius": node("query_mercurius.mjs", url),
    }
    names = ("memberByMemberId", "userByUserId", "contactByContactId")
    return {
        "bare": Peer(python("benchmarks.query_raw", url), PLAIN, lambda data: shown(data["assignments"])),
        **ours,
        "PostGraphile": Peer(
            node("query_postgraphile.mjs", url), POSTGRAPHILE, lambda data: shown(data["allAssignments"]["nodes"], *names)
        ),
        **{name: Peer(program, PLAIN, lambda data: shown(data["assignments"])) for name, program in plain.items()},
    }  # fmt: skip


def same_rows(known: Mapping[str, Peer], running: Mapping[str, PeerProcess], stage: Furnished) -> None:
    """Asks each of them once, and gives each what it will be asked."""
    answers: dict[str, list[Row]] = {}
    for name, peer in known.items():
        variables = {"campaign": stage.campaign_id, "first": FIRST}
        if peer.document is not OURS:
            variables["workspace"] = stage.workspace_id
        asked = {"query": peer.document, "variables": variables}
        token = stage.token.text if name == "product" else ""
        peer.load = Load(running[name].port, request("/graphql", asked, token))
        headers = {"authorization": f"Bearer {token}"} if token else {}
        answer = httpx.post(f"http://127.0.0.1:{running[name].port}/graphql", json=asked, headers=headers, timeout=30)
        assert answer.json().get("data"), (name, answer.text[:2_000])
        answers[name] = peer.rows(answer.json()["data"])
    rows = answers["product"]
    assert len(rows) == FIRST
    for name, found in answers.items():
        assert found == rows, (name, found[:1], rows[:1])
    print(f"  the same {len(rows)} rows of {', '.join(answers)}")


def measure(peer: Peer, process: PeerProcess, connections: int, seconds: float) -> None:
    before = process.cpu
    peer.rates.append(peer.load.run(connections, seconds))
    peer.costs.append(1e6 * (process.cpu - before) / len(peer.load.taken))
    peer.waits.append(1_000 * peer.load.percentile(0.99))


def show(known: Mapping[str, Peer]) -> None:
    bare = known.get("bare")
    for name, peer in known.items():
        part = f"{peer.rate / bare.rate:5.2f} of bare, " if bare else ""
        rounds = ", ".join(f"{rate:,.0f}" for rate in peer.rates)
        print(
            f"  {name:>16}: {peer.rate:7,.0f} a second, {part}{statistics.median(peer.costs):6,.0f} us of its processor time each,"
            f" p99 {statistics.median(peer.waits):4.0f} ms  (rounds: {rounds})"
        )
    for name in known if bare else ():
        if name not in {"bare", "product"}:
            print(f"  product = {known['product'].rate / known[name].rate:.2f} x {name}")


def run(databases: PostgresDatabases, folder: Path, given: argparse.Namespace) -> None:
    url = asyncio.run(databases.bare()).url
    settings = {"database_url": url, "secret_keys": KEYS, "duxsoup_url": NOBODY}
    with ProductProcess(folder, **settings) as product, ExitStack() as stack:
        product.run("migrate")
        stage = asyncio.run(furnished(url, given.many))
        known = peers(url, product, alone=given.product_only)
        running = {name: stack.enter_context(started(peer.program, folder)) for name, peer in known.items()}
        same_rows(known, running, stage)
        for peer in known.values():
            peer.load.run(given.connections, _WARM)
        for _ in range(given.rounds):
            for name, peer in known.items():
                measure(peer, running[name], given.connections, given.seconds)
        show(known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--many", type=int, default=100_000, help="assignments of the campaign")
    parser.add_argument("--product-only", action="store_true")
    given = parser.parse_args()
    print(f"{FIRST} of {given.many:,} assignments, {given.connections} connections, PostgreSQL")
    server = PostgresServer(durable=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            run(PostgresDatabases(server.url("chaknal_test")), Path(folder), given)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
