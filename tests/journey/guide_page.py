"""A page of the documentation as the commands that it prints with what they answer, and how they are run."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ANSWERS = '{"data": '
_ANYTHING = "..."
# Which word of the pages a reader reads off which answer.
_READ_OFF: dict[str, tuple[str | int, ...]] = {
    "ASSIGNMENT_ID": ("assignContacts", "campaign", "assignments", "nodes", 0, "id"),
    "CONTACT_ID": ("createContact", "contact", "id"),
    "MEMBER_ID": ("inviteMember", "member", "id"),
    "SESSION_ID": ("sessions", "nodes", 0, "id"),
    "SUPPRESSION_ID": ("suppress", "suppression", "id"),
}
_LINK = re.compile(r"\S+#[\w-]{20,}")
_KEPT = re.compile(r"^(?:export |ask\(\))")
# What does not end by itself, or is not ours to run: each is tried elsewhere, as it says.
ELSEWHERE = {
    r"(CHAKNAL_\w+=\S+ )?\.venv/bin/python -m app serve": "started by whoever walks, and by tests/journey/test_processes.py",
    r"(CHAKNAL_TOKEN=\S+ )?\.venv/bin/python -m app watch": "tests/graphql/feed/test_watch.py",
    r"0 \* \* \* \*": "cron's: the command in it is the one printed above it",
    r"\.venv/bin/python -m app import --resume": "what broke off: tests/app/test_cli_import.py",
    r"createuser|createdb": "the operator's server, which the tests bring as they are",
    r"(FAULTS_\w+=\S+ |CHAKNAL_TEST_DATABASE_URL=\S+ )?make ": "what runs this",
}


@dataclass(frozen=True)
class Block:
    """What a shell is given, and what is printed behind it as its answers, one a line."""

    script: str
    answers: str = ""

    def __contains__(self, words: str) -> bool:
        return words in self.script

    @property
    def lines(self) -> list[str]:
        return self.script.splitlines()


@dataclass
class GuidePage:
    """`words` are what the page leaves to the reader to fill in, and `read` what of it the answers told; `said` are the settings and
    functions that stay for the next block.
    """

    file: str
    folder: Path
    environment: Mapping[str, str]
    words: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return (ROOT / self.file).read_text(encoding="utf-8")

    def blocks(self) -> list[Block]:
        """Those that a shell is given; what is in another language says so."""
        found: list[Block] = []
        for language, text in _BLOCK.findall(self.text):
            if not language:
                found.append(Block(text))
            elif text.startswith(_ANSWERS):
                found[-1] = replace(found[-1], answers=text)
        return found

    def run(self, block: Block, given: str = "") -> list[dict[str, Any]]:
        script = "\n".join(line for line in self._filled(block.script).splitlines() if not _elsewhere(line))
        said = "\n".join(self.said)
        self.said += [line for line in script.splitlines() if _KEPT.match(line)]
        done = subprocess.run(
            ["/bin/bash", "-euo", "pipefail", "-c", f"{said}\n{script}"],
            cwd=self.folder,
            env=dict(self.environment) | {"PATH": f"{self._programs()}:{self.environment['PATH']}"},
            input=given,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, (self.file, script, done.stdout, done.stderr)
        found = list(_answers(done.stdout))
        broken = [one for one in found if _broken(one)]
        assert not broken, (self.file, script, broken)
        self._compare(block, found)
        self.read |= dict(_read_off(done.stdout, found))
        return found

    def _compare(self, block: Block, found: list[dict[str, Any]]) -> None:
        """Where a page prints the answers of a block, it prints all of them."""
        expected = [json.loads(line)["data"] for line in self._filled(block.answers).splitlines()]
        told = [one["data"] for one in found if "data" in one]
        assert not expected or _agrees(expected, told), (self.file, block.script, expected, told)

    def _filled(self, text: str) -> str:
        for word, value in (self.words | self.read).items():
            text = text.replace(word, value)
        return text

    def _programs(self) -> Path:
        """The environment and what is of TypeScript as the pages name it, and a curl."""
        link, programs = self.folder / ".venv", self.folder / "programs"
        if not link.exists():
            link.symlink_to(sys.prefix)
            (self.folder / "web").symlink_to(ROOT / "web")
            programs.mkdir()
            curl = programs / "curl"
            curl.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tests.journey.curl "$@"\n')
            curl.chmod(0o755)
        return programs


def _elsewhere(line: str) -> bool:
    return any(re.match(pattern, line) for pattern in ELSEWHERE)


def _answers(text: str) -> Iterator[dict[str, Any]]:
    """Every object that begins a line."""
    reader = json.JSONDecoder()
    for found in re.finditer(r"^\{", text, re.MULTILINE):
        yield reader.raw_decode(text, found.start())[0]


def _broken(answer: Any) -> bool:
    if isinstance(answer, dict):
        return bool(answer.get("errors")) or any(_broken(value) for value in answer.values())
    return isinstance(answer, list) and any(_broken(value) for value in answer)


def _read_off(printed: str, answers: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    yield from (("LINK", link) for link in _LINK.findall(printed))
    for word, path in _READ_OFF.items():
        for answer in answers:
            with suppress(KeyError, IndexError):
                yield word, str(reduce(getitem, path, answer["data"]))


def _agrees(expected: Any, told: Any) -> bool:
    if isinstance(expected, dict) and isinstance(told, dict):
        return expected.keys() == told.keys() and all(_agrees(value, told[name]) for name, value in expected.items())
    if isinstance(expected, list) and isinstance(told, list):
        return len(expected) == len(told) and all(map(_agrees, expected, told))
    return bool(expected in (_ANYTHING, told))
