"""What is secret is put through the product as in life, and then looked for wherever it may not be.

Passwords and the ids of sessions join the table with what makes them.
"""

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.database import dialect_of, file_of
from auth.sealing import KeyRing
from tests.journey import guide, plain_sql
from tests.journey.installation import DUX_USER_ID, KEY, TEAM, Installation, person
from tests.journey.product_process import ERRORS, wait_until
from tests.programs import programs

MARK = "canary7f3a"
PEOPLE = {"database", "backup", "answers"}
CONNECT = f"mutation($input: ConnectAccountInput!) {{ connectAccount(input: $input) {{ account {{ id }} {ERRORS} }} }}"
UPDATE = f"mutation($input: UpdateAccountInput!) {{ updateAccount(input: $input) {{ account {{ id }} {ERRORS} }} }}"
ROTATE = f"mutation($id: ID!) {{ rotateWebhookUrl(accountId: $id) {{ webhookUrl {ERRORS} }} }}"
READ = """{ accounts(first: 9) { nodes { email keyLastFour healthReason webhookAddresses { kind lastUsedAt } } }
  contacts(first: 50) { nodes { firstName email messages(first: 5) { nodes { text } } } }
  campaigns(first: 9) { nodes { sequence { steps { template } } } }
  assignments(first: 50) { nodes { blockers { code message } actions { text outcome } } }
  events(first: 100) { nodes { ... on RecordChanged { kind data } ... on StatusChanged { reason } } }
  receipts(first: 100) { nodes { event reason body } } suppressions(first: 9) { nodes { label reason } } }"""

# Of what kind, and where it may be found: nowhere at all, unless it is what people put there to be read.
MAY_BE: dict[str, set[str]] = {
    "key_by_sql": set(), "key_connected": set(), "key_replaced": set(), "key_refused": set(), "key_in_document": set(),
    "key_of_wrong_type": set(), "api_token": set(), "wrong_token": set(), "address_current": set(),
    "address_previous": set(), "ring_key": set(), "made_key": set(), "suppression_key": set(), "letter": set(),
    "visit_name": set(), "visit_email": set(), "unknown_body": set(), "broken_body": set(), "told_url": set(),
    "query_string": set(), "cookie": set(), "database_password": set(),
    "contact_name": PEOPLE, "contact_email": PEOPLE, "template": PEOPLE,
}  # fmt: skip


def canary(kind: str) -> str:
    return f"{MARK}-{kind.replace('_', '-')}"


