"""Where the demo keeps what must outlive it: database, keys, token, password; readable by its owner alone."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from app.parts import ServingRefused
from app.settings import PREFIX, Settings, read_settings
from auth.sealing import new_key

DAY_SECONDS = 60
SANDBOX_PORT = 8002


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    def prepare(self) -> None:
        """Raises ServingRefused where nothing can be kept."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.log().close()
        except OSError as error:
            raise ServingRefused(
                f"{self.path} cannot be used ({error.strerror}): name another folder with --data."
            ) from None

    def settings(self) -> Settings:
        """What the environment says, and for the rest what makes a demo. Raises SettingsRefused, ServingRefused."""
        defaults: dict[str, Any] = {
            "database_url": f"sqlite://{self.path.absolute() / 'chaknal.db'}",
            "duxsoup_url": f"http://127.0.0.1:{SANDBOX_PORT}/xapi",
            "day_seconds": DAY_SECONDS,
            "graphql": "open",
            "introspection": True,
        }
        missing = {name: value for name, value in defaults.items() if not os.environ.get(PREFIX + name.upper())}
        if not os.environ.get(f"{PREFIX}SECRET_KEYS"):
            missing["secret_keys"] = f"demo:{self._kept('secret.key', new_key)}"
        settings = read_settings(missing)
        if not settings.at_home:
            raise ServingRefused("The demo speaks with nobody but its own sandbox: unset CHAKNAL_DUXSOUP_URL.")
        return settings

    def log(self) -> TextIO:
        """Anew at each start: what ran before is in the database's events."""
        return open(self.path / "chaknal.log", "w", encoding="utf-8")  # noqa: PTH123 - the caller closes it

    @property
    def sandbox(self) -> Path:
        return self.path / "sandbox"

    def keep_token(self, text: str) -> None:
        self._write("token", text)

    def token(self) -> str | None:
        return self._read("token")

    def password(self) -> str:
        """The invented owner's; as strong as any, for the port may be open to others on this machine."""
        return self._kept("password", partial(secrets.token_urlsafe, 12))

    def keep_address(self, url: str) -> None:
        """Where the sandbox's seats report to; beside its ledger, for who loses that has to introduce everybody anew."""
        self._write("sandbox/reports-to", url)

    def address(self) -> str | None:
        return self._read("sandbox/reports-to")

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        kept = self._read(name)
        if kept is None:
            self._write(name, kept := make())
        return kept

    def _read(self, name: str) -> str | None:
        file = self.path / name
        return file.read_text().strip() if file.exists() else None

    def _write(self, name: str, text: str) -> None:
        descriptor = os.open(self.path / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text + "\n")
