"""A signed-in browser opens a socket by a ticket that works once, and whatever ends its access ends the socket."""

from datetime import timedelta

import pytest
from httpx import AsyncClient

import app.socket_watch
from engine.session import TICKET_LASTS
from models import Member, Role, Session, SignInAttempt, SocketTicket
from tests import factories
from tests.graphql.browser import ERRORS, SIGN_OUT, Browser, kinds
from tests.graphql.feed.client import Socket, socket
from tests.graphql.test_endpoint_socket import address
from tests.graphql.test_session import CHANGE, END_OTHERS, SWITCH

__all__ = ["address"]

EMAIL = "ada@example.com"
TICKET = f"mutation {{ createSocketTicket {{ ticket expiresAt {ERRORS} }} }}"
ME = "{ viewer { user { email } } }"


@pytest.fixture
async def ada(workspace) -> Member:
    return await factories.person(workspace, Role.ADMIN, email=EMAIL)


@pytest.fixture
async def browser(client: AsyncClient, ada) -> Browser:
    made = Browser(client)
    await made.sign_in(EMAIL)
    return made


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    assert app.socket_watch.RECHECK_SECONDS <= 5
    monkeypatch.setattr(app.socket_watch, "RECHECK_SECONDS", 0.05)


async def ticket_of(browser: Browser) -> str:
    ticket: str = (await browser.command(TICKET))["ticket"]
    return ticket


async def init(connection: Socket, **payload: object) -> Socket:
    await connection.send({"type": "connection_init", "payload": payload})
    return connection


async def test_a_ticket_opens_one_socket(address, browser, clock):
    bought = await browser.command(TICKET)
    assert bought["expiresAt"] == (clock.wall() + timedelta(seconds=60)).isoformat()
    assert timedelta(seconds=60) == TICKET_LASTS
    async with socket(address) as connection:
        await init(connection, ticket=bought["ticket"])
        assert (await connection.frame())["type"] == "connection_ack"
        assert (await connection.message(await connection.subscribe(ME)))["user"] == {"email": EMAIL}
    async with socket(address) as connection:
        assert await (await init(connection, ticket=bought["ticket"])).closed() == (4403, "Expired")
    assert bought["ticket"] not in repr(vars(await SocketTicket.get()))


async def test_of_two_who_come_with_one_ticket_one_is_let_in(browser, clock):
    await ticket_of(browser)
    first, second = await SocketTicket.get(), await SocketTicket.get()
    assert [await first.take(clock.wall()), await second.take(clock.wall())] == [True, False]


async def test_a_ticket_is_good_for_a_minute(address, browser, clock):
    ticket = await ticket_of(browser)
    clock.move_wall(seconds=60)
    async with socket(address) as connection:
        assert await (await init(connection, ticket=ticket)).closed() == (4403, "Expired")


@pytest.mark.parametrize("ticket", ["x", "x" * 43, ""])
async def test_what_is_no_ticket_lets_nobody_in(address, browser, ticket):
    async with socket(address) as connection:
        assert await (await init(connection, ticket=ticket)).closed() == (4401, "Unauthorized")


async def test_a_cookie_opens_no_socket(address, browser):
    kept = browser.client.cookies["chaknal"]
    async with socket(address, additional_headers={"cookie": f"chaknal={kept}"}) as connection:
        assert await (await init(connection)).closed() == (4401, "Unauthorized")
    async with socket(address) as connection:
        assert await (await init(connection, authorization=f"Bearer {kept}")).closed() == (4401, "Unauthorized")


async def test_the_ticket_of_a_session_that_is_over_lets_nobody_in(address, browser):
    ticket = await ticket_of(browser)
    await browser.command(SIGN_OUT)
    async with socket(address) as connection:
        assert await (await init(connection, ticket=ticket)).closed() == (4401, "Unauthorized")


async def _sign_out(browser, ada, client):
    await browser.command(SIGN_OUT)


async def _end_elsewhere(browser, ada, client):
    client.cookies.clear()
    await browser.sign_in(EMAIL)
    await browser.command(END_OTHERS)


async def _change_password(browser, ada, client):
    client.cookies.clear()
    await browser.sign_in(EMAIL)
    given = {"currentPassword": factories.PASSWORD, "password": "a quiet evening by the sea"}
    assert (await browser.command(CHANGE, input=given))["errors"] == []


async def _remove(browser, ada, client):
    await Member.filter(id=ada.id).update(removed_at=factories.START)


async def _switch(browser, ada, client):
    later = await factories.workspace()
    await factories.member(later, user=await ada.user)
    assert kinds(await browser.command(SWITCH, id=str(later.id))) == []


async def test_who_has_other_rights_than_before_comes_back_with_another_ticket(address, browser, ada):
    ticket = await ticket_of(browser)
    async with socket(address) as connection:
        await init(connection, ticket=ticket)
        assert (await connection.frame())["type"] == "connection_ack"
        await Member.filter(id=ada.id).update(role=Role.VIEWER)
        assert await connection.closed() == (4403, "Access changed")
    async with socket(address) as connection:
        await init(connection, ticket=await ticket_of(browser))
        assert (await connection.frame())["type"] == "connection_ack"


@pytest.mark.parametrize("loss", [_sign_out, _end_elsewhere, _change_password, _remove, _switch])
async def test_whatever_ends_the_access_ends_the_open_socket_for_good(address, browser, ada, client, loss):
    ticket = await ticket_of(browser)
    async with socket(address) as connection:
        await init(connection, ticket=ticket)
        assert (await connection.frame())["type"] == "connection_ack"
        await loss(browser, ada, client)
        assert await connection.closed() == (4401, "Unauthorized")


@pytest.mark.parametrize("late", [{"minutes": 31}, {"hours": 8}], ids=["unused", "over"])
async def test_a_socket_whose_session_ran_out_is_told_to_come_back(address, browser, clock, late):
    ticket = await ticket_of(browser)
    async with socket(address) as connection:
        await init(connection, ticket=ticket)
        assert (await connection.frame())["type"] == "connection_ack"
        clock.move_wall(**late)
        assert await connection.closed() == (4403, "Expired")
    assert (await Session.get()).ended_at is None


@pytest.mark.parametrize("document", [SIGN_OUT, TICKET])
async def test_nobody_signs_in_or_out_by_a_socket(address, browser, document):
    ticket = await ticket_of(browser)
    async with socket(address) as connection:
        await init(connection, ticket=ticket)
        assert (await connection.frame())["type"] == "connection_ack"
        answer = await connection.message(await connection.subscribe(document))
        assert kinds(answer) == ["forbidden"]
        sign_in = 'mutation { signIn(input: {email: "a", password: "b"}) { errors { __typename ... on Forbidden { code } } } }'
        assert kinds(await connection.message(await connection.subscribe(sign_in))) == ["forbidden"]


async def test_over_a_real_server_a_person_signs_in_opens_a_socket_and_is_counted_by_their_own_address(address, ada):
    async with AsyncClient(base_url=address.replace("ws:", "http:").removesuffix("/graphql/")) as client:
        browser = Browser(client)
        await browser.sign_in(EMAIL, "wrong-wrong")
        client.headers["x-forwarded-for"] = "192.0.2.7"
        assert kinds(await browser.sign_in(EMAIL)) == []
        async with socket(address) as connection:
            await init(connection, ticket=await ticket_of(browser))
            assert (await connection.frame())["type"] == "connection_ack"
    counted = await SignInAttempt.all().order_by("created_at", "id").values_list("address", "passed")
    assert counted == [("127.0.0.1", False), ("192.0.2.7", True)]
