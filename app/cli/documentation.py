"""`docs`: the pages that the product serves, and those of them that the code itself says."""

from typing import Annotated

import typer

from app.cli.frame import fail
from app.documentation import reference as pages_of_code
from app.documentation import site

docs = typer.Typer(help="The documentation.", no_args_is_help=True)


@docs.command()
def build() -> None:
    """Builds build/docs, which the product serves at /docs."""
    typer.echo(f"{site.build()} pages in build/docs")


@docs.command()
def reference(*, check: Annotated[bool, typer.Option("--check", help="Fail where a page is stale.")] = False) -> None:
    """Writes docs/reference from the code."""
    if not check:
        pages_of_code.write()
    elif stale := pages_of_code.stale():
        fail(f"docs/reference is stale: {', '.join(stale)}. Run: make reference")
