"""Tokens are made by admins, never wider than who makes them; shown once, listed by how they begin, taken back for good."""

from datetime import timedelta
from typing import Any

import pytest

from models import ApiToken, Event, EventKind, Role, Scope
from tests import factories
from tests.graphql.browser import kinds
from tests.graphql.conftest import Asker, asker

FIELDS = "text token { id name prefix scopes expiresAt lastUsedAt revokedAt member { id } }"
LIST = "{ tokens(first: 9) { totalCount nodes { id prefix name scopes lastUsedAt revokedAt } } }"


async def create(who: Asker, **given: Any) -> Any:
    return await who.command("createToken", {"name": "nightly export", **given}, FIELDS)


async def revoke(who: Asker, token_id: object) -> Any:
    errors = "errors { __typename ... on MutationError { code path } }"
    document = f"mutation ($i: ID!) {{ revokeToken(id: $i) {{ token {{ revokedAt }} {errors} }} }}"
    return (await who.ask(document, i=str(token_id)))["revokeToken"]


async def test_an_admin_makes_a_token_that_works_and_is_shown_once(admin, member, clock, workspace):
    until = (clock.wall() + timedelta(days=30)).isoformat()
    made = await create(admin, memberId=str(member.member.id), scopes=["READ"], expiresAt=until)
    assert made["token"]["member"] == {"id": str(member.member.id)}
    assert (made["token"]["scopes"], made["token"]["expiresAt"]) == (["READ"], until)
    assert made["text"].startswith(made["token"]["prefix"])
    coming = Asker(member.client, member.member, made["text"])
    assert (await coming.ask("{ viewer { role } }"))["viewer"] == {"role": "MEMBER"}
    assert (await member.ask(LIST))["tokens"]["nodes"][0]["id"] == made["token"]["id"]
    assert made["text"] not in (await member.post(LIST)).text
    row = await ApiToken.get(id=made["token"]["id"])
    assert made["text"] not in repr(vars(row))
    clock.move_wall(days=30)
    assert (await coming.post("{ viewer { role } }")).status_code == 401
    assert [event.kind for event in await Event.filter(workspace_id=workspace.id)] == [EventKind.TOKEN_CREATED]


async def test_an_admin_makes_one_for_themselves_or_others_and_a_member_none_at_all(admin, member, workspace):
    other = await factories.member(workspace)
    assert (await create(admin))["token"]["member"] == {"id": str(admin.member.id)}
    assert (await create(admin, memberId=str(other.id)))["token"]["member"] == {"id": str(other.id)}
    for whose in (other, member.member):
        assert kinds(await create(member, memberId=str(whose.id))) == ["forbidden"]
    assert not await ApiToken.filter(member_id=member.member.id, name="nightly export").exists()
    assert kinds(await create(admin, memberId=str(factories.some_id()))) == ["not_found"]


async def test_an_owners_token_is_made_by_owners(admin, workspace, client):
    owner = await asker(client, workspace, Role.OWNER)
    assert kinds(await create(admin, memberId=str(owner.member.id))) == ["forbidden"]
    second = await factories.member(workspace, Role.OWNER)
    assert kinds(await create(owner, memberId=str(second.id))) == []


async def test_a_token_makes_none_that_may_more_or_lasts_longer(client, workspace, clock):
    narrow = await asker(client, workspace, Role.OWNER, [Scope.ADMIN, Scope.READ])
    until = clock.wall() + timedelta(days=2)
    await ApiToken.filter(member_id=narrow.member.id).update(expires_at=until)
    good = {"scopes": ["READ"], "expiresAt": until.isoformat()}
    refused = [
        await create(narrow, **{**good, "scopes": None}),
        await create(narrow, **{**good, "scopes": ["READ", "WRITE"]}),
        await create(narrow, scopes=["READ"]),
        await create(narrow, **{**good, "expiresAt": (until + timedelta(seconds=1)).isoformat()}),
    ]
    assert [error["path"] for answer in refused for error in answer["errors"]] == [
        ["scopes"], ["scopes"], ["expiresAt"], ["expiresAt"],
    ]  # fmt: skip
    assert kinds(await create(narrow, **good)) == []


@pytest.mark.parametrize(
    ("given", "path"), [({"name": " "}, "name"), ({"name": "x" * 101}, "name"), ({"scopes": []}, "scopes")]
)
async def test_what_a_token_cannot_be_is_said_by_its_field(admin, given, path):
    assert [error["path"] for error in (await create(admin, **given))["errors"]] == [[path]]


async def test_a_token_that_has_run_out_before_it_is_made_is_not_made(admin, clock):
    assert [error["path"] for error in (await create(admin, expiresAt=clock.wall().isoformat()))["errors"]] == [
        ["expiresAt"]
    ]


async def test_members_see_their_own_tokens_and_admins_all_of_the_workspace(member, admin, stranger, viewer):
    shown = (await member.ask(LIST))["tokens"]
    assert [one["prefix"] for one in shown["nodes"]] == ["chk_test"]
    assert shown["nodes"][0]["lastUsedAt"]
    assert (await admin.ask(LIST))["tokens"]["totalCount"] == 3
    assert (await stranger.ask(LIST))["tokens"]["totalCount"] == 1


async def test_a_token_that_is_taken_back_opens_nothing_any_more(member, admin, workspace):
    made = await create(admin, memberId=str(member.member.id))
    coming = Asker(member.client, member.member, made["text"])
    assert (await revoke(member, made["token"]["id"]))["token"]["revokedAt"]
    assert (await coming.post("{ viewer { role } }")).status_code == 401
    assert kinds(await revoke(member, made["token"]["id"])) == []
    assert await Event.filter(workspace_id=workspace.id, kind=EventKind.TOKEN_REVOKED).count() == 1


async def test_a_viewer_takes_back_their_own_and_nobody_elses(viewer, member, workspace):
    mine, theirs = [await ApiToken.get(member_id=one.member.id) for one in (viewer, member)]
    assert kinds(await revoke(viewer, theirs.id)) == ["not_found"]
    await theirs.refresh_from_db()
    assert theirs.revoked_at is None
    assert (await viewer.ask("{ viewer { permissions } }"))["viewer"] == {"permissions": ["revokeToken"]}
    assert (await revoke(viewer, mine.id))["token"]["revokedAt"]
    assert (await viewer.post(LIST)).status_code == 401
    assert await Event.filter(workspace_id=workspace.id, kind=EventKind.TOKEN_REVOKED).count() == 1


async def test_a_viewers_token_for_something_else_takes_back_nothing(client, workspace):
    narrow = await asker(client, workspace, Role.VIEWER, [Scope.READ])
    own = await ApiToken.get(member_id=narrow.member.id)
    assert kinds(await revoke(narrow, own.id)) == ["forbidden"]


async def test_a_member_takes_back_their_own_alone_and_an_admin_any(member, admin, stranger):
    own = await ApiToken.get(member_id=member.member.id)
    foreign = await ApiToken.get(member_id=stranger.member.id)
    admins = await ApiToken.get(member_id=admin.member.id)
    assert kinds(await revoke(member, admins.id)) == ["not_found"]
    assert [kinds(await revoke(admin, one)) for one in (foreign.id, "junk")] == [["not_found"]] * 2
    await admins.refresh_from_db()
    assert admins.revoked_at is None
    assert kinds(await revoke(admin, own.id)) == []


async def test_a_token_for_something_else_is_told_that_it_is_done(client, workspace):
    narrow = await asker(client, workspace, Role.OWNER, [Scope.ADMIN])
    made = await create(narrow, scopes=["ADMIN"])
    assert made["text"]
    assert made["token"] is None
