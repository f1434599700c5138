"""Who joins a workspace, as what, and how they leave it; owners are the owners' matter, and one always stays."""

import asyncio
from functools import partial
from typing import Any

import pytest
from httpx import AsyncClient

from engine.membership import MemberDraft, add_member
from models import ApiToken, Event, EventKind, Member, PasswordLink, Role, User
from tests import factories
from tests.graphql.browser import SET_PASSWORD, Browser, kinds
from tests.graphql.conftest import Asker, asker, served
from tests.lock_waits import awaited_locks

EMAIL = "robin@example.com"
NEW = "a quiet evening by the sea"
LINKED = "link expiresAt member { id role user { email firstName lastName } }"


@pytest.fixture
async def owner(client: AsyncClient, workspace) -> Asker:
    return await asker(client, workspace, Role.OWNER)


async def by_id(who: Asker, name: str, member_id: object, fields: str = "") -> Any:
    argument = "memberId" if name == "resetPassword" else "id"
    errors = "errors { __typename ... on MutationError { message code path } }"
    document = f"mutation ($i: ID!) {{ {name}({argument}: $i) {{ {fields} {errors} }} }}"
    return (await who.ask(document, i=str(member_id)))[name]


async def invite(who: Asker, role: str = "MEMBER", email: str = EMAIL, **more: str) -> Any:
    return await who.command("inviteMember", {"email": email, "role": role, **more}, LINKED)


async def change(who: Asker, member_id: object, role: str) -> Any:
    return await who.command("changeMemberRole", {"id": str(member_id), "role": role}, "member { role }")


async def kinds_of(workspace) -> list[EventKind]:
    return [event.kind for event in await Event.filter(workspace_id=workspace.id).order_by("position")]


async def test_whoever_is_new_comes_in_by_the_link_that_the_admin_was_shown(admin, workspace, parts):
    made = await invite(admin, firstName="Robin", lastName="Example")
    assert made["member"]["role"] == "MEMBER"
    assert made["member"]["user"] == {"email": EMAIL, "firstName": "Robin", "lastName": "Example"}
    assert made["link"].startswith("http://127.0.0.1:8001/set-password#")
    async with served(parts) as client:
        answer = await Browser(client).command(SET_PASSWORD, input={"link": made["link"], "password": NEW})
    assert answer["viewer"]["workspace"] == {"id": str(workspace.id)}
    assert await kinds_of(workspace) == [
        EventKind.MEMBER_ADDED, EventKind.PASSWORD_LINK_MADE, EventKind.PASSWORD_SET, EventKind.SESSION_STARTED,
    ]  # fmt: skip
    assert {event.actor_id for event in await Event.filter(kind=EventKind.MEMBER_ADDED)} == {admin.member.id}


async def test_whoever_comes_back_to_their_only_workspace_is_just_added(admin, workspace):
    known = await factories.person(workspace, email=EMAIL)
    await by_id(admin, "removeMember", known.id)
    made = await invite(admin, firstName="Somebody", lastName="Else")
    assert (made["link"], made["expiresAt"], made["errors"]) == (None, None, [])
    assert (made["member"]["id"], made["member"]["user"]["firstName"]) == (str(known.id), "Uma")


@pytest.mark.parametrize("left", [False, True], ids=["there", "left"])
async def test_an_admin_takes_in_nobody_whose_password_another_workspaces_admin_may_have_set(
    admin, workspace, clock, left
):
    """Who sets the password of an invented membership over there would come in here with it."""
    elsewhere = await factories.person(email=EMAIL)
    await Member.filter(id=elsewhere.id).update(removed_at=clock.wall() if left else None)
    made = await invite(admin)
    assert [(error["code"], error["path"]) for error in made["errors"]] == [("forbidden", ["email"])]
    assert not await Member.exists(workspace_id=workspace.id, user_id=elsewhere.user_id)


async def test_no_admin_gets_a_link_for_who_belongs_elsewhere_too(admin, workspace, clock):
    """With it they could set the password, and sign in over there."""
    user = await factories.user(email=EMAIL)
    elsewhere, here = await factories.member(user=user), await factories.member(workspace, user=user)
    for removed_at in (None, clock.wall()):
        await Member.filter(id=elsewhere.id).update(removed_at=removed_at)
        answer = await by_id(admin, "resetPassword", here.id, "link")
        assert (answer["link"], kinds(answer)) == (None, ["forbidden"])
    assert await PasswordLink.all().count() == 0


