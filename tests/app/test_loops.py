"""A loop survives what a turn of it met, and says so: in full, or in a line where the database is away."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from structlog.testing import capture_logs

from app import loops
from app.parts import running


async def test_a_turn_that_fails_is_on_record_and_the_next_comes_after_a_second_and_not_after_the_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loops, "AFTER_ERROR", 0.01)
    stopping, turns = asyncio.Event(), 0

    async def step() -> None:
        nonlocal turns
        turns += 1
        if turns == 1:
            raise ValueError
        stopping.set()

    with capture_logs() as lines:
        async with asyncio.timeout(60):
            await loops.repeat(step, 3600, stopping)
    [line] = lines
    assert (turns, line["event"], line["log_level"]) == (2, "worker.step_failed", "error")
    assert line["step"].endswith("step")


@pytest.mark.parametrize(
    ("error", "level", "told"),
    [(ConnectionRefusedError(), "warning", {"error"}), (ValueError(), "error", {"exc_info"})],
)
def test_a_database_that_is_away_is_told_without_a_traceback_and_a_mistake_of_ours_with_one(
    error: Exception, level: str, told: set[str]
) -> None:
    with capture_logs() as lines:
        loops.record("worker.step_failed", error, step="turn")
    [line] = lines
    assert (line["log_level"], line["step"]) == (level, "turn")
    assert set(line) - {"event", "log_level", "step"} == told


async def _stubborn(started: asyncio.Event, told: asyncio.Event, leave: asyncio.Event) -> None:
    """Takes its time to end, so that whoever waits for it can be cancelled meanwhile."""
    started.set()
    try:
        await asyncio.Event().wait()
    finally:
        told.set()
        await leave.wait()


async def test_whoever_is_cancelled_while_what_ran_beside_ends_is_cancelled() -> None:
    async def block(work: Coroutine[Any, Any, None]) -> None:
        async with running(work):
            await started.wait()

    started, told, leave = asyncio.Event(), asyncio.Event(), asyncio.Event()
    outer = asyncio.create_task(block(_stubborn(started, told, leave)))
    async with asyncio.timeout(60):
        await told.wait()
        outer.cancel()
        leave.set()
        await asyncio.wait([outer])
    assert outer.cancelled()


async def test_what_ran_beside_and_died_before_the_end_is_heard_of() -> None:
    async def die() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        async with running(die()) as beside:
            await asyncio.wait([beside])
