"""A thousand accounts on two workers over PostgreSQL: how late each action goes after the moment from which it could.

Run: python -m benchmarks.spread [--accounts 1000] [--minutes 5] [--speed 1] [--seed 4]. An action could go when it was due and the
account had rested from the one before; the aim is that none goes later than one such rest. It prints the rest that went by as a
ratio (1.0 is the aim's end), and how many claims each worker made. The sandbox answers at once; it runs on the same machine.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

from app import migrations
from engine.limits import gap_after
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


def lateness(running: Rig) -> list[float]:
    """Of every action that followed another of its account, in rests of that one."""
    late: list[float] = []
    before: tuple[UUID | None, UUID, datetime] = (None, UUID(int=0), datetime.min.replace(tzinfo=UTC))
    for account_id, action_id, due, sent in plain_sql.rows(running.database_url, SENT):
        if before[0] == account_id:
            gap = gap_after(before[1])
            late.append((sent - max(due, before[2] + gap)) / gap)
        before = (account_id, action_id, sent)
    return sorted(late)


def run(databases: PostgresDatabases, folder: Path, nursery: Nursery, given: argparse.Namespace) -> None:
    url = asyncio.run(databases.bare()).url
    asyncio.run(migrations.apply(url))
    made = asyncio.run(town.build(url, Plan(people=given.accounts * given.each, seats=given.accounts)))
    holding.lay_out_notebook(url)
    with rig(nursery, folder, url, made, Random(given.seed), speed=given.speed, workers=WORKERS) as running:
        running.start()
        holding.await_workers(running, WORKERS)
        running.launch()
        time.sleep(given.minutes * 60)
        late = lateness(running)
        owners = Counter(owner for _, _, owner in holding.claims(running))
    waits = [late[int(len(late) * part)] for part in (0.5, 0.99)] if late else []
    print(f"  {len(late):,} actions after another of their account, on {given.accounts:,} accounts")
    print(
        f"  later than they could go, in rests: {', '.join(f'{one:.2f}' for one in [*waits, *late[-1:]])} (median, p99, longest)"
    )
    print(f"  claims by each worker: {', '.join(f'{count:,}' for count in owners.values())}")


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
