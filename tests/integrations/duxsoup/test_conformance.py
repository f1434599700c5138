"""The client and the sandbox agree: each answer of the one is understood by the other, over real HTTP."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.commands import (
    Box,
    BridgeCheck,
    Connect,
    Endorse,
    ExtensionReload,
    Follow,
    InMail,
    Message,
    Tag,
    Visit,
)
from integrations.duxsoup.errors import (
    DuxSoupError,
    KeyRefused,
    LicenceRefused,
    NoAnswer,
    RateLimited,
    Rejected,
    ServerFailed,
    Unavailable,
    Unconfirmed,
    Unreadable,
    Verdict,
)
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.signing import Credentials
from tests.integrations.duxsoup.conftest import KEY
from tests.sandbox_process import SandboxProcess

WHO = "https://www.linkedin.com/in/robin-example/"
COMMANDS = [
    Visit(WHO, "a-1"),
    Connect(WHO, "a-1"),
    Connect(WHO, "a-1", "Hi Zoë \N{DUCK}"),
    Message(WHO, "a-1", "Hi\nthere"),
    InMail(WHO, "a-1", "Rail", "Hi"),
    Follow(WHO, "a-1"),
    Endorse(WHO, "a-1"),
    Tag(WHO, "a-1", ("vip",)),
]
# What is done to the call, what it becomes, and whether the sandbox took the command all the same.
FAULTS = [
    ("respond_400", Rejected, False),
    ("respond_401", KeyRefused, False),
    ("respond_402", LicenceRefused, False),
    ("respond_403", LicenceRefused, False),
    ("respond_404", Rejected, False),
    ("respond_429", RateLimited, False),
    ("respond_500", ServerFailed, False),
    ("respond_502", ServerFailed, False),
    ("respond_503", Unavailable, False),
    ("drop_requests", NoAnswer, False),
    ("timeouts", NoAnswer, False),
    ("refuse_silently", Unconfirmed, False),
    ("drop_answers", NoAnswer, True),
    ("timeouts_after_taking", NoAnswer, True),
    ("fail_after_taking", ServerFailed, True),
    ("bad_json", Unreadable, True),
    ("without_messageid", Unconfirmed, True),
    ("oversized", Unreadable, True),
]

_numbers = itertools.count(100_000_000_000_000_000_001)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def seat(sandbox: SandboxProcess) -> Credentials:
    """A seat of its own for each test, whose extension is away so that the queue stands still."""
    credentials = Credentials(str(next(_numbers)), KEY)
    sandbox.account(credentials.user_id, KEY, knobs={"online": False, "timeout_seconds": 30})
    return credentials


@pytest.fixture
async def duxsoup(sandbox: SandboxProcess) -> AsyncIterator[DuxSoup]:
    limiter = Limiter(account_gap=0, host_gap=0)
    async with DuxSoup(sandbox.remote_url, limiter=limiter, deadline=3.0) as client:
        yield client


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_each_command_is_taken_once_and_word_for_word(command, duxsoup, sandbox, seat, now):
    taken = await duxsoup.queue(seat, command, now)
    [told] = sandbox.ledger("told", userid=seat.user_id)
    assert (told["messageid"], told["command"], told["params"]) == (taken, command.name, command.params())


@pytest.mark.parametrize("field", ["messagesubject", "subject"])
async def test_an_inmail_has_its_subject_whichever_name_that_goes_by(field, duxsoup, sandbox, seat, now):
    sandbox.knobs(seat.user_id, inmail_subject_field=field)
    await duxsoup.queue(seat, InMail(WHO, "a-1", "Rail", "Hi"), now)
    [told] = sandbox.ledger("told", userid=seat.user_id)
    assert (told["params"][field], told["params"]["messagetext"]) == ("Rail", "Hi")


async def test_a_tag_by_another_name_than_ours_is_refused_and_not_lost(duxsoup, sandbox, seat, now):
    sandbox.knobs(seat.user_id, tags_field="taglist")
    with pytest.raises(Rejected):
        await duxsoup.queue(seat, Tag(WHO, "a-1", ("vip",)), now)
    assert await duxsoup.queue_size(seat) == 0


@pytest.mark.parametrize("label", ["a-1", "a b", "a+b", "a%2Bb", "Zoë", "a&b=c#d", "100%", "\N{DUCK}"])
@pytest.mark.parametrize("shape", ["array", "items"])
async def test_a_command_is_found_again_by_our_own_label(label, shape, duxsoup, sandbox, seat, now):
    sandbox.knobs(seat.user_id, items_shape=shape)
    taken = await duxsoup.queue(seat, Connect(WHO, label, "Hi"), now, run_after=now + timedelta(days=1))
    await duxsoup.queue(seat, Visit(WHO, "other"), now)
    [item] = await duxsoup.queue_items(seat, campaignid=label)
    assert (item.messageid, item.campaignid, item.command, item.profile) == (taken, label, "connect", WHO)
    assert await duxsoup.queue_size(seat, campaignid=label) == 1
    assert await duxsoup.queue_size(seat, campaignid=label, command="visit") == 0
    assert await duxsoup.queue_size(seat) == 2


@pytest.mark.parametrize(("fault", "kind", "takes"), FAULTS)
async def test_what_an_answer_is_taken_for_is_never_kinder_than_what_happened(
    fault, kind, takes, duxsoup, sandbox, seat, now
):
    sandbox.knobs(seat.user_id, **{fault: 1})
    with pytest.raises(DuxSoupError) as caught:
        await duxsoup.queue(seat, Connect(WHO, "a-1"), now)
    assert type(caught.value) is kind
    assert len(sandbox.ledger("told", userid=seat.user_id)) == takes
    assert await duxsoup.queue_size(seat, campaignid="a-1") == takes
    assert not (takes and caught.value.verdict is Verdict.NOT_TAKEN)


@pytest.mark.parametrize(("seconds", "kind"), [(17, Unavailable), (None, ServerFailed)])
async def test_a_closed_server_proves_something_only_if_it_says_when_to_come_back(
    seconds, kind, duxsoup, sandbox, seat, now
):
    sandbox.knobs(seat.user_id, respond_503=1, retry_after_seconds=seconds)
    with pytest.raises(DuxSoupError) as caught:
        await duxsoup.queue(seat, Visit(WHO, "a-1"), now)
    assert type(caught.value) is kind
    assert getattr(caught.value, "retry_after", None) == seconds


@pytest.mark.parametrize("mode", ["same_id", "no_id", "error"])
async def test_a_repeat_is_never_queued_twice_and_its_answer_is_understood(mode, duxsoup, sandbox, seat, now):
    sandbox.knobs(seat.user_id, duplicate_mode=mode)
    first = await duxsoup.queue(seat, Visit(WHO, "a-1"), now)
    if mode == "same_id":
        assert await duxsoup.queue(seat, Visit(WHO, "a-1"), now) == first
    else:
        with pytest.raises(Unconfirmed if mode == "no_id" else Rejected):
            await duxsoup.queue(seat, Visit(WHO, "a-1"), now)
    assert await duxsoup.queue_size(seat, campaignid="a-1") == 1


async def test_a_wrong_key_is_refused_on_every_call(duxsoup, seat, now):
    wrong = Credentials(seat.user_id, "another-key")
    calls = [
        duxsoup.queue(wrong, Visit(WHO, "a-1"), now),
        duxsoup.queue_size(wrong),
        duxsoup.queue_items(wrong),
        duxsoup.profile(wrong),
        duxsoup.settings(wrong),
        duxsoup.signal(wrong, ExtensionReload(), now),
    ]
    answers = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(answer) for answer in answers] == [KeyRefused] * len(calls)


async def test_a_seat_without_a_licence_is_refused(duxsoup, sandbox, seat):
    sandbox.knobs(seat.user_id, licensed=False)
    with pytest.raises(LicenceRefused):
        await duxsoup.profile(seat)


async def test_a_stale_time_is_refused_and_nothing_taken(duxsoup, sandbox, seat, now):
    with pytest.raises(DuxSoupError) as caught:
        await duxsoup.queue(seat, Visit(WHO, "a-1"), now - timedelta(hours=1))
    assert caught.value.verdict is not Verdict.TAKEN
    assert sandbox.ledger("told", userid=seat.user_id) == []


async def test_a_good_key_reads_its_profile_and_settings(duxsoup, seat):
    assert (await duxsoup.profile(seat))["userid"] == seat.user_id
    settings = await duxsoup.settings(seat)
    assert (settings.max_visits, settings.max_invites, settings.max_messages) == (0, 20, 50)
    assert (settings.remote_control, settings.followups, settings.linkedin_limit_alert) == (True, False, False)
    assert settings.plan is not None
    assert set(settings.plan) == set("0123456")


async def test_a_profile_that_says_nothing_else_is_a_good_key_all_the_same(duxsoup, sandbox, seat):
    sandbox.knobs(seat.user_id, profile_fields=False)
    assert await duxsoup.profile(seat) == {"userid": seat.user_id}


async def test_a_signal_that_is_answered_with_nothing_is_taken(duxsoup, sandbox, seat, now):
    sandbox.knobs(seat.user_id, empty_bodies=True)
    await duxsoup.signal(seat, ExtensionReload(), now)
    assert len(sandbox.ledger("signal", userid=seat.user_id)) == 1


@pytest.mark.parametrize("code", [401, 402, 403])
async def test_whichever_code_a_seat_without_a_licence_is_refused_with_is_no_answer_of_the_host_being_away(
    code, duxsoup, sandbox, seat, now
):
    sandbox.knobs(seat.user_id, licensed=False, status_codes={"unlicensed": code})
    with pytest.raises(KeyRefused if code == 401 else LicenceRefused) as caught:
        await duxsoup.queue(seat, Visit(WHO, "a-1"), now)
    assert caught.value.verdict is Verdict.NOT_TAKEN


@pytest.mark.parametrize("signal", [BridgeCheck(Box.CONNECTIONS, 3), BridgeCheck(Box.INBOX), ExtensionReload()])
async def test_each_signal_is_taken(signal, duxsoup, sandbox, seat, now):
    await duxsoup.signal(seat, signal, now)
    assert sandbox.ledger("signal", userid=seat.user_id)[0]["signal"] == signal.name
