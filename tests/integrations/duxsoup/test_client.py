"""The client over a real socket: what it asks, what it makes of the answers, and what it never lets out."""

import asyncio
import gzip
import json
import logging
import socket

import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.commands import Box, BridgeCheck, Connect, Visit
from integrations.duxsoup.errors import (
    DuxSoupError,
    KeyRefused,
    NoAnswer,
    RateLimited,
    Rejected,
    ServerFailed,
    Unconfirmed,
    Unreachable,
    Unreadable,
)
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.signing import HEADER, Credentials
from integrations.duxsoup.wire import LANES, LONGEST_ANSWER
from tests.integrations.duxsoup.conftest import KEY, NOW, USER_ID
from tests.integrations.duxsoup.loopback import Cut, Drip, answer

VISIT = Visit("https://www.linkedin.com/in/robin-example/", "a-1")
TAKEN = answer('{"messageid": "5b0e7a11-3c9d-a1f2c3d4e5f6"}')


def client(base_url: str, **settings) -> DuxSoup:
    return DuxSoup(base_url, limiter=Limiter(account_gap=0, host_gap=0), **settings)


async def test_a_command_is_queued_by_one_post_and_known_by_its_messageid(duxsoup, server, credentials):
    server.will_answer(TAKEN)
    assert await duxsoup.queue(credentials, VISIT, NOW) == "5b0e7a11-3c9d-a1f2c3d4e5f6"
    [heard] = server.heard
    assert (heard.method, heard.target) == ("POST", f"/xapi/remote/control/{USER_ID}/queue")
    assert heard.headers["content-type"] == heard.headers["accept"] == "application/json"
    assert json.loads(heard.body)["command"] == "visit"


async def test_the_key_is_nowhere_on_the_wire(duxsoup, server, credentials):
    server.will_answer(TAKEN)
    await duxsoup.queue(credentials, VISIT, NOW)
    assert KEY not in repr(server.heard)


async def test_a_rotated_key_takes_effect_with_the_next_call(duxsoup, server):
    for key in ("one", "two"):
        await duxsoup.profile(Credentials(USER_ID, key))
    first, second = (heard.headers[HEADER.lower()] for heard in server.heard)
    assert first != second


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (answer("{}"), Unconfirmed),
        (answer("not json"), Unreadable),
        (answer("no", 400), Rejected),
        (answer('{"messageid": "x"}', 400), Rejected),
        (answer("no", 401), KeyRefused),
        (answer("slow down", 429, Retry_After="5"), RateLimited),
        (answer('{"messageid": "x"}', 500), ServerFailed),
        (answer("", 302, Location="http://127.0.0.1:1/"), ServerFailed),
        (answer('{"messageid": "x"}' + " " * LONGEST_ANSWER), Unreadable),
        (answer(gzip.compress(b'{"messageid": "x"}'), Content_Encoding="gzip"), Unreadable),
        (Cut(b""), NoAnswer),
        (Cut(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), NoAnswer),
        (Cut(b"nonsense\r\n\r\n"), NoAnswer),
    ],
)
async def test_each_answer_becomes_one_error_and_the_next_call_works(reply, kind, duxsoup, server, credentials):
    server.will_answer(reply)
    with pytest.raises(DuxSoupError) as caught:
        await duxsoup.queue(credentials, VISIT, NOW)
    assert type(caught.value) is kind
    assert len(server.heard) == 1
    server.will_answer(TAKEN)
    await duxsoup.queue(credentials, VISIT, NOW)


async def test_silence_ends_at_the_deadline_as_unknown(server, credentials):
    server.will_answer(None)
    async with client(server.base_url, deadline=0.2) as duxsoup:
        with pytest.raises(NoAnswer) as caught:
            await duxsoup.queue(credentials, VISIT, NOW)
    assert type(caught.value) is NoAnswer
    assert len(server.heard) == 1


