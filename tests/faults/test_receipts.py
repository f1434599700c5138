"""F7: webhooks doubled, shuffled and delivered to a product that is killed: the same rows as in order, none lost that was taken."""

import asyncio
import hashlib
import shutil
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Self

import httpx
import pytest

from app import migrations
from app.database import dialect_of
from tests.databases import DIALECTS
from tests.faults.doomed import PLANTED
from tests.faults.judge import gaps
from tests.faults.nursery import Doomed, Nursery
from tests.faults.postmen import Postmen
from tests.faults.town import SECRET_KEYS
from tests.faults.village import Hook, furnish, named, said
from tests.journey import plain_sql
from tests.journey.product_process import free_port, wait_until

DOUBLED = 0.3
PER_PERSON = 5.4  # webhooks, on average
FACTS = (
    "status, accepted_at, implied, responded_at, completed_at, not_accepted_at, blacklisted_at, touched_at, invited_at,"
    " executed_at, replied_at, degree, blocker, next_step"
)
ASSIGNMENTS = f"SELECT contact_id, {FACTS} FROM assignment ORDER BY contact_id"  # noqa: S608 - the names are ours
ACTIONS = "SELECT contact_id, kind, state, executed_at, sent_at, outcome FROM action ORDER BY contact_id, kind"
MESSAGES = "SELECT contact_id, direction, text, at FROM message ORDER BY contact_id, direction, at"
CONTACTS = (
    "SELECT id, first_name, last_name, company, title, location, linkedin_url, suppressed FROM contact ORDER BY id"
)
IDENTITIES = "SELECT contact_id, kind, value FROM contact_identity ORDER BY contact_id, kind, value"
BY_HAND = "SELECT account_id, kind, with_note, at, person, reported FROM manual_act ORDER BY account_id, at, person"
ANSWERED = "SELECT contact_id, answered_by_hand_at IS NOT NULL AS answered FROM assignment ORDER BY contact_id"
HOLDS = "SELECT account_id, kind, cause FROM limit_hold ORDER BY account_id, kind, cause"
# What is the same, row by row, whatever came when.
ALIKE = {
    "messages": MESSAGES, "contacts": CONTACTS, "identities": IDENTITIES, "acts by hand": BY_HAND, "answered": ANSWERED, "holds": HOLDS,
}  # fmt: skip
WAITING = "SELECT COUNT(*) FROM receipt WHERE verdict = 'waiting'"
STORED = "SELECT body_hash, COUNT(*) FROM receipt WHERE verdict <> 'dead' GROUP BY body_hash"


class Product:
    """One process on SQLite; on PostgreSQL one that answers and one that reads, either of which may be killed."""

    def __init__(self, nursery: Nursery, folder: Path, database_url: str, bug: str = "") -> None:
        self.database_url = database_url
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        settings = {
            "CHAKNAL_DATABASE_URL": database_url, "CHAKNAL_DUXSOUP_URL": "http://127.0.0.1:9/xapi",
            "CHAKNAL_SECRET_KEYS": SECRET_KEYS, "CHAKNAL_PORT": str(port),
            PLANTED: bug,
        }  # fmt: skip
        roles = [()] if dialect_of(database_url) == "sqlite" else [("--role", "api"), ("--role", "worker")]
        self.processes = [
            Doomed(nursery, folder / f"said-{place}", ("serve", *role), settings) for place, role in enumerate(roles)
        ]

    def __enter__(self) -> Self:
        for process in self.processes:
            process.start()
        wait_until(self._ready, "the product is not ready")
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes:
            process.kill()

    def await_read(self) -> None:
        wait_until(lambda: plain_sql.rows(self.database_url, WAITING) == [(0,)], "receipts stay unread", 240)

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False


