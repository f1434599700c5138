"""The house rules of STYLE.md that a machine can check, each with a planted breach that it has to find."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house_rules import asking, naming, purity, shape, silence
from tests.house_rules.source import (
    BELOW_APP,
    CODE,
    PRODUCT,
    PYTHON,
    ROOT,
    Finding,
    Source,
    folders_with_python,
    sources,
)

Rule = Callable[[Source], list[Finding]]
CODE_ENDINGS = (".py", ".graphql", ".ts", ".tsx", ".css", ".html")
WORDS = ("docs", "requirements")


def test_every_folder_that_holds_python_is_under_the_rules() -> None:
    assert folders_with_python(ROOT) <= {*PYTHON, "migrations", "web"}


@pytest.mark.parametrize("rule", [naming.names_that_say_nothing, shape.left_for_later], ids=lambda rule: rule.__name__)
def test_all_files_of_ours_follow(rule: Rule) -> None:
    _hold(rule, sources(ROOT, (*PYTHON, "web"), *CODE_ENDINGS))


@pytest.mark.parametrize(
    "rule",
    [
        shape.module_docstring,
        shape.imports_in_functions,
        shape.long_file,
        shape.long_functions,
        silence.silenced_without_reason,
    ],
    ids=lambda rule: rule.__name__,
)
def test_all_python_follows(rule: Rule) -> None:
    _hold(rule, sources(ROOT, PYTHON))


def test_the_glossary_keeps_other_words_for_our_concepts_out_of_the_code() -> None:
    _hold(naming.forbidden_words, sources(ROOT, (*CODE, "web"), *CODE_ENDINGS))


def test_no_text_of_ours_speaks_of_hiding_automation() -> None:
    texts = sources(ROOT, (*CODE, *WORDS, "web"), *CODE_ENDINGS, ".md")
    _hold(naming.forbidden_phrases, [*texts, *(Source(ROOT, page) for page in ROOT.glob("*.md"))])


def test_nothing_below_app_reads_the_clock_or_the_environment() -> None:
    _hold(purity.reads_clock_or_environment, sources(ROOT, BELOW_APP))


def test_edges_ask_only_named_questions() -> None:
    _hold(asking.queries_at_the_edge, sources(ROOT, asking.EDGES))


def test_web_files_have_at_most_200_lines() -> None:
    web = sources(ROOT, ("web",), ".ts", ".tsx", ".css")
    _hold(lambda source: shape.long_file(source, shape.MOST_LINES_OF_A_WEB_FILE), web)


def test_no_test_is_skipped() -> None:
    _hold(silence.skipped_tests, sources(ROOT, ("tests",)))


def test_every_lint_exclusion_and_pin_has_its_reason() -> None:
    _hold(silence.exclusions_without_reason, [Source(ROOT, ROOT / "pyproject.toml")])
    _hold(silence.pins_without_reason, sources(ROOT, ("requirements",), ".in"))


def test_files_and_functions_keep_the_size_aims(capsys: pytest.CaptureFixture[str]) -> None:
    product = sources(ROOT, PRODUCT)
    files = shape.spread([len(source.lines) for source in product])
    functions = shape.spread([shape.length(function) for source in product for function in source.functions])
    with capsys.disabled():
        print(f"\nsizes (median, 90th percentile): files {_pair(files)}, functions {_pair(functions)}")  # noqa: T201 - the figures are to be seen
    assert _within(files, shape.FILE_AIM)
    assert _within(functions, shape.FUNCTION_AIM)


PLANTED = [
    (naming.names_that_say_nothing, "engine/claim_utils.py", '"""Says."""'),
    (naming.names_that_say_nothing, "resolvers/common/contact.py", '"""Says."""'),
    (naming.forbidden_words, "engine/a.py", "prospectName = 1"),
    (naming.forbidden_words, "engine/a.py", "# a lead of theirs\n"),
    (naming.forbidden_words, "engine/a.py", "class JobQueue: ..."),
    (naming.forbidden_words, "engine/a.py", "pending_tasks = []"),
    (naming.forbidden_words, "engine/a.py", "acceptance_signals = []"),
    (naming.forbidden_words, "web/src/a.ts", "const signals = [];"),
    (naming.forbidden_words, "engine/a.py", "signal = AbortSignal"),
    (naming.forbidden_words, "schema/a.graphql", "type Enrollment { id: ID! }"),
    (naming.forbidden_words, "sandbox/a.py", "prospect = 1"),
    (naming.forbidden_phrases, "docs/a.md", "Adds randomization to avoid detection."),
    (shape.module_docstring, "a.py", "x = 1"),
    (shape.module_docstring, "engine/__init__.py", ""),
    (shape.module_docstring, "a.py", '"""No full stop"""'),
    (shape.module_docstring, "a.py", '"""One. Two."""'),
    (shape.imports_in_functions, "a.py", "def f():\n    if 1:\n        import os\n"),
    (shape.long_file, "a.py", "x = 1\n" * 301),
    (shape.long_functions, "a.py", "async def f():\n" + "    x = 1\n" * 40),
    (shape.left_for_later, "a.py", "# TO" + "DO: later"),
    (purity.reads_clock_or_environment, "a.py", "import time\ntime.monotonic()"),
    (purity.reads_clock_or_environment, "a.py", "from time import time as t\nt()"),
    (purity.reads_clock_or_environment, "a.py", "from datetime import UTC, datetime\ndatetime.now(UTC)"),
    (purity.reads_clock_or_environment, "a.py", "import datetime as dt\ndt.datetime.utcnow()"),
    (purity.reads_clock_or_environment, "a.py", "from datetime import date\ndate.today()"),
    (purity.reads_clock_or_environment, "a.py", "from datetime import datetime\nclock = datetime.now"),
    (purity.reads_clock_or_environment, "a.py", "import os\nos.environ['A']"),
    (purity.reads_clock_or_environment, "a.py", "from os import getenv\ngetenv('A')"),
    (purity.reads_clock_or_environment, "a.py", "import asyncio\nasyncio.get_running_loop().time()"),
    (purity.reads_clock_or_environment, "a.py", "def f(self):\n    return self._loop.time()"),
    (purity.reads_clock_or_environment, "a.py", "created_at = DatetimeField(auto_now_add=True)"),
    (asking.queries_at_the_edge, "resolvers/a.py", "Member.filter(removed_at=None)"),
    (asking.queries_at_the_edge, "app/a.py", "present.order_by('id').exclude(role=role)"),
    (asking.queries_at_the_edge, "webhooks/a.py", "(\n    Action\n    .annotate(n=n)\n)"),
    (asking.queries_at_the_edge, "resolvers/a.py", "Action.get_or_none(id=one, workspace_id=home)"),
    (asking.queries_at_the_edge, "app/a.py", "Member.exists(user__email=email)"),
    (silence.silenced_without_reason, "a.py", "x = 1  # type: ignore[misc]"),
    (silence.silenced_without_reason, "a.py", "x = 1  # type: " + "ignore because the stubs are wrong"),
    (silence.silenced_without_reason, "a.py", "x = 1  # noqa: S101"),
    (silence.silenced_without_reason, "a.py", "x = 1  # no" + "qa"),
    (silence.silenced_without_reason, "a.py", "x = 1  # type: ignore[misc]  # noqa: S101, S102"),
    (silence.silenced_without_reason, "a.py", "x = 1  # pragma: no cover"),
    (silence.skipped_tests, "a.py", "@pytest.mark.skip\ndef test_x(): ..."),
    (silence.skipped_tests, "a.py", "@pytest.mark.xfail(reason='x')\ndef test_x(): ..."),
    (silence.skipped_tests, "a.py", "def test_x():\n    pytest.skip('x')"),
    (silence.skipped_tests, "a.py", "m = pytest.importorskip('m')"),
    (silence.exclusions_without_reason, "a.toml", '[tool.ruff.lint]\nignore = [\n    "E501",\n]'),
    (silence.exclusions_without_reason, "a.toml", '[tool.ruff.lint.per-file-ignores]\n"tests/**" = ["S101"]'),
    (silence.exclusions_without_reason, "a.toml", "[[tool.mypy.overrides]]\nignore_missing_imports = true"),
    (silence.pins_without_reason, "a.in", "httpx==1.0"),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_a_planted_breach_is_found(rule: Rule, path: str, text: str, tmp_path: Path) -> None:
    assert rule(_planted(tmp_path, path, text)) != []


INNOCENT = [
    (naming.names_that_say_nothing, "engine/baseline.py", '"""Says."""'),
    (naming.forbidden_words, "engine/a.py", "import asyncio\nrunning = asyncio.create_task(f())"),
    (naming.forbidden_words, "engine/a.py", "import signal\nsignal.signal(signal.SIGTERM, f)"),
    (naming.forbidden_words, "engine/a.py", "await duxsoup.signal('bridgeCheck')"),
    (naming.forbidden_words, "web/src/a.ts", "function rest(signal: AbortSignal) {}"),
    (naming.forbidden_words, "engine/a.py", "leading, misleading = 1, 2"),
    (naming.forbidden_words, "models/identity.py", "SALES = r'/sales/(lead|people)/'"),
    (naming.forbidden_words, "sandbox/a.py", "TAGS = '/prospects/{id}/tags'"),
    (shape.module_docstring, "tests/models/__init__.py", ""),
    (shape.module_docstring, "a.py", '"""What should happen next, and has it?"""'),
    (shape.module_docstring, "a.py", '"""One sentence, e.g. this\none over two lines.\n\nAnd more. And more.\n"""'),
    (shape.long_functions, "a.py", "def f():\n" + "    x = 1\n" * 39),
    (purity.reads_clock_or_environment, "a.py", "import time\ndef f(now): return now.time()"),
    (purity.reads_clock_or_environment, "a.py", "from datetime import datetime\ndatetime.fromisoformat('x')"),
    (asking.queries_at_the_edge, "resolvers/a.py", "Member.owners(filter=None)\nfilter(None, rows)"),
    (asking.queries_at_the_edge, "resolvers/a.py", "Action.get(id=one)\npath.exists()\nfound.first()"),
    (silence.silenced_without_reason, "a.py", "x = 1  # type: ignore[misc]  # the stubs lack it"),
    (silence.silenced_without_reason, "a.py", "x = 1  # noqa: S608 - names are ours"),
    (silence.silenced_without_reason, "a.py", "x = '# noqa: S101'"),
    (silence.skipped_tests, "a.py", "reader.skip(3)"),
    (silence.exclusions_without_reason, "a.toml", '[tool.ruff.lint]\nignore = [\n    "E501", # why\n]'),
]


@pytest.mark.parametrize(("rule", "path", "text"), INNOCENT, ids=lambda value: getattr(value, "__name__", None))
def test_what_only_looks_like_a_breach_passes(rule: Rule, path: str, text: str, tmp_path: Path) -> None:
    assert rule(_planted(tmp_path, path, text)) == []


def test_a_folder_of_python_that_nobody_named_is_found(tmp_path: Path) -> None:
    _planted(tmp_path, "extras/a.py", "x = 1")
    assert folders_with_python(tmp_path) == {"extras"}


def test_a_tree_of_long_functions_misses_the_aim() -> None:
    assert not _within(shape.spread([5, 5, 8, 8, 9]), shape.FUNCTION_AIM)
    assert not _within(shape.spread([1] * 8 + [30, 30]), shape.FUNCTION_AIM)
    assert _within(shape.spread([1, 7, 7, 7, 20]), shape.FUNCTION_AIM)


def test_every_exemption_says_why() -> None:
    assert all(len(exemption.reason.split()) > 2 for exemption in naming.EXEMPTIONS)


def _hold(rule: Rule, files: list[Source]) -> None:
    findings = [str(finding) for source in files for finding in rule(source)]
    if findings:
        pytest.fail("\n".join(findings), pytrace=False)


def _planted(root: Path, path: str, text: str) -> Source:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Source(root, file)


def _within(spread: shape.Aim, aim: shape.Aim) -> bool:
    return spread.median <= aim.median and spread.ninetieth <= aim.ninetieth


def _pair(spread: shape.Aim) -> str:
    return f"({spread.median:g}, {spread.ninetieth:g})"
