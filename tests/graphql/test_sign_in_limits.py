"""Guessing passwords gets slower and slower, from wherever it is done, and keeps nobody out for good."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.routing import Mount

from app.graphql import GraphQLEndpoint
from app.session_cookie import HEADER
from engine.sign_in_limits import network
from models import Event, EventKind, SignInAttempt
from tests import factories
from tests.graphql.browser import SIGN_IN, Browser, kinds
from tests.graphql.conftest import parts_of

EMAIL = "ada@example.com"
WRONG = "not-the-password-at-all"
REFUSED, LIMITED = ["sign_in_refused"], ["limit_reached"]


@pytest.fixture
async def come(parts, workspace):
    """A browser at an address; `parts` of another process may be given."""
    await factories.person(workspace, email=EMAIL)
    async with AsyncExitStack() as stack:

        async def made(address: str = "192.0.2.1", of=parts) -> Browser:
            app = Starlette(routes=[Mount("/graphql", GraphQLEndpoint(of))])
            transport = httpx.ASGITransport(app=app, client=(address, 40_000))
            client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001")
            return Browser(await stack.enter_async_context(client))

        yield made


@pytest.fixture
def hashed(monkeypatch) -> list[str]:
    """The passwords that were really looked at."""
    seen: list[str] = []
    real = PasswordHasher.verify

    def verify(self, kept, password):
        seen.append(password)
        return real(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    return seen


async def fail(browser: Browser, times: int, email: str = EMAIL) -> list[list[str]]:
    return [kinds(await browser.sign_in(email, WRONG)) for _ in range(times)]


async def test_after_five_failures_of_one_person_at_one_address_none_is_looked_at_for_a_quarter_of_an_hour(
    come, clock, hashed
):
    browser = await come()
    assert await fail(browser, 5) == [REFUSED] * 5
    answer = await browser.sign_in(EMAIL)
    assert kinds(answer) == LIMITED
    [error] = answer["errors"]
    assert (error["limit"], error["resetsAt"]) == (5, (clock.wall() + timedelta(minutes=15)).isoformat())
    assert len(hashed) == 5
    clock.move_wall(minutes=14, seconds=59)
    assert kinds(await browser.sign_in(EMAIL)) == LIMITED
    clock.move_wall(seconds=1)
    assert kinds(await browser.sign_in(EMAIL)) == []


async def on_record() -> list[object]:
    events = await Event.filter(kind=EventKind.SIGN_IN_REFUSED).order_by("position")
    return [(event.data.get("limit"), event.data.get("until")) for event in events]


async def test_the_failure_that_begins_a_refusal_says_so_on_record_and_what_is_refused_adds_nothing(come, clock):
    browser = await come()
    assert await fail(browser, 9) == [REFUSED] * 5 + [LIMITED] * 4
    first = (5, (clock.wall() + timedelta(minutes=15)).isoformat())
    assert await on_record() == [(None, None)] * 4 + [first]
    clock.move_wall(minutes=15)
    await fail(browser, 9)
    assert await on_record() == [(None, None)] * 4 + [first, (5, (clock.wall() + timedelta(minutes=30)).isoformat())]


async def test_a_limit_over_all_addresses_is_on_record_too(come, clock):
    browsers = [await come(f"192.0.2.{number}") for number in range(1, 26)]
    for browser in browsers:
        await fail(browser, 1)
    assert await on_record() == [(None, None)] * 19 + [(20, (clock.wall() + timedelta(hours=1)).isoformat())]


async def test_each_failure_after_that_doubles_the_wait_up_to_four_hours(come, clock):
    browser = await come()
    await fail(browser, 5)
    for minutes in (15, 30, 60, 120, 240, 240, 240):
        clock.move_wall(minutes=minutes, seconds=-1)
        assert await fail(browser, 1) == [LIMITED]
        clock.move_wall(seconds=1)
        assert await fail(browser, 1) == [REFUSED]
    clock.move_wall(hours=4)
    assert kinds(await browser.sign_in(EMAIL)) == []


async def test_a_success_forgets_the_failures_before_it(come):
    browser = await come()
    for _ in range(3):
        assert await fail(browser, 4) == [REFUSED] * 4
        assert kinds(await browser.sign_in(EMAIL)) == []


async def test_whoever_is_unknown_is_limited_alike(come, clock):
    browser = await come()
    assert await fail(browser, 6, "nobody@example.com") == [REFUSED] * 5 + [LIMITED]
    elsewhere = await come("192.0.2.2")
    known = await elsewhere.sign_in("x@example.com", WRONG)
    assert kinds(known) == REFUSED


async def test_another_person_at_the_address_and_the_person_elsewhere_are_not_kept_out(come, workspace):
    await factories.person(workspace, email="bo@example.com")
    await fail(await come(), 5)
    assert kinds(await (await come()).sign_in("bo@example.com")) == []
    assert kinds(await (await come("192.0.2.2")).sign_in(EMAIL)) == []


async def test_from_one_address_twenty_failures_an_hour_are_looked_at_whoever_is_tried(come, clock, hashed):
    browser = await come()
    answers = [(await fail(browser, 1, f"person{number}@example.com"))[0] for number in range(25)]
    assert answers == [REFUSED] * 20 + [LIMITED] * 5
    assert kinds(await browser.sign_in(EMAIL)) == LIMITED
    assert len(hashed) == 20
    clock.move_wall(hours=1)
    assert kinds(await browser.sign_in(EMAIL)) == []


async def test_of_one_person_twenty_tries_an_hour_are_looked_at_from_however_many_addresses(come, clock, hashed):
    browsers = [await come(f"192.0.2.{number}") for number in range(1, 26)]
    answers = [(await fail(browser, 1))[0] for browser in browsers]
    assert answers == [REFUSED] * 20 + [LIMITED] * 5
    assert kinds(await (await come("198.51.100.1")).sign_in(EMAIL)) == LIMITED
    assert len(hashed) == 20
    clock.move_wall(hours=1)
    assert kinds(await (await come("198.51.100.1")).sign_in(EMAIL)) == []


async def test_a_crowd_that_comes_at_once_is_counted_like_a_queue(come, hashed):
    browsers = [await come(f"192.0.2.{number}") for number in range(1, 41)]
    answers = await asyncio.gather(*(browser.sign_in(EMAIL, WRONG) for browser in browsers))
    assert sorted(kinds(answer) for answer in answers) == [LIMITED] * 20 + [REFUSED] * 20
    assert len(hashed) == 20


async def test_many_at_once_from_one_address_are_counted_like_a_queue(come, hashed):
    browser = await come()
    await asyncio.gather(*(browser.sign_in(f"person{number}@example.com", WRONG) for number in range(40)))
    assert len(hashed) == 20


async def test_another_process_goes_on_counting_where_the_first_was(come, units, clock, ring, parts):
    await fail(await come(), 5)
    other = parts_of(units, clock, ring, parts.duxsoup)
    assert await fail(await come(of=other), 1) == [LIMITED]


async def test_a_try_that_was_cut_off_counts_as_failed(come, workspace, clock):
    browser = await come()
    await fail(browser, 4)
    await SignInAttempt.all().update(passed=None)
    assert await fail(browser, 2) == [REFUSED, LIMITED]


TRY = 'signIn(input: {email: "ada@example.com", password: "%s"}) { errors { __typename } }'
TRICKS = {
    "aliases": "mutation { " + " ".join(f"t{n}: {TRY % n}" for n in range(10)) + " }",
    "a fragment": f"mutation {{ a: {TRY % 1} ...more }} fragment more on Mutation {{ b: {TRY % 2} }}",
    "two operations": f"mutation One {{ {TRY % 1} }} mutation Two {{ {TRY % 2} }}",
    "inline fragments": f"mutation {{ ... on Mutation {{ a: {TRY % 1} }} ... on Mutation {{ b: {TRY % 2} }} }}",
    "two ways": f'mutation {{ {TRY % 1} setPassword(input: {{link: "x", password: "y"}}) {{ errors {{ __typename }} }} }}',
}


@pytest.mark.parametrize("trick", TRICKS)
async def test_one_document_tries_once_also_from_somebody_who_is_signed_in(come, hashed, trick):
    browser = await come()
    await browser.sign_in(EMAIL)
    body = {"query": TRICKS[trick], "operationName": "One" if trick == "two operations" else None}
    answer = await browser.client.post("/graphql/", json=body, headers={HEADER: "1"})
    assert "A document signs in once." in answer.text
    assert len(hashed) == 1


async def test_a_body_of_many_documents_tries_nothing(come, hashed):
    browser = await come()
    await browser.sign_in(EMAIL)
    body = [{"query": SIGN_IN, "variables": {"input": {"email": EMAIL, "password": WRONG}}}] * 10
    assert (await browser.client.post("/graphql/", json=body, headers={HEADER: "1"})).status_code == 400
    assert len(hashed) == 1


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("testclient", "unknown"),
    ],
)
def test_addresses_that_one_person_has_count_as_one(address, counted):
    assert network(address) == counted
