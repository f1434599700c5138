"""What people come with: a link, a password, the cookie of a session and the ticket of a socket, each used as in life."""

import json
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from app.session_cookie import HEADER, SessionCookie
from auth.sessions import Lifetimes
from tests.journey.canaries import canary
from tests.journey.canaries_sent import Sent
from tests.journey.installation import TEAM
from tests.journey.product_process import ERRORS

EMAIL = "ada@example.com"
NAME = SessionCookie(secure=False, lifetimes=Lifetimes()).name
ME = "{ viewer { user { email } } sessions(first: 9) { nodes { userAgent current } } }"
SET = f"mutation($input: SetPasswordInput!) {{ setPassword(input: $input) {{ viewer {{ role }} {ERRORS} }} }}"
SIGN_IN = f"mutation($input: SignInInput!) {{ signIn(input: $input) {{ viewer {{ role }} {ERRORS} }} }}"
CHANGE = f"mutation($input: ChangePasswordInput!) {{ changePassword(input: $input) {{ viewer {{ role }} {ERRORS} }} }}"
TICKET = f"mutation {{ createSocketTicket {{ ticket {ERRORS} }} }}"
INVITE = f"mutation($input: InviteMemberInput!) {{ inviteMember(input: $input) {{ link {ERRORS} }} }}"


def browsers(sent: Sent) -> None:
    link = sent.all.product.answer("member", "link", EMAIL, "--workspace", TEAM)["link"]
    sent.secrets["link"] = link.partition("#")[2]
    invited = sent.command(INVITE, secretly=True, input={"email": "lou@example.com", "role": "MEMBER"})["link"]
    sent.secrets["link_invited"] = invited.partition("#")[2]
    _refused(sent, link)
    ended = _cookie(_asked(sent, SET, {"link": link, "password": canary("password")}))
    _asked(sent, SIGN_IN, {"email": EMAIL, "password": canary("password_wrong")})
    cookie = _cookie(_asked(sent, SIGN_IN, {"email": EMAIL, "password": canary("password")}))
    changed = {"currentPassword": canary("password"), "password": canary("password_changed")}
    assert (
        _asked(sent, CHANGE, changed, cookie).json()["data"]["changePassword"]["errors"] == []
    )  # ends the other session
    assert _asked(sent, ME, None, ended).status_code == 401
    assert _asked(sent, ME, None, canary("cookie_wrong")).status_code == 401
    assert _asked(sent, ME, None, cookie).json()["data"]["viewer"]["user"] == {"email": EMAIL}
    sent.secrets |= {"cookie": cookie, "cookie_ended": ended}
    _sockets(sent, cookie)


def _refused(sent: Sent, link: str) -> None:
    for given in (
        {"link": link, "password": canary("password_refused") * 10},
        {"link": canary("link_wrong"), "password": canary("password_refused")},
    ):
        assert _asked(sent, SET, given).json()["data"]["setPassword"]["errors"]


def _asked(sent: Sent, document: str, given: Any, cookie: str = "") -> httpx.Response:
    headers = {HEADER: "1"} | ({"Cookie": f"{NAME}={cookie}"} if cookie else {})
    return sent.post(
        "/graphql", {"query": document, "variables": {"input": given} if given else {}}, "", headers=headers
    )


def _cookie(answer: httpx.Response) -> str:
    """Which is in a header of the answer, for the browser alone."""
    [payload] = answer.json()["data"].values()
    assert payload["errors"] == [], payload
    return answer.cookies[NAME]


def _sockets(sent: Sent, cookie: str) -> None:
    """A ticket opens one; the second time, and where it is none, it opens nothing."""
    headers = {HEADER: "1", "Cookie": f"{NAME}={cookie}"}
    told = sent.post("/graphql", {"query": TICKET}, "", secretly=True, headers=headers).json()
    sent.secrets["ticket"] = told["data"]["createSocketTicket"]["ticket"]
    opened = [
        _opened(sent, ticket) for ticket in (sent.secrets["ticket"], sent.secrets["ticket"], canary("ticket_wrong"))
    ]
    assert opened == [True, False, False]


def _opened(sent: Sent, ticket: str) -> bool:
    address = sent.all.product.url.replace("http", "ws", 1) + "/graphql"
    sent.given.append(ticket)
    with connect(address, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]  # a NewType of str
        socket.send(json.dumps({"type": "connection_init", "payload": {"ticket": ticket}}))
        try:
            said = socket.recv(30)
        except ConnectionClosed:
            return False
        sent.answers.append(str(said))
        return bool(json.loads(said)["type"] == "connection_ack")
