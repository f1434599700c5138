"""The demo's sandbox: it has started once it says so, and it has ended when the demo has."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from app.demo import sandbox
from app.demo.sandbox import Sandbox, SandboxDidNotStart
from tests.app.command_line import CommandLine
from tests.databases import Database

STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); signal.pause()"
SILENT = "import signal; signal.pause()"
Run = Callable[[str], Awaitable[asyncio.subprocess.Process]]


@pytest.fixture
async def run() -> AsyncIterator[Run]:
    """A program in the sandbox's place; it is gone after the test, whatever came of it."""
    begun: list[asyncio.subprocess.Process] = []

    async def begin(program: str) -> asyncio.subprocess.Process:
        begun.append(
            await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
        )
        return begun[-1]

    yield begin
    for process in begun:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.usefixtures("logging_as_it_was")
def test_a_demo_whose_sandbox_finds_its_port_taken_says_so_and_ends(
    bare_database: Database, tmp_path: Path, taken: int
) -> None:
    cli = CommandLine(bare_database)
    said = cli.refused("demo", "--data", tmp_path / "demo", duxsoup_url=f"http://127.0.0.1:{taken}/xapi")
    assert "The sandbox did not start: is port" in said


def test_a_demo_that_is_pointed_at_the_real_dux_soup_says_nothing_to_it(
    bare_database: Database, tmp_path: Path
) -> None:
    cli, real = CommandLine(bare_database), "https://app.dux-soup.com/xapi"
    said = cli.refused("demo", "--data", tmp_path / "demo", duxsoup_url=real, day_seconds="86400")
    assert "unset CHAKNAL_DUXSOUP_URL" in said


async def test_a_sandbox_that_says_nothing_in_its_time_did_not_start(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "START_WITHIN", 0.1)
    one = Sandbox("http://127.0.0.1:1", await run(SILENT))
    with pytest.raises(SandboxDidNotStart):
        await one.started()
    await one.close()


async def test_a_sandbox_that_does_not_end_when_told_to_is_killed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "END_WITHIN", 0.1)
    process = await run(STUBBORN)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"here\n"
    async with asyncio.timeout(60):
        await sandbox._ended(process)
    assert process.returncode == -signal.SIGKILL
