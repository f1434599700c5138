"""The pages say what is so: links lead somewhere, and what they ask the API is in its schema."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, build_schema, parse, validate
from graphql.execution.values import get_variable_values
from typer import Context
from typer.core import TyperGroup
from typer.main import get_command

from app.cli import program
from app.settings import PREFIX, Settings
from schema.limits import MAX_COST
from schema.root import api
from schema.size import measured
from tests.journey.api_names import OF_OTHERS, mistakes
from webhooks.errors import Refusal

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = build_schema((ROOT / "schema" / "schema.graphql").read_text(encoding="utf-8"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
REQUESTS = [
    (page, json.loads(body))
    for page in PAGES
    for body in re.findall(
        r"'(\{\"query\".*?\})'(?=\s)", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
]

GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))]
COMMANDS = [
    command.rstrip("`").replace("\\\n", " ")
    for page in GUIDES
    for command in re.findall(r"python -m app ((?:\\\n|[^\n`])+)", page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_named_files_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    named = re.findall(r"`((?:docs|schema|models|engine|requirements|tests|resolvers)/[\w./-]+\.[a-z]+)`", text)
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing + [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(("page", "request_"), REQUESTS, ids=lambda value: getattr(value, "stem", None))
def test_each_printed_request_is_valid(page: Path, request_: dict[str, object]) -> None:
    document = parse(str(request_["query"]))
    assert validate(SCHEMA, document) == [], page
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    given = get_variable_values(SCHEMA, operation.variable_definitions or (), request_.get("variables") or {})  # type: ignore[arg-type]  # JSON gives plain values
    assert not isinstance(given, list), given


@pytest.mark.parametrize(("page", "request_"), REQUESTS, ids=lambda value: getattr(value, "stem", None))
def test_each_printed_request_costs_no_more_than_half_of_what_it_may(page: Path, request_: dict[str, Any]) -> None:
    document, variables = parse(request_["query"]), request_.get("variables") or {}
    assert measured(api()._schema, document, None, variables).cost <= MAX_COST / 2, page


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_what_a_guide_says_of_the_api_in_passing_is_in_the_schema(page: Path) -> None:
    assert mistakes(SCHEMA, page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("```graphql\n{ workspace { head } }\n```", "```graphql\n{ workspace { nonsenseField } }\n```"),
        ("```graphql\n{ viewer { role } }\nquery { workspace { id } }\n```", "```graphql\n{ viewer { \n```"),
        ('`mergeContacts(keepId: "...", otherId: "...")`', '`mergeContact(keepId: "...", otherId: "...")`'),
        ('`mergeContacts(keepId: "...")`', '`mergeContacts(keptId: "...")`'),
        ("`contacts(first: 50, filter: {...})`", "`contacts(first: 50, filter: {nonsense: true})`"),
        (
            '`rotateWebhookUrl(accountId: "...") { webhookUrl }`',
            '`rotateWebhookUrl(accountId: "...") { webhookAddress }`',
        ),
        ("`webhookAddresses`", "`webhookAddresse`"),
        ("`memberIds: []`", "`nonsense: []`"),
        ("`python -m app serve`, `k1:...`, `account_not_configured`", "`tags(`"),
    ],
)
def test_a_wrong_name_of_the_api_is_found(right: str, wrong: str) -> None:
    assert mistakes(SCHEMA, f"Words.\n\n{right}\n\nMore.") == []
    assert mistakes(SCHEMA, f"Words.\n\n{wrong}\n\nMore.") != []


def test_what_is_taken_for_a_name_of_others_is_said_somewhere() -> None:
    said = "".join(page.read_text(encoding="utf-8") for page in GUIDES)
    assert [name for name in OF_OTHERS if f"`{name}" not in said] == []


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("line", COMMANDS)
def test_each_printed_command_exists_with_its_options(line: str) -> None:
    command: Any = get_command(program)
    words = shlex.split(line, comments=True)
    while isinstance(command, TyperGroup):
        command = command.get_command(Context(command), words.pop(0))
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_setting_that_a_page_names_exists() -> None:
    named = {name for page in PAGES for name in re.findall(r"CHAKNAL_[A-Z_]+", page.read_text(encoding="utf-8"))}
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert named - known == {"CHAKNAL_TEST_DATABASE_URL", "CHAKNAL_TOKEN"}


def test_the_table_of_answers_to_webhooks_is_complete() -> None:
    table = re.findall(r"^\| (\d.*?) \|", _guide("webhook"), flags=re.MULTILINE)
    printed = {int(status) for cell in table for status in cell.split(", ")}
    assert printed == {
        202,
        422,
        *(
            refusal.status
            for refusal in Refusal.__subclasses__()
            if refusal.__module__ == "webhooks.errors" and hasattr(refusal, "status")
        ),
    }


def test_each_recipe_names_a_commit_that_the_log_has() -> None:
    """A copy without its whole history shows only that the names are there."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = page.split("## Recipes")[1].split("\n## ")[0].split("\n### ")[1:]
    named = [re.findall(r'`git log -p --grep="([^"`]+)"[^`]*`', recipe) for recipe in recipes]
    assert all(named)
    log = _whole_log()
    assert log is None or {subject for subjects in named for subject in subjects} <= log


def test_the_pages_print_requests_at_all() -> None:
    assert len(REQUESTS) > 3


def _whole_log() -> set[str] | None:
    """The subjects of all commits; none where this is no clone, or a shallow one."""
    if not (ROOT / ".git").exists() or _git("rev-parse", "--is-shallow-repository") != ["false"]:
        return None
    return set(_git("log", "--format=%s"))


def _git(*words: str) -> list[str]:
    """What git prints; nothing where there is no git, or it does not trust the folder."""
    try:
        asked = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return []
    return asked.stdout.splitlines() if asked.returncode == 0 else []


def _guide(name: str) -> str:
    return (ROOT / "docs" / "guides" / f"{name}.md").read_text(encoding="utf-8")
