"""What make promises: its targets, an install exactly when requirements changed, and a check that stops where it fails."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TARGETS = {"help", "setup", "run", "test", "check", "schema", "migration", "requirements", "clean"}
INSTALLS = ["requirements/run.txt", "requirements/dev.txt", "web"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The Makefile and what it installs by, with a Python in .venv that only notes what it is asked to install."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "web").mkdir()
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / "web" / name, tmp_path / "web")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nfor last in "$@"; do :; done\necho "$last" >> installed\nmkdir -p web/node_modules\n')
    python.chmod(0o755)
    return tmp_path


def test_help_is_the_default_and_lists_every_target(checkout: Path) -> None:
    shown = _make(checkout).stdout
    assert {line.split()[1] for line in shown.splitlines()} >= TARGETS


def test_a_second_setup_installs_nothing(checkout: Path) -> None:
    for _ in range(2):
        assert _make(checkout, "setup").returncode == 0
        assert _installed(checkout) == INSTALLS


def test_new_time_stamps_alone_install_nothing(checkout: Path) -> None:
    _make(checkout, "setup")
    for file in (*(checkout / "requirements").iterdir(), checkout / "web" / "package-lock.json"):
        os.utime(file, (4_000_000_000, 4_000_000_000))
    _make(checkout, "setup")
    assert _installed(checkout) == INSTALLS


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ("requirements/run.txt", INSTALLS[:2]),
        ("requirements/dev.txt", INSTALLS[1:2]),
        ("web/package-lock.json", INSTALLS[2:]),
        ("web/.npmrc", INSTALLS[2:]),
    ],
)
def test_changed_requirements_are_installed(checkout: Path, changed: str, again: list[str]) -> None:
    _make(checkout, "setup")
    with (checkout / changed).open("a") as file:
        file.write("# changed\n")
    _make(checkout, "setup")
    assert _installed(checkout) == INSTALLS + again


def test_what_was_removed_by_hand_is_installed_again(checkout: Path) -> None:
    _make(checkout, "setup")
    shutil.rmtree(checkout / "web" / "node_modules")
    _make(checkout, "setup")
    assert _installed(checkout) == [*INSTALLS, "web"]


def test_an_install_that_failed_is_done_again(checkout: Path) -> None:
    python = checkout / ".venv" / "bin" / "python"
    whole = python.read_text()
    python.write_text("#!/bin/sh\nexit 1\n")
    assert _make(checkout, "setup").returncode != 0
    python.write_text(whole)
    assert _make(checkout, "setup").returncode == 0
    assert _installed(checkout) == INSTALLS


def test_without_a_new_enough_python_it_says_so(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    tools = checkout / "tools"
    tools.mkdir()
    for name in ("sh", "make", "cksum", "tr", "cat"):
        (tools / name).symlink_to(shutil.which(name) or name)
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    done = _make(checkout, "setup", path=str(tools))
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr


def test_check_stops_at_the_first_step_that_fails_and_names_it(checkout: Path) -> None:
    done = _make(checkout, "check", "CHECKS=setup no-such-step help")
    assert done.returncode != 0
    assert "make check: no-such-step failed" in done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("==")] == ["== setup", "== no-such-step"]


def test_a_migration_needs_a_name(checkout: Path) -> None:
    done = _make(checkout, "migration")
    assert done.returncode != 0
    assert "make migration name=" in done.stderr


def test_clean_leaves_the_database_of_an_installation_alone(checkout: Path) -> None:
    (checkout / ".data" / "demo").mkdir(parents=True)
    (checkout / ".data" / "chaknal.db").touch()
    _make(checkout, "setup")
    _make(checkout, "clean")
    assert [file.name for file in (checkout / ".data").iterdir()] == ["chaknal.db"]
    assert not (checkout / ".venv").exists()
    assert sorted(file.name for file in (checkout / "web").iterdir()) == [".npmrc", "package-lock.json", "package.json"]


def test_what_ci_runs_is_what_a_laptop_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make check", "make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def _make(folder: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment = {**inherited, "PATH": path or os.environ["PATH"]}
    command = [shutil.which("make") or "make", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)


def _installed(checkout: Path) -> list[str]:
    return (checkout / "installed").read_text().split()
