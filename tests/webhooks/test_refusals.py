"""What is not even a webhook: refused, counted, never stored."""

import gzip
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest

from auth.tokens import mint
from models import DuxSoupAccount, Role, Scope
from tests import factories
from tests.settable_clock import SettableClock
from tests.webhooks.conftest import Hooks, client_of, token_of
from webhooks.body import MAX_BYTES
from webhooks.duxsoup.endpoint import PATH, Intake
from webhooks.duxsoup.shape import MAX_KEYS
from webhooks.pace import Pace


async def refused(hooks: Hooks, answer: httpx.Response, status: int, reason: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["status"], answer.json()["code"]) == (status, reason)
    assert hooks.intake.counts == {reason: 1}
    assert await hooks.receipts() == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'"text"', b"7", b"null", b"{", b"visit", b'{"a": 1}x', b"\xff\xfe", b'{"a": ' + b"9" * 5_000]
)
async def test_anything_but_an_object_is_refused_with_400(hooks: Hooks, body: bytes) -> None:
    await refused(hooks, await hooks.native(body), 400, "unreadable")


def nested(depth: int) -> bytes:
    return b'{"type":"visit","userid":"1","data":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


@pytest.mark.parametrize("depth", [33, 1_000, 100_000])
async def test_a_body_nested_deeper_than_32_is_refused(hooks: Hooks, depth: int) -> None:
    await refused(hooks, await hooks.native(nested(depth)), 400, "too_intricate")


async def test_a_body_nested_32_deep_is_taken(hooks: Hooks) -> None:
    assert (await hooks.native(nested(32))).status_code == 202


async def test_a_body_of_10_000_keys_is_refused(hooks: Hooks) -> None:
    body = {str(number): number for number in range(10_000)}
    await refused(hooks, await hooks.native(body), 400, "too_intricate")


async def test_a_body_of_5_000_keys_is_taken(hooks: Hooks) -> None:
    extra = {str(number): number for number in range(MAX_KEYS - len(hooks.visit()) - 2)}
    assert (await hooks.native(**extra)).status_code == 202
    assert (await hooks.native(**extra, more=1)).status_code == 400


async def test_braces_and_colons_inside_of_strings_count_for_nothing(hooks: Hooks) -> None:
    assert (await hooks.native(note='{["\\' * 8_000 + ":" * 10_000)).status_code == 202


@pytest.mark.parametrize("tail", [b'\\"' * 120_000, b"\\" * 240_000, b'"' * 240_001, b'{"' * 100_000])
async def test_no_body_takes_long_to_look_through(hooks: Hooks, tail: bytes) -> None:
    assert (await hooks.native(b'{"a": "' + tail)).status_code == 400


def sized(hooks: Hooks, size: int) -> bytes:
    body = orjson.dumps(hooks.visit(pad=""))
    return body.replace(b'"pad":""', b'"pad":"' + b"x" * (size - len(body)) + b'"')


async def test_256_kib_are_taken(hooks: Hooks) -> None:
    assert (await hooks.native(sized(hooks, MAX_BYTES))).status_code == 202


async def test_a_byte_more_is_refused(hooks: Hooks) -> None:
    await refused(hooks, await hooks.native(sized(hooks, MAX_BYTES + 1)), 413, "too_large")


async def test_a_body_that_hides_its_length_is_read_no_further_than_the_cap(hooks: Hooks) -> None:
    sent = []

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(1_000):
            sent.append(1)
            yield b" " * 65_536

    answer = await hooks.client.post(
        f"{PATH}/{hooks.address.text}", content=chunks(), headers={"Content-Type": "application/json"}
    )
    await refused(hooks, answer, 413, "too_large")
    assert len(sent) <= 6


async def test_a_body_announced_as_too_large_is_not_read_at_all(hooks: Hooks) -> None:
    sent = []

    async def chunks() -> AsyncIterator[bytes]:
        sent.append(1)
        yield b"{}"

    headers = {"Content-Type": "application/json", "Content-Length": str(MAX_BYTES + 1)}
    answer = await hooks.client.post(f"{PATH}/{hooks.address.text}", content=chunks(), headers=headers)
    await refused(hooks, answer, 413, "too_large")
    assert sent == []


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
async def test_a_body_that_is_not_called_json_is_refused(hooks: Hooks, media_type: str) -> None:
    answer = await hooks.post(f"{PATH}/{hooks.address.text}", hooks.visit(), **{"Content-Type": media_type})
    await refused(hooks, answer, 415, "not_json")


