"""What all commands share: settings, the parts, the only workspace, one JSON object, exit codes."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, NoReturn, TypeVar

import orjson
import typer
from rich.console import Console
from tortoise.exceptions import DBConnectionError, NotExistOrMultiple, OperationalError
from uvicorn.loops.auto import auto_loop_factory

from app.clock import SimulatedAbroad, TimeWouldRunBack
from app.database import LOST
from app.database_file import NoFolder
from app.parts import Parts, ServingRefused, WrongDatabase, opened
from app.presence import AlreadyServed
from app.settings import Settings, SettingsRefused, read_settings
from models import Member, Workspace
from models.errors import DomainError

Result = TypeVar("Result")

# 0: done; 1: refused, with the reason; 2: called wrongly (Typer's own).
REFUSED = 1

Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
WorkspaceName = Annotated[str | None, typer.Option("--workspace", help="Name or id; needed where there are several.")]

_TIME = (TimeWouldRunBack, SimulatedAbroad)

errors = Console(stderr=True, soft_wrap=True)
console = Console(soft_wrap=True)


class Refused(Exception):
    """A command cannot be carried out; the message says why and what to do."""


def settings() -> Settings:
    try:
        return read_settings()
    except SettingsRefused as refused:
        fail(str(refused))


def run(work: Callable[[Parts], Awaitable[Result]]) -> Result:
    """Runs a short command with the database open; what is refused ends with a sentence and exit code 1."""
    return guarded(_with_parts(settings(), work))


def guarded(work: Awaitable[Result]) -> Result:
    try:
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            return runner.run(_awaited(work))
    except DomainError as broken:
        where = f"{'.'.join(broken.path)}: " if broken.path else ""
        fail(f"{where}{broken.message}")
    except (Refused, WrongDatabase, AlreadyServed, NoFolder, *_TIME, SettingsRefused, ServingRefused) as refused:
        fail(str(refused))
    except NotExistOrMultiple:
        raise  # it is an OperationalError by name, and a bug of ours
    except sqlite3.DatabaseError as error:
        fail(f"The database cannot be read: {error}. `python -m app doctor` says more.")
    except (DBConnectionError, OperationalError, *LOST) as error:
        fail(f"The database does not answer: {type(error).__name__}. `python -m app doctor` says more.")


def show(answer: dict[str, Any], *, as_json: bool, text: str) -> None:
    """One JSON object, or the sentence for people."""
    if as_json:
        typer.echo(orjson.dumps(answer, default=str).decode())
    else:
        console.print(text, markup=False, highlight=False)


def fail(message: str) -> NoReturn:
    errors.print(message, style="red", markup=False, highlight=False)
    raise typer.Exit(REFUSED)


async def the_workspace(name: str | None) -> Workspace:
    """The only one, or the one that is named. Raises Refused."""
    found = await Workspace.all().order_by("created_at").limit(1000)
    if name is not None:
        found = [workspace for workspace in found if name in {workspace.name, str(workspace.id)}]
    if not found:
        raise Refused(
            f"There is no workspace {name!r}."
            if name
            else "There is no workspace yet: python -m app workspace create NAME --owner EMAIL"
        )
    if len(found) > 1:
        raise Refused("There are several workspaces: say which with --workspace NAME (or its id).")
    return found[0]


async def the_member(workspace: Workspace, email: str) -> Member:
    found = await Member.with_addresses(workspace.id, [email.strip().casefold()]).prefetch_related("user")
    if not found:
        raise Refused(f"{email} is no member of {workspace.name}.")
    return found[0]


async def _with_parts(chosen: Settings, work: Callable[[Parts], Awaitable[Result]]) -> Result:
    async with opened(chosen) as parts:
        return await work(parts)


async def _awaited(work: Awaitable[Result]) -> Result:
    return await work
