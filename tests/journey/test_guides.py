"""Every command that the guides and the README print is run on both databases, page after page, on an installation that the first sets up."""

import asyncio
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from auth.sealing import new_key
from tests.databases import PostgresDatabases
from tests.journey.guide_page import ELSEWHERE, ROOT, Block, GuidePage
from tests.journey.product_process import ERRORS, ProductProcess, wait_until
from tests.journey.walk import ADA, FIRST_LAUNCH, KEY, SAM, SEAT, SECOND_SEAT, Walk
from tests.programs import programs
from tests.sandbox_process import SandboxProcess

GUIDES = sorted(path.stem for path in (ROOT / "docs" / "guides").glob("*.md"))
# Nothing in them is ours to run, because:
WORDS_ALONE = {"faults": "what it prints are the tests themselves"}


def _set_up(walk: Walk, dialect: str) -> None:
    if dialect == "postgres":
        walk.page("docs/guides/postgresql.md")
    (walk.folder / "contacts.csv").write_text(
        "First Name,LinkedIn URL\nPat,https://www.linkedin.com/in/pat-of-the-walk\n"
    )
    for page, block in walk.blocks(FIRST_LAUNCH):
        if "app serve" in block:
            walk.start()
        page.run(block, f"{KEY}\n")
        if "app serve" in block:
            walk.product.token = walk.product.answer("token", "create", "--email", ADA)["token"]


def _webhook(walk: Walk) -> str:
    """The address that Dux-Soup was given last."""
    told = [
        answer["data"] for answer in walk.page("docs/guides/webhook.md") if "rotateWebhookUrl" in answer.get("data", {})
    ]
    return str(told[-1]["rotateWebhookUrl"]["webhookUrl"])


def _assigning(walk: Walk) -> None:
    walk.product.answer("member", "add", SAM, "--role", "member")
    hamburg = {"tags": ["hamburg"], "company": "Hamburg Freight"}
    _bring(
        walk, {"firstName": "Bo", "tags": ["berlin"]}, {"firstName": "Cleo"} | hamburg, {"firstName": "Dee"} | hamburg
    )
    walk.page("docs/guides/assigning.md")


def _contacts(walk: Walk, webhook: str) -> None:
    for page, block in walk.blocks("docs/guides/contacts.md"):
        if "partContacts" in block:
            page.words["OTHER_CONTACT"] = _taken_for_one_person(walk, webhook, page.read["CONTACT_ID"])
        page.run(block)


def _taken_for_one_person(walk: Walk, webhook: str, contact_id: str) -> str:
    """Somebody was imported from Sales Navigator, and a visit at Dux-Soup tells both names."""
    sales = "https://www.linkedin.com/sales/lead/ACwAAEXAMPLEWALK,NAME_SEARCH,aB1c"
    _bring(walk, {"firstName": "Rob", "linkedinUrl": sales, "email": "rob@example.net"})
    data = {"id": "id.700000777", "Profile": "https://www.linkedin.com/in/robin-example/", "SalesProfile": sales}
    visit = {"userid": SEAT, "time": "2026-01-07T09:30:01.000Z", "type": "visit", "event": "create", "data": data}
    assert walk.product.post(webhook.removeprefix(walk.product.url), visit, "").status_code == 202
    query = "query($id: ID!) { node(id: $id) { ... on Contact { possibleDuplicates { id } } } }"
    others = wait_until(lambda: walk.product.ask(query, id=contact_id)["node"]["possibleDuplicates"], "nobody is tied")
    return str(others[0]["id"])


def _bring(walk: Walk, *rows: object) -> None:
    query = f"mutation($rows: [ContactInput!]!) {{ importContacts(input: {{rows: $rows}}) {{ added {ERRORS} }} }}"
    assert walk.product.told(query, rows=rows)["added"] == len(rows)


def _files(walk: Walk) -> None:
    (walk.folder / "list.csv").write_text("scope,value,reason\ndomain,example.org,a customer\n")
    walk.page("docs/guides/do-not-contact.md")
    (walk.folder / "people.csv").write_text("First Name,Work mail,Notes\nUna,una@example.net,met in spring\n")
    walk.page("docs/guides/imports.md")
    _back_up(walk, "chaknal-monday.backup")
    walk.page("docs/guides/erasing.md")


