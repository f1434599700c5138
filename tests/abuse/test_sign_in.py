"""A thousand wrong passwords by every way there is, and two hundred pairs that would tell by their time who is known."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from math import ceil
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.routing import Mount

from app.graphql import GraphQLEndpoint
from app.session_cookie import HEADER
from auth import passwords
from engine import sign_in_limits
from models import Event, EventKind, SignInAttempt
from tests import factories
from tests.graphql.browser import SIGN_IN, Browser, kinds

pytestmark = [pytest.mark.abuse, pytest.mark.timeout(3600)]
EMAIL, WRONG = "ada@example.com", "not-the-password-at-all"
TRIES, EVALUATED, HOUR = 1_000, 20, timedelta(hours=1)
PAIRS, PEOPLE, APART = 200, 20, 0.05
ALIASES = "mutation { " + " ".join(f't{n}: signIn(input: {{email: "{EMAIL}", password: "p{n}"}}) {{ errors {{ code }} }}' for n in range(10)) + " }"  # fmt: skip
BATCH = [{"query": SIGN_IN, "variables": {"input": {"email": EMAIL, "password": f"p{n}"}}} for n in range(10)]


class Attacker:
    """Comes from as many addresses as it likes; `looked_at` is when a password was held against a hash."""

    def __init__(self, parts: Any, stack: AsyncExitStack, random: Random) -> None:
        self.looked_at: list[datetime] = []
        self._app = Starlette(routes=[Mount("/graphql", GraphQLEndpoint(parts))])
        self._stack, self._random = stack, random

    async def browser(self, address: str) -> Browser:
        transport = httpx.ASGITransport(app=self._app, client=(address, 40_000))
        client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001")
        return Browser(await self._stack.enter_async_context(client))

    def address(self) -> str:
        return f"10.{self._random.randrange(256)}.{self._random.randrange(256)}.{self._random.randrange(1, 255)}"

    def watch(self, monkeypatch: pytest.MonkeyPatch, wall: Callable[[], datetime]) -> None:
        real = PasswordHasher.verify

        def verify(hasher: PasswordHasher, kept: Any, password: Any) -> bool:
            self.looked_at.append(wall())
            return real(hasher, kept, password)

        monkeypatch.setattr(PasswordHasher, "verify", verify)

    async def one(self) -> int:
        await (await self.browser(self.address())).sign_in(EMAIL, WRONG)
        return 1

    async def from_one_address(self) -> int:
        browser = await self.browser("192.0.2.1")
        for _ in range(10):
            await browser.sign_in(EMAIL, WRONG)
        return 10

    async def at_once(self) -> int:
        browsers = [await self.browser(self.address()) for _ in range(30)]
        await asyncio.gather(*(browser.sign_in(EMAIL, WRONG) for browser in browsers))
        return len(browsers)

    async def by_aliases(self) -> int:
        """Signed in as somebody, since from a stranger no such document is read."""
        assert "errors" in (await (await self._inside()).post(ALIASES)).json()
        return 10

    async def by_batch(self) -> int:
        browser = await self._inside()
        assert (await browser.client.post("/graphql/", json=BATCH, headers={HEADER: "1"})).status_code == 400
        return len(BATCH)

    async def _inside(self) -> Browser:
        browser = await self.browser(self.address())
        assert kinds(await browser.sign_in("eve@example.com")) == []
        self.looked_at.pop()
        return browser

    async def attack(self, tries: int, move: Callable[[], None]) -> None:
        ways: list[Callable[[], Coroutine[Any, Any, int]]] = [
            self.one, self.from_one_address, self.at_once, self.by_aliases, self.by_batch,
        ]  # fmt: skip
        done = 0
        while done < tries:
            done += await self._random.choice(ways)()
            move()


def most_in_an_hour(moments: list[datetime]) -> int:
    return max(sum(first <= other < first + HOUR for other in moments) for first in moments)


@pytest.fixture
async def attacker(parts, workspace, clock, random, monkeypatch):
    await factories.person(workspace, email=EMAIL)
    await factories.person(workspace, email="eve@example.com")
    async with AsyncExitStack() as stack:
        made = Attacker(parts, stack, random)
        made.watch(monkeypatch, clock.wall)
        yield made


async def attacked(attacker: Attacker, clock: Any, random: Random, share: float) -> int:
    """Over about four hours, so that an hour begins and ends in the middle of it."""
    await attacker.attack(ceil(TRIES * share), lambda: clock.move_wall(seconds=random.randrange(150, 300)))
    return most_in_an_hour(attacker.looked_at)


async def test_of_a_thousand_tries_at_one_person_twenty_an_hour_are_looked_at(attacker, clock, random, share, dialect):
    most = await attacked(attacker, clock, random, share)
    events = await Event.filter(kind=EventKind.SIGN_IN_REFUSED).count()
    print(f"{dialect}: {len(attacker.looked_at)} looked at, at most {most} in an hour, {events} on record")  # noqa: T201 - the figures are to be seen
    assert 0 < most <= EVALUATED
    assert events == len(attacker.looked_at) == await SignInAttempt.filter(passed=False).count()
    clock.move_wall(hours=4)
    assert kinds(await (await attacker.browser("192.0.2.1")).sign_in(EMAIL)) == []


async def test_without_the_count_over_all_addresses_more_are_looked_at(attacker, clock, random, share, monkeypatch):
    monkeypatch.setattr(sign_in_limits, "EVALUATED_OF_LOGIN", 10**6)
    assert await attacked(attacker, clock, random, share) > EVALUATED


async def medians(
    attacker: Attacker, workspace: Any, clock: Any, random: Random, pairs: int
) -> tuple[float, float, float]:
    """Of known and unknown, and how often the known one of a pair took longer. Each is tried alike, from an address of its own."""
    for number in range(PEOPLE):
        await factories.person(workspace, email=f"known{number}@example.com")
    took: dict[str, list[float]] = {"known": [], "nobody": []}
    for number in range(pairs):
        for who in random.sample(["known", "nobody"], 2):
            browser = await attacker.browser(attacker.address())
            began = perf_counter()
            await browser.sign_in(f"{who}{number % PEOPLE}@example.com", WRONG)
            took[who].append(perf_counter() - began)
        clock.move_wall(minutes=5)
    longer = sum(known > nobody for known, nobody in zip(took["known"], took["nobody"], strict=True))
    return median(took["known"]), median(took["nobody"]), longer / pairs


async def test_the_time_that_a_refusal_takes_does_not_tell_who_is_known(
    attacker, workspace, clock, random, share, dialect
):
    known, nobody, longer = await medians(attacker, workspace, clock, random, ceil(PAIRS * share))
    print(f"{dialect}: medians differ by {known / nobody - 1:+.1%}, the known took longer in {longer:.0%} of the pairs")  # noqa: T201 - the figures are to be seen
    assert abs(known / nobody - 1) < APART


async def test_a_password_that_is_held_against_nothing_tells(attacker, workspace, clock, random, share, monkeypatch):
    real = passwords.fits

    async def fits(password: str, kept: str | None) -> bool:
        return kept is not None and await real(password, kept)

    monkeypatch.setattr(passwords, "fits", fits)
    known, nobody, _ = await medians(attacker, workspace, clock, random, ceil(20 * share))
    assert known / nobody - 1 > APART
