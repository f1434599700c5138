"""Sets up the log: one JSON line (or a readable one) an event, in UTC, with the request it belongs to and without any secret."""

import logging
import re
from functools import lru_cache
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from app.log_error import render_errors
from app.log_line import as_json, lines_to
from app.socket_protocol import LOGGER

MASK = "***"
# A name that says that its value is nobody's to read.
_SECRET_NAME = re.compile(r"(?i)(authorization|cookie|password|secret|token|auth_key|api_key|signature|ticket)")
_WEBHOOK = "/api/webhooks/dux-status-update/"
# Each with a word that has to be there, in lower case: looking for that is much quicker, and most lines hold none.
_SECRET_TEXTS = (
    # What is masked already is passed over, and nothing is referred to in its place: both are much slower, and each webhook's line has it.
    (
        "/dux-status-update/",
        re.compile(rf"{_WEBHOOK}(?!\*\*\*(?:[\s/?#\"'\\]|\Z))[^\s/?#\"'\\]+"),
        f"{_WEBHOOK}{MASK}",
    ),
    ("chk_", re.compile(r"\bchk_[A-Za-z0-9_-]{20,}"), f"chk_{MASK}"),
    ("bearer", re.compile(r"(?i)\b(bearer\s+)[^\s\"'\\]+"), rf"\1{MASK}"),
    ("://", re.compile(r"([a-z][a-z0-9+.-]*://[^\s/:@\"']*:)[^\s/@\"']+@"), rf"\1{MASK}@"),
    (
        "=",
        re.compile(r"(?i)\b((?:access_|auth_|api_)?(?:token|key|secret|password|ticket)=)[^\s&\"'\\]+"),
        rf"\1{MASK}",
    ),
)
_QUIET = (
    "httpx",
    "httpcore",
    "tortoise",
    "aiosqlite",
    "asyncio",
    "websockets",
    LOGGER,
    "strawberry.execution",
    "uvicorn.access",
)


def configure(stream: TextIO, *, json: bool, level: int = logging.INFO) -> None:
    """For the whole process and every library in it; calling it again replaces what was set."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_shared(),
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(json=json, tty=stream.isatty()),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    _quieten()
    structlog.configure(
        processors=[*_own(), *_rendering(json=json, tty=stream.isatty())],
        logger_factory=lines_to(stream),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )


def redacted(text: str) -> str:
    """Without webhook tokens, API tokens, bearer values, passwords in addresses and the like."""
    lowered = text.lower()
    for word, pattern, replacement in _SECRET_TEXTS:
        if word in lowered:
            text = pattern.sub(replacement, text)
    return text


def _shared() -> list[Processor]:
    """For what comes through `logging`."""
    told = structlog.stdlib.ExtraAdder(["request_id"])
    return [structlog.stdlib.PositionalArgumentsFormatter(), told, *_own()]


def _own() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        render_errors,
        _without_secrets,
    ]


def _rendering(*, json: bool, tty: bool) -> list[Processor]:
    render: Processor = as_json if json else structlog.dev.ConsoleRenderer(colors=tty)
    return [render, _without_secret_texts]


def _without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {
        name: _masked(name, value) if isinstance(value, dict) or _secret(name) else value
        for name, value in event.items()
    }


def _masked(name: str, value: Any) -> Any:
    if _secret(name):
        return MASK
    if isinstance(value, dict):
        return {key: _masked(str(key), inner) for key, inner in value.items()}
    return value


@lru_cache(maxsize=1_024)
def _secret(name: str) -> bool:
    return _SECRET_NAME.search(name) is not None


def _without_secret_texts(_logger: WrappedLogger, _method: str, line: Any) -> Any:
    """Last of all, over the finished line, so that nothing gets into the log past it, tracebacks included."""
    return redacted(line)


def _quieten() -> None:
    """Libraries that log addresses or client mistakes at length; their warnings stay. uvicorn's access log shows full paths."""
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = name != "uvicorn.access"
