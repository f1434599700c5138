"""A launch on real processes that can be killed: the sandbox, one process on SQLite, an API and two workers on PostgreSQL."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import httpx

from app.database import dialect_of
from tests.faults.judge import Findings, LedgerTail, judge, settled
from tests.faults.nursery import Doomed, Nursery
from tests.faults.town import SECRET_KEYS, Town, settle_in
from tests.journey import plain_sql
from tests.journey.product_process import ERRORS, free_port, wait_until
from tests.sandbox_process import SandboxProcess

LAUNCH = f"mutation($input: LaunchSequenceInput!) {{ launchSequence(input: $input) {{ launched {ERRORS} }} }}"
# Everybody is reached, nobody answers, and the extension shows often that it is there.
CALM = {
    "acceptance_probability": 0, "reply_probability": 0, "weekly_invitations": None, "ready_interval_minutes": (10, 20),
    "ready_double_rate": 0, "visit_update_rate": 0, "webhook_retries": True, "timestamp_window": None,
}  # fmt: skip
PATIENCE = 240.0


@dataclass
class Rig:
    """`speed`: simulated seconds a wall second; the waits of wall time are as much shorter."""

    database_url: str
    town: Town
    remote: SandboxProcess
    tail: LedgerTail
    dispatching: list[Doomed]
    serving: list[Doomed]
    url: str
    random: Random
    _client: httpx.Client = field(repr=False)

    def start(self) -> None:
        for process in [*self.serving, *self.dispatching]:
            process.start()
        self.await_ready()
        statement = "SELECT wall_anchor, simulated_anchor, day_seconds FROM clock"
        [(wall, simulated, day)] = plain_sql.rows(self.database_url, statement)
        self.remote.clock(_moment(simulated).isoformat(), day, _moment(wall).timestamp())
        settle_in(self.town, self.remote, self.url)

    def launch(self) -> int:
        """Everybody's share; gives how many people went."""
        return sum(self.launch_of(number) for number in range(len(self.town.member_ids)))

    def launch_of(self, number: int) -> int:
        order = {"campaignId": str(self.town.campaign_id), "memberId": str(self.town.member_ids[number])}
        answer = self._client.post("/graphql", json={"query": LAUNCH, "variables": {"input": order}}).json()
        payload = answer["data"]["launchSequence"]
        assert payload["errors"] == [], payload
        return int(payload["launched"])

    def await_ready(self) -> None:
        wait_until(self.ready, f"the product is not ready: {self.said()[-2000:]}")

    def ready(self) -> bool:
        try:
            return self._client.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def await_settled(self, within: float = PATIENCE) -> float:
        """Gives the wall seconds that it took."""
        began = time.monotonic()
        try:
            wait_until(settled(self.database_url, self.town), "not settled", within)
        except AssertionError:
            raise AssertionError(f"not settled: {self.findings()}") from None
        return time.monotonic() - began

    def findings(self) -> Findings:
        return judge(self.database_url, self.tail, self.town)

    def said(self) -> str:
        paths = {process.said for process in [*self.dispatching, *self.serving] if process.said.exists()}
        return "".join(path.read_text(errors="replace") for path in sorted(paths))


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


@contextmanager
def rig(
    nursery: Nursery, folder: Path, database_url: str, town: Town, random: Random, *, speed: int, **more: Any
) -> Iterator[Rig]:
    """Not started yet. `knobs` are the sandbox's over the calm ones, `faults` the settings of doomed processes, `workers` how
    many dispatch on PostgreSQL.
    """
    knobs, faults = CALM | more.get("knobs", {}), more.get("faults", {})
    with ExitStack() as stack:
        seed = random.randrange(1_000_000)
        remote = stack.enter_context(SandboxProcess(folder / "sandbox", seed=seed))
        remote.knobs(**knobs)
        port = free_port()
        settings = {
            "CHAKNAL_DATABASE_URL": database_url, "CHAKNAL_DUXSOUP_URL": remote.remote_url,
            "CHAKNAL_SECRET_KEYS": SECRET_KEYS, "CHAKNAL_DAY_SECONDS": str(86_400 // speed), "CHAKNAL_PORT": str(port),
            "FAULTS_SHORTER": str(speed),
        } | faults  # fmt: skip

        def process(name: str, *arguments: str) -> Doomed:
            return stack.enter_context(Doomed(nursery, folder / name, ("serve", *arguments), settings))

        if dialect_of(database_url) == "sqlite":
            serving, dispatching = [], [process("all")]
        else:
            serving = [process("api", "--role", "api")]
            dispatching = [process(f"worker{number}", "--role", "worker") for number in range(more.get("workers", 2))]
        url = f"http://127.0.0.1:{port}"
        headers = {"Authorization": f"Bearer {town.token}"}
        client = stack.enter_context(httpx.Client(base_url=url, headers=headers, trust_env=False, timeout=30))
        tail = LedgerTail(folder / "sandbox")
        yield Rig(database_url, town, remote, tail, dispatching, serving, url, random, client)
