"""A person sees where they are signed in, ends what they like, and goes from workspace to workspace."""

import asyncio

import pytest
from argon2 import PasswordHasher
from httpx import AsyncClient

from engine import password as passwords
from models import Event, EventKind, Member, PasswordLink, Role, Session, User
from resolvers.permissions import PERSONAL
from tests import factories
from tests.graphql.browser import ERRORS, ME, SET_PASSWORD, Browser, kinds
from tests.graphql.conftest import asker, served
from tests.lock_waits import awaited_locks

EMAIL, OTHER = "ada@example.com", "bo@example.com"
NEW = "a quiet evening by the sea"
SESSIONS = "{ sessions(first: 9) { totalCount nodes { id current workspaceName userAgent expiresAt } } }"
SWITCH = f"mutation ($id: ID!) {{ switchWorkspace(id: $id) {{ viewer {{ role workspace {{ id }} }} {ERRORS} }} }}"
END = f"mutation ($id: ID!) {{ endSession(id: $id) {{ ended {ERRORS} }} }}"
END_OTHERS = f"mutation {{ endOtherSessions {{ ended {ERRORS} }} }}"
CHANGE = f"mutation ($input: ChangePasswordInput!) {{ changePassword(input: $input) {{ viewer {{ role }} {ERRORS} }} }}"


@pytest.fixture
async def ada(workspace) -> Member:
    return await factories.person(workspace, Role.ADMIN, email=EMAIL)


@pytest.fixture
async def browser(client: AsyncClient, ada) -> Browser:
    made = Browser(client)
    await made.sign_in(EMAIL)
    return made


@pytest.fixture
async def second(parts, ada):
    async with served(parts) as client:
        made = Browser(client)
        await made.sign_in(EMAIL)
        yield made


async def link_of(units, member) -> str:
    minted = await units.run(lambda unit: passwords.make_link(unit, member))
    return passwords.link_address("http://127.0.0.1:8001", minted.text)


async def ended(workspace) -> list[str]:
    found = await Event.filter(workspace_id=workspace.id, kind=EventKind.SESSION_ENDED).order_by("position")
    return [event.data["reason"] for event in found]


async def test_ones_own_sessions_are_listed_and_nobody_elses(browser, second, workspace, parts):
    await factories.person(workspace, Role.OWNER, email=OTHER)
    async with served(parts) as client:
        await Browser(client).sign_in(OTHER)
        shown = (await browser.ask(SESSIONS))["sessions"]
    assert (shown["totalCount"], [one["current"] for one in shown["nodes"]]) == (2, [False, True])
    assert {one["workspaceName"] for one in shown["nodes"]} == {workspace.name}
    assert all(one["userAgent"].startswith("python-httpx") for one in shown["nodes"])


async def test_a_session_of_another_workspace_is_listed_too_and_one_that_is_over_is_not(browser, ada, clock):
    later = await factories.workspace()
    elsewhere = await factories.member(later, user=await User.get(id=ada.user_id))
    await factories.session(elsewhere, "1", created_at=clock.wall())
    await factories.session(elsewhere, "2", ended_at=clock.wall())
    await factories.session(elsewhere, "3", expires_at=clock.wall())
    await factories.session(elsewhere, "4", idle_at=clock.wall())
    shown = (await browser.ask(SESSIONS))["sessions"]["nodes"]
    assert sorted(one["workspaceName"] for one in shown) == sorted([later.name, (await ada.workspace).name])


async def test_a_session_is_ended_by_its_person_from_another(browser, second, workspace):
    [other] = [one["id"] for one in (await browser.ask(SESSIONS))["sessions"]["nodes"] if not one["current"]]
    assert await browser.command(END, id=other) == {"ended": 1, "errors": []}
    assert (await browser.signed_in(), await second.signed_in()) == (True, False)
    assert await ended(workspace) == ["ended_by_person"]
    assert kinds(await browser.command(END, id=other)) == ["not_found"]


async def test_all_others_are_ended_at_once(browser, second, workspace):
    assert await browser.command(END_OTHERS) == {"ended": 1, "errors": []}
    assert (await browser.signed_in(), await second.signed_in()) == (True, False)
    assert await browser.command(END_OTHERS) == {"ended": 0, "errors": []}


async def test_somebody_elses_session_cannot_be_ended_and_answers_like_an_unknown_one(browser, workspace):
    bo = await factories.person(workspace, email=OTHER)
    theirs = await factories.session(bo, "h")
    answers = [await browser.command(END, id=one) for one in (str(theirs.id), str(factories.some_id()), "junk")]
    assert [kinds(answer) for answer in answers] == [["not_found"]] * 3
    assert (await Session.get(id=theirs.id)).ended_at is None


