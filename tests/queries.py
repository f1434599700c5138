"""Counts what a piece of code asks of the database, whichever way it asks."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGER = logging.getLogger("tortoise.db_client")
_NOT_QUERIES = ("Created connection", "Closed connection")


class _Keeper(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if not text.startswith(_NOT_QUERIES):
            self.seen.append(text)


@contextmanager
def queries() -> Iterator[list[str]]:
    """The statements as they are sent; BEGIN and COMMIT are not among them."""
    keeper, level = _Keeper(), _LOGGER.level
    _LOGGER.addHandler(keeper)
    _LOGGER.setLevel(logging.DEBUG)
    try:
        yield keeper.seen
    finally:
        _LOGGER.removeHandler(keeper)
        _LOGGER.setLevel(level)
