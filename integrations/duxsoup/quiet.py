"""Keeps addresses, cookies and headers out of the logs that httpx and httpcore write by themselves."""

import logging

import httpx


def hush() -> None:
    logger = logging.getLogger("httpx")
    if not any(isinstance(known, _OriginOnly) for known in logger.filters):
        logger.addFilter(_OriginOnly())
    # httpcore logs at DEBUG only, and there the headers of every answer.
    logging.getLogger("httpcore").setLevel(logging.INFO)


class _OriginOnly(logging.Filter):
    """Cuts each address down to scheme and host: the path names an account, the query what it does."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_origin(value) for value in record.args)
        return True


def _origin(value: object) -> object:
    return f"{value.scheme}://{value.host}/..." if isinstance(value, httpx.URL) else value