async def test_a_person_goes_to_another_workspace_of_theirs_by_another_session(browser, ada, workspace, clock):
    later = await factories.workspace()
    await factories.member(later, Role.VIEWER, user=await User.get(id=ada.user_id))
    before, until = browser.client.cookies["chaknal"], (await Session.get()).expires_at
    clock.move_wall(minutes=5)
    answer = await browser.command(SWITCH, id=str(later.id))
    assert answer == {"viewer": {"role": "VIEWER", "workspace": {"id": str(later.id)}}, "errors": []}
    assert (await browser.ask(ME))["viewer"]["workspace"] == {"id": str(later.id)}
    assert browser.client.cookies["chaknal"] != before
    assert (await Session.get(ended_at=None)).expires_at == until
    assert await ended(workspace) == ["replaced"]


@pytest.mark.parametrize("where", ["foreign", "removed", "unknown", "junk"])
async def test_nobody_goes_where_they_do_not_belong(browser, ada, where, clock):
    foreign = await factories.workspace()
    if where == "removed":
        await factories.member(foreign, user=await User.get(id=ada.user_id), removed_at=clock.wall())
    given = {"unknown": str(factories.some_id()), "junk": "junk"}.get(where, str(foreign.id))
    assert kinds(await browser.command(SWITCH, id=given)) == ["not_found"]
    assert await browser.signed_in()


async def test_a_link_sets_the_password_once_and_lets_in(client, units, workspace, clock):
    new = await factories.member(workspace, user=await factories.user(email=OTHER))
    link, browser = await link_of(units, new), Browser(client)
    clock.move_wall(days=6, hours=23)
    answer = await browser.command(SET_PASSWORD, input={"link": link, "password": NEW})
    shown = {"role": "MEMBER", "user": {"email": OTHER}, "workspace": {"id": str(workspace.id)}}
    assert answer == {"viewer": shown, "errors": []}
    assert await browser.signed_in()
    again = await browser.command(SET_PASSWORD, input={"link": link, "password": "something else entirely"})
    assert [(error["code"], error["path"]) for error in again["errors"]] == [("invalid_input", ["link"])]
    assert kinds(await browser.sign_in(OTHER, NEW)) == []
    kept = await PasswordLink.get()
    assert link.rpartition("#")[2] not in repr(vars(kept))
    done = await Event.filter(kind__in=[EventKind.PASSWORD_LINK_MADE, EventKind.PASSWORD_SET]).order_by("position")
    assert [event.kind for event in done] == [EventKind.PASSWORD_LINK_MADE, EventKind.PASSWORD_SET]


@pytest.mark.parametrize("how", ["too late", "replaced", "removed", "unknown", "blank"])
async def test_a_link_that_does_not_count_any_more_sets_nothing(client, units, workspace, clock, how):
    new = await factories.person(workspace, email=OTHER)
    link = await link_of(units, new)
    if how == "replaced":
        await link_of(units, new)
    if how == "removed":
        await Member.filter(id=new.id).update(removed_at=clock.wall())
    clock.move_wall(days=7 if how == "too late" else 0)
    given = {"unknown": "x" * 43, "blank": ""}.get(how, link)
    answer = await Browser(client).command(SET_PASSWORD, input={"link": given, "password": NEW})
    assert [(error["code"], error["path"]) for error in answer["errors"]] == [("invalid_input", ["link"])]
    if how != "removed":
        assert kinds(await Browser(client).sign_in(OTHER)) == []


@pytest.mark.parametrize("password", ["short", "x" * 129, "password", "12345678"])
async def test_a_weak_password_is_refused_and_the_link_stays_good(client, units, workspace, password):
    link = await link_of(units, await factories.member(workspace))
    answer = await Browser(client).command(SET_PASSWORD, input={"link": link, "password": password})
    assert [(error["code"], error["path"]) for error in answer["errors"]] == [("invalid_input", ["password"])]
    good = await Browser(client).command(SET_PASSWORD, input={"link": link.rpartition("#")[2], "password": NEW})
    assert good["errors"] == []


async def test_a_new_password_ends_every_session_of_the_old_one(client, browser, second, parts, units, ada, workspace):
    link = await link_of(units, ada)
    async with served(parts) as third:
        assert (await Browser(third).command(SET_PASSWORD, input={"link": link, "password": NEW}))["errors"] == []
        assert await Browser(third).signed_in()
    assert (await browser.signed_in(), await second.signed_in()) == (False, False)
    assert kinds(await browser.sign_in(EMAIL)) == ["sign_in_refused"]
    assert await ended(workspace) == ["password_set"] * 2


