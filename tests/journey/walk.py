"""One installation that page after page is walked on, and what a page leaves to its reader."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.journey.guide_page import ROOT, Block, GuidePage
from tests.journey.product_process import ProductProcess, wait_until
from tests.programs import programs

SEAT, KEY = "100000000000000000777", "invented-key-of-the-walk-5d1c"
SECOND_SEAT = "100000000000000000001"
ADA, ROBIN, SAM = (f"{name}@example.com" for name in ("ada", "robin", "sam"))
FIRST_LAUNCH = "docs/guides/first-launch.md"
_OWN_FUNCTION = "`ask` is the function of [the first launch]"


class Walk:
    """It is served by one process, or on PostgreSQL by one of each role; `empty` gives the address of a database to restore into."""

    def __init__(self, processes: list[ProductProcess], folder: Path, empty: Callable[[], str]) -> None:
        self.product = processes[0]
        self.folder = folder
        self._processes = processes
        self._empty = empty
        self._done: set[str] = set()
        self._starts = 0
        self._later = datetime.now(UTC) + timedelta(days=200)

    def start(self) -> None:
        if len(self._processes) == 1:
            self.product.start("serve")
            return
        api, worker = self._processes
        worker.start("serve", "--role", "worker", ready=False)
        api.start("serve", "--role", "api")
        self._starts += 1
        wait_until(lambda: worker.said.count("Serving (worker)") == self._starts, "the worker is not at work")

    def stop(self) -> None:
        assert [process.stop() for process in self._processes] == [0] * len(self._processes)

    def restart(self, **settings: str) -> None:
        self.stop()
        for process in self._processes:
            process.set(**settings)
        self.start()

    def page(self, file: str, given: str = "") -> list[dict[str, Any]]:
        """All its answers."""
        return [answer for page, block in self.blocks(file) for answer in page.run(block, given)]

    def blocks(self, file: str) -> Iterator[tuple[GuidePage, Block]]:
        """For a page between whose blocks something has to happen. What makes something and was printed before is not made twice."""
        page = self._page(file)
        for block in page.blocks():
            page.words = self._known(block)
            yield page, Block("\n".join(line for line in block.lines if line not in self._done), block.answers)
            self._done |= {line for line in block.lines if " create " in line}

    def member(self, email: str) -> dict[str, Any]:
        nodes: list[dict[str, Any]] = self.product.ask("{ members(first: 50) { nodes { id user { id email } } } }")[
            "members"
        ]["nodes"]
        return next((node for node in nodes if node["user"]["email"] == email), {"id": "none", "user": {"id": "none"}})

    def _page(self, file: str) -> GuidePage:
        kept = {"PATH": f"{programs()}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "DUX_KEY": KEY, "COLUMNS": "200"}
        kept |= {"CHAKNAL": self.product.url, "TOKEN": self.product.token}
        own = {name: value for name, value in self.product.environment.items() if name.startswith("CHAKNAL_")}
        page = GuidePage(file, self.folder, kept | own)
        page.said = [_ask()] if _OWN_FUNCTION in page.text else []
        return page

    def _known(self, block: Block) -> dict[str, str]:
        url, database = self.product.url, self.product.environment["CHAKNAL_DATABASE_URL"]
        places = {
            "sqlite:///srv/chaknal/chaknal.db": database,
            "postgres://chaknal:PASSWORD@db.example.com:5432/chaknal?": database + ("&" if "?" in database else "?"),
            '"k1:$(head -c 32 /dev/urandom | base64)"': '"$CHAKNAL_SECRET_KEYS"',
            "CHAKNAL=https://outreach.example.com": f"CHAKNAL={url}",
            "https://outreach.example.com": url,
            "http://localhost:8001": url,
            "http://127.0.0.1:8001": url,
            "/backups": str(self.folder),
            "/srv/pages": str(self.folder),
            "2026-08-17": f"{self._later:%Y-%m-%d}",
            "2027-06-30": f"{self._later:%Y-%m-%d}",
            "TOKEN=...": f"TOKEN={self.product.token}",
            "YOUR_DUX_USER_ID": SEAT,
            "A_LONG_PASSWORD": "an-invented-phrase-of-the-walk-61",
            "ANOTHER_LONG_ONE": "a-second-phrase-of-the-walk-62",
        }
        return places | self._place_to_restore(block) | (self._ids(block) if self.product.token else {})

    def _place_to_restore(self, block: Block) -> dict[str, str]:
        """The database that the page speaks of is lost, or on another machine."""
        restore = ".venv/bin/python -m app restore"
        return {restore: f"CHAKNAL_DATABASE_URL='{self._empty()}' {restore}"} if restore in block else {}

    def _ids(self, block: Block) -> dict[str, str]:
        found = self.product.ask(_IDS)
        campaign = (found["campaigns"]["nodes"] or [{"id": "none", "version": 1}])[0]
        contacts = found["assignments"]["nodes"] or [{"contact": {"id": "none"}}]
        imports = found["imports"]["nodes"] or [{"id": "none"}]
        seats = sorted(found["accounts"]["nodes"], key=lambda one: bool(one["duxSoupUserId"] == SECOND_SEAT))
        token = self.product.answer("token", "create", "--email", ROBIN)["id"] if "TOKEN_ID" in block else "none"
        return {
            '"expectedVersion": 1': f'"expectedVersion": {campaign["version"]}', '"expectedCount": 120': '"expectedCount": 1',
            "CAMPAIGN_ID": campaign["id"], "{campaign_id}": campaign["id"], "campaign-uuid": campaign["id"],
            "CONTACT_ID": contacts[0]["contact"]["id"], "contact-uuid": contacts[0]["contact"]["id"],
            "ACCOUNT_ID": seats[-1]["id"], "IMPORT_ID": imports[0]["id"], "TOKEN_ID": token,
            "WORKSPACE_ID": found["workspace"]["id"],
            "USER_ID": self.member(ROBIN)["user"]["id"], "user-uuid": self.member(ROBIN)["user"]["id"],
            "MEMBER_ID": self.member(ROBIN)["id"], "ANOTHER_ID": self.member(SAM)["id"],
        }  # fmt: skip


_IDS = """{
  workspace { id }
  campaigns(first: 1) { nodes { id version } }
  assignments(first: 1) { nodes { contact { id } } }
  imports(first: 1) { nodes { id } }
  accounts(first: 50) { nodes { id duxSoupUserId } }
}"""


def _ask() -> str:
    """The function of the first launch, which comes with a token."""
    blocks = GuidePage(FIRST_LAUNCH, ROOT, {}).blocks()
    return next(line for block in blocks for line in block.lines if line.startswith("ask()"))