@pytest.fixture(params=DIALECTS)
def two_databases(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """Of the same kind, migrated."""
    if request.param == "postgres":
        databases = request.getfixturevalue("postgres_databases")
        urls = [asyncio.run(databases.bare()).url for _ in range(2)]
        for url in urls:
            asyncio.run(migrations.apply(url))
        return urls
    file = request.getfixturevalue("migrated_file")
    for name in ("in-order", "shuffled"):
        (tmp_path / name).mkdir()
        for part in file.parent.glob(f"{file.name}*"):
            shutil.copy(part, tmp_path / name / part.name)
    return [f"sqlite://{tmp_path / name / file.name}" for name in ("in-order", "shuffled")]


@dataclass(frozen=True)
class Told:
    """What stands in the tables after the same webhooks came in order, and doubled and shuffled."""

    in_order: dict[str, list[Any]]
    shuffled: dict[str, list[Any]]

    @property
    def differing(self) -> list[str]:
        return [name for name, rows in self.in_order.items() if rows != self.shuffled[name]]


def _hold(nursery: Nursery, folder: Path, urls: list[str], random: Random, hooks: int, kills: int) -> None:
    told = _told(nursery, folder, urls, random, hooks, kills)
    assert told.shuffled == told.in_order
    assert told.in_order["acts by hand"]
    assert told.in_order["holds"]
    assert {row[1] for row in told.in_order["assignments"]} >= {"active", "accepted", "responded", "blacklisted"}


def _told(
    nursery: Nursery, folder: Path, urls: list[str], random: Random, hooks: int, kills: int, bug: str = ""
) -> Told:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    people = round(hooks / PER_PERSON)
    told = said(people, random, start)
    for url in urls:
        asyncio.run(furnish(url, people, start - timedelta(hours=1)))
    in_order = _delivered(Product(nursery, folder, urls[0], bug), told, random, 0)
    doubled = [*told, *random.sample(told, round(len(told) * DOUBLED))]
    random.shuffle(doubled)
    shuffled = _delivered(Product(nursery, folder, urls[1], bug), doubled, random, kills)
    untimed = {str(named("contact", hook.person)) for hook in told if hook.simple}
    counts = f"{len(told)} webhooks, {len(doubled)} delivered, {kills} kills"
    print(f"{counts}; {len(untimed)} people told of without a time")  # noqa: T201 - the figures of the run
    return Told(_comparable(in_order, untimed), _comparable(shuffled, untimed))


def _delivered(made: Product, hooks: list[Hook], random: Random, kills: int) -> dict[str, list[tuple[Any, ...]]]:
    """Gives the rows after all was read; what was thanked for is there, or the test ends here."""
    with made as product:
        postmen = Postmen(product.url, hooks, 8 if kills else 1)
        walking = threading.Thread(target=postmen.deliver)
        walking.start()
        try:
            _strike(product, postmen, random, [len(hooks) * number // (kills + 1) for number in range(1, kills + 1)])
        finally:
            walking.join()
        assert len(postmen.thanked) == len(hooks)
        product.await_read()
        assert _forgotten(product, postmen) == []
        assert gaps(product.database_url) == 0
        statements = {"assignments": ASSIGNMENTS, "actions": ACTIONS, **ALIKE}
        return {
            name: [_plain(row) for row in plain_sql.rows(product.database_url, text)]
            for name, text in statements.items()
        }


def _forgotten(product: Product, postmen: Postmen) -> list[str]:
    """What was thanked for and is not there as often as it has to be, or was given up unread."""
    stored = dict(plain_sql.rows(product.database_url, STORED))
    return [digest for digest, count in _thanked(postmen).items() if stored.get(digest, 0) < count]


def _strike(product: Product, postmen: Postmen, random: Random, marks: list[int]) -> None:
    for mark in marks:
        wait_until(lambda mark=mark: len(postmen.thanked) >= mark, "the webhooks are not taken", 240)  # type: ignore[misc]  # bound for each
        time.sleep(random.uniform(0, 0.1))
        victim = random.choice(product.processes)
        victim.kill()
        victim.start()


def _thanked(postmen: Postmen) -> Counter[str]:
    """How often each body has to be there: a native one once, however often it came, a simple one every time."""
    count = Counter(hashlib.sha256(hook.body).hexdigest() for hook in postmen.thanked)
    native = {hashlib.sha256(hook.body).hexdigest() for hook in postmen.thanked if not hook.simple}
    return Counter({digest: 1 if digest in native else times for digest, times in count.items()})


def _comparable(rows: dict[str, list[tuple[Any, ...]]], untimed: set[str]) -> dict[str, list[Any]]:
    """A simple body's time is that of its reception, so whom it speaks of is compared by status and states alone."""
    assignments = [row[:2] if str(row[0]) in untimed else row for row in rows["assignments"]]
    actions = [row for row in rows["actions"] if row[2] not in {"planned", "cancelled"}]
    return {"assignments": assignments, "actions": actions, **{name: rows[name] for name in ALIKE}}


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(str(value) if value is not None else None for value in row)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("two_databases", ["postgres"], indirect=True)
def test_three_hundred_webhooks_and_three_kills_leave_the_same_rows(
    nursery: Nursery, tmp_path: Path, two_databases: list[str], random: Random
) -> None:
    _hold(nursery, tmp_path, two_databases, random, 300, 3)


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_thanks_for_what_is_not_stored_yet_are_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    asyncio.run(furnish(database_url, 4, start))
    with Product(nursery, tmp_path, database_url, "thanked_before_stored") as product:
        postmen = Postmen(product.url, said(4, random, start), 1)
        postmen.deliver()
        [process] = product.processes
        process.kill()
        assert _forgotten(product, postmen) != []


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("two_databases", ["sqlite"], indirect=True)
def test_facts_of_which_the_last_to_come_wins_are_found_out(
    nursery: Nursery, tmp_path: Path, two_databases: list[str], random: Random
) -> None:
    told = _told(nursery, tmp_path, two_databases, random, 100, 0, "last_word_wins")
    assert "assignments" in told.differing


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_ten_thousand_webhooks_and_twenty_kills_leave_the_same_rows(
    nursery: Nursery, tmp_path: Path, two_databases: list[str], random: Random, share: float
) -> None:
    _hold(nursery, tmp_path, two_databases, random, round(10_000 * share), round(20 * share))
