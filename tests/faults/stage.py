"""One real process that serves a workspace's feed, killed and started again, and somebody whose commands make the events."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from app.database import dialect_of
from tests.faults import town
from tests.faults.nursery import Doomed, Nursery
from tests.faults.town import SECRET_KEYS, Plan, Town
from tests.journey import plain_sql
from tests.journey.product_process import ERRORS, free_port, wait_until

CREATE = f"mutation($input: CreateContactInput!) {{ createContact(input: $input) {{ contact {{ id }} {ERRORS} }} }}"
HEAD = "SELECT head FROM workspace WHERE id = '{workspace_id}'"
NOBODY = "http://127.0.0.1:9/xapi"


@dataclass
class Stage:
    """`ready_at`: the monotonic moment from which each of its lives was ready, `ended_at` when it was killed."""

    process: Doomed
    database_url: str
    town: Town
    url: str
    ready_at: list[float] = field(default_factory=list)
    ended_at: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.process.start()
        with httpx.Client(base_url=self.url, trust_env=False, timeout=5) as client:
            wait_until(lambda: _ready(client), f"the product is not ready: {self.said()}")
        self.ready_at.append(time.monotonic())

    def kill(self) -> None:
        self.process.kill()
        self.ended_at.append(time.monotonic())

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.town.token}"}

    def head(self) -> int:
        """The newest position, as the database has it."""
        [(head,)] = plain_sql.rows(self.database_url, HEAD.format(workspace_id=self.town.workspace_id))
        return int(head)

    def said(self) -> str:
        return self.process.said.read_text(errors="replace")[-2000:] if self.process.said.exists() else ""


class Changes:
    """Adds one contact after the other. `sent`: the monotonic moment at which each was asked for, by the contact's id; `retried`:
    how often nobody answered.
    """

    def __init__(self, stage: Stage, pause: float) -> None:
        self.sent: dict[str, float] = {}
        self.retried = 0
        self._stage = stage
        self._pause = pause
        self._enough = asyncio.Event()

    def stop(self) -> None:
        self._enough.set()

    async def run(self) -> None:
        """Until it is stopped; what nobody answered is asked for again, under the same key."""
        given: dict[str, Any] = {"headers": self._stage.headers, "trust_env": False, "timeout": 10}
        async with httpx.AsyncClient(base_url=self._stage.url, **given) as client:
            while not self._enough.is_set():
                await self._change(client, len(self.sent))
                await asyncio.sleep(self._pause)

    async def _change(self, client: httpx.AsyncClient, number: int) -> None:
        address = f"https://www.linkedin.com/in/stage-{number}-example/"
        order = {"idempotencyKey": f"stage-{number}", "contact": {"linkedinUrl": address, "lastName": f"Stage{number}"}}
        body = {"query": CREATE, "variables": {"input": order}}
        deadline = time.monotonic() + 60
        while True:
            asked = time.monotonic()
            try:
                response = await client.post("/graphql", json=body)
            except httpx.TransportError:
                assert asked < deadline, "nobody takes a command"
                self.retried += 1
                await asyncio.sleep(0.1)
                continue
            answer = response.json()
            assert "errors" not in answer, answer
            payload = answer["data"]["createContact"]
            assert payload["errors"] == [], payload
            self.sent[payload["contact"]["id"]] = asked
            return


@contextmanager
def stage(nursery: Nursery, folder: Path, database_url: str, **faults: str) -> Iterator[Stage]:
    """Not started yet; on PostgreSQL an API alone. `faults` are settings of the doomed process."""
    made = asyncio.run(town.build(database_url, Plan(people=0, seats=0)))
    port = free_port()
    settings = {
        "CHAKNAL_DATABASE_URL": database_url, "CHAKNAL_DUXSOUP_URL": NOBODY, "CHAKNAL_SECRET_KEYS": SECRET_KEYS,
        "CHAKNAL_SOCKETS_OF_ONE": "10000",  # one token stands for everybody
        "CHAKNAL_PORT": str(port),
    } | faults  # fmt: skip
    role = () if dialect_of(database_url) == "sqlite" else ("--role", "api")
    with ExitStack() as stack:
        process = stack.enter_context(Doomed(nursery, folder / "api", ("serve", *role), settings))
        yield Stage(process, database_url, made, f"http://127.0.0.1:{port}")


def _ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").status_code == 200
    except httpx.TransportError:
        return False
