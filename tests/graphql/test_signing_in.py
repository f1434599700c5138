"""A person comes in by their password, stays by a cookie, and leaves; whoever does not fit learns nothing."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from argon2 import PasswordHasher
from httpx import AsyncClient

from app.context import context_of
from app.session_cookie import HEADER
from engine.session import end
from models import Event, EventKind, Member, Role, Session, User
from tests import factories
from tests.graphql.browser import ME, SIGN_IN, SIGN_OUT, Browser, kinds
from tests.graphql.conftest import parts_of, served

EMAIL = "ada@example.com"
WRONG = "not-the-password-at-all"


@pytest.fixture
async def browser(client: AsyncClient) -> Browser:
    return Browser(client)


@pytest.fixture
async def ada(workspace) -> Member:
    return await factories.person(workspace, Role.ADMIN, email=EMAIL)


async def events(workspace) -> list[tuple[EventKind, object]]:
    found = await Event.filter(workspace_id=workspace.id).order_by("position")
    return [(event.kind, event.data.get("reason")) for event in found]


async def test_a_person_signs_in_is_known_by_the_cookie_and_signs_out(browser, ada, workspace):
    shown = {"role": "ADMIN", "user": {"email": EMAIL}, "workspace": {"id": str(workspace.id)}}
    assert await browser.sign_in(" ADA@Example.com ") == {"viewer": shown, "errors": []}
    assert await browser.ask(ME) == {"viewer": shown}
    assert await browser.command(SIGN_OUT) == {"viewer": None, "errors": []}
    assert not browser.client.cookies
    assert not await browser.signed_in()
    assert await events(workspace) == [(EventKind.SESSION_STARTED, None), (EventKind.SESSION_ENDED, "signed_out")]
    assert {event.actor_id for event in await Event.all()} == {ada.id}
    assert all(event.request_id for event in await Event.all())


async def test_a_cookie_that_was_signed_out_opens_nothing_any_more(browser, ada):
    await browser.sign_in(EMAIL)
    kept = browser.client.cookies["chaknal"]
    await browser.command(SIGN_OUT)
    browser.client.cookies.set("chaknal", kept)
    assert not await browser.signed_in()


@pytest.mark.parametrize(
    ("address", "name", "secure"),
    [("https://outreach.example.com", "__Host-chaknal", True), ("http://127.0.0.1:8001", "chaknal", False)],
)
async def test_the_cookie_is_for_this_host_alone_out_of_reach_of_scripts_and_other_sites(
    units, clock, ring, parts, ada, address, name, secure
):
    async with served(parts_of(units, clock, ring, parts.duxsoup, public_url=address)) as client:
        answer = await Browser(client).post(SIGN_IN, input={"email": EMAIL, "password": factories.PASSWORD})
    [said] = answer.headers.get_list("set-cookie")
    told = {part.strip().lower() for part in said.split(";")[1:]}
    assert said.startswith(f"{name}=")
    assert told == {"httponly", "max-age=28800", "path=/", "samesite=strict"} | ({"secure"} if secure else set())
    assert "domain" not in said.lower()


async def test_the_database_holds_no_cookie_and_no_password(browser, ada):
    await browser.sign_in(EMAIL)
    text = browser.client.cookies["chaknal"]
    assert len(text) == 43
    session = await Session.get()
    assert text not in repr(vars(session))
    assert factories.PASSWORD not in repr(vars(await User.get(id=ada.user_id)))


async def test_each_sign_in_begins_a_session_of_its_own_and_ends_the_one_it_came_with(browser, ada, workspace):
    await browser.sign_in(EMAIL)
    first = browser.client.cookies["chaknal"]
    await browser.sign_in(EMAIL)
    second = browser.client.cookies["chaknal"]
    assert first != second
    assert await browser.signed_in()
    browser.client.cookies.set("chaknal", first)
    assert not await browser.signed_in()
    assert (EventKind.SESSION_ENDED, "replaced") in await events(workspace)


async def test_an_id_that_somebody_foisted_on_the_browser_is_not_the_sessions(browser, ada):
    browser.client.cookies.set("chaknal", "x" * 43)
    answer = await browser.post(SIGN_IN, input={"email": EMAIL, "password": factories.PASSWORD})
    assert "x" * 43 not in answer.headers["set-cookie"]


@pytest.mark.parametrize("who", ["wrong password", "unknown", "no password", "removed", "too long", "blank", "endless"])
async def test_whatever_does_not_fit_is_answered_alike(browser, ada, workspace, clock, who):
    other = await factories.member(workspace)
    await Member.filter(id=ada.id).update(removed_at=clock.wall() if who == "removed" else None)
    no_password = (await User.get(id=other.user_id)).email
    email = {"unknown": "nobody@example.com", "no password": no_password, "blank": ""}.get(who, EMAIL)
    email = "a" * 100_000 if who == "endless" else email
    password = {"removed": factories.PASSWORD, "too long": "x" * 100_000, "blank": ""}.get(who, WRONG)
    answer = await browser.post(SIGN_IN, input={"email": email, "password": password})
    assert answer.json()["data"] == {
        "signIn": {
            "viewer": None,
            "errors": [
                {
                    "__typename": "Forbidden",
                    "message": "This e-mail address and password let nobody in.",
                    "code": "sign_in_refused",
                    "path": None,
                }
            ],
        }
    }
    assert "set-cookie" not in answer.headers
    assert await Session.all().count() == 0


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
async def test_the_same_hashing_is_done_for_the_unknown_as_for_the_known(browser, ada, email, monkeypatch):
    """Wall time is noise; what makes it is counted."""
    done = []
    for name in ("verify", "hash"):
        real = getattr(PasswordHasher, name)

        def counted(self, *given, name=name, real=real, **more):
            done.append((name, self.memory_cost, self.time_cost, self.parallelism))
            return real(self, *given, **more)

        monkeypatch.setattr(PasswordHasher, name, counted)
    await browser.sign_in(email, WRONG)
    assert done == [("verify", 19 * 1024, 2, 1)]


async def test_a_refused_sign_in_is_on_record_where_the_person_belongs(browser, ada, workspace):
    elsewhere = await factories.workspace()
    await factories.member(elsewhere, user=await User.get(id=ada.user_id))
    assert kinds(await browser.sign_in(EMAIL, WRONG)) == ["sign_in_refused"]
    await browser.sign_in("nobody@example.com", WRONG)
    assert await events(workspace) == await events(elsewhere) == [(EventKind.SIGN_IN_REFUSED, None)]
    event = await Event.get(workspace_id=workspace.id)
    assert (event.actor_id, event.subject_id, event.data) == (None, ada.id, {})


async def test_a_hash_of_lesser_parameters_is_made_anew_at_the_next_sign_in(browser, workspace):
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(factories.PASSWORD)
    member = await factories.person(workspace, email=EMAIL, password_hash=weak)
    await browser.sign_in(EMAIL)
    kept = (await User.get(id=member.user_id)).password_hash or ""
    assert "m=19456,t=2,p=1" in kept
    assert PasswordHasher().verify(kept, factories.PASSWORD)
    await browser.sign_in(EMAIL)
    assert (await User.get(id=member.user_id)).password_hash == kept


async def test_a_session_ends_unused_after_its_idle_time_and_used_after_its_whole_time(browser, ada, clock):
    await browser.sign_in(EMAIL)
    for _ in range(17):
        clock.move_wall(minutes=28)
        assert await browser.signed_in()
    clock.move_wall(minutes=5)
    assert not await browser.signed_in()
    await browser.sign_in(EMAIL)
    clock.move_wall(minutes=31)
    assert not await browser.signed_in()


async def test_both_times_can_be_set(units, clock, ring, parts, ada):
    longer = parts_of(units, clock, ring, parts.duxsoup, session_idle_minutes=90, session_hours=2)
    async with served(longer) as client:
        browser = Browser(client)
        await browser.sign_in(EMAIL)
        clock.move_wall(minutes=80)
        assert await browser.signed_in()
        clock.move_wall(minutes=39)
        assert await browser.signed_in()
        clock.move_wall(minutes=2)
        assert not await browser.signed_in()


async def test_using_a_session_is_written_down_once_a_minute(browser, ada, clock):
    await browser.sign_in(EMAIL)
    clock.move_wall(seconds=30)
    await browser.signed_in()
    assert (await Session.get()).last_seen_at == clock.wall() - timedelta(seconds=30)
    clock.move_wall(seconds=31)
    await browser.signed_in()
    assert (await Session.get()).last_seen_at == clock.wall()


@pytest.mark.parametrize("change", ["removed", "role"])
async def test_whoever_is_removed_is_out_and_a_new_role_counts_at_once(browser, ada, clock, change):
    await browser.sign_in(EMAIL)
    values = {"removed_at": clock.wall()} if change == "removed" else {"role": Role.VIEWER}
    await Member.filter(id=ada.id).update(**values)
    answer = await browser.post(ME)
    assert answer.status_code == (401 if change == "removed" else 200)
    assert change == "removed" or answer.json()["data"]["viewer"]["role"] == "VIEWER"


async def test_a_person_comes_back_to_the_workspace_they_were_in_last(browser, ada, workspace, clock):
    later = await factories.workspace()
    await factories.member(later, user=await User.get(id=ada.user_id))
    assert (await browser.sign_in(EMAIL))["viewer"]["workspace"] == {"id": str(workspace.id)}
    await factories.session(
        await Member.get(workspace_id=later.id), "h", created_at=clock.wall() + timedelta(minutes=1)
    )
    assert (await browser.sign_in(EMAIL))["viewer"]["workspace"] == {"id": str(later.id)}
    await Member.filter(workspace_id=later.id).update(removed_at=clock.wall())
    assert (await browser.sign_in(EMAIL))["viewer"]["workspace"] == {"id": str(workspace.id)}


async def test_where_a_token_is_sent_the_cookie_is_not_looked_at(browser, ada):
    await browser.sign_in(EMAIL)
    headers = {HEADER: "1", "authorization": "Bearer nonsense"}
    assert (await browser.post(ME, headers)).status_code == 401
    assert (await browser.post(SIGN_IN, headers, input={"email": EMAIL, "password": "x"})).status_code == 401


async def test_what_answers_nobody_holds_no_cookie(parts):
    with pytest.raises(RuntimeError):
        context_of(parts, None, {}).keep_session("x")


async def test_what_is_over_is_not_ended_again(units, ada, workspace):
    session = await factories.session(ada, "h" * 64)
    ended = [await units.run(partial(end, session_id=session.id, reason="signed_out")) for _ in range(2)]
    assert ended == [True, False]
    assert not await units.run(partial(end, session_id=None, reason="signed_out"))
    assert await events(workspace) == [(EventKind.SESSION_ENDED, "signed_out")]


async def test_a_token_has_no_session_to_sign_out_of(member):
    document = "mutation { signOut { errors { __typename } } }"
    assert await member.ask(document) == {"signOut": {"errors": [{"__typename": "Forbidden"}]}}


async def test_a_password_that_is_changed_while_it_is_tried_lets_nobody_in(browser, ada, monkeypatch):
    loop, real = asyncio.get_running_loop(), PasswordHasher.verify

    def verify(self, kept, password):
        changing = User.filter(id=ada.user_id).update(password_hash="another")
        asyncio.run_coroutine_threadsafe(_run(changing), loop).result()
        return real(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    assert kinds(await browser.sign_in(EMAIL)) == ["sign_in_refused"]
    assert await Session.all().count() == 0


async def _run(query: Any) -> None:
    await query