class Flows:
    """Sends, and keeps what was answered; `secrets` are those that the product itself makes."""

    def __init__(self, installation: Installation, folder: Path) -> None:
        self._all = installation
        self._folder = folder
        self.answers: list[str] = []
        self.said: list[str] = []
        self.secrets: dict[str, str] = {kind: canary(kind) for kind in MAY_BE}

    def post(self, path: str, body: Any, token: str | None = None, **headers: str) -> Any:
        answer = self._all.product.post(path, body, token, **headers)
        self.answers.append(answer.text)
        return answer

    def command(self, *arguments: str | Path, given: str = "") -> str:
        done = self._all.product.run(*arguments, given=given, code=None)
        self.said += [done.stdout, done.stderr]
        return done.stdout

    def accounts(self) -> None:
        seat = {"duxSoupUserId": "777", "email": "s@example.com", "firstName": "Sam", "lastName": "Seat"}
        asked = {"query": CONNECT, "variables": {"input": seat | {"authKey": canary("key_connected")}}}
        made = self.post("/graphql", asked).json()["data"]["connectAccount"]["account"]["id"]
        for kind, value in (
            ("key_replaced", canary("key_replaced")),
            ("key_refused", f"{canary('key_refused')} with blanks"),
            ("key_of_wrong_type", [canary("key_of_wrong_type")] * 2),
        ):
            self.post("/graphql", {"query": UPDATE, "variables": {"input": {"id": made, "authKey": value}}})
            assert kind in MAY_BE
        literal = f'mutation {{ updateAccount(input: {{id: "{made}", authKey: "{canary("key_in_document")}", nix: 1}}) {{ nix }} }}'
        self.post("/graphql", {"query": literal})
        for kind in ("address_previous", "address_current"):
            told = self._all.product.told(ROTATE, id=self._all.account["id"])["webhookUrl"]
            self.secrets[kind] = told.rpartition("/")[2]

    def webhooks(self) -> None:
        stamp = {"userid": DUX_USER_ID, "time": "2026-03-02T09:00:00.000Z"}
        letter = {
            "fromId": "id.9",
            "timestamp": stamp["time"],
            "url": "https://example.com/t",
            "text": canary("letter"),
        }
        who = {"id": "id.9", "First Name": canary("visit_name"), "Email": f"{canary('visit_email')}@example.com"}
        for kind in ("address_current", "address_previous"):
            path = f"{guide.STATUS_UPDATE}/{self.secrets[kind]}"
            self.post(path, stamp | {"type": "message", "event": "received", "data": letter}, "")
            self.post(path, stamp | {"type": "visit", "event": "create", "data": who}, "")
            self.post(path, stamp | {"type": "odd", "event": "new", "data": {"x": canary("unknown_body")}}, "")
            self.post(path, [canary("broken_body")], "")
        report = guide.status_update("your_campaign_id", "x", "accepted")
        self.post(guide.STATUS_UPDATE, report | {"profile_url": f"https://www.linkedin.com/in/{canary('told_url')}"})

    def people(self) -> None:
        campaign_id = self._all.campaign("Canaries", steps=[{"kind": "MESSAGE", "template": canary("template")}])
        row = person(canary("contact_name"), "canary-example") | {"email": f"{canary('contact_email')}@example.com"}
        self._all.brought(campaign_id, guide.EMAIL, row)
        assert self._all.launch(campaign_id, self._all.members[guide.EMAIL]["user_id"]).json()["launched"] == 1
        contact_id = self._all.contacts(campaign_id)[canary("contact_name")]
        assert self._all.reported(campaign_id, contact_id, "blacklisted").status_code == 202
        wait_until(self._suppression_key, "nobody was suppressed")

    def strangers(self) -> None:
        self.post("/graphql", {"query": "{ viewer { role } }"}, f"chk_{canary('wrong_token')}{'A' * 30}")
        self.post("/graphql", {"query": "{ viewer { role } }"}, "", cookie=f"session={canary('cookie')}")
        found = self._all.product.get(f"/healthz?token={canary('query_string')}&email={canary('query_string')}")
        self.answers.append(found.text)

    def read(self) -> None:
        for who in ("ada", "olu"):
            answer = self.post("/graphql", {"query": READ}, self._all.tokens[who]).json()
            assert "errors" not in answer, answer
        self.secrets["made_key"] = self._all.product.answer("keys", "make", "k9")["key"].partition(":")[2]
        for noun in ("account", "receipts"):
            self.command(noun, "list", "--workspace", TEAM)
        for arguments in (("doctor",), ("keys", "rotate", "--check")):
            self.command(*arguments)
        self.secrets |= {"key_by_sql": KEY, "api_token": self._all.tokens["ada"]}
        environment = self._all.product.environment
        self.secrets["ring_key"] = environment["CHAKNAL_SECRET_KEYS"].partition(":")[2]
        self.secrets["database_password"] = urlsplit(self._all.database_url).password or canary("database_password")

    def places(self) -> dict[str, bytes]:
        url, backup = self._all.database_url, self._folder / "canaries.backup"
        self.command("backup", backup)
        return {
            "log": "\n".join([self._all.product.said, *self.said]).encode(),
            "answers": "\n".join(self.answers).encode(),
            "database": _files(url) if dialect_of(url) == "sqlite" else _dump(url),
            "backup": _unpacked(backup, self._folder),
        }

    def _suppression_key(self) -> bool:
        rows = plain_sql.rows(self._all.database_url, "SELECT id, sealed_suppression_key FROM workspace")
        ring = KeyRing.parse(self._all.product.environment["CHAKNAL_SECRET_KEYS"])
        place = {"table": "workspace", "column": "sealed_suppression_key"}
        sealed = [(str(row[0]), row[1]) for row in rows if row[1]]
        for home, value in sealed:
            self.secrets["suppression_key"] = ring.open(value, **place, workspace_id=home, row_id=home)
        return bool(sealed)


def _files(url: str) -> bytes:
    """The database with its journal, as it lies there."""
    file = file_of(url)
    return b"".join(path.read_bytes() for path in [file, *sorted(file.parent.glob(f"{file.name}-*"))])


def _dump(url: str, *more: str) -> bytes:
    plain = url.replace("asyncpg://", "postgres://", 1)
    done = subprocess.run([programs() / "pg_dump", *(more or ("--dbname", plain))], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _unpacked(backup: Path, folder: Path) -> bytes:
    with zipfile.ZipFile(backup) as packed:
        database = packed.read("database")
    if not database.startswith(b"PGDMP"):
        return database
    archive = folder / "archive"
    archive.write_bytes(database)
    done = subprocess.run([programs() / "pg_restore", "-f", "-", archive], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _found(secrets: dict[str, str], places: dict[str, bytes]) -> dict[str, set[str]]:
    return {
        kind: {name for name, content in places.items() if secret.encode() in content}
        for kind, secret in secrets.items()
    }


@pytest.mark.timeout(600)
def test_no_secret_is_found_where_it_is_not_meant_to_be(installation: Installation, tmp_path: Path) -> None:
    flows = Flows(installation, tmp_path)
    steps: list[Callable[[], None]] = [flows.accounts, flows.webhooks, flows.people, flows.strangers, flows.read]
    for step in steps:
        step()
    places = flows.places()
    assert all(len(content) > 1_000 for content in places.values())
    found = _found(flows.secrets, places)
    assert len(found) >= 20
    assert {kind: where for kind, where in found.items() if where - MAY_BE[kind]} == {}
    # What may be read is found by this search, so the search finds what is there.
    assert found["contact_name"] == PEOPLE
    assert found["template"] == PEOPLE
