"""The import contracts of pyproject.toml, each on a small tree that breaks it."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
NAMES = [contract["name"] for contract in CONTRACTS["contracts"]]
MODULES = (
    "schema/root.py",
    "schema/types/__init__.py",
    "schema/context.py",
    "app/settings.py",
    "integrations/client.py",
)

LAYERS, SCHEMA, SETTINGS, PURE, HTTPX, WEBHOOKS, SANDBOX, PRODUCT = NAMES
EDGES = [
    (LAYERS, "models", "import integrations.client"),
    (LAYERS, "events", "import auth"),
    (LAYERS, "engine", "import resolvers"),
    (LAYERS, "resolvers", "import schema.root"),
    (LAYERS, "resolvers", "import app"),
    (SCHEMA, "engine", "import schema"),
    (SETTINGS, "webhooks", "import pydantic_settings"),
    (SETTINGS, "auth", "import app.settings"),
    (PURE, "engine", "import starlette"),
    (PURE, "models", "import strawberry"),
    (PURE, "events", "import graphql"),
    (HTTPX, "resolvers", "import httpx"),
    (HTTPX, "engine", "import httpx"),
    (WEBHOOKS, "webhooks", "import engine"),
    (WEBHOOKS, "webhooks", "import schema.context"),
    (SANDBOX, "sandbox", "import integrations.client"),
    (PRODUCT, "app", "import sandbox"),
]
ALLOWED = {
    "app/run.py": "import schema.root, webhooks, resolvers, httpx, starlette, app.settings, pydantic_settings",
    "schema/root.py": "import resolvers, strawberry",
    "resolvers/contact.py": "import schema.types, schema.context, engine, events, auth, models, integrations.client",
    "engine/planner.py": "import events, auth, models, integrations.client",
    "webhooks/endpoint.py": "import models, auth, starlette",
    "integrations/client.py": "import httpx",
    "sandbox/run.py": "import httpx, starlette",
}


def test_what_the_architecture_allows_breaks_no_contract(tmp_path: Path) -> None:
    shown = _shown(tmp_path, ALLOWED)
    assert [name for name in NAMES if f"{name} KEPT" not in shown] == []


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is shown of each contract when every forbidden edge is planted."""
    planted = {f"{package}/planted_{number}.py": text for number, (_, package, text) in enumerate(EDGES)}
    reports = _shown(tmp_path_factory.mktemp("tree"), planted).split("Broken contracts", 1)[1]
    parts = re.split(rf"^({'|'.join(map(re.escape, NAMES))})$", reports, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize(("number", "edge"), list(enumerate(EDGES)), ids=[f"{edge[1]}: {edge[2]}" for edge in EDGES])
def test_a_forbidden_import_breaks_its_contract(
    number: int, edge: tuple[str, str, str], broken: dict[str, str]
) -> None:
    contract, package, _ = edge
    assert f"{package}.planted_{number} -> " in broken[contract]


def test_every_contract_has_an_edge_that_breaks_it() -> None:
    assert {contract for contract, _, _ in EDGES} == set(NAMES)


def _shown(root: Path, files: Mapping[str, str]) -> str:
    packages = [f"{package}/__init__.py" for package in CONTRACTS["root_packages"]]
    for path, text in {**dict.fromkeys([*packages, *MODULES], ""), **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    shutil.copy(ROOT / "pyproject.toml", root)
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=environment).stdout
