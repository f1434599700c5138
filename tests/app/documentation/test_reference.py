"""The reference says what the code says, all of it."""

import re
from pathlib import Path

import pytest
from graphql import build_schema, is_introspection_type, is_specified_scalar_type
from typer.testing import CliRunner

from app.cli import program
from app.documentation import reference
from app.settings import PREFIX, Settings
from engine.blockers import REASONS
from models import EventKind
from schema.export import sdl


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reference")
    assert sorted(reference.write(made)) == sorted(reference.PAGES)
    return made


def _rows(folder: Path, name: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", (folder / name).read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_every_setting_blocker_and_event_has_its_row(folder: Path) -> None:
    assert _rows(folder, "settings.md") == [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    assert _rows(folder, "blockers.md") == list(REASONS)
    assert _rows(folder, "events.md") == [kind.value for kind in EventKind]


def test_every_type_of_the_api_is_printed(folder: Path) -> None:
    printed = re.findall(r"^### (\w+)$", (folder / "schema.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    types = build_schema(sdl()).type_map.values()
    own = [one.name for one in types if not is_introspection_type(one) and not is_specified_scalar_type(one)]
    assert sorted(printed) == sorted(own)


def test_every_command_has_its_part_and_its_options(folder: Path) -> None:
    text = (folder / "commands.md").read_text(encoding="utf-8")
    part = text.partition("## python -m app token create\n")[2].partition("\n## ")[0]
    assert "| `--scopes` |" in part
    assert "## python -m app serve\n" in text


def test_no_secret_has_a_default_that_is_printed(folder: Path) -> None:
    assert "| `CHAKNAL_SECRET_KEYS` | none |" in (folder / "settings.md").read_text(encoding="utf-8")


def test_what_differs_from_the_code_is_stale_and_is_written_anew(folder: Path) -> None:
    assert reference.stale(folder) == []
    (folder / "events.md").write_text("# Events\n", encoding="utf-8")
    assert reference.stale(folder) == ["events.md"]
    assert reference.write(folder) == ["events.md"]
    assert reference.stale(folder) == []


def test_the_pages_that_are_committed_are_the_codes() -> None:
    assert reference.stale() == []


def test_a_page_that_differs_is_named_to_whoever_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reference.PAGES, "events.md", lambda: "# Other events\n")
    refused = CliRunner().invoke(program, ["docs", "reference", "--check"])
    assert (refused.exit_code, refused.stderr) == (1, "docs/reference is stale: events.md. Run: make reference\n")
