"""What one session or token asks for is counted by what it costs, told in headers, and refused with the time to come back."""

import httpx
import pytest

from models import Role
from tests.graphql.conftest import Asker, asker, parts_of, served
from tests.graphql.feed.client import socket
from tests.graphql.test_endpoint_socket import address

__all__ = ["address"]

TWENTY = "{ contacts(first: 19) { nodes { id } } }"
QUOTA = 100


@pytest.fixture
async def parts(units, clock, ring, parts):
    return parts_of(units, clock, ring, parts.duxsoup, request_budget=QUOTA)


def told(answer: httpx.Response) -> tuple[str | None, ...]:
    return tuple(answer.headers.get(name) for name in ("ratelimit-policy", "ratelimit", "retry-after"))


def left(remaining: int, seconds: int = 60) -> tuple[str, str, None]:
    return ('"cost";q=100;w=60', f'"cost";r={remaining};t={seconds}', None)


async def test_every_answer_tells_what_is_left_and_when_it_is_whole_again(member, clock):
    assert told(await member.post(TWENTY)) == left(80)
    clock.move(seconds=10.5)
    assert told(await member.post("{ viewer { role } }")) == left(79, 50)
    for number, mistake in enumerate(
        ["{ nothing }", "{", "{ contacts(first: 100) { nodes { messages(first: 100) { nodes { id } } } } }"], 1
    ):
        assert told(await member.post(mistake)) == left(79 - number, 50)
    clock.move(seconds=49.5)
    assert told(await member.post(TWENTY)) == left(80)


async def spend(member: Asker) -> None:
    for _ in range(QUOTA // 20):
        assert (await member.post(TWENTY)).status_code == 200


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
async def test_once_nothing_is_left_it_is_429_with_the_time_to_come_back(member, clock, accept):
    await spend(member)
    clock.move(seconds=18)
    headers = {"authorization": f"Bearer {member.token}", "accept": accept}
    answer = await member.client.post("/graphql/", json={"query": "{ viewer { role } }"}, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (429, accept)
    assert told(answer) == ('"cost";q=100;w=60', '"cost";r=0;t=42', "42")
    [error] = answer.json()["errors"]
    assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 42}
    assert answer.json().get("data") is None
    clock.move(seconds=42)
    assert (await member.post("{ viewer { role } }")).status_code == 200


async def test_nothing_is_done_of_a_command_beyond_the_budget(member):
    await spend(member)
    document = 'mutation { createCampaign(input: {name: "Mine", sequenceKind: CONNECTION}) { campaign { id } } }'
    assert (await member.post(document)).status_code == 429
    assert (await member.post("{")).status_code == 429


async def test_what_one_uses_up_is_still_there_for_others_and_for_another_token(member, workspace):
    other = await asker(member.client, workspace, Role.MEMBER)
    await spend(member)
    assert told(await other.post(TWENTY)) == left(80)


async def test_over_a_socket_each_operation_counts_and_is_refused_by_a_frame(member, address, clock):
    feed = "subscription { eventFeed(batchSize: 80) { __typename } }"
    async with socket(address) as raw:
        connected = await raw.init(member.token)
        await connected.message(await connected.subscribe(feed))
        await connected.frame(await connected.subscribe(TWENTY))
        clock.move(seconds=30)
        for document in (feed, TWENTY, "{"):
            frame = await connected.frame(await connected.subscribe(document))
            assert frame["type"] == "error"
            assert [error["extensions"] for error in frame["payload"]] == [{"code": "RATE_LIMITED", "retryAfter": 30}]
        clock.move(seconds=30)
        assert (await connected.frame(await connected.subscribe(TWENTY)))["type"] == "next"


async def test_who_is_nobody_is_told_of_no_budget(client):
    answer = await client.post("/graphql/", json={"query": TWENTY})
    assert (answer.status_code, told(answer)) == (401, (None, None, None))


async def test_without_a_bound_nothing_is_told_of_one(units, clock, ring, parts, member):
    async with served(parts_of(units, clock, ring, parts.duxsoup, request_budget=0)) as unbounded:
        member.client = unbounded
        for _ in range(7):
            answer = await member.post(TWENTY)
            assert (answer.status_code, told(answer)) == (200, (None, None, None))
