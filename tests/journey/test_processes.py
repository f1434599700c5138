"""Who may serve which database: SQLite one process, PostgreSQL as many of each role as one likes."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from auth.sealing import new_key
from tests.journey import guide
from tests.journey.installation import DUX_USER_ID, Installation, person
from tests.journey.product_process import ProductProcess
from tests.sandbox_process import SandboxProcess

CROWD = 12
DAY_SECONDS = 30


@pytest.fixture
def settings(database_url: str, remote: SandboxProcess) -> dict[str, str]:
    keys = f"k1:{new_key()}"
    return {"database_url": database_url, "duxsoup_url": remote.remote_url, "secret_keys": keys}


@pytest.fixture
def processes(tmp_path: Path, settings: dict[str, str]) -> Iterator[list[ProductProcess]]:
    """Three that share settings and database; each has a port of its own."""
    with ExitStack() as open_ones:
        made = []
        for number in range(3):
            folder = tmp_path / str(number)
            folder.mkdir()
            product = ProductProcess(folder, day_seconds=DAY_SECONDS, **settings)
            made.append(open_ones.enter_context(product))
        yield made


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.timeout(600)
def test_a_second_process_on_a_sqlite_file_is_refused_in_a_sentence(processes: list[ProductProcess]) -> None:
    first, second, third = processes
    first.run("migrate")
    first.start("serve", "--json")
    assert f'{{"role":"all","url":"{first.url}"}}' in first.said
    assert second.start("serve", ready=False).ended() == 1
    assert "one process serves it" in second.said
    for role in ("api", "worker"):
        assert third.start("serve", "--role", role, ready=False).ended() == 1
    assert third.said.count("SQLite is served by one process") == 2
    assert "Traceback" not in second.said + third.said
    assert first.get("/readyz").status_code == 200
    assert first.stop() == 0


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_database_that_is_behind_is_not_served(tmp_path: Path, settings: dict[str, str]) -> None:
    behind = f"sqlite://{tmp_path / 'behind.db'}"
    with ProductProcess(tmp_path, **(settings | {"database_url": behind})) as product:
        assert product.start("serve", ready=False).ended() == 1
        assert "python -m app migrate" in product.said


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
@pytest.mark.timeout(900)
def test_an_api_and_two_workers_do_one_job_on_postgresql_and_one_may_die(
    processes: list[ProductProcess], remote: SandboxProcess, database_url: str
) -> None:
    api, one, other = processes
    installation = Installation(api, remote, database_url)
    installation.start_with = lambda: [
        api.start("serve", "--role", "api"),
        one.start("serve", "--role", "worker", ready=False),
        other.start("serve", "--role", "worker", ready=False),
    ]
    installation.set_up()
    campaign_id = installation.campaign("A crowd", steps=[{"kind": "VISIT"}])
    crowd = [person(f"P{number}", f"p{number}-example-crowd") for number in range(CROWD)]
    installation.brought(campaign_id, guide.EMAIL, *crowd)
    launched = installation.launch(campaign_id, installation.members[guide.EMAIL]["user_id"]).json()
    assert launched["launched"] == CROWD
    remote.await_ledger("told", count=3, within=60, userid=DUX_USER_ID)
    one.kill()
    told = remote.await_ledger("told", count=CROWD, within=120, userid=DUX_USER_ID)
    assert sorted(line["slug"] for line in told) == sorted(f"p{number}-example-crowd" for number in range(CROWD))
    assert other.stop() == 0
    assert api.stop() == 0
