"""F16: a backup under load, a power cut, a restore: nothing is sent again before a person has looked, and nothing twice after."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

from app import restoring
from app.backup import backup
from app.restoring import Restored, restore
from engine.restored import settle
from engine.sequence import StepDraft
from models import StepKind
from tests.factories import RING
from tests.faults import town
from tests.faults.nursery import Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.journey import plain_sql
from tests.journey.product_process import ERRORS, PATIENCE, wait_until
from tests.programs import programs

SPEED = 720
LONG = 600.0
# Of a restored action twenty minutes are waited for, which is all that a person of this test waits for.
QUICKER = {"FAULTS_SHORTER": "2880"}
ASIDE = "SELECT id FROM action WHERE state = 'parked' AND outcome = 'restored'"
OPEN = "SELECT COUNT(*) FROM action WHERE state IN ('planned', 'sending', 'queued', 'unknown', 'parked')"
UNCLEAR = "SELECT COUNT(*) FROM action WHERE state IN ('sending', 'unknown')"
NAMED = "SELECT a.id, a.kind, c.linkedin_url FROM action a JOIN contact c ON c.id = a.contact_id"
PAUSED = """SELECT s.id, c.linkedin_url, t.kind FROM assignment s JOIN contact c ON c.id = s.contact_id
  JOIN step t ON t.sequence_id = s.sequence_id AND t.position = s.next_step WHERE s.paused_at IS NOT NULL AND s.stopped_at IS NULL"""
FEED = "subscription ($after: Cursor) { eventFeed(after: $after) { __typename ... on FeedReset { reason } } }"


@dataclass
class Lost:
    """A launch that went on after its backup until the power was cut; `cursor` is a place in the log that was lost."""

    running: Rig
    saved: Path
    cursor: str
    client: httpx.Client

    def restore(self) -> Restored:
        moment = datetime.now(UTC)
        work = restore(
            self.running.database_url, self.saved, moment, replace=True, programs=programs(), ring=lambda: RING
        )
        return asyncio.run(work)

    def start_again(self) -> None:
        for process in [*self.running.serving, *self.running.dispatching]:
            process.start()
        self.running.await_ready()

    def told(self) -> set[tuple[str, str]]:
        """What really went out, by what reached whom: the ledger is what a person sees at LinkedIn."""
        return {(line["command"], line["slug"]) for line in self.running.tail.look().of("told")}

    def one(self, statement: str) -> int:
        return int(plain_sql.rows(self.running.database_url, statement)[0][0])

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        return plain_sql.rows(self.running.database_url, statement)

    def ask(self, query: str, **variables: Any) -> Any:
        answer = self.client.post("/graphql", json={"query": query, "variables": variables}).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def command(self, query: str, **variables: Any) -> None:
        """A late receipt may have been faster than the person."""
        [payload] = self.ask(query, **variables).values()
        assert {error["code"] for error in payload["errors"]} <= {"illegal_transition", "conflict"}, payload

    def decide(self) -> None:
        """A person looks up each parked action and says what it was, and goes on with whatever was not gone further."""
        names = {str(name): (kind, _slug(url)) for name, kind, url in self.rows(NAMED)}
        for (name,) in self.rows(ASIDE):
            word = "WAS_SENT" if names[str(name)] in self.told() else "WAS_NOT_SENT"
            given = "$input: ResolveActionInput!"
            query = f"mutation({given}) {{ resolveAction(input: $input) {{ {ERRORS} }} }}"
            self.command(query, input={"id": str(name), "as": word})
        for name, url, kind in self.rows(PAUSED):
            verb = "stopAssignment" if (kind, _slug(url)) in self.told() else "resumeAssignment"
            query = f"mutation($input: ChangeAssignmentInput!) {{ {verb}(input: $input) {{ {ERRORS} }} }}"
            self.command(query, input={"id": str(name)})

    def resume_accounts(self) -> None:
        for node in self.ask("{ accounts(first: 100) { nodes { id } } }")["accounts"]["nodes"]:
            self.command(f"mutation($id: ID!) {{ resumeAccount(id: $id) {{ {ERRORS} }} }}", id=node["id"])

    def doubled(self) -> list[str]:
        return self.running.findings().doubled


@contextmanager
def lost(nursery: Nursery, folder: Path, database_url: str, random: Random, plan: Plan) -> Iterator[Lost]:
    made = asyncio.run(town.build(database_url, plan))
    with rig(nursery, folder, database_url, made, random, speed=SPEED, faults=QUICKER) as running:
        headers = {"Authorization": f"Bearer {made.token}"}
        with httpx.Client(base_url=running.url, headers=headers, trust_env=False, timeout=30) as client:
            running.start()
            assert running.launch() == plan.people
            this = Lost(running, folder / "saved", "", client)
            _await_told(running, plan.people // 4)
            work = backup(database_url, this.saved, datetime.now(UTC), programs=programs())
            assert asyncio.run(work).serving
            _await_told(running, running.tail.look().told + plan.people // 4)
            this.cursor = this.ask("{ workspace { head } }")["workspace"]["head"]
            for process in [*running.dispatching, *running.serving]:
                process.kill()
            yield this


@pytest.mark.timeout(600)
def test_what_was_sent_after_a_backup_is_not_sent_again_after_its_restore(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with lost(nursery, tmp_path, database_url, random, Plan(people=24, seats=2)) as world:
        _live_on(world)


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_a_launch_of_two_steps_for_three_hundred_through_a_restore(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    steps = (StepDraft(StepKind.VISIT), StepDraft(StepKind.CONNECT))
    with lost(nursery, tmp_path, database_url, random, Plan(people=300, seats=20, steps=steps)) as world:
        _live_on(world)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_restore_that_goes_on_from_the_backup_sends_again_and_is_caught(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: what was planned in the backup is taken for not sent."""
    monkeypatch.setattr(restoring, "settle", lambda unit, epoch, _since: settle(unit, epoch, None))
    with lost(nursery, tmp_path, database_url, random, Plan(people=24, seats=2)) as world:
        world.restore()
        world.start_again()
        wait_until(lambda: world.doubled() != [], "nothing was sent again", LONG)


