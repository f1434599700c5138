"""What the tests of the program's parts share: a database as `migrate` makes it, a taken port, a log for one test, whoever imports and what does it."""

import asyncio
import logging
import socket
from collections.abc import Iterator

import pytest
import structlog

from app import migrations
from app.importing import Importing
from app.logging import _QUIET
from auth.sealing import KeyRing
from models import Contact, Member, Units
from tests import factories
from tests.app.erased_person import robin_of
from tests.databases import Database


@pytest.fixture
async def member(units: Units) -> Member:
    return await factories.member()


@pytest.fixture
def worker(units: Units, ring: KeyRing) -> Importing:
    """It brings in what was uploaded, of every workspace."""
    return Importing(units, ring, lambda _: True, asyncio.Event())


@pytest.fixture
async def robin(member: Member) -> Contact:
    return await robin_of(member)


@pytest.fixture
async def made(bare_database: Database) -> Database:
    await migrations.apply(bare_database.url)
    return bare_database


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of this machine that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """`configure` is for the whole process, and other tests of this one read logs too."""
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in (*_QUIET, "uvicorn", "uvicorn.error"))]
    before = [(logger, logger.level, logger.handlers[:], logger.propagate) for logger in loggers]
    yield
    for logger, level, handlers, propagate in before:
        logger.setLevel(level)
        logger.handlers[:], logger.propagate = handlers, propagate
    structlog.reset_defaults()
