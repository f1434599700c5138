"""`schema`: what the API is said to look like, and whether those who use it can go on."""

from pathlib import Path
from typing import Annotated

import typer

from app.api_changes import DECISIONS, RELEASED, bare, decisions, unnamed
from app.cli.frame import fail
from schema.export import sdl

SDL_FILE = Path("schema/schema.graphql")


def schema(
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Fail where the file is stale, or breaks what was released and no decision names it."
        ),
    ] = False,
    release: Annotated[
        bool, typer.Option("--release", help="Write schema/released.graphql too: what others rely on.")
    ] = False,
) -> None:
    """Writes schema/schema.graphql from the code."""
    text = sdl()
    if check:
        _check(text)
        return
    SDL_FILE.write_text(text)
    if release:
        RELEASED.write_text(bare(text))


def _check(text: str) -> None:
    if not SDL_FILE.exists() or SDL_FILE.read_text() != text:
        fail(f"{SDL_FILE} is stale. Run: make schema")
    broken = unnamed(RELEASED.read_text(), text, decisions())
    if broken:
        told = "".join(f"\n  {text}\n    Breaks: {name}" for name, text in broken.items())
        fail(f"This breaks what was released; a decision in {DECISIONS} has to name it in a line of its own:{told}")