def _live_on(world: Lost) -> None:
    before, plan = world.told(), world.running.town.plan
    done = world.restore()
    assert (done.aftermath.unclear > 0, done.aftermath.held) == (True, plan.seats)
    world.start_again()
    assert _first_message(world) == {"__typename": "FeedReset", "reason": "RESTORED"}
    wait_until(lambda: world.one(UNCLEAR) == 0, "something stays unclear for good", LONG)
    assert world.told() == before, "something was sent before anybody had looked"
    world.decide()
    world.resume_accounts()
    wait_until(partial(_at_rest, world), "it does not go on", LONG)
    assert world.doubled() == []
    assert len(world.told()) == plan.actions
    assert world.running.findings().gaps == 0


def _at_rest(world: Lost) -> bool:
    """Whoever went on meanwhile is decided on as before."""
    world.decide()
    return world.one(OPEN) == 0


def _first_message(world: Lost) -> dict[str, Any]:
    """What a screen that was open before is told when it comes back with its cursor."""
    address = world.running.url.replace("http", "ws", 1) + "/graphql"
    with connect(address, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]  # a NewType of str
        authorization = {"authorization": world.client.headers["Authorization"]}
        socket.send(json.dumps({"type": "connection_init", "payload": authorization}))
        payload = {"query": FEED, "variables": {"after": world.cursor}}
        socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        while (message := json.loads(socket.recv(PATIENCE)))["type"] != "next":
            pass
    found: dict[str, Any] = message["payload"]["data"]["eventFeed"]
    return found


def _await_told(running: Rig, count: int) -> None:
    wait_until(lambda: running.tail.look().told >= count, f"{count} were not sent: {running.said()[-2000:]}", LONG)


def _slug(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
