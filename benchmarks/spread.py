"""A thousand accounts on two workers over PostgreSQL: how late each action goes after the moment from which it could.

Run: python -m benchmarks.spread [--accounts 1000] [--minutes 5] [--speed 1] [--seed 4]. An action could go when it was due and the
account had rested from the one before; the aim is that none goes later than one such rest. It prints the rest that went by as a
ratio (1.0 is the aim's end), apart for what followed another, for each account's first and for what had not gone by the end, and
how many claims each worker made. It also prints how long all of them take to be gone round, which is due for all at once when
the launch begins and has to be done within a quarter of an hour. The sandbox answers at once; it runs on the same machine.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

from app import migrations
from engine.limits import GAP, gap_after
from engine.rounds import EVERY
from tests.databases import PostgresDatabases, postgres
from tests.faults import holding, town
from tests.faults.nursery import Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.journey import plain_sql

WORKERS = 2
SENT = (
    "SELECT account_id, id, scheduled_for, sent_at FROM action WHERE sent_at IS NOT NULL ORDER BY account_id, sent_at"
)
# What could have gone by the end and did not, of accounts that have nothing out: their oldest, at the latest moment on record.
WAITING = """
SELECT a.account_id, MIN(a.scheduled_for), (SELECT latest_at FROM clock) FROM action a
WHERE a.state = 'planned' AND a.scheduled_for <= (SELECT latest_at FROM clock) AND NOT EXISTS (
  SELECT 1 FROM action o WHERE o.account_id = a.account_id AND o.state IN ('sending', 'queued', 'unknown'))
GROUP BY a.account_id"""

ROUNDS = "SELECT reconciled_wall FROM duxsoup_user WHERE reconciled_wall IS NOT NULL ORDER BY reconciled_wall"


@dataclass(slots=True)
class Lateness:
    """In rests of the account: of what followed another action, of each account's first, of what had not gone at the end."""

    following: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    waiting: list[float] = field(default_factory=list)


def lateness(running: Rig) -> Lateness:
    late = Lateness()
    last: dict[UUID, tuple[UUID, datetime]] = {}
    for account_id, action_id, due, sent in plain_sql.rows(running.database_url, SENT):
        known = late.following if account_id in last else late.first
        known.append(_rests(last.get(account_id), due, sent))
        last[account_id] = (action_id, sent)
    for account_id, due, now in plain_sql.rows(running.database_url, WAITING):
        late.waiting.append(_rests(last.get(account_id), due, now))
    return late


def _rests(before: tuple[UUID, datetime] | None, due: datetime, at: datetime) -> float:
    if before is None:
        return (at - due) / GAP
    gap = gap_after(before[0])
    return (at - max(due, before[1] + gap)) / gap


def run(databases: PostgresDatabases, folder: Path, nursery: Nursery, given: argparse.Namespace) -> None:
    url = asyncio.run(databases.bare()).url
    asyncio.run(migrations.apply(url))
    made = asyncio.run(town.build(url, Plan(people=given.accounts * given.each, seats=given.accounts)))
    holding.lay_out_notebook(url)
    with rig(nursery, folder, url, made, Random(given.seed), speed=given.speed, workers=WORKERS) as running:
        running.start()
        holding.await_workers(running, WORKERS)
        running.launch()
        began = datetime.now(UTC)
        time.sleep(given.minutes * 60)
        late = lateness(running)
        rounds = [wall for (wall,) in plain_sql.rows(url, ROUNDS)]
        owners = Counter(owner for _, _, owner in holding.claims(running))
    print(f"  on {given.accounts:,} accounts, later than they could go, in rests: median, p99, longest")
    for what in fields(late):
        _show(what.name, sorted(getattr(late, what.name)))
    print(f"  claims by each worker: {', '.join(f'{count:,}' for count in owners.values())}")
    _show_rounds(rounds, began, given.accounts)


def _show(name: str, late: list[float]) -> None:
    waits = [late[int(len(late) * part)] for part in (0.5, 0.99)] + late[-1:] if late else []
    print(f"  {name:>9}: {len(late):6,} actions  {', '.join(f'{one:.2f}' for one in waits)}")


def _show_rounds(rounds: list[datetime], began: datetime, accounts: int) -> None:
    taken = (rounds[-1] - min(began, rounds[0])) / EVERY if rounds else 0.0
    print(f"  gone round: {len(rounds):,} of {accounts:,} within {taken:.2f} of the time between two rounds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--each", type=int, default=3, help="people of each account")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--speed", type=int, default=1, help="simulated seconds a second")
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    print(f"seed {given.seed}")
    nursery = Nursery()
    try:
        with tempfile.TemporaryDirectory() as folder, postgres() as databases:
            run(databases, Path(folder), nursery, given)
    finally:
        nursery.close()


if __name__ == "__main__":
    main()