async def test_of_two_links_that_are_made_at_once_one_works(units, ada, dialect, database):
    made, over = asyncio.Event(), asyncio.Event()

    async def make(unit) -> None:
        await passwords.make_link(unit, ada)
        made.set()
        await over.wait()

    first = asyncio.create_task(units.run(make))
    await made.wait()
    second = asyncio.create_task(link_of(units, ada))
    try:
        if dialect == "postgres":
            await awaited_locks(database)
    finally:
        over.set()
    await asyncio.gather(first, second)
    assert await PasswordLink.filter(used_at=None).count() == 1


async def test_of_two_who_come_with_one_link_one_gets_in(units, workspace):
    await link_of(units, await factories.member(workspace))
    first, second = await PasswordLink.get(), await PasswordLink.get()
    assert [await units.run(first.take), await units.run(second.take)] == [True, False]


async def test_a_person_changes_their_password_by_the_old_one(browser, second, ada):
    given = {"currentPassword": factories.PASSWORD, "password": NEW}
    assert await browser.command(CHANGE, input=given) == {"viewer": {"role": "ADMIN"}, "errors": []}
    assert (await browser.signed_in(), await second.signed_in()) == (True, False)
    assert kinds(await second.sign_in(EMAIL, NEW)) == []


async def test_who_does_not_know_the_old_password_changes_nothing_and_is_counted(browser, ada):
    for _ in range(5):
        answer = await browser.command(CHANGE, input={"currentPassword": "wrong-wrong", "password": NEW})
        assert [(error["code"], error["path"]) for error in answer["errors"]] == [
            ("invalid_input", ["currentPassword"])
        ]
    right = {"currentPassword": factories.PASSWORD, "password": NEW}
    assert kinds(await browser.command(CHANGE, input=right)) == ["limit_reached"]
    weak = {"currentPassword": factories.PASSWORD, "password": "password"}
    assert kinds(await browser.command(CHANGE, input=weak)) == ["invalid_input"]


@pytest.mark.parametrize(
    ("meanwhile", "refused"),
    [
        (
            lambda ada: User.filter(id=ada.user_id).update(password_hash="another"),
            ("invalid_input", ["currentPassword"]),
        ),
        (lambda ada: Session.filter(user_id=ada.user_id).update(ended_at=factories.START), ("forbidden", None)),
    ],
    ids=["the password", "the session"],
)
async def test_what_was_taken_from_somebody_while_they_change_their_password_stays_taken(
    browser, ada, monkeypatch, meanwhile, refused
):
    loop, real = asyncio.get_running_loop(), PasswordHasher.verify

    def verify(self, kept, password):
        asyncio.run_coroutine_threadsafe(_run(meanwhile(ada)), loop).result()
        return real(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    before = await User.get(id=ada.user_id)
    answer = await browser.command(CHANGE, input={"currentPassword": factories.PASSWORD, "password": NEW})
    assert [(error["code"], error["path"]) for error in answer["errors"]] == [refused]
    assert (await User.get(id=ada.user_id)).password_hash in {before.password_hash, "another"}
    assert not await Event.exists(kind=EventKind.PASSWORD_SET)


async def _run(query) -> None:
    await query


PERSONAL_DOCUMENTS = {
    "signOut": "mutation { signOut { errors { __typename } } }",
    "switchWorkspace": 'mutation { switchWorkspace(id: "x") { errors { __typename } } }',
    "createSocketTicket": "mutation { createSocketTicket { errors { __typename } } }",
    "endSession": 'mutation { endSession(id: "x") { errors { __typename } } }',
    "endOtherSessions": "mutation { endOtherSessions { errors { __typename } } }",
    "changePassword": """mutation { changePassword(input: {currentPassword: "x", password: "y"}) {
        errors { __typename } } }""",
}


def test_every_personal_command_is_tried():
    assert set(PERSONAL_DOCUMENTS) == PERSONAL


@pytest.mark.parametrize("name", sorted(PERSONAL))
async def test_a_token_has_no_session_and_none_of_its_commands(client, workspace, name):
    owner = await asker(client, workspace, Role.OWNER)
    assert await owner.ask(PERSONAL_DOCUMENTS[name]) == {name: {"errors": [{"__typename": "Forbidden"}]}}


async def test_a_token_sees_no_sessions(client, workspace):
    owner = await asker(client, workspace, Role.OWNER)
    assert (await owner.refused("{ sessions(first: 1) { totalCount } }"))[0]["extensions"]["code"] == "FORBIDDEN"
