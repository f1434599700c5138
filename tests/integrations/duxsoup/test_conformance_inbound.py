"""What the sandbox tells by webhook of a whole sequence is understood, whichever of its ways it takes."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.commands import Box, BridgeCheck, Command, Connect, Message, Visit
from integrations.duxsoup.inbound import (
    AcceptedTag,
    ActionCompleted,
    CommandCompleted,
    CommandReceived,
    Dialect,
    Direction,
    InvitationAnswered,
    MessageSeen,
    PersonSeen,
    Reading,
    Ready,
    read,
)
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.signing import Credentials
from tests.integrations.duxsoup.conftest import KEY
from tests.integrations.duxsoup.loopback import Loopback
from tests.sandbox_process import SandboxProcess

LABEL = "Camp-7"
KNOWN = {
    "visit.create",
    "visit.update",
    "rccommand.received",
    "rccommand.completed",
    "rccommand.ready",
    "action.completed",
    "message.sent",
    "message.received",
}

Kind = TypeVar("Kind")

_numbers = itertools.count(100_000_000_000_000_000_001)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory) -> Iterator[SandboxProcess]:
    """A day in twenty seconds, from a Monday morning on."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as sandbox:
        sandbox.clock("2026-01-05T09:00:00Z", 20)
        yield sandbox


class Told:
    """A seat, one person it writes to, and everything that the webhooks said about it."""

    def __init__(self, sandbox: SandboxProcess, duxsoup: DuxSoup, receiver: Loopback) -> None:
        self.sandbox, self._duxsoup, self._receiver = sandbox, duxsoup, receiver
        self.seat = Credentials(str(next(_numbers)), KEY)
        self.slug = f"robin-{self.seat.user_id[-4:]}"
        self._profile = f"https://www.linkedin.com/in/{self.slug}/"

    async def begin(self, **knobs: Any) -> None:
        hook = f"http://127.0.0.1:{self._receiver.port}/hook"
        self.sandbox.account(self.seat.user_id, KEY, webhook_url=hook, knobs=knobs)
        self.sandbox.person(self.slug, accepts=True, accept_after_hours=1, replies="first", reply_after_hours=1)

    async def whole_sequence(self) -> list[str]:
        """Visit, connect, and after the acceptance a message that is replied to; the messageids of the three."""
        taken = [await self._queue(Visit(self._profile, LABEL)), await self._queue(Connect(self._profile, LABEL, "Hi"))]
        await self._until("accepted")
        taken.append(await self._queue(Message(self._profile, LABEL, "Hello Robin")))
        await self._until("replied")
        for box in Box:
            await self._duxsoup.signal(self.seat, BridgeCheck(box), self._now())
        return taken

    async def until(self, settled: Callable[[], object]) -> None:
        """Webhooks come on a connection of their own, a little after what they tell of."""
        async with asyncio.timeout(20):
            while not settled():
                self._receiver.called.clear()
                await self._receiver.called.wait()

    @property
    def readings(self) -> list[Reading]:
        return [read(heard.body) for heard in self._receiver.heard]

    def found(self, kind: type[Kind]) -> list[Kind]:
        return [finding for reading in self.readings for finding in reading.findings if isinstance(finding, kind)]

    async def _queue(self, command: Command) -> str:
        return await self._duxsoup.queue(self.seat, command, self._now())

    async def _until(self, kind: str) -> None:
        await asyncio.to_thread(self.sandbox.await_ledger, kind, userid=self.seat.user_id)

    def _now(self) -> datetime:
        return datetime.fromisoformat(self.sandbox.get("/sandbox/clock")["now"])


@pytest.fixture
async def told(sandbox: SandboxProcess, server: Loopback) -> AsyncIterator[Told]:
    async with DuxSoup(sandbox.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield Told(sandbox, duxsoup, server)


def replies(told: Told) -> list[MessageSeen]:
    return [seen for seen in told.found(MessageSeen) if seen.direction is Direction.RECEIVED]


async def test_a_whole_sequence_is_understood_from_its_webhooks(told):
    await told.begin()
    taken = await told.whole_sequence()
    await told.until(lambda: replies(told) and told.found(AcceptedTag) and told.found(Ready))
    await told.until(lambda: len(told.found(CommandCompleted)) >= 3 and len(told.found(ActionCompleted)) >= 2)
    assert {reading.dialect for reading in told.readings} == {Dialect.NATIVE}
    assert {reading.kind for reading in told.readings} <= KNOWN
    assert {reading.userid for reading in told.readings} == {told.seat.user_id}
    assert all(reading.findings and reading.at for reading in told.readings)
    assert [done.command_id for done in told.found(CommandReceived)] == taken
    assert [(done.command_id, done.succeeded) for done in told.found(CommandCompleted)] == [
        (id_, True) for id_ in taken
    ]
    assert {done.campaignid for done in told.found(CommandCompleted)} == {LABEL}
    assert {done.family for done in told.found(ActionCompleted)} == {"connect", "message"}


async def test_a_reply_names_its_writer_as_the_visit_did(told):
    await told.begin()
    await told.whole_sequence()
    await told.until(lambda: replies(told))
    [dux_id] = {seen.person.dux_id for seen in told.found(PersonSeen)}
    assert dux_id is not None
    assert {seen.person.dux_id for seen in told.found(MessageSeen)} == {dux_id}
    assert not any(told.slug in url for reply in replies(told) for url in reply.person.urls)
    sent = [seen.text for seen in told.found(MessageSeen) if seen.direction is Direction.SENT]
    assert set(sent) == {"Hi", "Hello Robin"}


SIGNS = {
    "tag": lambda told: any(tag.campaign == LABEL.casefold() for tag in told.found(AcceptedTag)),
    "degree": lambda told: {seen.degree for seen in told.found(PersonSeen)} >= {1, 2},
    "invitation_accept_message": lambda told: any(answered.accepted for answered in told.found(InvitationAnswered)),
    "message": replies,
}


@pytest.mark.parametrize("sign", SIGNS)
async def test_each_sign_of_an_acceptance_is_enough_by_itself(sign, told):
    await told.begin(acceptance_signals=[sign])
    await told.whole_sequence()
    await told.until(lambda: SIGNS[sign](told))


async def test_a_webhook_told_twice_has_the_keys_it_had_once(told):
    await told.begin(webhook_duplicate_rate=1)
    taken = await told.whole_sequence()
    await told.until(lambda: len(told.found(CommandCompleted)) >= 2 * len(taken) and len(replies(told)) >= 2)
    assert len({done.key for done in told.found(CommandCompleted)}) == len(taken)
    assert len({reply.key for reply in replies(told)}) == 1


async def test_a_failed_command_is_told_as_failed_and_its_retry_is_another_fact(told):
    await told.begin(fail_next=1, max_attempts=2, command_details=True)
    await told._queue(Visit(told._profile, LABEL))
    await told.until(lambda: len(told.found(CommandCompleted)) == 2)
    first, second = told.found(CommandCompleted)
    assert (first.command_id, first.succeeded) == (second.command_id, not second.succeeded)
    assert (first.succeeded, second.succeeded, second.attempt) == (False, True, 2)
    assert first.key != second.key
