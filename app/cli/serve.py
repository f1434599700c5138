"""`serve`: the API, the worker, or both."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from app.cli.frame import guarded, settings
from app.logging import configure
from app.serving import serve as serve_role


class ServeRole(StrEnum):
    ALL = "all"
    API = "api"
    WORKER = "worker"


def serve(role: Annotated[ServeRole, typer.Option(help="What this process does.")] = ServeRole.ALL) -> None:
    """Serves until it is told to stop (Ctrl-C or SIGTERM)."""
    chosen = settings()
    configure(sys.stderr, json=not sys.stderr.isatty())
    guarded(serve_role(chosen, role.value))
