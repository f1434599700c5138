"""A page of the documentation as the commands that it prints, and how they are run."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KEPT = re.compile(r"^(?:export |ask\(\))")
# What does not end by itself, or is not ours to run: each is tried elsewhere, as it says.
ELSEWHERE = {
    r"(CHAKNAL_\w+=\S+ )?\.venv/bin/python -m app serve": "started by whoever walks, and by tests/journey/test_processes.py",
    r"(CHAKNAL_TOKEN=\S+ )?\.venv/bin/python -m app watch": "tests/graphql/feed/test_watch.py",
    r"curl .*documentId=": "tests/graphql/test_trusted_by_get.py",
    r"0 \* \* \* \*": "cron's: the command in it is the one printed above it",
    r"\.venv/bin/python -m app import --resume": "what broke off: tests/app/test_cli_import.py",
    r"createuser|createdb": "the operator's server, which the tests bring as they are",
    r"(FAULTS_\w+=\S+ |CHAKNAL_TEST_DATABASE_URL=\S+ )?make ": "what runs this",
}


@dataclass
class GuidePage:
    """`words` are what the page leaves to the reader to fill in; `said` are the settings and functions that stay for the next block."""

    file: str
    folder: Path
    environment: Mapping[str, str]
    words: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def blocks(self) -> list[str]:
        """Those that a shell is given; what is in another language says so."""
        text = (ROOT / self.file).read_text(encoding="utf-8")
        return [block for language, block in _BLOCK.findall(text) if not language]

    def run(self, block: str, given: str = "") -> list[dict[str, Any]]:
        script = "\n".join(line for line in self._filled(block).splitlines() if not _elsewhere(line))
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
        assert [one for one in found if _broken(one)] == [], (self.file, script)
        return found

    def _filled(self, block: str) -> str:
        for word, value in self.words.items():
            block = block.replace(word, value)
        return block

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
