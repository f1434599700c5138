"""Whoever was erased after a backup was made stays erased when it is restored, in place or beside a list of erasures."""

from functools import partial
from pathlib import Path

import pytest

from app import past_erasures
from app.backup_file import BackupRefused
from app.database import file_of
from app.restored_server import _KEPT
from auth.sealing import KeyRing
from engine import contact as contacts
from engine import erasing, merging
from engine.contact_row import ContactRow
from engine.erasing import Found
from models import Contact, ContactIdentity, Erasure, Suppression, Units, Workspace
from models.errors import Conflict
from tests import factories
from tests.app.backing_up import LATER, WALL, opened, put_back, save
from tests.app.command_line import CommandLine
from tests.app.shape import execute
from tests.databases import Database
from tests.programs import programs
from tests.settable_clock import SettableClock

UNITS = Units(SettableClock(factories.START))


async def _erase(contact: Contact) -> None:
    async def work(unit):
        await erasing.erase(unit, factories.RING, await Contact.locked(contact.workspace_id, contact.id), Found())

    await UNITS.run(work)


async def _refused(workspace: Workspace, slug: str) -> bool:
    row = ContactRow(linkedin_url=f"https://www.linkedin.com/in/{slug}", first_name="X")
    try:
        await UNITS.run(partial(contacts.create, ring=factories.RING, workspace_id=workspace.id, row=row))
    except Conflict:
        return True
    return False


async def _people() -> tuple[Workspace, Contact, Contact]:
    workspace = await factories.workspace()
    return workspace, await factories.contact(workspace, "robin"), await factories.contact(workspace, "kim")


async def _later(workspace: Workspace, robin: Contact) -> None:
    """One who was in the backup is erased, and one who came after it."""
    await _erase(robin)
    await _erase(await factories.contact(workspace, "lou"))


async def _stays_erased(workspace: Workspace, robin: Contact, kim: Contact) -> None:
    found = await Contact.get(id=robin.id)
    assert (found.full_name, found.linkedin_url, found.erased_at is not None) == ("", None, True)
    assert (await Contact.get(id=kim.id)).full_name == kim.full_name
    assert [one.value for one in await ContactIdentity.all()] == ["kim"]
    assert [await _refused(workspace, slug) for slug in ("robin", "lou", "nobody")] == [True, True, False]
    assert await Erasure.all().count() == 2
    assert not await Suppression.exists(sealed_label__isnull=False)


async def test_who_was_erased_since_is_erased_once_more(made: Database, tmp_path: Path) -> None:
    workspace, robin, kim = await opened(made, _people)
    await save(made.url, tmp_path / "saved", WALL)
    await opened(made, partial(_later, workspace, robin))
    restored = await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert restored.erased == 1
    await opened(made, partial(_stays_erased, workspace, robin, kim))


async def test_a_list_of_erasures_serves_where_the_database_is_lost(made: Database, tmp_path: Path) -> None:
    workspace, robin, kim = await opened(made, _people)
    await save(made.url, tmp_path / "saved", WALL)
    await opened(made, partial(_later, workspace, robin))
    past_erasures.write(tmp_path / "erasures", await opened(made, erasing.past))
    assert b"robin" not in (tmp_path / "erasures").read_bytes()
    await _lose(made)
    restored = await put_back(made.url, tmp_path / "saved", LATER, replace=True, erasures=tmp_path / "erasures")
    assert restored.erased == 1
    await opened(made, partial(_stays_erased, workspace, robin, kim))


async def _lose(made: Database) -> None:
    if made.dialect == "sqlite":
        file_of(made.url).unlink()
    else:
        await execute(made, "DELETE FROM erasure")


async def test_a_backup_that_knows_of_an_erasure_is_told_nothing_new(made: Database, tmp_path: Path) -> None:
    _, robin, _ = await opened(made, _people)
    await opened(made, partial(_erase, robin))
    await save(made.url, tmp_path / "saved", WALL)
    restored = await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert restored.erased == 0
    assert await opened(made, lambda: Suppression.all().count()) == 1


