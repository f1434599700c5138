"""Every command that the guides and the README print is run, page after page, on an installation that the first of them sets up."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from auth.sealing import new_key
from tests.journey.guide_page import ELSEWHERE, ROOT, GuidePage
from tests.journey.product_process import ProductProcess
from tests.sandbox_process import SandboxProcess

GUIDES = sorted(path.stem for path in (ROOT / "docs" / "guides").glob("*.md"))
SEAT, KEY = "100000000000000000777", "invented-key-of-the-walk-5d1c"
SECOND_SEAT = "100000000000000000001"
ADA, ROBIN, SAM, LOU = (f"{name}@example.com" for name in ("ada", "robin", "sam", "lou"))
# Nothing in them is ours to run.
WORDS_ALONE = {"faults", "postgresql", "trusted-documents"}


class Walk:
    """One installation; what a page leaves to the reader is asked of it, before each block."""

    def __init__(self, product: ProductProcess, folder: Path, database: Path) -> None:
        self.product = product
        self.folder = folder
        self._database = database
        self._restored = count(1)
        self._done: set[str] = set()
        self.url = product.url
        self._later = datetime.now(UTC) + timedelta(days=200)

    def page(self, file: str, given: str = "") -> None:
        for page, block in self.blocks(file):
            page.run(block, given)

    def blocks(self, file: str) -> Iterator[tuple[GuidePage, str]]:
        """For a page between whose blocks something has to happen. What makes something and was printed before is not made twice."""
        page = self._page(file)
        for block in page.blocks():
            page.words = self._known(block)
            yield page, "\n".join(line for line in block.splitlines() if line not in self._done)
            self._done |= {line for line in block.splitlines() if " create " in line}

    def member(self, email: str) -> dict[str, Any]:
        nodes: list[dict[str, Any]] = self.product.ask("{ members(first: 50) { nodes { id user { id email } } } }")[
            "members"
        ]["nodes"]
        return next((node for node in nodes if node["user"]["email"] == email), {"id": "none", "user": {"id": "none"}})

    def _page(self, file: str) -> GuidePage:
        kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DUX_KEY": KEY}
        kept |= {"CHAKNAL": self.url, "TOKEN": self.product.token}
        own = {name: value for name, value in self.product.environment.items() if name.startswith("CHAKNAL_")}
        return GuidePage(file, self.folder, kept | own)

    def _known(self, block: str) -> dict[str, str]:
        places = {
            "sqlite:///srv/chaknal/chaknal.db": f"sqlite://{self._database}",
            '"k1:$(head -c 32 /dev/urandom | base64)"': '"$CHAKNAL_SECRET_KEYS"',
            "CHAKNAL=https://outreach.example.com": f"CHAKNAL={self.url}",
            ".venv/bin/python -m app restore": f"CHAKNAL_DATABASE_URL=sqlite://{self.folder}/restored-{next(self._restored)}.db"
            " .venv/bin/python -m app restore",
            "https://outreach.example.com": self.url,
            "http://localhost:8001": self.url,
            "http://127.0.0.1:8001": self.url,
            "/backups": str(self.folder),
            "2026-08-17": f"{self._later:%Y-%m-%d}",
            "2027-06-30": f"{self._later:%Y-%m-%d}",
            "TOKEN=...": f"TOKEN={self.product.token}",
            "YOUR_DUX_USER_ID": SEAT,
        }
        return places | (self._ids(block) if self.product.token else {})

    def _ids(self, block: str) -> dict[str, str]:
        found = self.product.ask(_IDS)
        campaign = (found["campaigns"]["nodes"] or [{"id": "none", "version": 1}])[0]
        contacts = found["assignments"]["nodes"] or [{"contact": {"id": "none"}}]
        imports = found["imports"]["nodes"] or [{"id": "none"}]
        seats = [one for one in found["accounts"]["nodes"] if one["duxSoupUserId"] == SECOND_SEAT] or [{"id": "none"}]
        token = self.product.answer("token", "create", "--email", ROBIN)["id"] if "TOKEN_ID" in block else "none"
        return {
            '"expectedVersion": 1': f'"expectedVersion": {campaign["version"]}', '"expectedCount": 120': '"expectedCount": 1',
            "CAMPAIGN_ID": campaign["id"], "{campaign_id}": campaign["id"], "campaign-uuid": campaign["id"],
            "CONTACT_ID": contacts[0]["contact"]["id"], "contact-uuid": contacts[0]["contact"]["id"], "ACCOUNT_ID": seats[0]["id"],
            "IMPORT_ID": imports[0]["id"], "TOKEN_ID": token, "WORKSPACE_ID": found["workspace"]["id"],
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


def _first_launch(walk: Walk) -> None:
    (walk.folder / "contacts.csv").write_text(
        "First Name,LinkedIn URL\nPat,https://www.linkedin.com/in/pat-of-the-walk\n"
    )
    for page, block in walk.blocks("docs/guides/first-launch.md"):
        if "app serve" in block:
            walk.product.start("serve")
        page.run(block, f"{KEY}\n")
        if "app serve" in block:
            walk.product.token = walk.product.answer("token", "create", "--email", ADA)["token"]


def _webhook_and_assigning(walk: Walk) -> None:
    walk.product.answer("member", "add", SAM, "--role", "member")
    walk.page("docs/guides/webhook.md")
    bring = "mutation($rows: [ContactInput!]!) { importContacts(input: {rows: $rows}) { added errors { ... on MutationError { message } } } }"
    walk.product.told(bring, rows=[{"firstName": "Bo", "tags": ["berlin"]}])
    walk.page("docs/guides/assigning.md")


def _files(walk: Walk) -> None:
    walk.page("docs/guides/contacts.md")
    (walk.folder / "list.csv").write_text("scope,value,reason\ndomain,example.org,a customer\n")
    walk.page("docs/guides/do-not-contact.md")
    (walk.folder / "people.csv").write_text("First Name,Work mail,Notes\nUna,una@example.net,met in spring\n")
    walk.page("docs/guides/imports.md")
    walk.product.run("backup", walk.folder / "chaknal-monday.backup")
    walk.page("docs/guides/erasing.md")


def _accounts(walk: Walk) -> None:
    walk.page("docs/guides/accounts.md")
    walk.page("docs/guides/api-limits.md")


def _members(walk: Walk) -> None:
    """With the function of the first launch, which comes with a token; who is invited and removed is somebody new."""
    ask = next(
        line
        for _, block in walk.blocks("docs/guides/first-launch.md")
        for line in block.splitlines()
        if "ask()" in line
    )
    for page, block in walk.blocks("docs/guides/members.md"):
        page.said = [f"export CHAKNAL={walk.url} TOKEN={walk.product.token}", ask]
        if "inviteMember" in block:
            page.words[ROBIN] = LOU
        if "removeMember" in block:
            page.words["MEMBER_ID"] = walk.member(LOU)["id"]
        page.run(block)


def _signing_in(walk: Walk) -> None:
    begin = ""
    for page, block in walk.blocks("docs/guides/signing-in.md"):
        page.words["A_LONG_PASSWORD"] = "an-invented-phrase-of-the-walk-61"
        if "setPassword(" in block:  # a new link ends the one that was printed before
            page.words["LINK"] = walk.product.answer("member", "link", ADA)["link"]
        if "signIn(" in block:
            begin = next(line for line in block.splitlines() if "signIn(" in line)
        if "endSession(" in block:
            page.words["SESSION_ID"] = _another_session(page, begin)
        page.run(block)


def _another_session(page: GuidePage, begin: str) -> str:
    """That of a browser which was left open, as this one comes in anew."""
    page.run(f"{begin}\nrm jar\n{begin}")
    [answer] = page.run('ask \'{"query": "{ sessions(first: 20) { nodes { id current } } }"}\'')
    return str(next(one["id"] for one in answer["data"]["sessions"]["nodes"] if not one["current"]))


def _feeds(walk: Walk) -> None:
    """What is changed in the last block, both programs tell, for they have been run before."""
    told = [page.run(block) for page, block in walk.blocks("docs/guides/feeds.md")][-1]
    made = told[0]["data"]["createContact"]["contact"]["id"]
    [event] = [answer["id"] for answer in told if answer.get("subjectId") == made]
    assert [answer.get("id") for answer in told].count(event) == 2


def _backups(walk: Walk) -> None:
    assert walk.product.stop() == 0
    walk.product.token = ""
    (walk.folder / "chaknal-monday.backup").unlink()
    walk.product.run("backup", walk.folder / "chaknal.backup")
    walk.page("docs/guides/backup.md")


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("remote")) as running:
        for seat in (SEAT, SECOND_SEAT):
            running.account(seat, KEY)
        yield running


@pytest.fixture
def walk(tmp_path: Path, remote: SandboxProcess) -> Iterator[Walk]:
    database = tmp_path / "chaknal.db"
    settings = {
        "database_url": f"sqlite://{database}",
        "duxsoup_url": remote.remote_url,
        "secret_keys": f"k1:{new_key()}",
    }
    with ProductProcess(tmp_path, **settings) as product:
        yield Walk(product, tmp_path, database)


@pytest.mark.timeout(900)
def test_every_command_that_is_printed_works_as_printed(walk: Walk) -> None:
    _first_launch(walk)
    walk.page("README.md")
    _webhook_and_assigning(walk)
    _files(walk)
    _accounts(walk)
    _members(walk)
    _signing_in(walk)
    walk.page("docs/guides/keys.md")
    _feeds(walk)
    _backups(walk)


def test_no_page_is_left_out() -> None:
    walked = set(re.findall(r"docs/guides/([\w-]+)\.md\"", Path(__file__).read_text(encoding="utf-8")))
    assert walked | WORDS_ALONE == set(GUIDES)


@pytest.mark.parametrize("name", sorted(WORDS_ALONE))
def test_what_is_not_walked_prints_nothing_that_could_be(name: str) -> None:
    page = GuidePage(f"docs/guides/{name}.md", ROOT, {})
    lines = [line for block in page.blocks() for line in block.splitlines() if not line.startswith("export ")]
    assert [line for line in lines if not any(re.match(one, line) for one in (*ELSEWHERE, r".* app migrate"))] == []