def _accounts(walk: Walk) -> None:
    walk.page("docs/guides/accounts.md")
    walk.page("docs/guides/api-limits.md")


def _feeds(walk: Walk) -> None:
    """What is changed in the last block, both programs tell, for they have been run before."""
    told = [page.run(block) for page, block in walk.blocks("docs/guides/feeds.md")][-1]
    made = told[0]["data"]["createContact"]["contact"]["id"]
    [event] = [answer["id"] for answer in told if answer.get("subjectId") == made]
    assert [answer.get("id") for answer in told].count(event) == 2


def _trusted_documents(walk: Walk) -> None:
    """The list that the page prints is the one that the product is started with."""
    page = "docs/guides/trusted-documents.md"
    listed = re.search(r"^```json\n(\{$.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert listed is not None
    (walk.folder / "persisted-documents.json").write_text(listed[1])
    walk.restart(trusted_documents=str(walk.folder / "persisted-documents.json"))
    walk.page(page)


def _backups(walk: Walk) -> None:
    walk.stop()
    walk.product.token = ""
    (walk.folder / "chaknal-monday.backup").unlink()
    _back_up(walk, "chaknal.backup")
    walk.page("docs/guides/backup.md")


def _back_up(walk: Walk, name: str) -> None:
    walk.product.run("backup", walk.folder / name, "--programs", programs())


@pytest.fixture
def seats(remote: SandboxProcess) -> SandboxProcess:
    for seat in (SEAT, SECOND_SEAT):
        remote.account(seat, KEY)
    return remote


@pytest.fixture
def empty(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes a database each time it is called, and gives its address."""
    numbers = count(1)
    if dialect == "sqlite":
        return lambda: f"sqlite://{tmp_path}/restored-{next(numbers)}.db"
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    return lambda: asyncio.run(databases.bare()).url


@pytest.fixture
def walk(
    tmp_path: Path, seats: SandboxProcess, dialect: str, database_url: str, empty: Callable[[], str]
) -> Iterator[Walk]:
    settings = {"database_url": database_url, "duxsoup_url": seats.remote_url, "secret_keys": f"k1:{new_key()}"}
    (tmp_path / "worker").mkdir()
    with ProductProcess(tmp_path, **settings) as product, ProductProcess(tmp_path / "worker", **settings) as worker:
        yield Walk([product] if dialect == "sqlite" else [product, worker], tmp_path, empty)


@pytest.mark.timeout(900)
def test_every_command_that_is_printed_works_as_printed(walk: Walk, dialect: str) -> None:
    _set_up(walk, dialect)
    walk.page("README.md")
    webhook = _webhook(walk)
    _assigning(walk)
    _contacts(walk, webhook)
    _files(walk)
    _accounts(walk)
    walk.page("docs/guides/members.md")
    walk.page("docs/guides/signing-in.md")
    walk.page("docs/guides/keys.md")
    _feeds(walk)
    _trusted_documents(walk)
    _backups(walk)


def test_no_page_is_left_out() -> None:
    walked = set(re.findall(r"docs/guides/([\w-]+)\.md\"", Path(__file__).read_text(encoding="utf-8")))
    assert walked | {Path(FIRST_LAUNCH).stem} | WORDS_ALONE.keys() == set(GUIDES)


@pytest.mark.parametrize("name", sorted(WORDS_ALONE))
def test_what_is_not_walked_prints_nothing_that_could_be(name: str) -> None:
    page = GuidePage(f"docs/guides/{name}.md", ROOT, {})
    lines = [line for block in page.blocks() for line in block.lines if not line.startswith("export ")]
    assert [line for line in lines if not any(re.match(one, line) for one in (*ELSEWHERE, r".* app migrate"))] == []


def test_an_answer_that_is_not_the_printed_one_is_found(tmp_path: Path) -> None:
    page = GuidePage("README.md", tmp_path, {"PATH": "/usr/bin:/bin"})
    told = """echo '{"data": {"tags": [{"tag": "fair"}]}}'"""
    page.run(Block(told, '{"data": {"tags": [{"tag": "..."}]}}'))
    for other in ('{"tags": [{"tag": "vip"}]}', '{"tags": []}', '{"tags": [{}]}', "{}"):
        with pytest.raises(AssertionError):
            page.run(Block(told, f'{{"data": {other}}}'))
