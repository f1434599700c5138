"""The schema as tools of others expect it: by the rules for schemas and for Relay, and by Relay's own compiler."""

import json
import shutil
from pathlib import Path

import pytest

from tests.web.node import ROOT, WEB, ended, said

SCHEMA = "schema/schema.graphql"
LINT = (WEB / "node_modules/eslint/bin/eslint.js", "--config", WEB / "eslint.config.js", SCHEMA)
COMPILE = (WEB / "node_modules/relay-compiler/cli.js", "--noWatchman")
WITHOUT = ["  node(id: ID!): Node", "  hasNextPage: Boolean!"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the schema and documents for Relay; in one of git's the compiler would stage what it writes."""
    shutil.copytree(WEB / "checks" / "relay", tmp_path / "documents")
    (tmp_path / "schema").mkdir()
    shutil.copy(ROOT / SCHEMA, tmp_path / SCHEMA)
    config = {"src": "documents", "schema": SCHEMA, "language": "typescript"}
    (tmp_path / "relay.config.json").write_text(json.dumps(config))
    return tmp_path


def take_out(folder: Path, line: str) -> None:
    """Under another name it is not what is looked for; without it, its description would stand alone."""
    schema = (folder / SCHEMA).read_text(encoding="utf-8")
    assert line in schema
    (folder / SCHEMA).write_text(schema.replace(line, line.replace("  ", "  other")), encoding="utf-8")


async def test_it_keeps_the_rules_for_schemas_and_for_relay() -> None:
    await said(*LINT, folder=ROOT)


async def test_a_breach_of_the_rules_is_found(folder: Path) -> None:
    take_out(folder, WITHOUT[1])
    code, told = await ended(*LINT, folder=folder)
    assert (code, "relay-page-info" in told) == (1, True)


async def test_relay_pages_through_lists_and_fetches_things_anew_by_their_ids(folder: Path) -> None:
    await said(*COMPILE, folder=folder)
    page, one = [
        (folder / "documents" / "__generated__" / f"contacts{name}Query.graphql.ts").read_text(encoding="utf-8")
        for name in ("List", "One")
    ]
    assert "contacts(first: $count, after: $cursor)" in page
    assert "node(id: $id)" in one


@pytest.mark.parametrize("line", WITHOUT)
async def test_a_schema_that_relay_cannot_use_is_refused(folder: Path, line: str) -> None:
    take_out(folder, line)
    code, told = await ended(*COMPILE, folder=folder)
    assert (code, "Compilation failed" in told) == (1, True), told
