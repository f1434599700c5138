"""Whoever was put on the do-not-contact list after a backup was made is kept away when it is restored in its database's place."""

from functools import partial
from pathlib import Path

import pytest

from app.backup_file import BackupRefused
from auth.sealing import KeyRing
from engine import erasing, suppressing
from engine.suppression_entry import listed
from models import (
    Assignment,
    AssignmentStatus,
    Contact,
    Event,
    EventKind,
    Suppression,
    SuppressionHash,
    SuppressionScope,
    Units,
    Workspace,
)
from tests import factories
from tests.app.backing_up import LATER, WALL, opened, put_back, save
from tests.databases import Database
from tests.settable_clock import SettableClock

UNITS = Units(SettableClock(factories.START))
PERSON, COMPANY = SuppressionScope.PERSON, SuppressionScope.COMPANY


async def _people() -> tuple[Workspace, Contact, Contact]:
    workspace = await factories.workspace()
    kim = await factories.contact(workspace, "kim", email="kim@example.com")
    await factories.assignment(await factories.campaign(workspace), kim)
    return workspace, kim, await factories.contact(workspace, "robin", company="Example BV")


async def _no(contact: Contact, reason: str = "asked us") -> None:
    await UNITS.run(partial(suppressing.suppress_person, ring=factories.RING, contact=contact, reason=reason))


async def _listed(workspace: Workspace, scope: SuppressionScope, value: str) -> None:
    await UNITS.run(lambda unit: suppressing.suppress(unit, factories.RING, workspace.id, scope, value, "policy"))


async def _on_the_list(*people: Contact) -> list[SuppressionScope | None]:
    known = await suppressing.checker(factories.RING, people[0].workspace_id)
    found = await known.suppressed([await Contact.get(id=one.id) for one in people])
    return [found.get(one.id) for one in people]


async def test_who_said_no_since_is_kept_away_in_the_restored_one(made: Database, tmp_path: Path) -> None:
    workspace, kim, robin = await opened(made, _people)
    await save(made.url, tmp_path / "saved", WALL)

    async def later() -> None:
        await _no(kim)
        await _listed(workspace, COMPANY, "Example BV")
        await _listed(workspace, PERSON, "lou@example.org")
        await _no(await factories.contact(workspace, "sam"))

    await opened(made, later)
    restored = await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert restored.kept_away == 4

    async def held() -> None:
        lou, sam = (
            await factories.contact(workspace, email="lou@example.org"),
            await factories.contact(workspace, "sam"),
        )
        assert await _on_the_list(kim, robin, lou, sam) == [PERSON, COMPANY, PERSON, PERSON]
        assert {one.id for one in await Contact.filter(suppressed=True)} == {kim.id, robin.id}
        assert (await Assignment.get()).status is AssignmentStatus.BLACKLISTED
        reasons = [reason for _, _, reason, _ in await listed(factories.RING, workspace.id)]
        assert reasons == ["asked us", "policy", "policy", "asked us"]
        assert await Suppression.filter(contact_id=kim.id).count() == 1
        assert await Event.filter(kind=EventKind.CONTACT_SUPPRESSED).count() == 4

    await opened(made, held)


async def test_a_name_that_an_entry_has_learnt_since_is_carried_over_too(made: Database, tmp_path: Path) -> None:
    workspace, kim, robin = await opened(made, _people)
    await opened(made, partial(_no, kim))
    await save(made.url, tmp_path / "saved", WALL)

    async def later() -> None:
        await factories.identity(kim, "robin-2")
        await _no(kim)

    await opened(made, later)
    assert (await put_back(made.url, tmp_path / "saved", LATER, replace=True)).kept_away == 0

    async def held() -> None:
        assert await _on_the_list(await factories.contact(workspace, "robin-2"), robin) == [PERSON, None]
        assert await Suppression.all().count() == 1

    await opened(made, held)


async def test_a_backup_that_knows_the_whole_list_is_told_nothing_new(made: Database, tmp_path: Path) -> None:
    _, kim, _ = await opened(made, _people)
    await opened(made, partial(_no, kim))
    await save(made.url, tmp_path / "saved", WALL)
    count = await opened(made, lambda: SuppressionHash.all().count())
    assert (await put_back(made.url, tmp_path / "saved", LATER, replace=True)).kept_away == 0
    assert await opened(made, lambda: SuppressionHash.all().count()) == count


async def test_of_another_workspace_nothing_is_carried_over(made: Database, tmp_path: Path) -> None:
    await save(made.url, tmp_path / "saved", WALL)
    _, kim, _ = await opened(made, _people)
    await opened(made, partial(_no, kim))
    assert (await put_back(made.url, tmp_path / "saved", LATER, replace=True)).kept_away == 0
    assert await opened(made, lambda: Suppression.all().count()) == 0


async def test_an_entry_of_somebody_who_was_erased_since_names_nobody(made: Database, tmp_path: Path) -> None:
    workspace, _, _ = await opened(made, _people)
    await opened(made, partial(_listed, workspace, PERSON, "lou@example.org"))
    await save(made.url, tmp_path / "saved", WALL)

    async def later() -> None:
        lou = await factories.contact(workspace, "lou", email="lou@example.org")
        await UNITS.run(partial(erasing.erase, ring=factories.RING, contact=lou, found=erasing.Found()))

    await opened(made, later)
    await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert not await opened(made, lambda: Suppression.exists(sealed_label__isnull=False))


async def test_what_a_restore_that_failed_has_read_is_carried_over_by_the_next(made: Database, tmp_path: Path) -> None:
    """On PostgreSQL the first one has emptied the database."""
    _, kim, _ = await opened(made, _people)
    await save(made.url, tmp_path / "saved", WALL)
    await opened(made, partial(_no, kim))
    other = KeyRing({"t2": bytes(range(32, 64))})
    with pytest.raises(BackupRefused, match="CHAKNAL_SECRET_KEYS"):
        await put_back(made.url, tmp_path / "saved", LATER, replace=True, ring=lambda: other)
    assert (await put_back(made.url, tmp_path / "saved", LATER, replace=True)).kept_away == 1
    assert await opened(made, partial(_on_the_list, kim)) == [PERSON]
