"""Where the built pages lie, and the address at which the product serves them."""

from pathlib import Path

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from app.documentation.pages import ROOT

FOLDER = ROOT / "build" / "docs"


def routes(folder: Path = FOLDER) -> list[Mount]:
    """None where nothing was built before the process began: everything else works without it."""
    return [Mount("/docs", StaticFiles(directory=folder, html=True))] if folder.is_dir() else []
