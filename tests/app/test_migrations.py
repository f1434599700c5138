"""Migrations give exactly the models' tables, on both databases, whatever is in them and whoever else is at it."""

import asyncio
import shutil
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aerich.utils import compress_dict, decompress_dict, import_py_file
from tortoise.exceptions import BaseORMException

from app import migrations
from app.database import close_database, open_database
from app.migrations import State
from models import Contact, DuxSoupAccount, ImportBatch, ImportState
from models.ids import new_id
from models.import_batch import ENDED, REPORT_KEPT_FOR
from tests.app.backing_up import opened
from tests.app.shape import execute, fill, shape
from tests.databases import DIALECTS, Database

PLANTED = '''RUN_IN_TRANSACTION = True
async def upgrade(db): return """{statements}
"""
async def downgrade(db): return ""
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy, to plant more migrations in."""
    copy = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


async def test_a_migrated_database_is_the_one_the_models_describe(
    bare_database: Database, closed_database: Database
) -> None:
    await migrations.apply(bare_database.url)
    assert await shape(bare_database) == await shape(closed_database)


async def test_the_comparison_sees_a_column_that_differs(bare_database: Database, closed_database: Database) -> None:
    await migrations.apply(bare_database.url)
    await execute(bare_database, 'ALTER TABLE "contact" ADD COLUMN "more" TEXT')
    assert await shape(bare_database) != await shape(closed_database)


async def test_the_models_and_the_newest_migrations_agree() -> None:
    assert await migrations.drift() == []


async def test_each_migration_runs_on_tables_that_are_not_empty(bare_database: Database, tmp_path: Path) -> None:
    partial = tmp_path / "partial" / bare_database.dialect / "models"
    partial.mkdir(parents=True)
    for number, path in enumerate(_files(migrations.FOLDER, bare_database)):
        if number == 1:
            assert await fill(bare_database) > 15
        shutil.copy(path, partial)
        assert await migrations.apply(bare_database.url, tmp_path / "partial") == [path.name]


@pytest.mark.parametrize(
    ("column", "number", "forms"),
    [
        ("company", 10, ["x", "éclair", "strasse", "strasse", "σίσυφοσ", None, 'plain; of "a"']),
        ("email", 12, ["x", "éclair", "strasse", "strasse", "σίσυφοσ", None, 'plain; of "a"']),
    ],
)
async def test_what_was_there_before_is_folded_like_what_is_to_come(
    bare_database: Database, tmp_path: Path, column: str, number: int, forms: list[str | None]
) -> None:
    partial = tmp_path / "partial" / bare_database.dialect / "models"
    partial.mkdir(parents=True)
    *before, folding = _files(migrations.FOLDER, bare_database)[: number + 1]
    for path in before:
        shutil.copy(path, partial)
    await migrations.apply(bare_database.url, tmp_path / "partial")
    await fill(bare_database)
    texts = ("'Éclair'", "'STRASSE'", "'Straße'", "'ΣΊΣΥΦΟΣ'", "NULL", "'Plain; of \"A\"'")
    await execute(bare_database, *(_contact(id_, column, text) for id_, text in enumerate(texts, start=2)))
    (partial / folding.name).write_text(folding.read_text().replace("_PAGE = 1_000", "_PAGE = 2"))
    await migrations.apply(bare_database.url, tmp_path / "partial")
    await open_database(bare_database.url)
    folded: list[Any] = await Contact.all().order_by("id").values_list(f"folded_{column}", flat=True)
    await close_database()
    assert folded == forms


async def test_reports_of_imports_that_had_ended_before_are_kept_as_long_from_then_on(
    bare_database: Database, tmp_path: Path
) -> None:
    before = tmp_path / "before" / bare_database.dialect / "models"
    before.mkdir(parents=True)
    for path in _files(migrations.FOLDER, bare_database)[:10]:
        shutil.copy(path, before)
    await migrations.apply(bare_database.url, tmp_path / "before")
    await fill(bare_database)
    more = "INSERT INTO import_batch (id, created_at, workspace_id, source, state, rows_done, added, updated, duplicates, refused)"
    given = "SELECT '{}', created_at, workspace_id, source, '{}', 0, 0, 0, 0, 0 FROM import_batch WHERE state = 'x'"
    ids = {state: new_id() for state in (*ENDED, ImportState.READY)}
    await execute(bare_database, *(f"{more} {given.format(id_, state)}" for state, id_ in ids.items()))
    await migrations.apply(bare_database.url)
    over = await opened(bare_database, partial(_over, REPORT_KEPT_FOR))
    assert over == {ids[state] for state in ENDED}
    assert not await opened(bare_database, partial(_over, REPORT_KEPT_FOR - timedelta(minutes=10)))


async def test_a_key_that_was_proven_before_stays_so(bare_database: Database, tmp_path: Path) -> None:
    before = tmp_path / "before" / bare_database.dialect / "models"
    before.mkdir(parents=True)
    for path in _files(migrations.FOLDER, bare_database)[:14]:
        shutil.copy(path, before)
    await migrations.apply(bare_database.url, tmp_path / "before")
    await fill(bare_database)
    await execute(bare_database, "UPDATE duxsoup_user SET verified_at = created_at")
    await migrations.apply(bare_database.url)
    [(proven, created)] = await opened(bare_database, _proofs)
    assert proven == created


async def _proofs() -> list[tuple[datetime, datetime]]:
    return list(await DuxSoupAccount.all().values_list("proven_at", "created_at"))


async def _over(later: timedelta) -> set[UUID]:
    return {id_ for (id_,) in await ImportBatch.over(datetime.now(UTC) + later).values_list("id")}


async def test_filled_tables_refuse_a_column_that_cannot_be(bare_database: Database, folder: Path) -> None:
    await migrations.apply(bare_database.url, folder)
    assert await fill(bare_database) > 15
    _plant(folder, bare_database, 'ALTER TABLE "contact" ADD COLUMN "more" INT NOT NULL')
    with pytest.raises(BaseORMException):
        await migrations.apply(bare_database.url, folder)


async def test_a_migration_that_fails_half_way_leaves_nothing(bare_database: Database, folder: Path) -> None:
    await migrations.apply(bare_database.url, folder)
    before = await shape(bare_database)
    _plant(
        folder, bare_database, "CREATE TABLE half (id INT); INSERT INTO half VALUES (1); INSERT INTO nowhere VALUES (1)"
    )
    with pytest.raises(BaseORMException):
        await migrations.apply(bare_database.url, folder)
    assert await shape(bare_database) == before
    assert await migrations.state(bare_database.url, folder) is State.BEHIND


async def test_a_migration_whose_last_statement_never_ends_is_refused_whole(
    bare_database: Database, folder: Path
) -> None:
    await migrations.apply(bare_database.url, folder)
    before = await shape(bare_database)
    _plant(folder, bare_database, "CREATE TABLE half (text TEXT); INSERT INTO half VALUES ('one; two)")
    with pytest.raises(BaseORMException):
        await migrations.apply(bare_database.url, folder)
    assert await shape(bare_database) == before
    assert await migrations.state(bare_database.url, folder) is State.BEHIND


async def test_a_migration_may_rebuild_a_table_that_others_refer_to(bare_database: Database, folder: Path) -> None:
    await migrations.apply(bare_database.url, folder)
    await fill(bare_database)
    _plant(
        folder,
        bare_database,
        'CREATE TABLE again AS SELECT * FROM "clock"; DROP TABLE "clock"; ALTER TABLE again RENAME TO "clock";'
        " CREATE TABLE said (text TEXT); INSERT INTO said VALUES ('one; two')",
    )
    await migrations.apply(bare_database.url, folder)
    assert await migrations.state(bare_database.url, folder) is State.CURRENT


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_rebuild_that_loses_rows_others_refer_to_is_undone(bare_database: Database, folder: Path) -> None:
    await migrations.apply(bare_database.url, folder)
    await fill(bare_database)
    _plant(folder, bare_database, 'DELETE FROM "workspace"')
    with pytest.raises(BaseORMException, match="refer to rows that are not there"):
        await migrations.apply(bare_database.url, folder)
    assert await migrations.state(bare_database.url, folder) is State.BEHIND


async def test_of_two_at_once_one_waits_and_finds_nothing_to_do(bare_database: Database) -> None:
    async with migrations._alone(bare_database.url):
        both = [await _migrating(bare_database) for _ in range(2)]
        assert [await process.stdout.readline() for process in both if process.stdout] == [b"starting\n"] * 2
        assert await migrations.state(bare_database.url) is State.BEHIND
    answers = [await process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert sorted(eval(answer) != [] for answer, _ in answers) == [False, True]  # noqa: S307 - our own list of names


async def test_a_database_is_behind_then_current_then_ahead(bare_database: Database, folder: Path) -> None:
    assert await migrations.state(bare_database.url, folder) is State.BEHIND
    await migrations.apply(bare_database.url, folder)
    assert await migrations.state(bare_database.url, folder) is State.CURRENT
    planted = _plant(folder, bare_database, "CREATE TABLE one (id INT)")
    assert await migrations.state(bare_database.url, folder) is State.BEHIND
    assert await migrations.apply(bare_database.url, folder) == [planted.name]
    planted.unlink()
    assert await migrations.state(bare_database.url, folder) is State.AHEAD


async def test_drift_is_found_and_written_for_both_databases(folder: Path) -> None:
    for path in _newest(folder):
        _forget_column(path, "models.Contact", "title")
    assert await migrations.drift(folder) == ["sqlite: models.Contact title", "postgres: models.Contact title"]
    written = await migrations.make("add_title", folder)
    assert [path.parent.parent.name for path in written] == ["sqlite", "postgres"]
    assert all('"contact" ADD' in path.read_text() and '"title" VARCHAR(300)' in path.read_text() for path in written)
    assert await migrations.drift(folder) == []


async def test_what_sqlite_cannot_alter_is_left_to_be_written_by_hand(folder: Path) -> None:
    for path in _newest(folder):
        _change_column(path, "models.Contact", "title", nullable=False)
    written = await migrations.make("title_may_be_missing", folder)
    texts = {path.parent.parent.name: path.read_text() for path in written}
    assert "DROP NOT NULL" in texts["postgres"]
    assert "ALTER" not in texts["sqlite"]


async def test_starting_over_leaves_one_migration_each_that_agrees_with_the_models(folder: Path) -> None:
    for path in _newest(folder):
        _forget_column(path, "models.Contact", "title")
        (path.parent / "__pycache__").mkdir(exist_ok=True)
    written = await migrations.start_over(folder)
    assert sorted(written) == sorted(_newest(folder))
    assert [len(migrations._files(folder / dialect)) for dialect in DIALECTS] == [1, 1]
    assert await migrations.drift(folder) == []


def _files(folder: Path, database: Database) -> list[Path]:
    return migrations._files(folder / database.dialect)


def _newest(folder: Path) -> list[Path]:
    return [migrations._files(folder / dialect)[-1] for dialect in DIALECTS]


def _plant(folder: Path, database: Database, statements: str) -> Path:
    number = len(_files(folder, database))
    path = folder / database.dialect / "models" / f"{number}_20990101000000_planted.py"
    path.write_text(PLANTED.format(statements=statements))
    return path


def _contact(number: int, column: str, text: str) -> str:
    copied = "created_at, updated_at, workspace_id, first_name, last_name, sort_name, custom_fields, tags, suppressed"
    id_ = f"00000000-0000-7000-8000-{number:012d}"
    return f"INSERT INTO contact (id, {column}, {copied}) SELECT '{id_}', {text}, {copied} FROM contact LIMIT 1"  # noqa: S608 - our own table, in a test


async def _migrating(database: Database) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.app.migrating", database.url, str(migrations.FOLDER),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=migrations.FOLDER.parent,
    )  # fmt: skip


def _forget_column(path: Path, model: str, column: str) -> None:
    text = path.read_text()
    state = decompress_dict(import_py_file(path).MODELS_STATE)
    state[model]["data_fields"] = [field for field in state[model]["data_fields"] if field["name"] != column]
    path.write_text(text.partition("MODELS_STATE")[0] + f'MODELS_STATE = "{compress_dict(state)}"\n')


def _change_column(path: Path, model: str, column: str, **values: object) -> None:
    text = path.read_text()
    state = decompress_dict(import_py_file(path).MODELS_STATE)
    for field in state[model]["data_fields"]:
        if field["name"] == column:
            field.update(values)
    path.write_text(text.partition("MODELS_STATE")[0] + f'MODELS_STATE = "{compress_dict(state)}"\n')
