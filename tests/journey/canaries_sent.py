"""Puts what is secret through the product as in life, and keeps what was sent and what was answered."""

import json
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from auth.sealing import KeyRing
from tests.journey import guide, plain_sql
from tests.journey.canaries import MAY_BE, canary
from tests.journey.installation import DUX_USER_ID, KEY, Installation, person
from tests.journey.product_process import ERRORS, wait_until

CONNECT = f"mutation($input: ConnectAccountInput!) {{ connectAccount(input: $input) {{ account {{ id }} {ERRORS} }} }}"
UPDATE = f"mutation($input: UpdateAccountInput!) {{ updateAccount(input: $input) {{ account {{ id }} {ERRORS} }} }}"
ROTATE = f"mutation($id: ID!) {{ rotateWebhookUrl(accountId: $id) {{ webhookUrl {ERRORS} }} }}"
TOKEN = (
    f"mutation($input: CreateTokenInput!) {{ createToken(input: $input) {{ token {{ id prefix }} text {ERRORS} }} }}"
)
SUPPRESS = f"mutation($input: SuppressInput!) {{ suppress(input: $input) {{ suppression {{ label }} {ERRORS} }} }}"
READ = """{ accounts(first: 9) { nodes { email keyLastFour healthReason webhookAddresses { kind lastUsedAt } } }
  contacts(first: 50) { nodes { firstName email customFields messages(first: 5) { nodes { text } } } }
  campaigns(first: 9) { nodes { sequence { steps { template } } } } tokens(first: 9) { nodes { name prefix } }
  assignments(first: 50) { nodes { blockers { code message } actions { text outcome } } }
  events(first: 100) { nodes { ... on RecordChanged { kind data } ... on StatusChanged { reason } } }
  receipts(first: 100) { nodes { event reason body } } suppressions(first: 9) { nodes { label reason } } }"""
IMPORTS = (
    "{ imports(first: 9) { nodes { id state source reason preview rows(first: 20) { nodes { outcome reason } } } } }"
)


