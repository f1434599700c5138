"""Who belongs to a workspace: each person once, and whoever was removed comes back as who they were."""

from functools import partial

import pytest

from engine import membership
from engine.membership import MemberDraft
from models import Event, EventKind, Member, Role, Units, User, Workspace
from models.errors import Conflict, InvalidInput
from tests import factories


async def made(units: Units, name: str = "Example Team", timezone: str = "UTC") -> Member:
    create = partial(membership.create_workspace, name=name, owner=" Ada@Example.com ", timezone=timezone)
    return await units.run(create)


@pytest.mark.parametrize(
    ("name", "timezone", "field"), [(" ", "UTC", "name"), ("x" * 201, "UTC", "name"), ("Team", "Moon/Base", "timezone")]
)
async def test_a_workspace_has_a_name_and_a_zone(units: Units, name: str, timezone: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await made(units, name, timezone)
    assert refused.value.path == (field,)
    assert await Workspace.all().count() == 0


async def test_its_first_member_owns_it_under_one_spelling_of_their_address(units: Units) -> None:
    owner = await made(units)
    assert (owner.role, (await User.get(id=owner.user_id)).email) == (Role.OWNER, "ada@example.com")
    with pytest.raises(Conflict):
        await made(units)


async def test_whoever_was_removed_comes_back_with_the_role_given_now(units: Units) -> None:
    owner = await made(units)
    add = partial(membership.add_member, workspace_id=owner.workspace_id)
    draft = MemberDraft("robin@example.com", Role.ADMIN, "Robin", "Example")
    first = await units.run(partial(add, draft=draft))
    with pytest.raises(Conflict, match="a member already"):
        await units.run(partial(add, draft=draft))
    await Member.filter(id=first.id).update(removed_at=factories.START)
    again = await units.run(partial(add, draft=MemberDraft("ROBIN@example.com", Role.VIEWER, "Someone", "Else")))
    assert (again.id, again.role, again.removed_at) == (first.id, Role.VIEWER, None)
    assert (await User.get(id=again.user_id)).first_name == "Robin"
    assert await Event.filter(kind=EventKind.MEMBER_ADDED).count() == 3


@pytest.mark.parametrize(("names", "field"), [(("x" * 101, ""), "firstName"), (("", "x" * 101), "lastName")])
async def test_a_name_that_is_too_long_is_refused_by_its_field_and_not_cut(
    units: Units, names: tuple[str, str], field: str
):
    owner = await made(units)
    add = partial(membership.add_member, workspace_id=owner.workspace_id)
    with pytest.raises(InvalidInput) as refused:
        await units.run(partial(add, draft=MemberDraft("robin@example.com", Role.MEMBER, *names)))
    assert refused.value.path == (field,)
    longest = MemberDraft("robin@example.com", Role.MEMBER, f" {'x' * 100} ", "y" * 100)
    member = await units.run(partial(add, draft=longest))
    user = await User.get(id=member.user_id)
    assert (user.first_name, user.last_name) == ("x" * 100, "y" * 100)


@pytest.mark.parametrize(
    "email",
    [
        "robin",
        "@example.com",
        "robin@",
        "a b@example.com",
        "r\x01@example.com",
        "r@ex\x7fample.com",
        "r\ud800@example.com",
    ],
)
async def test_what_is_no_address_is_refused_by_its_field(units: Units, email: str):
    owner = await made(units)
    draft = MemberDraft(email, Role.MEMBER)
    with pytest.raises(InvalidInput) as refused:
        await units.run(partial(membership.add_member, workspace_id=owner.workspace_id, draft=draft))
    assert refused.value.path == ("email",)
