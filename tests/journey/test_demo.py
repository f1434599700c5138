"""The demo's world through a stop and a power cut: everybody launched, each connected once, and three witnesses agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests.journey import guide, plain_sql, witness
from tests.journey.product_process import ProductProcess, free_port, wait_until
from tests.journey.witness import UNDER_WAY, Ledger, slug

DAY_SECONDS = 12
LONG = 480.0
CAMPAIGNS = """{ campaigns(first: 10) { nodes { id sequenceKind version
  breakdown { total launchable member { id user { id } } } } } }"""
PAUSE = """mutation ($input: ChangeCampaignStateInput!) { changeCampaignState(input: $input) { campaign { state }
  errors { ... on MutationError { message } } } }"""
NOW = "{ campaigns(first: 1) { nodes { stats { asOf } } } }"
MOST_IN_DOUBT = 9  # of three accounts with at most three outstanding each
WITH_CONNECT = {"CONNECTION", "CUSTOM"}


@dataclass
class Demo:
    """The demo as a process that is stopped, killed and started again over one folder."""

    product: ProductProcess
    data: Path
    database_url: str

    def start(self) -> None:
        self.product.start("demo", "--data", self.data)
        self.product.token = (self.data / "token").read_text().strip()

    @property
    def ledger(self) -> Ledger:
        return Ledger.read(self.data / "sandbox")

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.product.ask(NOW)["campaigns"]["nodes"][0]["stats"]["asOf"])

    @property
    def last_sent(self) -> datetime:
        [(last,)] = plain_sql.rows(self.database_url, "SELECT MAX(sent_at) FROM action")
        return datetime.fromisoformat(last)

    def launch_all(self) -> int:
        """Whoever is not launched yet, a member at a time, by the guide's call."""
        launched = 0
        for campaign in self.product.ask(CAMPAIGNS)["campaigns"]["nodes"]:
            for share in campaign["breakdown"]:
                body = {"user_id": share["member"]["user"]["id"]}
                answer = self.product.post(guide.LAUNCH.format(campaign_id=campaign["id"]), body).json()
                launched += answer["launched"]
        return launched

    def await_told(self, command: str, count: int) -> None:
        wait_until(lambda: len(self.ledger.told(command)) >= count, f"no {count} times {command}", LONG)

    def pause(self) -> None:
        """Nothing more leaves, and what Dux-Soup has is carried out."""
        for campaign in self.product.ask(CAMPAIGNS)["campaigns"]["nodes"]:
            self.product.told(
                PAUSE, input={"id": campaign["id"], "to": "PAUSED", "expectedVersion": campaign["version"]}
            )
        wait_until(self._at_rest, "something is under way for good", LONG)

    def _at_rest(self) -> bool:
        """What the power cut left in doubt stays so for twenty minutes, which nobody waits for here."""
        return not any(action["state"] in UNDER_WAY - {"UNKNOWN"} for action in witness.actions(self.product))


@pytest.fixture(scope="module")
def demo(folder: Path, database_url: str) -> Iterator[Demo]:
    """Launched for all 120, stopped once, cut off once, and at rest in the end."""
    remote = f"http://127.0.0.1:{free_port()}/xapi"
    settings = {
        "database_url": database_url,
        "duxsoup_url": remote,
        "day_seconds": str(DAY_SECONDS),
        "request_budget": "0",
    }
    with ProductProcess(folder, **settings) as product:
        running = Demo(product, folder / "demo", database_url)
        running.start()
        yield running
        assert product.stop() == 0


# The long one, on SQLite alone, where one process does everything; PostgreSQL loses a worker in test_processes.py.
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.timeout(1_800)
def test_through_a_stop_and_a_power_cut_nothing_is_sent_twice_and_three_witnesses_agree(demo: Demo) -> None:
    product, token = demo.product, demo.product.token
    assert demo.launch_all() == 90
    assert demo.launch_all() == 0
    assert [one["status"] for one in witness.assignments(product)].count("PENDING") == 0

    demo.await_told("connect", 10)
    before = demo.now
    assert product.stop() == 0
    assert plain_sql.rows(demo.database_url, "SELECT COUNT(*) FROM action WHERE state = 'sending'") == [(0,)]
    demo.start()
    assert (product.token, demo.now > before) == (token, True)

    demo.await_told("connect", 30)
    product.kill()
    last = demo.last_sent
    demo.start()
    assert (product.token, demo.now > last) == (token, True)

    demo.await_told("connect", 60)
    demo.await_told("message", 8)
    demo.pause()
    _agree(demo)


def _agree(demo: Demo) -> None:
    ledger, everybody = demo.ledger, witness.assignments(demo.product)
    invited = {slug(one) for one in everybody if one["campaign"]["sequenceKind"] in WITH_CONNECT}
    assert set(ledger.connects()) <= invited
    assert set(ledger.connects().values()) == {1}
    assert ledger.unwelcome() == []
    assert len(ledger.labels()) == len(ledger.told()), "an action was told twice"

    actions = [action for one in everybody for action in one["actions"]]
    doubtful = {action["id"] for action in actions if action["state"] in {"UNKNOWN", "PARKED"}}
    assert len(doubtful) <= MOST_IN_DOUBT
    sent = {action["id"] for action in actions if action["attempts"]} - doubtful
    assert ledger.labels() - doubtful == sent
    told = witness.events(demo.product)
    assert witness.after_reply(told) == []
    changes = [event for event in told if event["__typename"] == "ActionChanged" and event["action"]]
    # A webhook may be applied before the answer to the call is: then an action is executed without having been queued.
    assert {event["action"]["id"] for event in changes if event["state"] in {"QUEUED", "EXECUTED"}} - doubtful == sent
    wait_until(lambda: _last_words(demo) == _statuses(demo), "GraphQL and events do not agree")


def _last_words(demo: Demo) -> dict[str, str]:
    told = [event for event in witness.events(demo.product) if event["__typename"] == "StatusChanged"]
    return {event["assignment"]["id"]: event["toStatus"] for event in told}


def _statuses(demo: Demo) -> dict[str, str]:
    return {one["id"]: one["status"] for one in witness.assignments(demo.product)}
