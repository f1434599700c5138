"""`schema`: what the API is said to look like."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.frame import fail
from schema.export import sdl

SDL_FILE = Path("schema/schema.graphql")


def schema(*, check: Annotated[bool, typer.Option("--check", help="Fail where the file is stale.")] = False) -> None:
    """Writes schema/schema.graphql from the code."""
    text = sdl()
    if not check:
        SDL_FILE.write_text(text)
    elif not SDL_FILE.exists() or SDL_FILE.read_text() != text:
        fail(f"{SDL_FILE} is stale. Run: make schema")
