"""Finds the files that the house rules speak about and reads them once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BELOW_APP = ("auth", "engine", "events", "integrations", "models", "resolvers", "schema", "webhooks")
PRODUCT = ("app", *BELOW_APP, "sandbox")
CODE = (*PRODUCT, "benchmarks")
PYTHON = (*CODE, "tests")
GENERATED_OR_FOREIGN = {"node_modules", "dist", "generated", "__pycache__"}


@dataclass(frozen=True)
class Finding:
    """Prints as `path:line: what is wrong`, so that a terminal can jump there."""

    path: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}"


@dataclass(frozen=True)
class Source:
    root: Path
    file: Path

    @cached_property
    def path(self) -> str:
        return self.file.relative_to(self.root).as_posix()

    @cached_property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.path)

    @property
    def folder(self) -> str:
        return self.path.split("/", 1)[0]

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def found(self, line: int, problem: str) -> Finding:
        return Finding(self.path, line, problem)


def sources(root: Path, folders: tuple[str, ...], *endings: str) -> list[Source]:
    """The files below these folders with one of the endings (".py" if none is named), in a stable order."""
    wanted = endings or (".py",)
    files = (file for folder in folders for file in sorted((root / folder).rglob("*")))
    return [Source(root, file) for file in files if file.suffix in wanted and _ours(file.relative_to(root))]


def folders_with_python(root: Path) -> set[str]:
    """The top-level folders that hold Python, those of tools apart."""
    top = (folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith("."))
    return {folder.name for folder in top if any(_ours(file.relative_to(root)) for file in folder.rglob("*.py"))}


def _ours(path: Path) -> bool:
    return GENERATED_OR_FOREIGN.isdisjoint(path.parts)
