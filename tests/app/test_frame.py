"""Every command runs on the loop that uvicorn would choose for itself, since it is not asked where we start it."""

import asyncio

from uvicorn.loops.auto import auto_loop_factory

from app.cli.frame import guarded


async def _loop() -> type[asyncio.AbstractEventLoop]:
    return type(asyncio.get_running_loop())


def test_a_command_runs_on_uvicorns_own_choice_of_loop() -> None:
    chosen = auto_loop_factory()()
    chosen.close()
    assert guarded(_loop()) is type(chosen)
