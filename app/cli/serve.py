"""`serve`: the API, the worker, or both."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from app.cli.frame import Json, guarded, settings, show
from app.logging import configure
from app.serving import serve as serve_role


class ServeRole(StrEnum):
    ALL = "all"
    API = "api"
    WORKER = "worker"


def serve(
    role: Annotated[ServeRole, typer.Option(help="What this process does.")] = ServeRole.ALL, *, as_json: Json = False
) -> None:
    """Serves until it is told to stop (Ctrl-C or SIGTERM)."""
    chosen = settings()
    configure(sys.stderr, json=not sys.stderr.isatty())

    def listening() -> None:
        answer = {"role": role.value, "url": None if role is ServeRole.WORKER else chosen.public_url}
        show(answer, as_json=as_json, text=f"Serving ({role.value}), {answer['url'] or 'no address'}")

    guarded(serve_role(chosen, role.value, listening=listening))
