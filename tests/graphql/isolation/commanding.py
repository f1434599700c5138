"""Every command tried with ids of theirs, and on one's own in a workspace that is like theirs; each function gives what crossed over."""

from collections.abc import Iterable
from typing import Any

from tortoise import Tortoise

from models import Scope
from resolvers.permissions import COMMANDS, PUBLIC
from tests import factories
from tests.graphql.bad_input import IN_PERSON, Ground
from tests.graphql.isolation.tenants import Tenant, marks, refurnish, telling
from tests.graphql.places import MUTATIONS, Place, places

# Which noun an argument names, where its command does not say so by the id that fits.
NOUNS = {
    "accountId": "account", "accountIds": "account", "assignmentIds": "assignment", "campaignId": "campaign",
    "campaignIds": "campaign", "contactId": "contact", "contactIds": "contact", "keepId": "contact",
    "memberId": "member", "memberIds": "member", "otherId": "contact",
}  # fmt: skip
# Handing out what is held of a person is what it is for, and who took it is written down.
HANDED_OUT = {"exportContact"}
ALL, READABLE = sorted(MUTATIONS), sorted(set(COMMANDS) - HANDED_OUT)


async def by_foreign_ids(ground: Ground, theirs: Tenant, own: Tenant, names: Iterable[str] = ALL) -> list[str]:
    """An id of theirs, in any argument of any command, is answered as one of nothing, and nothing of theirs changes."""
    foreign, before, leaks = await marks(theirs) - await marks(own), await rows(theirs), []
    for name in names:
        tried = places(name, {"ID"})
        if tried:
            await _prepare(ground, own, name)
        for place in tried:
            given = theirs.ids[noun(place, ground)]
            told, unknown = await _told(ground, place, given), await _told(ground, place, str(factories.some_id()))
            leaks += [f"{place} tells {mark}" for mark in foreign if mark in told]
            leaks += [f"{place} tells one of theirs from nothing: {told} {unknown}" for _ in "?" if told != unknown]
    return leaks + _changed(before, await rows(theirs))


async def at_home(ground: Ground, theirs: Tenant, own: Tenant, names: Iterable[str] = ALL) -> list[str]:
    """What is done to one's own seat, person or address does nothing to theirs, though it is the same one."""
    foreign, before, leaks = await marks(theirs) - await marks(own), await rows(theirs), []
    for name in names:
        await _prepare(ground, own, name)
        told = (await ground.send(Place(name, (), ""), None)).text
        leaks += [f"{name} tells {mark}" for mark in foreign if mark in told]
    return leaks + _changed(before, await rows(theirs))


async def unread(ground: Ground, own: Tenant, names: Iterable[str] = READABLE) -> list[str]:
    """What a token that may not read is told of the rows that it commands: nothing but what it said itself."""
    ground.owner = await own.joined(ground.owner.member.role, [one for one in Scope if one is not Scope.READ])
    answers, secret = [], set[str]()
    for name in names:
        await refurnish(own, ground.parts.units, ground.owner.member)
        ground.ids, secret = own.ids, secret | set(own.ids.values())
        place = Place(name, (), "")
        answers.append((name, str(ground.given(place)), (await ground.send(place, None)).text))
    secret |= telling(await marks(own))
    return [f"{name} tells {one}" for name, said, told in answers for one in secret if one in told and one not in said]


def noun(place: Place, ground: Ground) -> str:
    """Raises KeyError for an argument of which nobody has said what it names."""
    found: Any = ground.given(place)
    for step in place.path:
        found = found[0] if isinstance(found, list) else found.get(step, {})
    named = {one: name for name, one in ground.ids.items()}
    return named[found] if isinstance(found, str) and found in named else NOUNS[place.name]


async def rows(tenant: Tenant) -> dict[str, list[Any]]:
    """Of every table, but not when a token or a session was last used."""
    found = {}
    for name, model in Tortoise.apps["models"].items():
        if "workspace_id" in model._meta.fields_map:
            values = await model.filter(workspace_id=tenant.workspace.id).order_by("id").values()
            found[name] = [{key: value for key, value in row.items() if key not in _USED} for row in values]
    return found


_USED = {"last_used_at", "last_seen_at", "idle_at"}


def _changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> list[str]:
    return [f"{name} of theirs was changed" for name in before if before[name] != after[name]]


async def _prepare(ground: Ground, own: Tenant, name: str) -> None:
    if name in COMMANDS:
        await refurnish(own, ground.parts.units, own.owner.member)
        ground.ids = own.ids
    elif name in IN_PERSON or name not in PUBLIC:
        await ground.furnish(name)


async def _told(ground: Ground, place: Place, given: str) -> str:
    return (await ground.send(place, given)).text.replace(given, "?")
