"""Heads that are broken, forged or lie: refused or answered as any other, done once or not at all, and for nobody else."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.http_protocol import MOST_HEAD
from models.ids import new_id
from tests.journey import guide, plain_sql
from tests.journey.header_cases import CUT, EVIL, FORGED, ONCE, STRANGERS, Cases
from tests.journey.installation import Installation, person
from tests.journey.product_process import ERRORS
from tests.journey.raw_http import Post, said, statuses

CREATE = f"mutation($input: CreateContactInput!) {{ createContact(input: $input) {{ contact {{ id }} {ERRORS} }} }}"
TOKEN = f"mutation($input: CreateTokenInput!) {{ createToken(input: $input) {{ text {ERRORS} }} }}"
ROTATE = f"mutation($id: ID!) {{ rotateWebhookUrl(accountId: $id) {{ webhookUrl {ERRORS} }} }}"
INVITE = f"mutation($input: InviteMemberInput!) {{ inviteMember(input: $input) {{ link {ERRORS} }} }}"
DONE = {200, 202}


@dataclass(frozen=True)
class Door:
    """One endpoint. `order` makes what is to be done, path and body; `table` has a row more wherever that was done, under `where`."""

    installation: Installation
    order: Callable[[Installation], tuple[str, object]]
    table: str
    where: str = "1 = 1"

    def post(self, token: str | None = None) -> Post:
        """With a token of its own, since each may be used only so often."""
        product = self.installation.product
        made = token or product.told(TOKEN, input={"name": "a header"})["text"]
        path, body = self.order(self.installation)
        return Post(path, json.dumps(body).encode(), f"127.0.0.1:{product.port}", made)

    def tried(self, text: bytes, *, cut: bool = False) -> tuple[list[int], int, bytes]:
        """How it was answered, how often it was done, and the answer."""
        before = self._count()
        answer = said(self.installation.product.port, text, cut=cut)
        self.installation.product.ask("{ viewer { role } }")
        return statuses(answer), self._count() - before, answer

    def _count(self) -> int:
        statement = f"SELECT COUNT(*) FROM {self.table} WHERE {self.where}"  # noqa: S608 - words of this test
        [(count,)] = plain_sql.rows(self.installation.database_url, statement)
        return int(count)


def _contact(_: Installation) -> tuple[str, object]:
    """Somebody new each time."""
    return "/graphql", {"query": CREATE, "variables": {"input": {"contact": person("Bo", f"bo-{new_id()}")}}}


def _launch(installation: Installation) -> tuple[str, object]:
    campaign_id = installation.campaign("Heads", steps=[{"kind": "VISIT", "delayDays": 9}])
    installation.brought(campaign_id, guide.EMAIL, person("Robin", f"robin-{campaign_id}"))
    user_id = installation.members[guide.EMAIL]["user_id"]
    return guide.LAUNCH.format(campaign_id=campaign_id), {"user_id": user_id}


def _report(installation: Installation) -> tuple[str, object]:
    campaign_id = installation.campaign("Told")
    installation.brought(campaign_id, guide.EMAIL, person("Kim", f"kim-{campaign_id}"))
    return guide.STATUS_UPDATE, guide.status_update(campaign_id, installation.contacts(campaign_id)["Kim"], "accepted")


ORDERS = {"contact": _contact, "assignment": _launch, "receipt": _report}
WHERE = {"assignment": "launched_at IS NOT NULL", "receipt": "dialect = 'simple'"}


@pytest.fixture(params=ORDERS)
def door(request: pytest.FixtureRequest, installation: Installation) -> Door:
    table: str = request.param
    return Door(installation, ORDERS[table], table, WHERE.get(table, "1 = 1"))


@pytest.mark.timeout(600)
def test_whatever_the_head_says_it_is_done_once_or_refused_and_for_nobody_else(door: Door) -> None:
    before = _errors(door)
    assert _wrong(door, ONCE, _once) == {}
    assert _wrong(door, CUT, _not_done, cut=True) == {}
    assert _wrong(door, STRANGERS, _refused) == {}
    assert _errors(door) == before


def _wrong(door: Door, cases: Cases, fits: Callable[[list[int], int], bool], *, cut: bool = False) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, case in cases.items():
        told, done, answer = door.tried(case(door.post()), cut=cut)
        # "Go on", which is said before the body is taken, is no answer yet.
        if not fits([status for status in told if status != 100], done) or EVIL.encode() in answer:
            found[name] = (told, done, answer[:500])
    return found


def _once(told: list[int], done: int) -> bool:
    return len(told) == 1 and told[0] < 500 and done == (told[0] in DONE)


def _not_done(told: list[int], done: int) -> bool:
    return done == 0 and all(400 <= status < 500 for status in told)


def _refused(told: list[int], done: int) -> bool:
    return bool(told) and _not_done(told, done)


def _errors(door: Door) -> list[str]:
    """What the log tells of errors of ours. That the client left is none."""
    lines = door.installation.product.said.splitlines()
    return [line for line in lines if '"exception"' in line or "Traceback" in line]


@pytest.mark.parametrize("target", ["", f"http://{EVIL}/graphql"])
def test_a_forged_host_changes_no_address_that_is_handed_out(installation: Installation, target: str) -> None:
    product = installation.product
    host = f"Host: {EVIL}".encode()
    invited = {"query": INVITE, "variables": {"input": {"email": f"x{len(target)}@example.com", "role": "MEMBER"}}}
    rotated = {"query": ROTATE, "variables": {"id": installation.account["id"]}}
    for asked, field, name in ((invited, "inviteMember", "link"), (rotated, "rotateWebhookUrl", "webhookUrl")):
        post = Post("/graphql", json.dumps(asked).encode(), EVIL, product.token)
        answer = said(product.port, post.sent(*FORGED, b"host:", host, host, target=target))
        told = json.loads(answer.partition(b"\r\n\r\n")[2])["data"][field]
        assert (told["errors"], told[name].startswith(f"{product.url}/")) == ([], True)
        assert EVIL.encode() not in answer
    page = product.get("/", host=EVIL, **{"x-forwarded-host": EVIL, "x-forwarded-proto": "https"})
    assert (page.status_code, product.url in page.text, EVIL in page.text) == (200, True, False)


@pytest.mark.parametrize("begun", [b"GET /healthz HTTP/1.1\r\n", b"GET /", b"POST /graphql HTTP/1.1\r\nX-Long: "])
def test_a_head_without_an_end_is_given_up(installation: Installation, begun: bytes) -> None:
    """By the server, before the client is done."""
    filler = b"X-More: x\r\n" if begun.endswith(b"\n") else b"x"
    endless = begun + filler * (4 * MOST_HEAD // len(filler))
    answer = said(installation.product.port, endless)
    assert answer == b"" or b"at most 64 KiB" in answer


def test_trailers_without_an_end_are_given_up(door: Door) -> None:
    endless = door.post().chunked(b"content-length:")[:-2] + b"X-More: x\r\n" * (4 * MOST_HEAD // 11)
    told, done, _ = door.tried(endless)
    assert (told in ([], [400]), done) == (True, 0)
