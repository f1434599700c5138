"""Webhooks stored a second through the real endpoint against the database's own tools, the wait for an answer, and their reading.

Run: python -m benchmarks.webhooks [--seconds 8] [--backlog 100000] [--sqlite | --postgres]. Both servers keep what they commit
(fsync on). Each number stands beside its floor of the same run: pgbench with the same statements, prepared, or on SQLite the bare
statements in a transaction each. Reading has no floor; what it prints is how many a second, and how long another account's receipt
waits behind a backlog.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import orjson

from app.database import close_database, open_database
from app.reading import AT_ONCE, LINES, Reading
from auth.tokens import hashed
from benchmarks import hook_floor
from benchmarks.hook_load import Load
from engine.reactions import waiting
from models import DuxSoupAccount, Receipt, Units, Verdict
from models.ids import new_id
from tests import factories
from tests.app.command_line import KEYS
from tests.databases import PostgresDatabases, SqliteFiles
from tests.journey.product_process import ProductProcess
from tests.postgres_server import PostgresServer
from tests.settable_clock import SettableClock
from tests.stored_receipts import heartbeat

SEATS = 64
SEED = 7
PACED = 100
AIM = 0.8


class RunningClock(SettableClock):
    def monotonic(self) -> float:
        return time.monotonic()


async def furnished(url: str) -> DuxSoupAccount:
    """Seats whose addresses the load knows, and whose hashes pgbench can write as well."""
    await open_database(url)
    workspace = await factories.workspace()
    for seat in range(SEATS):
        values = {"dux_soup_user_id": _userid(seat), "webhook_previous_hash": f"{seat:064d}"}
        account = await factories.account(workspace, webhook_hash=hashed(_address(seat)), **values)
    await close_database()
    return account


def visits(random: Random) -> Any:
    """Of the size that Dux-Soup's are, each unlike all others."""
    filler = {f"Field {number}": "".join(random.choices("abcdefghij ", k=24)) for number in range(12)}

    def made(number: int) -> tuple[str, bytes]:
        data = {"id": f"id.{number}", "VisitTime": number} | filler
        body = {
            "userid": _userid(number % SEATS),
            "time": "2026-03-02T09:00:00.000Z",
            "type": "visit",
            "event": "update",
        }
        return _address(number % SEATS), orjson.dumps(body | {"data": data})

    return made


@contextmanager
def serving(folder: Path, url: str, *role: str) -> Iterator[ProductProcess]:
    settings = {"database_url": url, "secret_keys": KEYS, "duxsoup_url": "http://127.0.0.1:1/xapi"}
    with ProductProcess(folder, **settings) as product:
        product.run("migrate")
        yield product.start("serve", *role)


def stored(folder: Path, url: str, seconds: float, *role: str) -> tuple[float, Load]:
    """Rows a second with 64 connections, and the load at 100 a second after it."""
    with serving(folder, url, *role) as product:
        made, numbers = visits(Random(SEED)), count()
        full, paced = Load(product.url, made), Load(product.url, made)
        before = _cpu(product.pid)
        rate = asyncio.run(full.full(64, numbers, seconds))
        print(
            f"  {1e6 * (_cpu(product.pid) - before) / len(full.taken):,.0f} us of processor time for each in the product's process"
        )
        asyncio.run(paced.paced(PACED, 16, numbers, seconds))
        print(f"  refused: {full.refused or 'none'} at full load, {paced.refused or 'none'} at {PACED} a second")
    return rate, paced


def _cpu(pid: int) -> float:
    """Seconds so far: other than the rate, it says the same on a machine that is busy with something else."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def show(kind: str, rate: float, floor: float, paced: Load) -> None:
    print(
        f"  {kind}: {rate:,.0f} stored a second, floor {floor:,.0f}: {rate / floor:.2f} of it (aim {AIM})\n"
        f"  answers at {PACED} a second: median {1000 * paced.percentile(0.5):.1f} ms, p99 {1000 * paced.percentile(0.99):.1f} ms,"
        f" longest {1000 * paced.percentile(1):.1f} ms"
    )


async def backlog(url: str, many: int) -> None:
    """One account's backlog, and one receipt of another that came last."""
    await open_database(url)
    await Receipt.all().delete()
    busy, other = await factories.account(), await factories.account()
    rows = [_waiting(busy, number) for number in range(many)] + [_waiting(other, many)]
    await Receipt.bulk_create(rows, batch_size=500)
    clock = RunningClock(factories.START + timedelta(days=1))
    reader = Reading(Units(clock), factories.RING, lambda _: True, lambda _: None, asyncio.Event())
    looks = [await _seconds(partial(_look, busy, clock)) for _ in range(20)]
    began, read = time.perf_counter(), 0
    while await Receipt.exists(account_id=other.id, verdict=Verdict.WAITING):
        await reader._round()  # noqa: SLF001 - one at a time, to see when the other's turn comes
    waited = time.perf_counter() - began
    while time.perf_counter() - began < 10:
        await reader._round()  # noqa: SLF001 - as above
    read = await Receipt.filter(account_id__in=[busy.id, other.id]).exclude(verdict=Verdict.WAITING).count()
    print(
        f"  {many:,} waiting: another account's is read after {1000 * waited:.0f} ms; a look for work takes"
        f" {1000 * sorted(looks)[10]:.1f} ms; {read / (time.perf_counter() - began):,.0f} heartbeats read a second"
    )
    await close_database()


