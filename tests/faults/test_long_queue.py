"""F5: a remote queue far longer than it will list, and still the right answer for each action in doubt."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from tortoise.transactions import in_transaction

from engine import looks
from engine.looks import Looks
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.signing import Credentials
from models import Action, ActionState, DuxSoupAccount, Units, Workspace
from tests import factories
from tests.sandbox_process import RemoteCaller, SandboxProcess
from tests.settable_clock import SettableClock

LISTED = 100  # what Dux-Soup shows of a queue, however long


@pytest.fixture
async def remote(tmp_path: Path) -> AsyncIterator[SandboxProcess]:
    """Its extension is away, so that the queue stays as it is."""
    with SandboxProcess(tmp_path / "sandbox") as running:
        running.knobs(timestamp_window=None, online=False)
        yield running


async def _in_doubt(account: DuxSoupAccount, count: int, clock: SettableClock) -> list[Action]:
    campaign = await factories.campaign(await Workspace.get(id=account.workspace_id))
    version = await factories.sequence(campaign)
    step = await factories.step(version)
    doubt = {"state": ActionState.UNKNOWN, "sent_at": clock.now(), "sent_wall": clock.wall(), "attempts": 1}
    async with in_transaction():
        return [
            await factories.action(await factories.assignment(campaign), step, account, **doubt) for _ in range(count)
        ]


@dataclass(frozen=True)
class Answers:
    """Ids of the actions that the remote has, and of those that were found there, and of those that were not."""

    taken: set[UUID]
    found: set[UUID]
    absent: set[UUID]


async def _answers(remote: SandboxProcess, units: Units, clock: SettableClock, count: int) -> Answers:
    account = await factories.account()
    actions = await _in_doubt(account, count, clock)
    taken = {action.id for action in actions[::2]}
    remote.account(account.dux_soup_user_id, factories.AUTH_KEY)
    with RemoteCaller(remote, account.dux_soup_user_id, factories.AUTH_KEY) as caller:
        for number, action_id in enumerate(taken):
            assert caller.queue("visit", f"q{number}-example", campaignid=str(action_id)).is_success
    async with DuxSoup(remote.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        shown = await duxsoup.queue_items(Credentials(account.dux_soup_user_id, factories.AUTH_KEY))
        assert len(shown) == LISTED < len(taken), "one listing would have been enough"
        looking = Looks(units, factories.RING, duxsoup)
        while await looking.turn():
            pass
    rows = await Action.all().values("id", "state", "absent_wall")
    found = {row["id"] for row in rows if row["state"] is ActionState.QUEUED}
    return Answers(taken, found, {row["id"] for row in rows if row["absent_wall"] is not None})


async def test_a_queue_longer_than_its_listing(
    remote: SandboxProcess, units: Units, clock: SettableClock, dialect: str
) -> None:
    answers = await _answers(remote, units, clock, 2 * LISTED + 20)
    assert answers.found == answers.taken
    assert len(answers.absent) == len(answers.taken)
    assert not answers.absent & answers.taken


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_an_absence_from_the_first_hundred_is_found_out(
    remote: SandboxProcess, units: Units, clock: SettableClock, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: one listing of the queue for all, and what is not in it is taken for absent."""
    listing = DuxSoup.queue_items
    monkeypatch.setattr(DuxSoup, "queue_items", lambda self, credentials, **_: listing(self, credentials))
    monkeypatch.setattr(looks, "cut_short", lambda _: False)
    answers = await _answers(remote, units, clock, 2 * LISTED + 20)
    assert len(answers.found) == LISTED
    assert answers.absent & answers.taken == answers.taken - answers.found != set()


@pytest.mark.faults
@pytest.mark.timeout(1200)
async def test_a_thousand_in_the_queue(
    remote: SandboxProcess, units: Units, clock: SettableClock, dialect: str
) -> None:
    answers = await _answers(remote, units, clock, 2000)
    assert answers.found == answers.taken
    assert not answers.absent & answers.taken
