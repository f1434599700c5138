"""Lets coverage see the lines that follow a caught exception: Python 3.11 does not tell a tracer of them in every frame."""

import asyncio
import sys

# Until 3.12 a coroutine says nothing when it goes on after the one it awaited caught what was thrown into it, and from there on a
# tracer counts lines for the wrong frame. So nothing is thrown: what a future holds is raised where it is awaited.
_LOSES_FRAMES = sys.version_info < (3, 12)


class TracedTask(asyncio.tasks._PyTask):  # type: ignore[name-defined,misc] # the task in C cannot be told otherwise
    def _Task__wakeup(self, _future: object) -> None:  # noqa: N802 - what the library calls its own
        self._Task__step()


def install() -> None:
    """In the process of the tests, while a tracer watches it; without one they run on what everybody runs on."""
    if _LOSES_FRAMES and sys.gettrace() is not None:
        asyncio.Task = asyncio.tasks.Task = TracedTask  # type: ignore[misc] # this is the point of it
