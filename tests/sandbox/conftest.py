"""What the sandbox's own tests share: a small world without HTTP, a real process, and somebody to receive webhooks."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.sandbox.receiver import Receiver
from tests.sandbox.small_world import KEY, USERID, SmallWorld
from tests.sandbox_process import RemoteCaller, SandboxProcess

_NUMBERS = count(2)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallWorld]:
    with SmallWorld(tmp_path) as world:
        world.begin()
        yield world


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One process for all tests that keep to an account of their own and leave clock and common knobs alone."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as process:
        yield process


@pytest.fixture
def own_sandbox(tmp_path: Path) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path / "sandbox") as process:
        yield process


@pytest.fixture
def caller(sandbox: SandboxProcess) -> Iterator[RemoteCaller]:
    """Speaks for an account that no other test has."""
    userid = str(100_000_000_000_000_000_000 + next(_NUMBERS))
    sandbox.account(userid, KEY)
    with RemoteCaller(sandbox, userid, KEY) as caller:
        yield caller


@pytest.fixture
def own_caller(own_sandbox: SandboxProcess) -> Iterator[RemoteCaller]:
    """Simulated time from a Monday morning on, a day a minute."""
    own_sandbox.clock("2026-01-05T09:00:00Z", 60)
    own_sandbox.account(USERID, KEY)
    with RemoteCaller(own_sandbox, USERID, KEY) as caller:
        yield caller


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()
