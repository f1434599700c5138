"""What was released is not broken by the way: a decision names each change that others would notice."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.api_changes import DECISIONS, RELEASED, bare, decisions, unnamed
from app.cli import program
from app.cli.schema import SDL_FILE
from schema.export import sdl

OLD = """
"Questions." type Query { campaign(id: ID!): Campaign campaigns(first: Int = 10): [Campaign!]! }
"One." type Campaign { "Its name." name: String! state: State! }
enum State { DRAFT RUNNING }
union Found = Campaign
input Wish { name: String! }
"""


def test_the_api_breaks_nothing_that_was_released_without_a_decision() -> None:
    assert unnamed(RELEASED.read_text(), sdl(), decisions()) == {}


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        ("name: String! state", "state", {"Campaign.name"}),
        ("name: String! state", "name: String state", {"Campaign.name"}),
        ("DRAFT RUNNING", "RUNNING", {"State.DRAFT"}),
        ("DRAFT RUNNING", "DRAFT RUNNING PAUSED", {"State.PAUSED"}),
        ("(id: ID!)", "(id: ID!, of: ID!)", {"Query.campaign(of:)"}),
        ("(id: ID!)", "", {"Query.campaign(id:)", "ID"}),
        ("first: Int = 10", "first: Int = 20", {"Query.campaigns(first:)"}),
        ("input Wish { name: String! }", "input Wish { name: String! on: ID! }", {"Wish.on"}),
        ("input Wish { name: String! }", "", {"Wish"}),
        ("union Found = Campaign", "union Found = Campaign | Query", {"Found"}),
        ("union Found = Campaign", "enum Found { CAMPAIGN }", {"Found"}),
    ],
)
def test_a_change_that_breaks_somebody_is_told_until_a_decision_names_it(
    before: str, after: str, broken: set[str]
) -> None:
    now = OLD.replace(before, after)
    assert now != OLD
    assert set(unnamed(OLD, now, [])) == broken
    for one in broken:
        assert set(unnamed(OLD, now, [f"**Decision.** It goes.\n\nBreaks: {one}\nBreaks: Some.other"])) == broken - {
            one
        }
        assert set(unnamed(OLD, now, [f"Breaks: {one}s", f"It Breaks: {one}"])) == broken


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"Its name." ', '"What people call it." '),
        ("(id: ID!)", "(id: ID!, of: ID)"),
        ("input Wish { name: String! }", "input Wish { name: String! on: ID }"),
        ("state: State!", "state: State! more: Int"),
    ],
)
def test_what_nobody_notices_needs_no_decision(before: str, after: str) -> None:
    assert unnamed(OLD, OLD.replace(before, after), []) == {}


def test_what_is_released_is_kept_without_descriptions() -> None:
    kept = bare(OLD)
    assert '"' not in kept
    assert unnamed(kept, OLD, []) == unnamed(OLD, kept, []) == {}


def test_the_check_fails_on_what_breaks_names_the_line_and_passes_once_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    SDL_FILE.parent.mkdir()
    DECISIONS.mkdir(parents=True)
    assert CliRunner().invoke(program, ["schema", "--release"]).exit_code == 0
    assert CliRunner().invoke(program, ["schema", "--check"]).exit_code == 0

    RELEASED.write_text(RELEASED.read_text() + "\ntype Gone { id: ID }\n")
    failed = CliRunner().invoke(program, ["schema", "--check"])
    assert (failed.exit_code, "Breaks: Gone" in failed.output) == (1, True)
    (DECISIONS / "0099-gone.md").write_text("# 99. It goes\n\nBreaks: Gone\n")
    assert CliRunner().invoke(program, ["schema", "--check"]).exit_code == 0

    SDL_FILE.write_text("stale")
    assert CliRunner().invoke(program, ["schema", "--check"]).exit_code == 1