async def test_of_another_workspace_nothing_is_told(made: Database, tmp_path: Path) -> None:
    await save(made.url, tmp_path / "saved", WALL)
    _, robin, _ = await opened(made, _people)
    await opened(made, partial(_erase, robin))
    await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert await opened(made, lambda: Erasure.all().count()) == 0


async def test_who_was_merged_since_is_erased_under_both_ids(made: Database, tmp_path: Path) -> None:
    workspace, robin, kim = await opened(made, _people)
    await save(made.url, tmp_path / "saved", WALL)

    async def later() -> None:
        merge = partial(merging.merge, workspace_id=workspace.id, keep_id=robin.id, other_id=kim.id)
        await UNITS.run(partial(merge, ring=factories.RING))
        await _erase(robin)

    await opened(made, later)
    assert (await put_back(made.url, tmp_path / "saved", LATER, replace=True)).erased == 2
    assert await opened(made, lambda: ContactIdentity.all().count()) == 0


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("merged_before", [False, True])
async def test_the_order_in_which_it_is_told_does_not_matter(
    made: Database, tmp_path: Path, *, merged_before: bool, backwards: bool
) -> None:
    workspace, robin, kim = await opened(made, _people)
    merge = partial(merging.merge, workspace_id=workspace.id, keep_id=robin.id, other_id=kim.id, ring=factories.RING)
    if merged_before:
        await opened(made, partial(UNITS.run, merge))
    await save(made.url, tmp_path / "saved", WALL)
    if not merged_before:
        await opened(made, partial(UNITS.run, merge))
    await opened(made, partial(_erase, robin))
    told = sorted(await opened(made, erasing.past), key=lambda one: one.contact_id, reverse=backwards)
    past_erasures.write(tmp_path / "erasures", told)
    await _lose(made)
    await put_back(made.url, tmp_path / "saved", LATER, replace=True, erasures=tmp_path / "erasures")
    found = {one.contact_id for one in await opened(made, erasing.past)}
    assert found == {robin.id, kim.id}


async def test_without_the_right_keys_nothing_is_restored(made: Database, tmp_path: Path) -> None:
    _, robin, _ = await opened(made, _people)
    await save(made.url, tmp_path / "saved", WALL)
    await opened(made, partial(_erase, robin))
    other = KeyRing({"t2": bytes(range(32, 64))})
    with pytest.raises(BackupRefused, match="CHAKNAL_SECRET_KEYS"):
        await put_back(made.url, tmp_path / "saved", LATER, replace=True, ring=lambda: other)
    assert (await put_back(made.url, tmp_path / "saved", LATER, replace=True)).erased == 1


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_what_a_restore_leaves_when_it_is_done_is_nothing(made: Database, tmp_path: Path) -> None:
    _, robin, _ = await opened(made, _people)
    await save(made.url, tmp_path / "saved", WALL)
    await opened(made, partial(_erase, robin))
    await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    for kept, _, _ in _KEPT:
        await execute(made, f"CREATE TABLE {kept} ()")


@pytest.mark.parametrize("text", ["", "[]x", '{"a": 1}', '[{"workspace_id": "x"}]'])
def test_what_is_no_list_of_erasures_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "list").write_text(text)
    with pytest.raises(BackupRefused, match="no list of erasures"):
        past_erasures.read(tmp_path / "list")
    with pytest.raises(BackupRefused, match="cannot be read"):
        past_erasures.read(tmp_path / "none")


def test_the_command_line_writes_the_list_and_takes_it(bare_database: Database, tmp_path: Path) -> None:
    cli = CommandLine(bare_database)
    cli.answer("migrate")
    cli.workspace()
    assert cli.answer("erasures", tmp_path / "list")["erasures"] == 0
    assert "0 erasures" in cli.run("erasures", tmp_path / "list").stdout
    named = ("--programs", str(programs()))
    cli.answer("backup", tmp_path / "saved", *named)
    done = cli.answer("restore", tmp_path / "saved", "--replace", "--erasures", tmp_path / "list", *named)
    assert done["erased"] == 0
