"""Every feed followed with ids and cursors of theirs, while something happens in both workspaces."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from graphql import get_named_type

from models import Campaign, EventKind, Units
from tests import factories
from tests.graphql.bad_input import written
from tests.graphql.feed.client import Socket
from tests.graphql.isolation.tenants import Tenant, marks
from tests.graphql.places import ROOTS, SCHEMA, Place, places
from tests.graphql.test_isolation import _leaves

FEEDS = sorted(SCHEMA.subscription_type.fields)


async def by_foreign_places(socket: Socket, theirs: Tenant, own: Tenant) -> list[str]:
    """The first message on an id or cursor of theirs is that on one of nothing."""
    foreign, leaks = await marks(theirs) - await marks(own), []
    head = (await theirs.owner.ask("{ workspace { head } }"))["workspace"]["head"]
    for name in FEEDS:
        for place in places(name, {"ID", "Cursor"}):
            nothing = str(factories.some_id())
            given = head if place.scalar == "Cursor" else theirs.ids[_noun(place)]
            told, unknown = await _first(socket, place, given), await _first(socket, place, nothing)
            leaks += [f"{place} tells {mark}" for mark in foreign if mark in told]
            leaks += [f"{place} tells one of theirs from nothing: {told} {unknown}" for _ in "?" if told != unknown]
    return leaks


async def meanwhile(
    socket: Socket, theirs: Tenant, own: Tenant, units: Units, names: Iterable[str] = FEEDS
) -> list[str]:
    """What happens there is told of by no feed here; what happens here, is."""
    running = [await _begun(socket, Place(name, (), ""), _needed(name, own)) for name in names]
    told = [await socket.frame(operation) for operation in running]
    for tenant in (theirs, own):
        await change(tenant, units)
    told += [await socket.frame(operation) for operation in running]
    foreign = await marks(theirs) - await marks(own)
    assert {frame["type"] for frame in told} == {"next"}, told
    return [f"{mark} in {frame}" for frame in told for mark in foreign if mark in str(frame)]


async def change(tenant: Tenant, units: Units) -> None:
    """Every feed tells of a campaign that pauses: what runs in it has a reason more not to move."""
    campaign = await Campaign.get(id=UUID(tenant.ids["campaign"]))

    async def work(unit: Any) -> None:
        unit.record(campaign.event(EventKind.CAMPAIGN_STATE_CHANGED))

    await units.run(work)


async def _first(socket: Socket, place: Place, given: str) -> str:
    """Without the id itself, which may be told back."""
    operation = await _begun(socket, place, place.filled({}, given))
    frame = await socket.frame(operation)
    if frame["type"] == "next":
        await socket.complete(operation)
    return str(frame["payload"]).replace(given, "?")


async def _begun(socket: Socket, place: Place, arguments: dict[str, Any]) -> str:
    field = ROOTS[place.command]
    declared, passed = written(field, arguments)
    named: Any = get_named_type(field.type)
    kinds = [named] if hasattr(named, "fields") else named.types
    inner = " ".join(f"... on {kind.name} {{ {_leaves(kind, 1)} }}" for kind in kinds)
    document = f"subscription {declared} {{ {place.command} {passed} {{ __typename {inner} }} }}"
    return await socket.subscribe(document, **arguments)


def _needed(name: str, own: Tenant) -> dict[str, Any]:
    return {one: own.ids["campaign"] for one in ROOTS[name].args if one == "campaignId"}


def _noun(place: Place) -> str:
    return {"campaignId": "campaign"}.get(place.name) or place.name.removesuffix("Ids")
