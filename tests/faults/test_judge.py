"""The judge itself: in a small launch that went well it finds nothing, and each thing that is then made wrong it names."""

import asyncio
import hashlib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest

from app.database import close_database, open_database
from models import Action, ActionState, AssignmentStatus, Unit, Units
from tests import factories
from tests.faults.judge import Findings, LedgerTail, judge
from tests.faults.town import Plan, Town
from tests.journey import plain_sql
from tests.settable_clock import SettableClock

PEOPLE = 2
HEARD = {"type": "rccommand", "event": "ready"}
# What is made wrong in the database, and what of it the judge says.
ROWS = {
    "an action called done that was never carried out": (
        "UPDATE action SET id = '018f0000-0000-7000-8000-000000000000' WHERE id = '{first}'",
        "visit p0-example-fault stands as done",
    ),
    "an action called cancelled that was carried out": (
        "UPDATE action SET state = 'cancelled' WHERE id = '{first}'",
        "visit p0-example-fault stands as cancelled",
    ),
    "a step that was never planned": ("DELETE FROM action WHERE id = '{first}'", "p0-example-fault"),
    "somebody whose sequence never ends": (
        "UPDATE assignment SET status = 'active' WHERE id = (SELECT assignment_id FROM action WHERE id = '{first}')",
        "p0-example-fault stands as active",
    ),
    "somebody who is said to have answered": (
        "UPDATE assignment SET status = 'responded' WHERE id = (SELECT assignment_id FROM action WHERE id = '{first}')",
        "p0-example-fault stands as responded",
    ),
    "somebody whose sequence is over before its steps are": (
        "UPDATE action SET state = 'queued' WHERE id = '{first}'",
        "p0-example-fault stands as completed",
    ),
    "a move that the log does not tell": (
        "UPDATE event SET kind = 'action.queued' WHERE subject_id = '{first}'",
        "visit p0-example-fault is executed and the log says action.queued",
    ),
    "an acknowledged webhook that is not there": ("DELETE FROM receipt", "webhook {webhook}"),
    "an acknowledged webhook that was given up": ("UPDATE receipt SET verdict = 'dead'", "webhook {webhook}"),
}  # fmt: skip
GAPS = {
    "in the midst": "DELETE FROM event WHERE position = 1",
    "at the end": "DELETE FROM event WHERE position = (SELECT head FROM workspace)",
}


class Street:
    """Everybody was visited, once, and a webhook was acknowledged; `first` is the action of the first."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder
        body = HEARD | {"number": 1}
        self.webhook = hashlib.sha256(orjson.dumps(body)).hexdigest()
        self.town, self.first, actions = asyncio.run(self._furnish())
        for slug, action in actions.items():
            self.note("told", slug, action)
            self.note("executed", slug, action)
        self._write({"kind": "emitted", "id": 7, "body": body})
        self._write({"kind": "webhook", "id": 7, "outcome": "delivered"})

    def note(self, kind: str, slug: str, action: Any, **more: Any) -> None:
        named = {"command": "visit", "slug": slug, "campaignid": str(action)}
        self._write({"kind": kind, **named, "profile": f"https://www.linkedin.com/in/{slug}", **more})

    def spoil(self, statement: str) -> None:
        plain_sql.execute(self.url, statement.format(first=self.first))

    def findings(self) -> Findings:
        return judge(self.url, LedgerTail(self.folder), self.town)

    def _write(self, line: dict[str, Any]) -> None:
        with (self.folder / "ledger.jsonl").open("ab") as file:
            file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

    async def _furnish(self) -> tuple[Town, Any, dict[str, Any]]:
        await open_database(self.url)
        workspace = await factories.workspace()
        account = await factories.account(workspace)
        campaign = await factories.campaign(workspace)
        version = await factories.sequence(campaign)
        step, actions = await factories.step(version), {}
        for number in range(PEOPLE):
            person = await factories.contact(workspace, f"p{number}-example-fault")
            walk = await factories.assignment(campaign, person, status=AssignmentStatus.COMPLETED)
            done = await factories.action(walk, step, account, state=ActionState.EXECUTED)
            actions[f"p{number}-example-fault"] = done
        await factories.receipt(account, self.webhook)
        units = Units(SettableClock(datetime.now(UTC)))
        await units.run(partial(_tell, actions=list(actions.values())))
        await close_database()
        town = Town(Plan(PEOPLE, 1), workspace.id, "", campaign.id, [], [])
        return town, actions["p0-example-fault"].id, {slug: action.id for slug, action in actions.items()}


async def _tell(unit: Unit, actions: list[Action]) -> None:
    unit.record(*(action.event() for action in actions))


@pytest.fixture
def street(database_url: str, tmp_path: Path) -> Street:
    return Street(database_url, tmp_path)


pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_of_what_went_well_nothing_is_said(street: Street) -> None:
    found = street.findings()
    assert (found.lost, found.doubled, found.gaps, found.aside, found.open) == ([], [], 0, [], 0)
    assert found.done == found.actions == PEOPLE


@pytest.mark.parametrize(("wrong", "said"), ROWS.values(), ids=list(ROWS))
def test_what_is_wrong_in_the_database_is_named(street: Street, wrong: str, said: str) -> None:
    street.spoil(wrong)
    assert said.format(webhook=street.webhook[:12]) in street.findings().lost


@pytest.mark.parametrize("wrong", GAPS.values(), ids=list(GAPS))
def test_what_is_missing_in_the_log_is_counted(street: Street, wrong: str) -> None:
    street.spoil(wrong)
    assert street.findings().gaps > 0


@pytest.mark.parametrize("kind", ["told", "executed"])
def test_what_reached_somebody_twice_is_named_whatever_its_label(street: Street, kind: str) -> None:
    street.note(kind, "p1-example-fault", "another-label")
    assert street.findings().doubled == [f"{kind} visit p1-example-fault"]


def test_what_was_sent_again_and_refused_for_it_is_named(street: Street) -> None:
    street.note("refused", "p1-example-fault", "another-label", reason="duplicate")
    assert street.findings().doubled == ["refused visit p1-example-fault"]


def test_what_reached_somebody_else_is_named(street: Street) -> None:
    street.note("executed", "somebody-else", street.first)
    assert street.findings().lost == ["visit somebody-else was meant as visit p0-example-fault"]