class Sent:
    """`secrets` by kind: those that the product makes are put in their places when it has made them; `given` is all that went in, and
    what is shown once.
    """

    def __init__(self, installation: Installation) -> None:
        self.all = installation
        self.given: list[str] = []
        self.answers: list[str] = []
        self.secrets = {kind: canary(kind) for kind in MAY_BE}
        self._client = httpx.Client(base_url=installation.product.url, trust_env=False, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def post(
        self,
        path: str,
        body: Any,
        token: str | None = None,
        *,
        secretly: bool = False,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """By the owner's token unless another is given, or none with ""; what is answered `secretly` is for nobody but who asks."""
        token = self.all.product.token if token is None else token
        given = (headers or {}) | ({"Authorization": f"Bearer {token}"} if token else {})
        answer = self._client.post(path, json=body, headers=given)
        self._client.cookies.clear()
        self.given += [path, json.dumps(body), *given.values()]
        (self.given if secretly else self.answers).append(answer.text)
        return answer

    def command(self, document: str, *, secretly: bool = False, **variables: Any) -> Any:
        """One that has to succeed; gives its payload."""
        [payload] = (
            self.post("/graphql", {"query": document, "variables": variables}, secretly=secretly)
            .json()["data"]
            .values()
        )
        assert payload["errors"] == [], payload
        return payload

    def uploaded(self, text: str, **fields: str) -> str:
        """Gives the id of the import."""
        headers = {"Authorization": f"Bearer {self.all.product.token}"}
        answer = self._client.post(
            "/api/imports", data=fields, files={"file": ("people.csv", text.encode())}, headers=headers
        )
        self.given.append(text)
        self.answers.append(answer.text)
        return str(answer.json()["id"])

    def got(self, path: str) -> None:
        self.given.append(path)
        self.answers.append(self._client.get(path).text)


def accounts(sent: Sent) -> None:
    seat = {"duxSoupUserId": "777", "email": "s@example.com", "firstName": "Sam", "lastName": "Seat"}
    made = sent.command(CONNECT, input=seat | {"authKey": canary("key_connected")})["account"]["id"]
    for value in (
        canary("key_replaced"),
        f"{canary('key_refused')} with blanks",
        [canary("key_of_wrong_type")] * 2,
    ):
        sent.post("/graphql", {"query": UPDATE, "variables": {"input": {"id": made, "authKey": value}}})
    literal = f'mutation {{ updateAccount(input: {{id: "{made}", authKey: "{canary("key_in_document")}", nix: 1}}) {{ nix }} }}'
    sent.post("/graphql", {"query": literal})
    for kind in ("address_previous", "address_current"):
        told = sent.command(ROTATE, secretly=True, id=sent.all.account["id"])["webhookUrl"]
        sent.secrets[kind] = told.rpartition("/")[2]
    sent.secrets["made_token"] = sent.command(TOKEN, secretly=True, input={"name": "for a program"})["text"]
    assert sent.post("/graphql", {"query": "{ viewer { role } }"}, sent.secrets["made_token"]).status_code == 200


def webhooks(sent: Sent) -> None:
    stamp = {"userid": DUX_USER_ID, "time": "2026-03-02T09:00:00.000Z"}
    letter = {"fromId": "id.9", "timestamp": stamp["time"], "url": "https://example.com/t", "text": canary("letter")}
    who = {"id": "id.9", "First Name": canary("visit_name"), "Email": f"{canary('visit_email')}@example.com"}
    for kind in ("address_current", "address_previous"):
        path = f"{guide.STATUS_UPDATE}/{sent.secrets[kind]}"
        sent.post(path, stamp | {"type": "message", "event": "received", "data": letter}, "")
        sent.post(path, stamp | {"type": "visit", "event": "create", "data": who}, "")
        sent.post(path, stamp | {"type": "odd", "event": "new", "data": {"x": canary("unknown_body")}}, "")
        sent.post(path, [canary("broken_body")], "")
    report = guide.status_update("your_campaign_id", "x", "accepted")
    sent.post(guide.STATUS_UPDATE, report | {"profile_url": f"https://www.linkedin.com/in/{canary('refused_url')}"})


def people(sent: Sent) -> None:
    campaign_id = sent.all.campaign("Canaries", steps=[{"kind": "CONNECT", "template": canary("template")}])
    row = person(canary("contact_name"), "canary-example") | {"email": f"{canary('contact_email')}@example.com"}
    sent.all.brought(campaign_id, guide.EMAIL, row)
    assert sent.all.launch(campaign_id, sent.all.members[guide.EMAIL]["user_id"]).json()["launched"] == 1
    wait_until(lambda: _executed(sent), "the invitation was not sent")
    contact_id = sent.all.contacts(campaign_id)[canary("contact_name")]
    blocked = guide.status_update(campaign_id, contact_id, "blacklisted")
    told = blocked | {"profile_url": f"https://www.linkedin.com/in/{canary('told_url')}"}
    assert sent.post(guide.STATUS_UPDATE, told).status_code == 202
    wait_until(lambda: _suppression_key(sent), "nobody was suppressed")
    domain = f"{canary('listed_domain')}.example"
    sent.command(SUPPRESS, input={"scope": "DOMAIN", "value": domain, "reason": canary("listed_reason")})


def _executed(sent: Sent) -> bool:
    """Which Dux-Soup has said by a webhook that repeats it."""
    [node] = sent.all.product.ask("{ assignments(first: 9) { nodes { actions { state } } } }")["assignments"]["nodes"]
    return [action["state"] for action in node["actions"]] == ["EXECUTED"]


def _suppression_key(sent: Sent) -> bool:
    rows = plain_sql.rows(sent.all.database_url, "SELECT id, sealed_suppression_key FROM workspace")
    ring = KeyRing.parse(sent.all.product.environment["CHAKNAL_SECRET_KEYS"])
    place = {"table": "workspace", "column": "sealed_suppression_key"}
    sealed = [(str(row[0]), row[1]) for row in rows if row[1]]
    for home, value in sealed:
        sent.secrets["suppression_key"] = ring.open(value, **place, workspace_id=home, row_id=home)
    return bool(sealed)


def files(sent: Sent) -> None:
    """One waits to be started, with more rows than are shown; the other is taken at once, and a row of it is refused."""
    rows = [f"Robin {number},linkedin.com/in/robin-{number}," for number in range(6)]
    shown, waiting = f"{rows[0]}{canary('row_shown')}", f"{rows[5]}{canary('row_waiting')}"
    sent.uploaded("\n".join(["Name,LinkedIn URL,Note", shown, *rows[1:5], waiting]))
    sent.uploaded(file_of_people(), start="true")

    def read() -> bool:
        nodes = sent.all.product.ask(IMPORTS)["imports"]["nodes"]
        return {node["state"] for node in nodes} == {"READY", "FINISHED"}

    wait_until(read, "the files were not read")


def file_of_people() -> str:
    """The rows that tell something come after those that an answer shows."""
    first = [f"Kim {number},linkedin.com/in/kim-{number}," for number in range(5)]
    refused = f"Bo,https://www.example.com/{canary('row_refused')},{canary('row_refused')}"
    taken = f"{canary('row_taken')},linkedin.com/in/taken-example,{canary('row_custom')}"
    return "\n".join(["Name,LinkedIn URL,Note", *first, refused, taken])


def strangers(sent: Sent) -> None:
    sent.post("/graphql", {"query": "{ viewer { role } }"}, f"chk_{canary('wrong_token')}{'A' * 30}")
    sent.got(f"/healthz?token={canary('query_string')}&email={canary('query_string')}")
    sent.got(f"/{canary('path')}")
    for path in ("/", "/healthz", "/readyz", "/metrics", "/docs/"):
        sent.got(path)


def read(sent: Sent) -> None:
    for who in ("ada", "olu"):
        for document in (READ, IMPORTS):
            answer = sent.post("/graphql", {"query": document}, sent.all.tokens[who]).json()
            assert "errors" not in answer, answer
    _learn(sent)


def _learn(sent: Sent) -> None:
    """What the installation was set up with; a SQLite file has no password."""
    made, environment = sent.all.product.answer("keys", "make", "k9")["key"], sent.all.product.environment
    sent.given += [made, json.dumps(environment), guide.filled_in(guide.INSERT, dux_api_key=KEY)]
    sent.secrets |= {"made_key": made.partition(":")[2], "key_by_sql": KEY, "api_token": sent.all.tokens["ada"]}
    sent.secrets["ring_key"] = environment["CHAKNAL_SECRET_KEYS"].partition(":")[2]
    sent.secrets["database_password"] = urlsplit(sent.all.database_url).password or ""
    if not sent.secrets["database_password"]:
        del sent.secrets["database_password"]
