"""The signature covers exactly what goes out."""

import json

import httpx
import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.commands import Message
from integrations.duxsoup.signing import HEADER, Credentials, Signature, address, sign
from tests.integrations.duxsoup.conftest import KEY, NOW
from tests.integrations.duxsoup.loopback import Loopback, answer

QUEUE = "https://app.dux-soup.com/xapi/remote/control/100000000000000000001/queue"
ASKED = {
    "command": "connect",
    "targeturl": QUEUE,
    "userid": "100000000000000000001",
    "timestamp": 1767225600000,
    "params": {
        "profile": "https://www.linkedin.com/in/example-person/",
        "messagetext": "Hi Zoë",
        "campaignid": "camp-7",
    },
}
COMPACT = json.dumps(ASKED, ensure_ascii=False, separators=(",", ":")).encode()
ESCAPED = json.dumps(ASKED, separators=(",", ":")).encode()
SPACED = json.dumps(ASKED).encode()

VECTORS = [
    ("GET", f"{QUEUE}/size", b"", "eKG8C0VOyEeFGdNDEqGk6BCB2is="),
    ("GET", f"{QUEUE}/items?campaignid=camp-7&command=connect", b"", "md7i5OgEnflM/FXsVSufGESlL2Y="),
    ("POST", QUEUE, COMPACT, "VMe3MkQQjNSlny+k2Ra0Th6qzVY="),
    ("POST", QUEUE, ESCAPED, "ylK/kMO5yRICvss7O7APJl/mGHY="),
    ("POST", QUEUE, SPACED, "NXTzimdnvqYOlV1UN+mMCXk3KgA="),
]

ODD_LABELS = ["a b", "a+b", "a%2Bb", "Zoë", "a&b=c", "a#b", "é/ü?", "100%", "~*'()", "\N{DUCK}", "a:b@c"]


@pytest.mark.parametrize(("method", "url", "body", "signature"), VECTORS)
def test_each_known_vector_is_signed_as_dux_soup_signs_it(method, url, body, signature):
    request = httpx.Request(method, url, content=body)
    next(Signature(KEY).auth_flow(request))
    assert request.headers[HEADER] == signature


def test_the_vectors_have_the_lengths_that_the_reference_gives():
    assert [len(COMPACT), len(ESCAPED), len(SPACED)] == [280, 284, 298]


@pytest.mark.parametrize("label", ODD_LABELS)
async def test_a_get_signs_the_address_as_it_stands_on_the_wire(label, duxsoup: DuxSoup, server: Loopback, credentials):
    server.will_answer(answer('{"result": 3}'))
    assert await duxsoup.queue_size(credentials, campaignid=label) == 3
    [heard] = server.heard
    assert heard.headers[HEADER.lower()] == sign(KEY, heard.url.encode("ascii"))
    assert httpx.URL(heard.url).params["campaignid"] == label
    assert heard.body == b""
    assert "+" not in heard.target


@pytest.mark.parametrize("label", ODD_LABELS)
async def test_the_printed_url_of_a_request_is_what_goes_out(label, duxsoup: DuxSoup, server: Loopback, credentials):
    url = duxsoup._wire.url(credentials, "queue/items", {"campaignid": label})
    assert str(url).encode() == address(url)
    await duxsoup._wire.get(credentials, "queue/items", {"campaignid": label})
    assert server.heard[0].url == str(url)


async def test_a_post_signs_the_bytes_that_are_sent(duxsoup: DuxSoup, server: Loopback, credentials):
    server.will_answer(answer('{"messageid": "m-1"}'))
    await duxsoup.queue(credentials, Message("https://www.linkedin.com/in/zoe-example/", "a-1", "Hi Zoë \N{DUCK}"), NOW)
    [heard] = server.heard
    assert heard.headers[HEADER.lower()] == sign(KEY, heard.body)


async def test_the_target_in_the_body_is_the_address_posted_to(duxsoup: DuxSoup, server: Loopback, credentials):
    server.will_answer(answer('{"messageid": "m-1"}'))
    await duxsoup.queue(credentials, Message("https://www.linkedin.com/in/zoe-example/", "a-1", "Hi"), NOW)
    assert json.loads(server.heard[0].body)["targeturl"] == server.heard[0].url


def test_a_key_may_hold_any_character():
    assert sign("clé", b"x") == sign("clé", b"x") != sign("cle", b"x")


def test_the_key_is_in_no_representation():
    credentials = Credentials("1", KEY)
    assert KEY not in f"{credentials!r}{credentials}{Signature(KEY)!r}"
