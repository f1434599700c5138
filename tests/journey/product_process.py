"""Starts Chaknal as the processes that it is, on free ports, and asks it over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

import httpx

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0  # wall seconds before a wait counts as lost; no test depends on how long something took
ERRORS = "errors { ... on MutationError { code message path } }"
Found = TypeVar("Found")


class ProductProcess:
    """`python -m app` with settings of its own; `serve` and `demo` run beside the test, other commands to their end."""

    def __init__(self, folder: Path, **settings: str | int) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.token = ""
        self._settings = {name.upper(): str(value) for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None
        self._client = httpx.Client(base_url=self.url, trust_env=False, timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._client.close()

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CHAKNAL_")}
        own = {f"CHAKNAL_{name}": value for name, value in self._settings.items()}
        return kept | {"CHAKNAL_PORT": str(self.port), "COLUMNS": "200", "NO_COLOR": "1"} | own

    def set(self, **settings: str) -> None:
        """From the next start on."""
        self._settings |= {name.upper(): value for name, value in settings.items()}

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def run(
        self, *arguments: str | Path, given: str = "", code: int | None = 0, **settings: str
    ) -> "subprocess.CompletedProcess[str]":
        """One short command; `settings` stand over those of this product for it alone."""
        done = subprocess.run(
            [sys.executable, "-m", "app", *map(str, arguments)],
            cwd=ROOT,
            env=self.environment | {f"CHAKNAL_{name.upper()}": value for name, value in settings.items()},
            input=given,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert code is None or done.returncode == code, (done.returncode, done.stdout, done.stderr)
        return done

    def answer(self, *arguments: str | Path, given: str = "", code: int = 0, **settings: str) -> dict[str, Any]:
        """The one JSON object that a command with --json prints, and nothing else."""
        done = self.run(*arguments, "--json", given=given, code=code, **settings)
        answer = json.loads(done.stdout)
        assert isinstance(answer, dict)
        return answer

    def start(self, *arguments: str | Path, ready: bool = True) -> Self:
        with (self.folder / "said").open("ab") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app", *map(str, arguments)],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        if ready:
            self.await_ready()
        return self

    def await_ready(self) -> None:
        def ready() -> bool:
            assert self._process is not None
            assert self._process.poll() is None, self.said
            return self.status("/readyz") == 200

        wait_until(ready, "the product is not ready")

    def status(self, path: str) -> int | None:
        try:
            return self._client.get(path).status_code
        except httpx.TransportError:
            return None

    @property
    def said(self) -> str:
        """All that the processes which were started printed, logs included."""
        return (self.folder / "said").read_text(errors="replace")

    def stop(self) -> int:
        """As a system's supervisor does; gives the exit code."""
        assert self._process is not None
        self._process.terminate()
        return self.ended()

    def kill(self) -> None:
        """As a power cut does."""
        if self._process is not None:
            self._process.kill()
            self.ended()

    def ended(self) -> int:
        """Waits for its end, and gives the exit code."""
        assert self._process is not None
        code = self._process.wait(PATIENCE)
        self._process = None
        return code

    def post(self, path: str, body: Any, token: str | None = None, **headers: str) -> httpx.Response:
        """As curl does with a token; `token` is the product's own unless another is given, or none with an empty one."""
        token = self.token if token is None else token
        given = headers | ({"Authorization": f"Bearer {token}"} if token else {})
        return self._client.post(path, json=body, headers=given)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._client.get(path, headers=headers)

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        response = self.post("/graphql", {"query": query, "variables": variables})
        answer = response.json()
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    def told(self, query: str, **variables: Any) -> dict[str, Any]:
        """A command of GraphQL that has to succeed; gives its payload."""
        [payload] = self.ask(query, **variables).values()
        assert payload["errors"] == [], payload
        result: dict[str, Any] = payload
        return result


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def wait_until(holds: Callable[[], Found | None], otherwise: str, within: float = PATIENCE) -> Found:
    """Asks again and again until the answer is true, and gives it."""
    deadline = time.monotonic() + within
    while not (found := holds()):
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)
    return found
