"""The built pages lead to each other, show what their sources say, and are served."""

import re
from pathlib import Path
from posixpath import join, normpath

import pytest
from starlette.applications import Starlette

from app.documentation.pages import Page, pages
from app.documentation.served import routes
from app.documentation.site import build
from tests.app.documentation.asking import asked

FOUND = pages()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "docs"
    assert build(folder) == len(FOUND)
    return folder


def test_every_page_of_the_project_is_in_the_site_and_in_its_menu(built: Path) -> None:
    sources = {page.source for page in FOUND}
    root = Path(__file__).resolve().parents[3]
    assert sources >= {path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.md")}
    menu = (built / "index.html").read_text(encoding="utf-8").partition("<main>")[0]
    assert {page.address for page in FOUND} == set(re.findall(r'href="([^"]+\.html)"', menu))


@pytest.mark.parametrize("page", FOUND, ids=lambda page: page.source)
def test_a_link_within_the_site_leads_to_a_page_and_a_place_on_it(built: Path, page: Page) -> None:
    text = (built / page.address).read_text(encoding="utf-8")
    missing = []
    for href in re.findall(r'href="([^"]+)"', text):
        place, _, anchor = href.partition("#")
        if "://" in href:
            continue
        file = built / (normpath(join(Path(page.address).parent.as_posix(), place)) if place else page.address)
        if not file.is_file() or (anchor and f'id="{anchor}"' not in file.read_text(encoding="utf-8")):
            missing.append(href)
    assert missing == []


def _only(tmp_path: Path, text: str) -> str:
    build(tmp_path / "docs", [Page("Guides", "docs/guides/one.md", "guides/one.html", text)])
    return (tmp_path / "docs" / "guides" / "one.html").read_text(encoding="utf-8").partition("<main>")[2]


def test_a_file_that_is_no_page_is_named_without_a_link(tmp_path: Path) -> None:
    shown = _only(tmp_path, "See [the licence](../../LICENSE), [elsewhere](https://example.com/).")
    assert '<p>See the licence, <a href="https://example.com/">elsewhere</a>.</p>' in shown


def test_html_in_a_source_is_shown_and_never_taken_over(tmp_path: Path) -> None:
    assert "<script>" not in _only(tmp_path, "# One\n\n<script>alert(1)</script>")


def test_a_page_whose_source_is_gone_does_not_outlive_it(tmp_path: Path) -> None:
    _only(tmp_path, "# One")
    build(tmp_path / "docs", [Page("Guides", "docs/guides/two.md", "guides/two.html", "# Two")])
    assert not (tmp_path / "docs" / "guides" / "one.html").exists()


async def test_the_site_is_served_and_where_it_was_not_built_is_not_there(built: Path, tmp_path: Path) -> None:
    answer = await asked(Starlette(routes=routes(built)), "/docs/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (await asked(Starlette(routes=routes(built)), "/docs/guides/webhook.html")).status_code == 200
    assert (await asked(Starlette(routes=routes(built)), "/docs/../pyproject.toml")).status_code == 404
    assert (await asked(Starlette(routes=routes(tmp_path / "nowhere")), "/docs/")).status_code == 404
