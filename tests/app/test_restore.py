"""A restore is refused where it would do harm, and whatever may have been sent since the backup is unclear after it."""

import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import migrations
from app.backup_file import About, BackupRefused
from app.database import file_of
from app.presence import present
from app.restoring import Restored
from models import (
    Action,
    ActionState,
    Assignment,
    ClockRow,
    DuxSoupAccount,
    Event,
    EventKind,
    Step,
    StepKind,
    Workspace,
)
from tests import factories
from tests.app.backing_up import LATER, WALL, opened, put_back, save
from tests.app.shape import execute
from tests.databases import Database
from tests.factories import START

S = ActionState


async def test_a_running_process_is_not_restored_under(made: Database, tmp_path: Path) -> None:
    await save(made.url, tmp_path / "saved", WALL)
    async with present(made.url) as server:
        await server.settle()
        with pytest.raises(BackupRefused, match="stop it first"):
            await put_back(made.url, tmp_path / "saved", LATER, replace=True)


async def test_a_database_that_is_not_empty_is_replaced_only_where_that_is_said(made: Database, tmp_path: Path) -> None:
    await save(made.url, tmp_path / "saved", WALL)
    await opened(made, lambda: factories.workspace(name="There"))
    with pytest.raises(BackupRefused, match="--replace"):
        await put_back(made.url, tmp_path / "saved", LATER)
    assert [one.name for one in await opened(made, Workspace.all)] == ["There"]
    restored = await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert await opened(made, Workspace.all) == []
    if made.dialect == "sqlite":
        assert restored.kept is not None
        assert await opened(Database(f"sqlite://{restored.kept}", "sqlite"), lambda: Workspace.all().count()) == 1


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("left", [None, b""])
async def test_where_there_is_no_database_or_an_empty_file_nothing_needs_to_be_replaced(
    made: Database, tmp_path: Path, left: bytes | None
) -> None:
    await opened(made, lambda: factories.workspace(name="There"))
    await save(made.url, tmp_path / "saved", WALL)
    file_of(made.url).unlink()
    if left is not None:
        file_of(made.url).write_bytes(left)
    await put_back(made.url, tmp_path / "saved", LATER)
    assert [one.name for one in await opened(made, Workspace.all)] == ["There"]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_file_that_cannot_be_read_is_replaced_only_where_that_is_said_and_kept(
    made: Database, tmp_path: Path
) -> None:
    await opened(made, lambda: factories.workspace(name="There"))
    await save(made.url, tmp_path / "saved", WALL)
    file_of(made.url).write_bytes(b"What is left of a disk." * 1000)
    with pytest.raises(BackupRefused, match="--replace"):
        await put_back(made.url, tmp_path / "saved", LATER)
    restored = await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert [one.name for one in await opened(made, Workspace.all)] == ["There"]
    assert restored.kept is not None
    assert restored.kept.read_bytes().startswith(b"What is left")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dialect": "other"}, "is a backup of"),
        ({"migrations": ["9_20991231000000_later.py"]}, "newer version"),
    ],
)
async def test_what_does_not_fit_is_refused(
    made: Database, tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    about = await save(made.url, tmp_path / "saved", WALL)
    if "dialect" in change:
        change = {"dialect": "postgres" if made.dialect == "sqlite" else "sqlite"}
    _rewritten(tmp_path / "saved", about.model_copy(update=change))
    with pytest.raises(BackupRefused, match=message):
        await put_back(made.url, tmp_path / "saved", LATER)


@pytest.mark.parametrize("harm", ["cut", "changed", "not a zip", "gone", "another zip"])
async def test_a_damaged_file_is_refused_and_nothing_is_touched(made: Database, tmp_path: Path, harm: str) -> None:
    await opened(made, lambda: factories.workspace(name="There"))
    saved = tmp_path / "saved"
    await save(made.url, saved, WALL)
    _harmed(saved, harm)
    with pytest.raises(BackupRefused, match=r"damaged|cannot be read"):
        await put_back(made.url, saved, LATER, replace=True)
    assert [one.name for one in await opened(made, Workspace.all)] == ["There"]


async def test_a_database_damaged_inside_a_whole_file_is_refused(made: Database, tmp_path: Path) -> None:
    await opened(made, lambda: factories.workspace(name="There"))
    about = await save(made.url, tmp_path / "saved", WALL)
    _rewritten(tmp_path / "saved", about, b"x" * 8192)
    with pytest.raises(BackupRefused, match=r"damaged|pg_restore failed"):
        await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert [one.name for one in await opened(made, Workspace.all)] == ["There"]


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_a_restore_that_broke_off_is_not_served_and_can_be_begun_again(made: Database, tmp_path: Path) -> None:
    await save(made.url, tmp_path / "saved", WALL)
    await execute(made, f"CREATE TABLE {migrations.RESTORING} ()")
    assert await migrations.state(made.url) is migrations.State.RESTORING
    await put_back(made.url, tmp_path / "saved", LATER)
    assert await migrations.state(made.url) is migrations.State.CURRENT


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_what_stands_beside_our_tables_is_left_alone(made: Database, tmp_path: Path) -> None:
    await execute(made, "CREATE TABLE theirs AS SELECT 1 AS one")
    await save(made.url, tmp_path / "saved", WALL)
    await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    await execute(made, "INSERT INTO theirs SELECT one FROM theirs")


async def test_feeds_never_meet_an_epoch_again_however_often_one_backup_is_restored(
    made: Database, tmp_path: Path
) -> None:
    await opened(made, lambda: factories.workspace(epoch=3))
    await save(made.url, tmp_path / "saved", WALL)
    epochs = [3]
    for minutes in (0, 0, 1):
        await put_back(made.url, tmp_path / "saved", LATER + timedelta(minutes=minutes), replace=True)
        epochs.append((await opened(made, Workspace.get)).epoch)
    assert epochs == sorted(set(epochs))


async def test_what_was_due_since_is_unclear_and_every_account_is_held(made: Database, tmp_path: Path) -> None:
    await opened(made, _world)
    restored = await _through(made, tmp_path)
    assert (restored.aftermath.unclear, restored.aftermath.held) == (3, 1)
    states = {action.message_id: action.state for action in await opened(made, Action.all)}
    assert states == {
        "sending": S.UNKNOWN, "due": S.UNKNOWN, "unknown": S.UNKNOWN, "later": S.PLANNED, "queued": S.QUEUED,
        "executed": S.EXECUTED,
    }  # fmt: skip
    account = await opened(made, DuxSoupAccount.get)
    assert (account.pause_code, account.paused_until, account.lease_owner) == ("restored", None, None)
    assert account.lease_epoch > 1_000
    kinds = [event.kind for event in await opened(made, Event.all)]
    assert kinds.count(EventKind.ACTION_UNKNOWN) == 3
    assert EventKind.WORKSPACE_RESTORED in kinds


async def test_where_nothing_ran_since_only_what_was_being_sent_is_unclear(made: Database, tmp_path: Path) -> None:
    await opened(made, _world)
    restored = await _through(made, tmp_path, nothing_ran_since=True)
    assert (restored.aftermath.unclear, restored.aftermath.held, restored.aftermath.paused) == (1, 0, 0)
    states = {action.message_id: action.state for action in await opened(made, Action.all)}
    assert (states["sending"], states["due"]) == (S.UNKNOWN, S.PLANNED)


@pytest.mark.parametrize(("delay", "paused"), [({}, True), ({"delay_hours": 1}, False)])
async def test_a_sequence_that_may_have_gone_on_since_waits_for_a_person(
    made: Database, tmp_path: Path, delay: dict[str, int], paused: bool
) -> None:
    async def plant() -> None:
        assignment, steps, account = await _launched({"kind": StepKind.CONNECT}, {"kind": StepKind.MESSAGE, **delay})
        await factories.action(assignment, steps[0], account, state=S.QUEUED, sent_at=WALL)

    await opened(made, plant)
    restored = await _through(made, tmp_path, wall=WALL + timedelta(minutes=59))
    [assignment] = await opened(made, Assignment.all)
    assert (assignment.paused_at is not None, restored.aftermath.paused) == (paused, int(paused))


async def test_simulated_time_goes_on_as_far_as_it_can_have_gone_since(made: Database, tmp_path: Path) -> None:
    row: dict[str, Any] = {
        "wall_anchor": WALL,
        "simulated_anchor": START,
        "day_seconds": 60,
        "latest_at": START + timedelta(days=2),
    }
    await opened(made, lambda: ClockRow.create(id=1, **row))
    await save(made.url, tmp_path / "saved", WALL)
    await put_back(made.url, tmp_path / "saved", WALL + timedelta(minutes=3))
    clock = await opened(made, ClockRow.get)
    assert START + timedelta(days=5) <= clock.latest_at < START + timedelta(days=6)


async def _through(database: Database, folder: Path, wall: datetime = LATER, **options: Any) -> Restored:
    """Backed up at `WALL`, lost, and restored."""
    await save(database.url, folder / "saved", WALL)
    return await put_back(database.url, folder / "saved", wall, replace=True, **options)


async def _world() -> None:
    """Actions in every standing, each named by what it is in."""
    assignment, steps, account = await _launched(*[StepKind.VISIT] * 6)
    standings: dict[str, dict[str, Any]] = {
        "sending": {"state": S.SENDING, "sent_at": WALL}, "due": {"scheduled_for": LATER},
        "unknown": {"state": S.UNKNOWN, "sent_at": WALL}, "later": {"scheduled_for": LATER + timedelta(minutes=1)},
        "queued": {"state": S.QUEUED, "sent_at": WALL}, "executed": {"state": S.EXECUTED, "sent_at": WALL},
    }  # fmt: skip
    for step, (name, values) in zip(steps, standings.items(), strict=True):
        await factories.action(assignment, step, account, message_id=name, **values)


async def _launched(*kinds: Any) -> Any:
    workspace = await factories.workspace()
    account = await factories.account(workspace, lease_owner="gone", lease_epoch=4)
    campaign = await factories.campaign(workspace)
    sequence = await factories.sequence(campaign, *kinds)
    given: dict[str, Any] = {
        "status": "active",
        "launched_at": START,
        "next_step": 1,
        "account": account,
        "sequence": sequence,
    }
    return (
        await factories.assignment(campaign, **given),
        await Step.filter(sequence_id=sequence.id).order_by("position"),
        account,
    )


def _rewritten(saved: Path, about: About, database: bytes | None = None) -> None:
    with zipfile.ZipFile(saved) as packed:
        database = database or packed.read("database")
    with zipfile.ZipFile(saved, "w") as packed:
        packed.writestr("about.json", about.model_dump_json())
        packed.writestr("database", database)


def _harmed(saved: Path, harm: str) -> None:
    whole = saved.read_bytes()
    middle = len(whole) // 2
    match harm:
        case "cut":
            saved.write_bytes(whole[:middle])
        case "changed":
            saved.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        case "not a zip":
            saved.write_bytes(b"SQLite format 3\0")
        case "gone":
            saved.unlink()
        case "another zip":
            with zipfile.ZipFile(saved, "w") as packed:
                packed.writestr("else.txt", "Something else.")