async def _look(account: DuxSoupAccount, clock: SettableClock) -> None:
    await waiting.lines(None, LINES)
    await waiting.due(account.id, clock.wall(), AT_ONCE)


async def _seconds(work: Any) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def _waiting(account: DuxSoupAccount, number: int) -> Receipt:
    receipt_id, digest = new_id(), f"{number:064x}"
    place: dict[str, Any] = {"table": "receipt", "column": "sealed_body", "workspace_id": account.workspace_id}
    text = factories.RING.seal(orjson.dumps(heartbeat(account, number)).decode(), **place, row_id=receipt_id)
    return Receipt(
        id=receipt_id, created_at=factories.START, workspace_id=account.workspace_id, account_id=account.id,
        line_id=account.id, dialect="native", kind="rccommand.ready", body_hash=digest, repeat_key=digest, sealed_body=text,
    )  # fmt: skip


def _userid(seat: int) -> str:
    return f"3{seat:020d}"


def _address(seat: int) -> str:
    return f"an-invented-address-of-seat-{seat:03d}"


def on_sqlite(folder: Path, seconds: float, many: int) -> None:
    print("sqlite")
    floor_file, file = folder / "floor", folder / "run"
    for place in (floor_file, file):
        place.mkdir()
    files = SqliteFiles(folder)
    floor_url = asyncio.run(files.clean(floor_file)).url
    account = asyncio.run(furnished(floor_url))
    size = len(visits(Random(SEED))(1)[1])
    ids = (str(account.workspace_id), str(account.id))
    floor = hook_floor.sqlite(floor_file / "chaknal.db", *ids, size, seconds)
    url = _migrated(file, f"sqlite://{file / 'fresh.db'}")
    rate, paced = stored(file, url, seconds)
    show("sqlite", rate, floor, paced)
    asyncio.run(backlog(floor_url, many))


def on_postgres(folder: Path, seconds: float, many: int) -> None:
    print("postgres")
    server = PostgresServer(durable=True)
    try:
        databases = PostgresDatabases(server.url("chaknal_test"))
        floor_url = asyncio.run(databases.clean()).url
        asyncio.run(furnished(floor_url))
        size = len(visits(Random(SEED))(1)[1])
        _hashes_for_pgbench(floor_url)
        floors = [
            hook_floor.pgbench(server.binaries, floor_url, SEATS, size, clients, round(seconds)) for clients in (8, 64)
        ]
        print(
            f"  pgbench, {len(floors)} times: {', '.join(f'{floor:,.0f}' for floor in floors)} a second with 8 and 64 clients"
        )
        url = _migrated(folder, asyncio.run(databases.bare()).url)
        rate, paced = stored(folder, url, seconds, "--role", "api")
        show("postgres", rate, max(floors), paced)
        asyncio.run(backlog(floor_url, many))
    finally:
        server.stop()


def _migrated(folder: Path, url: str) -> str:
    settings = {"database_url": url, "secret_keys": KEYS, "duxsoup_url": "http://127.0.0.1:1/xapi"}
    with ProductProcess(folder, **settings) as product:
        product.run("migrate")
    asyncio.run(furnished(url))
    return url


def _hashes_for_pgbench(url: str) -> None:
    """It has no SHA-256 of the addresses at hand."""

    async def work() -> None:
        await open_database(url)
        for account in await DuxSoupAccount.all():
            account.webhook_hash, account.webhook_previous_hash = account.webhook_previous_hash, None
            await account.save()
        await close_database()

    asyncio.run(work())


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--seconds", type=float, default=8)
    reader.add_argument("--backlog", type=int, default=100_000)
    reader.add_argument("--sqlite", action="store_true")
    reader.add_argument("--postgres", action="store_true")
    given = reader.parse_args()
    print(f"seed {SEED}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not given.postgres:
            on_sqlite(folder, given.seconds, given.backlog)
        if not given.sqlite:
            on_postgres(folder, given.seconds, given.backlog)


if __name__ == "__main__":
    main()
