"""What is installed: every line is pinned and hashed, follows from what was wished for, and is no older than a version known to be safe."""

import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "requirements"
SETS = ("run", "dev")

# The oldest version without the holes CVE-2026-35523, -35526, -45739 and -107727.
FLOORS = {"strawberry-graphql": (0, 327, 2)}


@pytest.mark.parametrize("name", SETS)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    bare = [block for block in _blocks(name) if "==" not in block or "--hash=sha256:" not in block]
    assert bare == []


@pytest.mark.parametrize("name", SETS)
def test_every_wish_is_met_by_a_line_with_its_pin(name: str) -> None:
    pinned = {line[0]: line[2] for line in (block.split()[0].partition("==") for block in _blocks(name))}
    wishes = [re.match(r"([\w.-]+)(?:\[\w+\])?(?:==([^\s;]+))?", line) for line in _wishes(name)]
    met = {wish[1]: wish[2] is None or pinned[wish[1]] == wish[2] for wish in wishes if wish and wish[1] in pinned}
    assert met == dict.fromkeys((wish[1] for wish in wishes if wish), True)


def test_what_both_sets_hold_has_the_same_version() -> None:
    run, dev = ({block.split("==")[0]: block.split()[0] for block in _blocks(name)} for name in SETS)
    assert {name: run[name] for name in run.keys() & dev.keys()} == {
        name: dev[name] for name in run.keys() & dev.keys()
    }


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_no_version_with_a_known_hole_is_installed(package: str, floor: tuple[int, ...]) -> None:
    assert tuple(int(part) for part in version(package).split(".")[:3]) >= floor


def test_every_package_of_npm_is_locked_by_its_sum_and_without_an_address() -> None:
    """Whoever installs asks a registry of their own; the sum says that it gave the same."""
    packages = {path: one for path, one in _npm("package-lock.json")["packages"].items() if path}
    assert [
        path for path, one in packages.items() if "resolved" in one or not one["integrity"].startswith("sha512-")
    ] == []


def test_versions_of_npm_are_exact_wishes() -> None:
    wished = _npm("package.json")
    versions = {**wished["dependencies"], **wished["devDependencies"]}
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def _npm(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "web" / name).read_text(encoding="utf-8"))
    return found


def _blocks(name: str) -> list[str]:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


def _wishes(name: str) -> list[str]:
    lines = (FOLDER / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]