@pytest.mark.parametrize(
    "media_type", ["application/json; charset=utf-8", "Application/JSON", "application/vnd.x+json"]
)
async def test_json_is_json_by_any_of_its_names(hooks: Hooks, media_type: str) -> None:
    answer = await hooks.post(f"{PATH}/{hooks.address.text}", hooks.visit(), **{"Content-Type": media_type})
    assert answer.status_code == 202


async def test_a_compressed_body_is_refused_unopened(hooks: Hooks) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    answer = await hooks.post(f"{PATH}/{hooks.address.text}", bomb, **{"Content-Encoding": "gzip"})
    await refused(hooks, answer, 415, "not_json")


async def test_the_address_of_an_account_that_no_workspace_has_adopted_is_unknown(hooks: Hooks) -> None:
    await DuxSoupAccount.filter(id=hooks.account.id).update(workspace_id=None)
    assert (await hooks.native()).status_code == 404


async def test_an_unknown_address_is_told_the_same_as_a_malformed_one(hooks: Hooks) -> None:
    answers = [
        await hooks.post(f"{PATH}/{token}", hooks.visit())
        for token in (mint("").text, "x", "x" * 5_000, "%00", mint().text)
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert await hooks.receipts() == []


@pytest.mark.parametrize(("body", "status"), [(b"[]", 400), (b" " * (MAX_BYTES + 1), 413)])
async def test_a_broken_body_tells_nothing_of_the_address(hooks: Hooks, body: bytes, status: int) -> None:
    known, unknown = await hooks.native(body), await hooks.post(f"{PATH}/{mint('').text}", body)
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert known.status_code == status


async def test_more_than_so_many_in_a_period_under_one_token_are_told_to_wait(hooks: Hooks) -> None:
    slow = Intake(hooks.intake.units, hooks.ring, pace=Pace(2, period=86_400), counts=hooks.intake.counts)
    async with client_of(slow) as client:
        hooks.client = client
        answers = [await hooks.native(time=str(number)) for number in range(3)]
        assert [answer.status_code for answer in answers] == [202, 202, 429]
        assert answers[2].headers["retry-after"] == "1"
        assert (await hooks.bearer(hooks.visit(time="other token"))).status_code == 202
    assert hooks.intake.counts["too_often"] == 1


async def test_the_period_is_a_second_and_the_number_200(hooks: Hooks) -> None:
    await hooks.native()
    (bucket,) = hooks.intake.pace._buckets.values()
    assert (bucket.max_rate, bucket.time_period) == (200, 1)


async def test_pace_forgets_the_tokens_not_seen_for_longest() -> None:
    pace = Pace(200)
    for number in range(5_000):
        await pace.admit(str(number))
    assert len(pace._buckets) == 4_096
    assert "4999" in pace._buckets


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer chk_unknown"])
async def test_the_bearer_address_needs_a_token(hooks: Hooks, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = await hooks.post(PATH, hooks.visit(), **headers)
    await refused(hooks, answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_revoked_or_expired_token_or_one_of_a_removed_member_is_none(
    hooks: Hooks, clock: SettableClock
) -> None:
    removed = mint()
    await factories.api_token(await factories.member(hooks.workspace, removed_at=clock.now()), removed.hash)
    tokens = [
        await token_of(hooks.workspace, revoked_at=clock.wall()),
        await token_of(hooks.workspace, expires_at=clock.wall()),
        removed.text,
        hooks.address.text,
    ]
    assert {(await hooks.bearer(hooks.visit(), token)).status_code for token in tokens} == {401}


@pytest.mark.parametrize(
    ("role", "scopes"),
    [
        (Role.VIEWER, None),
        (Role.MEMBER, [Scope.READ]),
        (Role.ADMIN, [Scope.WRITE]),
        (Role.VIEWER, [Scope.WEBHOOKS_WRITE]),
    ],
)
async def test_a_token_that_may_not_report_is_refused(hooks: Hooks, role: Role, scopes: Any) -> None:
    answer = await hooks.bearer(hooks.visit(), await token_of(hooks.workspace, role, scopes=scopes))
    await refused(hooks, answer, 403, "not_allowed")


async def test_a_members_token_without_scopes_may_report(hooks: Hooks) -> None:
    assert (await hooks.bearer(hooks.visit(), await token_of(hooks.workspace))).status_code == 202


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_only_post_is_answered(hooks: Hooks, method: str) -> None:
    assert (await hooks.client.request(method, f"{PATH}/{hooks.address.text}")).status_code == 405
