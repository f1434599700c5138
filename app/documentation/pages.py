"""Which pages there are, where each stands in the site, and which of them a link means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath, relpath
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
# In the order of the menu: what it is called, and the files.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Chaknal", ("README.md", "CHANGELOG.md")),
    ("Guides", ("docs/guides/*.md",)),
    ("Reference", ("docs/reference/*.md",)),
    ("How it works", ("docs/*.md",)),
    ("Taking part", ("CONTRIBUTING.md", "STYLE.md")),
    ("Decisions", ("docs/decisions/*.md",)),
)


@dataclass(frozen=True, slots=True)
class Page:
    """`source` and `address` are relative: to the project's root, and to the root of the site."""

    section: str
    source: str
    address: str
    text: str

    @property
    def title(self) -> str:
        return next((line[2:].strip() for line in self.text.splitlines() if line.startswith("# ")), self.source)


def pages(root: Path = ROOT) -> list[Page]:
    return [_page(root, section, path) for section, path in _files(root)]


def led(page: Page, href: str, known: Mapping[str, Page], root: Path = ROOT) -> str | None:
    """What a link of the page is in the site; null for a file of the project that is no page, so that it is only named."""
    parts = urlsplit(href)
    if parts.scheme or not parts.path:
        return href
    file = normpath(join(Path(page.source).parent.as_posix(), parts.path))
    target = known.get(file) or known.get(join(file, "README.md"))
    if target is None:
        return None if (root / file).exists() else href
    place = relpath(target.address, Path(page.address).parent.as_posix() or ".")
    return f"{place}#{parts.fragment}" if parts.fragment else place


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for section, patterns in SECTIONS:
        for pattern in patterns:
            for path in sorted(root.glob(pattern)):
                yield section, path


def _page(root: Path, section: str, path: Path) -> Page:
    source = path.relative_to(root).as_posix()
    address = source.removeprefix("docs/").removesuffix(".md").lower()
    address = "index" if source == "README.md" else address.replace("readme", "index")
    return Page(section, source, f"{address}.html", path.read_text(encoding="utf-8"))
