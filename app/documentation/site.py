"""Builds the pages of the documentation into a folder of plain files, which the product serves at /docs."""

import shutil
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from posixpath import relpath

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

from app.documentation.pages import Page, led, pages
from app.documentation.served import FOLDER

_STYLE = Path(__file__).with_name("style.css")
_FRAME = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Chaknal</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<nav aria-label="Documentation">
{menu}
</nav>
<main>
{body}
</main>
</body>
</html>
"""


def build(target: Path = FOLDER, found: Sequence[Page] | None = None) -> int:
    """How many pages were written; what stood there before is gone, so that no page outlives its source."""
    found = pages() if found is None else found
    known = {page.source: page for page in found}
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for page in found:
        file = fresh / page.address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_framed(page, found, known), encoding="utf-8")
    shutil.copy(_STYLE, fresh / _STYLE.name)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return len(found)


def _framed(page: Page, found: Sequence[Page], known: Mapping[str, Page]) -> str:
    style = _from(page, _STYLE.name)
    return _FRAME.format(title=escape(page.title), style=style, menu=_menu(page, found), body=_body(page, known))


def _body(page: Page, known: Mapping[str, Page]) -> str:
    """HTML in a source is shown, never taken over."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").use(anchors_plugin, max_level=3)
    tokens = reader.parse(page.text)
    for token in tokens:
        token.children = _linked(page, token.children, known) if token.children else token.children
    return str(reader.renderer.render(tokens, reader.options, {}))


def _linked(page: Page, inline: list[Token], known: Mapping[str, Page]) -> list[Token]:
    kept, dropped = [], 0
    for token in inline:
        if token.type == "link_open":
            place = led(page, str(token.attrs["href"]), known)
            if place is None:
                dropped += 1
                continue
            token.attrs["href"] = place
        elif token.type == "link_close" and dropped:
            dropped -= 1
            continue
        kept.append(token)
    return kept


def _menu(page: Page, found: Sequence[Page]) -> str:
    lines = []
    for section, own in groupby(found, key=lambda one: one.section):
        lines.append(f"<h2>{escape(section)}</h2><ul>")
        lines += [_entry(page, one) for one in own]
        lines.append("</ul>")
    return "\n".join(lines)


def _entry(page: Page, one: Page) -> str:
    here = ' aria-current="page"' if one is page else ""
    return f'<li><a href="{_from(page, one.address)}"{here}>{escape(one.title)}</a></li>'


def _from(page: Page, address: str) -> str:
    return relpath(address, Path(page.address).parent.as_posix() or ".")
