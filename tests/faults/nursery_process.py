"""A process that has loaded the whole product and makes others of it by forking, so that a restart costs no seconds of loading."""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from app import clock, serving, worker  # noqa: F401 - loaded here once, not in each of the processes to come
from app.cli import serve  # noqa: F401 - as above
from tests.faults import doomed

_children: set[int] = set()


def main() -> None:
    """One order a line, one answer a line; ends, and its children with it, when nobody holds the other end any more."""
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(_ORDERS[order.pop("order")](**order)), flush=True)  # noqa: T201 - the answer
    for pid in _children:
        os.kill(pid, signal.SIGKILL)


def _born(arguments: list[str], settings: dict[str, str], said: str) -> int:
    pid = os.fork()
    if pid == 0:
        _live(arguments, settings, Path(said))
    _children.add(pid)
    return pid


def _live(arguments: list[str], settings: dict[str, str], said: Path) -> None:
    """As if it had been started by a shell: input and output of its own, and nothing of the nursery's."""
    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        output = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.environ.update(settings)
        code = doomed.main(arguments)
    finally:
        sys.stdout.flush()
        os._exit(code)


def _ended(pid: int) -> int | None:
    """The exit code (negative: the signal that ended it), null while it runs."""
    found, status = os.waitpid(pid, os.WNOHANG)
    if not found:
        return None
    _children.discard(pid)
    return os.waitstatus_to_exitcode(status)


_ORDERS: dict[str, Any] = {"born": _born, "ended": _ended}

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
