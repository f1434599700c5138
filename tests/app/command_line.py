"""Calls the command line as a shell does, within this process: its settings, its two outputs, its exit code."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from app.cli import program
from tests.databases import Database

KEYS = "t1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
OTHER_KEYS = "t1:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA="
KEY = "an-invented-auth-key-1234"
NOBODY = "http://127.0.0.1:1/xapi"


class CommandLine:
    def __init__(self, database: Database) -> None:
        self._runner = CliRunner()
        self._settings = {"database_url": database.url, "secret_keys": KEYS, "duxsoup_url": NOBODY}

    def run(self, *arguments: str | Path, given: str = "", **settings: str | None) -> Result:
        """`settings` stand over the usual ones; null takes one away."""
        said = {f"CHAKNAL_{name.upper()}": value for name, value in (self._settings | settings).items()}
        return self._runner.invoke(program, [str(argument) for argument in arguments], input=given, env=said)

    def answer(self, *arguments: str | Path, given: str = "", code: int = 0, **settings: str | None) -> dict[str, Any]:
        """The one JSON object on standard output."""
        done = self.run(*arguments, "--json", given=given, **settings)
        assert done.exit_code == code, (done.exit_code, done.stdout, done.stderr, done.exception)
        answer = json.loads(done.stdout)
        assert isinstance(answer, dict)
        return answer

    def refused(self, *arguments: str | Path, given: str = "", code: int = 1, **settings: str | None) -> str:
        """What is said on standard error, and nothing on the other."""
        done = self.run(*arguments, given=given, **settings)
        assert (done.exit_code, done.stdout) == (code, ""), (done.exit_code, done.stdout, done.stderr, done.exception)
        assert "Traceback" not in done.stderr
        return done.stderr

    def workspace(self, name: str = "Example Team", owner: str = "ada@example.com") -> str:
        made: str = self.answer("workspace", "create", name, "--owner", owner)["id"]
        return made

    def account(self, *more: str) -> tuple[str, ...]:
        """The arguments of `account add`; the key is not among them."""
        who = ("--email", "ada@example.com", "--first-name", "Ada", "--last-name", "Example")
        return ("account", "add", "--dux-user-id", "1000000001", *who, *more)
