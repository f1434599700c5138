"""Starts processes of the product within a fraction of a second, kills them, and asks how they ended."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.journey.product_process import ROOT, wait_until


class Nursery:
    """One for a whole run of tests: it loads the product once."""

    def __init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CHAKNAL_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery_process"],
            cwd=ROOT,
            env=kept | {"COLUMNS": "200", "NO_COLOR": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, order: str, **values: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"order": order} | values) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """It ends by itself once its input is at an end, and whatever it made with it."""
        self._process.communicate()


@dataclass
class Doomed:
    """`python -m app` with given arguments and settings, to be killed and started again as often as one likes."""

    nursery: Nursery
    said: Path
    arguments: tuple[str, ...]
    settings: dict[str, str]
    pid: int | None = None
    past: list[int] = field(default_factory=list)
    _codes: dict[int | None, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self, **more: str) -> Self:
        """`more` are settings of this one life."""
        assert self.pid is None
        order = {"arguments": self.arguments, "settings": self.settings | more, "said": str(self.said)}
        self.pid = self.nursery.ask("born", **order)
        return self

    def kill(self) -> None:
        """As a power cut does."""
        if self.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.ended()

    def stop(self) -> int:
        assert self.pid is not None
        os.kill(self.pid, signal.SIGTERM)
        return self.ended()

    def ended(self) -> int:
        """Waits for its end, and gives the exit code."""
        assert self.pid is not None
        pid, code = self.pid, wait_until(self._code, f"{self.arguments} did not end")
        del self._codes[pid]
        self.past.append(pid)
        self.pid = None
        return code[0]

    def runs(self) -> bool:
        return self.pid is not None and self._code() is None

    def _code(self) -> tuple[int] | None:
        """Asked for once: whoever has heard how a process ended is not told again."""
        if self.pid not in self._codes and (code := self.nursery.ask("ended", pid=self.pid)) is not None:
            self._codes[self.pid] = code
        return (self._codes[self.pid],) if self.pid in self._codes else None
