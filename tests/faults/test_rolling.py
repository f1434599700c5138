"""F15: an upgrade while people work: of four that migrate at once one does, the version before serves on beside the next, nobody meets an error."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from app import migrations
from app.database import APP, dialect_of
from tests.app.shape import fill
from tests.databases import Database
from tests.faults import next_version
from tests.faults.audience import Listener, Shown, seated, shown, until
from tests.faults.balancer import Balancer
from tests.faults.doomed import MIGRATIONS, PLANTED
from tests.faults.nursery import Doomed, Nursery
from tests.faults.stage import Changes, Stage, stage
from tests.faults.town import SECRET_KEYS
from tests.journey.product_process import free_port

MIGRATE = ("migrate", "--json")
AT_ONCE, LISTENERS = 4, 40
# How long the load runs before, between and after the steps of the upgrade, in wall seconds.
WHILE = 10.0


@dataclass(frozen=True)
class Migrated:
    """How each of those that migrated at once ended, and what each applied."""

    exits: list[int]
    applied: list[list[str]]

    def one_did(self, pending: list[str]) -> bool:
        return set(self.exits) == {0} and sorted(self.applied) == [[]] * (len(self.applied) - 1) + [pending]


def _migrate(nursery: Nursery, folder: Path, database_url: str, **settings: str) -> Migrated:
    given = {"CHAKNAL_DATABASE_URL": database_url, "CHAKNAL_SECRET_KEYS": SECRET_KEYS} | settings
    with ExitStack() as stack:
        paths = [folder / f"migrate{number}" for number in range(AT_ONCE)]
        processes = [stack.enter_context(Doomed(nursery, path, MIGRATE, given)) for path in paths]
        for process in processes:
            process.start()
        exits = [process.ended() for process in processes]
    found = Migrated(exits, [_applied(path) for path in paths])
    print(found)  # noqa: T201 - the figures of the run
    return found


def _applied(path: Path) -> list[str]:
    """What it says where it ended well."""
    said = path.read_text()
    return list(json.loads(said)["applied"]) if said.startswith("{") else []


async def _older(database: Database, folder: Path, count: int) -> None:
    """As so many migrations left it, with a row in every table that the first made."""
    older = folder / "older" / database.dialect / APP
    older.mkdir(parents=True)
    for number, name in enumerate(_names(database)[:count]):
        source = migrations.FOLDER / database.dialect / APP / name
        (older / name).write_text(source.read_text())
        if number == 0:
            await migrations.apply(database.url, folder / "older")
            await fill(database)
    await migrations.apply(database.url, folder / "older")


def _names(database: Database) -> list[str]:
    return migrations._versions(migrations.FOLDER / database.dialect)


@pytest.mark.parametrize("older", [False, True], ids=["empty", "older"])
async def test_of_four_that_migrate_at_once_one_does(
    nursery: Nursery, tmp_path: Path, bare_database: Database, random: Random, older: bool
) -> None:
    names = _names(bare_database)
    count = random.randrange(1, len(names)) if older else 0
    if older:
        await _older(bare_database, tmp_path, count)
    found = await asyncio.to_thread(_migrate, nursery, tmp_path, bare_database.url)
    assert found.one_did(names[count:])
    assert await migrations.state(bare_database.url) is migrations.State.CURRENT


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_four_that_do_not_wait_for_each_other_are_found_out(
    nursery: Nursery, tmp_path: Path, bare_database: Database, random: Random
) -> None:
    bug = {PLANTED: "all_migrate_together"}
    found = await asyncio.to_thread(_migrate, nursery, tmp_path, bare_database.url, **bug)
    assert not found.one_did(_names(bare_database))


@dataclass
class Upgrade:
    """`before` serves, and `after` is the next version of the same program on another port."""

    nursery: Nursery
    folder: Path
    before: Stage
    after: Stage
    name: str

    def migrate(self) -> None:
        more = {MIGRATIONS: str(self.folder / "next")}
        assert _migrate(self.nursery, self.folder, self.before.database_url, **more).one_did([self.name])

    def stop(self) -> None:
        assert self.before.process.stop() == 0

    def complaints(self) -> list[str]:
        """What either version logged as an error."""
        said = [
            one.process.said.read_text(errors="replace")
            for one in (self.before, self.after)
            if one.process.said.exists()
        ]
        return [line for line in "".join(said).splitlines() if '"level":"error"' in line or "Traceback" in line]


@contextmanager
def _upgrade(nursery: Nursery, folder: Path, database_url: str, statements: str) -> Iterator[Upgrade]:
    name = next_version.write(folder / "next", statements)
    with stage(nursery, folder, database_url) as before:
        port = free_port()
        settings = before.process.settings | {"CHAKNAL_PORT": str(port), MIGRATIONS: str(folder / "next")}
        with Doomed(nursery, folder / "next-api", before.process.arguments, settings) as process:
            after = Stage(process, database_url, before.town, f"http://127.0.0.1:{port}")
            yield Upgrade(nursery, folder, before, after, name)


async def _roll(upgrade: Upgrade, random: Random, listeners: int, seconds: float) -> Shown:
    """On PostgreSQL both versions serve for a while; on SQLite the next begins when the one before has ended."""
    before, after = upgrade.before, upgrade.after
    together = dialect_of(before.database_url) == "postgres"
    await asyncio.to_thread(before.start)
    async with Balancer(random, [_port(before)]) as balancer:
        public = replace(before, url=balancer.url)
        head = await asyncio.to_thread(before.head)
        audience, changes = [Listener(public, head) for _ in range(listeners)], Changes(public, 0.1)
        async with seated(audience):
            changing = asyncio.create_task(changes.run())
            await asyncio.sleep(seconds)
            await asyncio.to_thread(upgrade.migrate)
            await asyncio.sleep(seconds)
            if together:
                await asyncio.to_thread(after.start)
                balancer.ports = [_port(before), _port(after)]
                await asyncio.sleep(seconds)
            await asyncio.to_thread(upgrade.stop)
            if not together:
                await asyncio.to_thread(after.start)
            balancer.ports = [_port(after)]
            await asyncio.sleep(seconds)
            changes.stop()
            await changing
            head = await asyncio.to_thread(before.head)
            await until(lambda: all(one.position >= head for one in audience), "the end is not shown")
    found = shown(audience, head)
    print(f"{len(changes.sent)} commands, {changes.retried} of them again; {found}")  # noqa: T201 - the figures of the run
    return found


def _port(stage: Stage) -> int:
    return int(stage.url.rpartition(":")[2])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_the_next_version_takes_over_and_nobody_meets_an_error(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with _upgrade(nursery, tmp_path, database_url, next_version.EXPANDING) as upgrade:
        assert asyncio.run(_roll(upgrade, random, 5, 1.0)).whole
        assert upgrade.complaints() == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_migration_that_takes_away_what_is_in_use_is_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with (
        _upgrade(nursery, tmp_path, database_url, next_version.CONTRACTING) as upgrade,
        pytest.raises(AssertionError, match="errors"),
    ):
        asyncio.run(_roll(upgrade, random, 5, 1.0))


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_forty_follow_an_upgrade_under_load_and_nobody_meets_an_error(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random, share: float
) -> None:
    with _upgrade(nursery, tmp_path, database_url, next_version.EXPANDING) as upgrade:
        assert asyncio.run(_roll(upgrade, random, round(LISTENERS * share), WHILE * share)).whole
        assert upgrade.complaints() == []