async def test_an_answer_that_drips_ends_at_the_deadline_too(server, credentials):
    server.will_answer(Drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"))
    async with client(server.base_url, deadline=0.3) as duxsoup:
        with pytest.raises(NoAnswer):
            await duxsoup.queue(credentials, VISIT, NOW)


async def test_a_refused_connection_proves_that_nothing_was_taken(credentials):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        async with client(f"http://127.0.0.1:{unused.getsockname()[1]}/xapi") as duxsoup:
            with pytest.raises(Unreachable):
                await duxsoup.queue(credentials, VISIT, NOW)


async def test_a_name_that_does_not_resolve_proves_that_nothing_was_taken(credentials):
    async with client("http://duxsoup.invalid/xapi") as duxsoup:
        with pytest.raises(Unreachable):
            await duxsoup.queue(credentials, VISIT, NOW)


async def test_a_failed_tls_handshake_proves_that_nothing_was_taken(credentials):
    async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with (
        await asyncio.start_server(garbage, "127.0.0.1", 0) as plain,
        client(f"https://127.0.0.1:{plain.sockets[0].getsockname()[1]}/xapi") as duxsoup,
    ):
        with pytest.raises(Unreachable):
            await duxsoup.queue(credentials, VISIT, NOW)


@pytest.mark.parametrize("user_id", ["", "..", "1/../2", "1?x=", "1#", "a b", "é"])
async def test_a_user_id_that_cannot_stand_in_an_address_is_refused_unsent(user_id, duxsoup, server):
    with pytest.raises(KeyRefused):
        await duxsoup.queue(Credentials(user_id, KEY), VISIT, NOW)
    with pytest.raises(KeyRefused):
        await duxsoup.profile(Credentials(user_id, KEY))
    assert server.heard == []


async def test_one_client_makes_a_few_calls_at_a_time_and_no_more(duxsoup, server, credentials):
    await asyncio.gather(*(duxsoup.profile(credentials) for _ in range(40)))
    assert len(server.heard) == 40
    assert (server.busiest <= LANES, server.connections <= LANES) == (True, True)


async def test_an_answer_that_hangs_holds_up_itself_alone(server, credentials):
    server.will_answer(None)
    async with client(server.base_url, deadline=60.0) as duxsoup:
        hangs = asyncio.create_task(duxsoup.queue(credentials, VISIT, NOW))
        await server.called.wait()
        server.will_answer(*[TAKEN] * 3)
        for _ in range(3):
            assert await duxsoup.queue(credentials, VISIT, NOW)
        assert not hangs.done()
        hangs.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hangs


async def test_a_cancelled_call_leaves_the_client_usable(duxsoup, server, credentials):
    server.will_answer(None)
    call = asyncio.create_task(duxsoup.queue(credentials, VISIT, NOW))
    await server.called.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    server.will_answer(TAKEN)
    assert await duxsoup.queue(credentials, VISIT, NOW)


async def test_a_cookie_of_one_account_is_not_shown_for_another(duxsoup, server):
    server.will_answer(answer("{}", Set_Cookie="session=of-one; Path=/"))
    await duxsoup.profile(Credentials("1", KEY))
    await duxsoup.profile(Credentials("2", KEY))
    assert "cookie" not in server.heard[1].headers


async def test_the_environment_cannot_put_a_proxy_between(monkeypatch, duxsoup, server, credentials):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with client(server.base_url) as another:
        await another.profile(credentials)
    assert len(server.heard) == 1


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "app.example.com/xapi",
        "ftp://a.example.com/xapi",
        "https:///xapi",
        "https://u:p@a.example.com/xapi",
        "https://a.example.com/xapi?x=1",
        "https://a.example.com/xapi#x",
    ],
)
def test_an_address_that_cannot_be_the_base_is_refused(base_url):
    with pytest.raises(ValueError, match="Dux-Soup address"):
        client(base_url)


async def test_the_size_is_asked_with_the_filters_that_were_given(duxsoup, server, credentials):
    server.will_answer(answer('{"result": 2}'))
    assert await duxsoup.queue_size(credentials, campaignid="a-1", command="connect") == 2
    assert server.heard[0].target == f"/xapi/remote/control/{USER_ID}/queue/size?campaignid=a-1&command=connect"


@pytest.mark.parametrize("shape", ["[%s]", '{"items": [%s]}'])
async def test_items_are_read_in_both_shapes(shape, duxsoup, server, credentials):
    item = {
        "messageid": "m-1",
        "command": "connect",
        "params": {"profile": VISIT.profile, "messagetext": "Hi", "campaignid": "a-1"},
        "when": "2026-01-05T09:30:00.000Z",
    }
    server.will_answer(answer(shape % json.dumps(item)))
    [found] = await duxsoup.queue_items(credentials, profileid="id.1")
    assert (found.messageid, found.command, found.campaignid) == ("m-1", "connect", "a-1")
    assert (found.profile, found.text) == (VISIT.profile, "Hi")
    assert found.when is not None
    assert found.when.isoformat() == "2026-01-05T09:30:00+00:00"


async def test_a_bare_item_has_gaps_and_no_error(duxsoup, server, credentials):
    server.will_answer(answer('[{"params": null}]'))
    [found] = await duxsoup.queue_items(credentials)
    assert found.messageid is found.campaignid is found.when is None


async def test_a_profile_that_answers_proves_the_key(duxsoup, server, credentials):
    server.will_answer(answer('{"userid": "1", "more": true}'))
    assert await duxsoup.profile(credentials) == {"userid": "1", "more": True}
    assert server.heard[0].target.endswith(f"/{USER_ID}/profile")


async def test_a_signal_is_done_when_its_status_is_good_whatever_else_comes(duxsoup, server, credentials):
    server.will_answer(answer("OK"))
    await duxsoup.signal(credentials, BridgeCheck(Box.CONNECTIONS), NOW)
    assert server.heard[0].target.endswith("/signal")
    assert json.loads(server.heard[0].body)["params"] == {"boxname": "connections"}


async def test_neither_key_nor_address_nor_text_reaches_a_log(caplog, duxsoup, server, credentials):
    caplog.set_level(logging.DEBUG)
    server.will_answer(TAKEN, answer('{"result": 0}', Set_Cookie="session=secret-cookie"), answer("no", 401))
    await duxsoup.queue(credentials, Connect(VISIT.profile, "a-label", "A private note"), NOW)
    await duxsoup.queue_size(credentials, campaignid="a-label")
    with pytest.raises(KeyRefused) as caught:
        await duxsoup.settings(credentials)
    told = f"{caplog.text}{caught.value!r}{caught.value}"
    signatures = [heard.headers[HEADER.lower()] for heard in server.heard]
    assert [word for word in (KEY, USER_ID, "a-label", "A private", "secret-cookie", *signatures) if word in told] == []


async def test_the_log_still_says_that_a_call_was_made(caplog, duxsoup, credentials):
    caplog.set_level(logging.INFO)
    await duxsoup.profile(credentials)
    assert "GET http://127.0.0.1/..." in caplog.text
    logging.getLogger("httpx").info("without an address")
    assert "without an address" in caplog.text