async def test_who_is_a_member_already_is_not_invited_twice(admin, workspace):
    await invite(admin)
    again = await invite(admin)
    assert [(error["code"], error["path"]) for error in again["errors"]] == [("conflict", ["email"])]
    wrong = await invite(admin, email="nobody")
    assert [(error["code"], error["path"]) for error in wrong["errors"]] == [("invalid_input", ["email"])]


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
async def test_of_two_who_invite_one_person_at_once_the_second_is_told_so(
    admin, workspace, units, dialect, database, clock, known
):
    if known:
        await factories.person(workspace, email=EMAIL)
        await Member.filter(user__email=EMAIL).update(removed_at=clock.wall())
    added, over = asyncio.Event(), asyncio.Event()

    async def add(unit) -> None:
        await add_member(unit, workspace.id, MemberDraft(EMAIL, Role.MEMBER))
        added.set()
        await over.wait()

    adding = asyncio.create_task(units.run(add))
    await added.wait()
    asking = asyncio.create_task(invite(admin))
    try:
        if dialect == "postgres":
            await awaited_locks(database)
    finally:
        over.set()
    await adding
    assert [(error["code"], error["path"]) for error in (await asking)["errors"]] == [("conflict", ["email"])]
    assert await Member.filter(user__email=EMAIL).count() == 1


async def test_an_admin_makes_a_link_for_a_forgotten_password(admin, workspace):
    member = await factories.person(workspace, email=EMAIL)
    answer = await by_id(admin, "resetPassword", member.id, "link member { id }")
    assert answer["link"]
    assert answer["member"] == {"id": str(member.id)}
    assert await kinds_of(workspace) == [EventKind.PASSWORD_LINK_MADE]


async def test_a_role_counts_at_once_and_the_change_is_on_record(admin, member, workspace):
    answer = await change(admin, member.member.id, "VIEWER")
    assert answer == {"member": {"role": "VIEWER"}, "errors": []}
    assert (await member.ask("{ viewer { role } }"))["viewer"] == {"role": "VIEWER"}
    await change(admin, member.member.id, "VIEWER")
    [event] = await Event.filter(workspace_id=workspace.id)
    assert (event.kind, event.data) == (EventKind.MEMBER_ROLE_CHANGED, {"from": "member", "to": "viewer"})


async def test_owners_are_the_owners_matter(admin, owner, workspace):
    second = await factories.member(workspace, Role.OWNER)
    refused = [
        await invite(admin, "OWNER"),
        await change(admin, admin.member.id, "OWNER"),
        await change(admin, second.id, "MEMBER"),
        await by_id(admin, "removeMember", second.id),
        await by_id(admin, "resetPassword", second.id),
    ]
    assert [kinds(answer) for answer in refused] == [["forbidden"]] * 5
    allowed = [
        await invite(owner, "OWNER"),
        await change(owner, admin.member.id, "OWNER"),
        await by_id(owner, "resetPassword", second.id),
        await change(owner, second.id, "MEMBER"),
        await by_id(owner, "removeMember", admin.member.id),
    ]
    assert [kinds(answer) for answer in allowed] == [[]] * 5


async def test_whoever_becomes_an_owner_keeps_no_way_in_that_an_admin_made(admin, owner, workspace, client):
    robin = await factories.person(workspace, email=EMAIL)
    token = (await admin.command("createToken", {"name": "x", "memberId": str(robin.id)}, "text"))["text"]
    link = (await by_id(admin, "resetPassword", robin.id, "link"))["link"]
    assert kinds(await change(owner, robin.id, "ADMIN")) == []
    assert (await Asker(client, robin, token).ask("{ viewer { role } }"))["viewer"] == {"role": "ADMIN"}
    assert kinds(await change(owner, robin.id, "OWNER")) == []
    assert (await Asker(client, robin, token).post("{ viewer { role } }")).status_code == 401
    used = await Browser(client).command(SET_PASSWORD, input={"link": link, "password": NEW})
    assert kinds(used) == ["invalid_input"]
    assert (await kinds_of(workspace))[-2:] == [EventKind.TOKEN_REVOKED, EventKind.MEMBER_ROLE_CHANGED]


async def test_an_owner_who_is_made_one_again_keeps_their_tokens(owner, workspace):
    assert kinds(await change(owner, owner.member.id, "OWNER")) == []
    assert (await owner.ask("{ viewer { role } }"))["viewer"] == {"role": "OWNER"}


