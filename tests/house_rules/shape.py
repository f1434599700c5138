"""Rules about shape: what a file opens with, where imports stand, and how long things get."""

import ast
import re
from statistics import median, quantiles
from typing import NamedTuple

from tests.house_rules.source import Finding, Source

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_WEB_FILE = 200


class Aim(NamedTuple):
    median: float
    ninetieth: float


FILE_AIM = Aim(70, 180)
FUNCTION_AIM = Aim(7, 20)


def module_docstring(source: Source) -> list[Finding]:
    """A file has one reason to exist, said first, in one sentence; an empty `__init__.py` of tests has none to give."""
    if source.path.startswith("tests/") and source.file.name == "__init__.py" and not source.text.strip():
        return []
    opening = (ast.get_docstring(source.tree) or "").split("\n\n", 1)[0].replace("\n", " ").strip()
    if not opening:
        return [source.found(1, "no module docstring")]
    if not opening.endswith((".", "?")):
        return [source.found(1, "the module docstring's opening does not end as a sentence does")]
    if re.search(r"[.!?] +[A-Z]", opening):
        return [source.found(1, "the module docstring opens with more than one sentence")]
    return []


def imports_in_functions(source: Source) -> list[Finding]:
    """A cycle that needs one means a misplaced thing."""
    inner = (node for function in source.functions for node in ast.walk(function))
    lines = {node.lineno for node in inner if isinstance(node, ast.Import | ast.ImportFrom)}
    return [source.found(line, "an import inside a function") for line in sorted(lines)]


def long_file(source: Source, most: int = MOST_LINES_OF_A_FILE) -> list[Finding]:
    return [source.found(most + 1, f"{len(source.lines)} lines, at most {most}")] if len(source.lines) > most else []


def long_functions(source: Source) -> list[Finding]:
    return [
        source.found(
            function.lineno, f"{function.name} has {length(function)} lines, at most {MOST_LINES_OF_A_FUNCTION}"
        )
        for function in source.functions
        if length(function) > MOST_LINES_OF_A_FUNCTION
    ]


def left_for_later(source: Source) -> list[Finding]:
    """What is unfinished stands in an issue, where somebody sees it."""
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    return [source.found(n, "left for later") for n, line in enumerate(source.lines, start=1) if marks.search(line)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def spread(lengths: list[int]) -> Aim:
    """The median and the 90th percentile as they are."""
    if len(lengths) < 2:
        return Aim(*(lengths or [0]) * 2)
    return Aim(median(lengths), quantiles(lengths, n=10, method="inclusive")[8])
