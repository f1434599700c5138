"""A token speaks for one member of one workspace, for as long as both hold."""

from datetime import timedelta

import pytest

from auth.tokens import mint
from auth.viewer import Viewer, holding, used, viewer_of
from models import ApiToken, Member, Role, Scope
from tests import factories
from tests.databases import Database
from tests.queries import queries

pytestmark = pytest.mark.usefixtures("database")
NOW = factories.START


async def test_a_token_gives_its_member_workspace_role_and_scopes() -> None:
    member = await factories.member(role=Role.ADMIN)
    minted = mint()
    token = await factories.api_token(member, minted.hash, scopes=["read", "launch"])
    viewer = await viewer_of(minted.text, NOW)
    assert viewer is not None
    assert (viewer.member_id, viewer.user_id, viewer.workspace_id) == (member.id, member.user_id, member.workspace_id)
    assert (viewer.role, viewer.token_id) == (Role.ADMIN, token.id)
    assert viewer.scopes == frozenset({Scope.READ, Scope.LAUNCH})


async def test_a_viewer_is_found_in_one_query(database: Database) -> None:
    minted = mint()
    await factories.api_token(await factories.member(), minted.hash)
    with queries() as seen:
        await viewer_of(minted.text, NOW)
    assert len(seen) == 1


async def test_without_scopes_a_token_may_what_its_member_may() -> None:
    minted = mint()
    await factories.api_token(await factories.member(), minted.hash)
    viewer = await viewer_of(minted.text, NOW)
    assert viewer is not None
    assert all(viewer.may(scope) for scope in Scope)


async def test_scopes_narrow_and_none_contains_another() -> None:
    minted = mint()
    await factories.api_token(await factories.member(), minted.hash, scopes=["admin"])
    viewer = await viewer_of(minted.text, NOW)
    assert viewer is not None
    assert [scope for scope in Scope if viewer.may(scope)] == [Scope.ADMIN]


async def test_no_scopes_at_all_let_nothing_through() -> None:
    minted = mint()
    await factories.api_token(await factories.member(), minted.hash, scopes=[])
    viewer = await viewer_of(minted.text, NOW)
    assert viewer is not None
    assert not any(viewer.may(scope) for scope in Scope)


@pytest.mark.parametrize(
    "change", [{"revoked_at": NOW}, {"expires_at": NOW}, {"expires_at": NOW - timedelta(days=1)}], ids=str
)
async def test_a_revoked_or_expired_token_is_nobody(change) -> None:
    minted = mint()
    await factories.api_token(await factories.member(), minted.hash, **change)
    assert await viewer_of(minted.text, NOW) is None


async def test_the_token_of_a_removed_member_is_nobody() -> None:
    minted = mint()
    await factories.api_token(await factories.member(removed_at=NOW), minted.hash)
    assert await viewer_of(minted.text, NOW) is None


@pytest.mark.parametrize("text", ["", "x", mint().text, mint("").text], ids=["blank", "junk", "token", "webhook"])
async def test_unknown_tokens_are_nobody(text: str) -> None:
    assert await viewer_of(text, NOW) is None


LOSSES = [
    (ApiToken, {"revoked_at": NOW}),
    (ApiToken, {"expires_at": NOW}),
    (ApiToken, {"scopes": []}),
    (Member, {"removed_at": NOW}),
    (Member, {"role": Role.VIEWER}),
]


@pytest.mark.parametrize(("of", "change"), LOSSES, ids=str)
async def test_a_recheck_notices_every_loss_of_access(of: type[ApiToken | Member], change: dict[str, object]) -> None:
    minted = mint()
    await factories.api_token(await factories.member(role=Role.ADMIN), minted.hash)
    viewer = await viewer_of(minted.text, NOW)
    assert viewer is not None
    assert await holding([viewer], NOW)
    await of.all().update(**change)
    assert not await holding([viewer], NOW)


@pytest.mark.parametrize("change", [{"removed_at": NOW}, {"role": Role.VIEWER}], ids=str)
async def test_a_person_without_a_token_is_rechecked_too(change: dict[str, object]) -> None:
    member = await factories.member(role=Role.ADMIN)
    viewer = Viewer(member.user_id, member.id, member.workspace_id, member.role)
    assert await holding([viewer], NOW)
    await Member.all().update(**change)
    assert not await holding([viewer], NOW)


async def test_the_last_use_is_kept_to_the_minute() -> None:
    minted = mint()
    token = await factories.api_token(await factories.member(), minted.hash)
    viewer = await viewer_of(minted.text, NOW)
    assert viewer is not None
    for seconds in (0, 30, 90):
        await used(viewer, NOW + timedelta(seconds=seconds))
        await token.refresh_from_db()
        assert token.last_used_at == NOW + timedelta(seconds=90 if seconds == 90 else 0)


async def test_a_use_within_the_minute_asks_the_database_nothing() -> None:
    minted = mint()
    await factories.api_token(await factories.member(), minted.hash)
    for seconds, statements in ((0, 1), (59, 0), (60, 1)):
        viewer = await viewer_of(minted.text, NOW + timedelta(seconds=seconds))
        assert viewer is not None
        with queries() as asked:
            await used(viewer, NOW + timedelta(seconds=seconds))
        assert len(asked) == statements


async def test_without_the_time_that_a_session_may_rest_it_is_left_as_it_was() -> None:
    member = await factories.member()
    session = await factories.session(member, "h" * 64)
    kept = (session.last_seen_at, session.idle_at)
    await used(
        Viewer(member.user_id, member.id, member.workspace_id, member.role, session_id=session.id),
        NOW + timedelta(hours=1),
    )
    await session.refresh_from_db()
    assert (session.last_seen_at, session.idle_at) == kept