async def test_whoever_is_taken_in_elsewhere_keeps_no_link_of_an_admins(admin, workspace, units, client):
    robin = await factories.person(workspace, email=EMAIL)
    link = (await by_id(admin, "resetPassword", robin.id, "link"))["link"]
    elsewhere = await factories.workspace()
    await units.run(partial(add_member, workspace_id=elsewhere.id, draft=MemberDraft(EMAIL, Role.MEMBER)))
    used = await Browser(client).command(SET_PASSWORD, input={"link": link, "password": NEW})
    assert kinds(used) == ["invalid_input"]


async def test_no_admin_gets_a_link_for_who_is_just_being_taken_in_elsewhere(
    admin, workspace, units, dialect, database
):
    robin, elsewhere = await factories.person(workspace, email=EMAIL), await factories.workspace()
    added, over = asyncio.Event(), asyncio.Event()

    async def add(unit) -> None:
        await add_member(unit, elsewhere.id, MemberDraft(EMAIL, Role.MEMBER))
        added.set()
        await over.wait()

    adding = asyncio.create_task(units.run(add))
    await added.wait()
    asking = asyncio.create_task(by_id(admin, "resetPassword", robin.id, "link"))
    try:
        if dialect == "postgres":
            await awaited_locks(database)
    finally:
        over.set()
    await adding
    assert kinds(await asking) == ["forbidden"]


async def test_the_last_owner_stays(owner, workspace, clock):
    gone = await factories.member(workspace, Role.OWNER, removed_at=clock.wall())
    refused = [await change(owner, owner.member.id, "ADMIN"), await by_id(owner, "removeMember", owner.member.id)]
    assert [kinds(answer) for answer in refused] == [["illegal_transition"]] * 2
    assert kinds(await change(owner, owner.member.id, "OWNER")) == []
    assert kinds(await change(owner, gone.id, "MEMBER")) == ["not_found"]


async def test_of_two_owners_who_remove_each_other_one_stays(owner, client, workspace):
    other = await asker(client, workspace, Role.OWNER)
    await asyncio.gather(by_id(owner, "removeMember", other.member.id), by_id(other, "removeMember", owner.member.id))
    assert len(await Member.owners(workspace.id)) == 1


async def test_whoever_is_removed_is_out_of_this_workspace_and_their_work_stays(admin, workspace, parts):
    robin = await factories.person(workspace, email=EMAIL)
    elsewhere = await factories.member(user=await User.get(id=robin.user_id))
    token = await factories.api_token(robin, "t" * 64)
    assignment = await factories.assignment(await factories.campaign(workspace), member=robin)
    async with served(parts) as client:
        browser = Browser(client)
        await browser.sign_in(EMAIL)
        other = await factories.session(elsewhere, "o" * 64)
        assert kinds(await by_id(admin, "removeMember", robin.id)) == []
        assert not await browser.signed_in()
    await token.refresh_from_db()
    await assignment.refresh_from_db()
    await other.refresh_from_db()
    assert (token.revoked_at is None, assignment.member_id, other.ended_at) == (False, robin.id, None)
    assert await kinds_of(workspace) == [
        EventKind.SESSION_STARTED, EventKind.MEMBER_REMOVED, EventKind.TOKEN_REVOKED, EventKind.SESSION_ENDED,
    ]  # fmt: skip


async def test_whoever_comes_back_comes_without_the_tokens_and_links_of_before(admin, workspace):
    made = await invite(admin)
    robin = await Member.get(id=made["member"]["id"])
    await factories.api_token(robin, "t" * 64)
    await by_id(admin, "removeMember", robin.id)
    again = await invite(admin, "VIEWER")
    assert (again["member"]["id"], again["member"]["role"]) == (str(robin.id), "VIEWER")
    assert await ApiToken.filter(member_id=robin.id, revoked_at=None).count() == 0
    old = await Browser(admin.client).command(SET_PASSWORD, input={"link": made["link"], "password": NEW})
    assert kinds(old) == ["invalid_input"]
    assert (
        kinds(await Browser(admin.client).command(SET_PASSWORD, input={"link": again["link"], "password": NEW})) == []
    )


async def test_what_is_about_access_is_shown_to_admins_and_what_is_about_people_to_all(admin, member, workspace):
    made = await invite(admin)
    await change(admin, made["member"]["id"], "VIEWER")
    await by_id(admin, "removeMember", made["member"]["id"])
    document = "{ events(first: 9) { nodes { ... on RecordChanged { kind } } } }"
    shown = [event["kind"] for event in (await member.ask(document))["events"]["nodes"]]
    assert shown == ["member.added", "member.removed"]
    assert len((await admin.ask(document))["events"]["nodes"]) == 4
