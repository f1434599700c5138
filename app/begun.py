"""Lets a coroutine come as far as it can at once, and waits only for what is then left of it."""

from collections.abc import Coroutine, Generator
from typing import Any


class Begun:
    """A timer costs more than most of what is sent: a socket that has room takes it at once."""

    def __init__(self, work: Coroutine[Any, Any, None]) -> None:
        """Raises whatever the coroutine does until it waits for the first time."""
        self._work = work
        self._awaited: Any = None
        try:
            self._awaited = work.send(None)
        except StopIteration:
            self.done = True
        else:
            self.done = False

    def __await__(self) -> Generator[Any, Any, None]:
        """What is left, once: hands on what the coroutine waits for, as it would itself."""
        while not self.done:
            try:
                try:
                    answer = yield self._awaited
                except BaseException as error:  # noqa: BLE001 - a cancellation too is the coroutine's to hear
                    self._awaited = self._work.throw(error)
                else:
                    self._awaited = self._work.send(answer)
            except StopIteration:
                self.done = True
