"""A sandbox without HTTP and without a wall clock: the real simulation, moved by hand."""

from pathlib import Path
from typing import Any, Self

import orjson

from sandbox import intake, remote_signal
from sandbox.account import Account
from sandbox.draw import Draw
from sandbox.instant import iso, moment
from sandbox.ledger import Ledger
from sandbox.simulation import Simulation
from sandbox.state import State
from sandbox.world import World

USERID = "100000000000000000001"
KEY = "sandbox-auth-key-0001"
HOOK = "http://127.0.0.1:9/hook"
MONDAY = moment("2026-01-05T09:00:00Z")
FAMILIES = ["visit", "scan", "action", "message", "rc"]


class SmallWorld:
    """One account, whose every webhook stays readable in the ledger."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.path = folder / "ledger.jsonl"
        self._ledger = Ledger(self.path)
        self.world = World(State(Draw(seed)), self._ledger)
        self.simulation = Simulation(self.world)
        self.world.replay()
        self.simulation.touch_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ledger.close()

    def begin(self, at: float = MONDAY, **knobs: Any) -> None:
        """A seat on a Monday morning; people do as told, hours and gaps are out of the way unless asked for."""
        quiet = {"planner_hours": "always", "acceptance_probability": 0, "reply_probability": 0, "ready": False}
        targets = {"webhooks": [{"url": HOOK, "events": FAMILIES}]}
        self.world.record("clock", at, wall_anchor=0, simulated_anchor=iso(at), day_seconds=60)
        self.world.record("account", at, userid=USERID, auth_key=KEY, utc_offset_minutes=0, settings=targets)
        self.knobs(**(quiet | knobs))

    @property
    def account(self) -> Account:
        return self.world.state.accounts[USERID]

    @property
    def now(self) -> float:
        return self.world.state.at

    def knobs(self, **values: Any) -> None:
        self.world.state.panel.check(USERID, values)
        self.world.record("knobs", self.now, userid=USERID, values=values)
        self.simulation.touch_all()

    def person(self, slug: str, **said: Any) -> None:
        self.world.record("person", self.now, slug=slug, profile=slug, **said)

    def tell(self, command: str, slug: str = "robin-example", **params: Any) -> dict[str, Any]:
        top = {"runafter": params.pop("runafter")} if "runafter" in params else {}
        body = {"command": command, "params": {"profile": f"https://www.linkedin.com/in/{slug}/"} | params} | top
        read = intake.command_in(self.world, self.account, body, self.now)
        answer = intake.take(self.world, self.account, read, self.now, ())
        self.simulation.touch_all()
        return answer

    def signal(self, literal: str, **params: Any) -> None:
        remote_signal.take(self.world, self.account, literal, params, self.now)
        self.simulation.touch_all()

    def run(self, *, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        self.simulation.advance(self.now + minutes * 60 + hours * 3600 + days * 86400)

    def lines(self, *kinds: str) -> list[dict[str, Any]]:
        self.world.commit(0)
        read = [orjson.loads(line) for line in self.path.read_bytes().splitlines()]
        return [line for line in read if not kinds or line["kind"] in kinds]

    def kinds(self) -> list[str]:
        return [line["kind"] for line in self.lines("told", "started", "executed", "failed", "interrupted")]

    def bodies(self, family: str, event: str = "") -> list[dict[str, Any]]:
        """Webhooks as made, whatever the post does to them."""
        made = [line["body"] for line in self.lines("emitted")]
        return [body for body in made if body["type"] == family and body["event"].startswith(event)]
