"""Rules about silence: a check that is switched off says why beside it, and no test is."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from tests.house_rules.source import Finding, Source

DIRECTIVE = re.compile(
    r"#\s*(type:\s*ignore(\[[^\]]*\])?"
    r"|(ruff:\s*|flake8:\s*)?noqa(:\s*[A-Z]+[0-9]+(\s*,\s*[A-Z]+[0-9]+)*)?"
    r"|pragma:\s*no\s*(cover|branch)"
    r"|mypy:\s*[\w-]+([=:]\S+)?)"
)
BLANKET = re.compile(r"#\s*(type:\s*ignore(?!\[)|(ruff:\s*)?noqa(?!:))")
FEWEST_WORDS_OF_A_REASON = 2
SKIPS = {"skip", "skipif", "xfail", "importorskip", "skipIf", "skipUnless", "skipTest", "expectedFailure"}
SECTIONS_THAT_EXCLUDE = {"tool.ruff.lint", "tool.ruff.lint.per-file-ignores", "tool.mypy.overrides"}
SETTINGS_THAT_EXCLUDE = re.compile(
    r'^\s*(?:"[A-Z]+[0-9]*",|"[^"]+"\s*=\s*\[|(?:ignore|disallow|check|warn)_\w+\s*=\s*\w+)'
)


def silenced_without_reason(source: Source) -> list[Finding]:
    """`# type: ignore[code]  # why`: the reason is for whoever wants to remove it."""
    return [source.found(line, problem) for line, text in _comments(source) if (problem := _silence(text)) is not None]


def skipped_tests(source: Source) -> list[Finding]:
    """A test that does not run proves nothing; it is mended or removed."""
    attributes = (node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute))
    return [source.found(node.lineno, f"a skipped test: {node.attr}") for node in attributes if _skips(node)]


def exclusions_without_reason(source: Source) -> list[Finding]:
    """In pyproject.toml: every lint code that is off, and every loosened type check."""
    return [
        source.found(number, "an exclusion without its reason")
        for number, section, line in _by_section(source)
        if section in SECTIONS_THAT_EXCLUDE and SETTINGS_THAT_EXCLUDE.match(line) and not re.search(r"#\s*\S", line)
    ]


def pins_without_reason(source: Source) -> list[Finding]:
    """In requirements/*.in: an exact pin has its reason on its line or in the comment that heads the file."""
    headed = bool(source.lines) and source.lines[0].startswith("#")
    bare = ((n, line) for n, line in enumerate(source.lines, start=1) if "==" in line.split("#")[0] and "#" not in line)
    return [] if headed else [source.found(number, f"a pin without its reason: {line}") for number, line in bare]


def _comments(source: Source) -> list[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def _silence(comment: str) -> str | None:
    if DIRECTIVE.search(comment) is None:
        return None
    if BLANKET.search(comment):
        return "silences every check at once: name the code"
    reason = re.findall(r"\w+", DIRECTIVE.sub(" ", comment))
    return None if len(reason) >= FEWEST_WORDS_OF_A_REASON else "a silenced check without its reason"


def _skips(node: ast.Attribute) -> bool:
    owner = node.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return node.attr in SKIPS and name in {"mark", "pytest", "unittest", "self"}


def _by_section(source: Source) -> Iterator[tuple[int, str, str]]:
    section = ""
    for number, line in enumerate(source.lines, start=1):
        heading = re.match(r"\[+([\w.\-]+)\]", line)
        section = heading[1] if heading else section
        yield number, section, line
