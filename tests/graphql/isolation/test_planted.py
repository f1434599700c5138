"""The matrix finds what it is for: leaks that a hurried hand might leave, and whatever nobody has made a rule for."""

from typing import Any

import pytest
from graphql import extend_schema, parse

from events import stamp
from events.walk import Walker
from models import ApiToken, DuxSoupAccount, Scope
from models.api_token import Grant
from models.record import Record
from resolvers import account, account_commands, command, event, feed, listing, loaders
from resolvers.permissions import administers
from tests.graphql.feed.client import socket
from tests.graphql.isolation import commanding, following, reading
from tests.graphql.isolation.audience import unruled
from tests.graphql.isolation.tenants import shut_out
from tests.graphql.isolation.ways import questions
from tests.graphql.places import SCHEMA, Place


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("extend type Campaign { secret: String }", ["Campaign.secret"]),
        ("extend type Query { everything: String }", ["Query.everything"]),
        ("extend type Mutation { dropEverything: String }", ["dropEverything"]),
        ("extend type Subscription { allFeeds: String }", ["Subscription.allFeeds"]),
        ("type Hoard { gold: Int } extend type Query { hoard: Hoard }", ["Hoard.gold", "Query.hoard"]),
        (
            "extend type ContactEdge { secret: String }",
            ["ContactEdge.cursor", "ContactEdge.node", "ContactEdge.secret"],
        ),
    ],
)
def test_what_has_no_rule_is_found(planted, found):
    assert unruled(extend_schema(SCHEMA, parse(planted))) == found


def test_a_field_that_nobody_can_ask_for_is_found():
    wanting = extend_schema(SCHEMA, parse("extend type Query { secret(of: ID!): String }"))
    with pytest.raises(KeyError, match="secret"):
        questions(wanting, ["Query.secret"])
    with pytest.raises(KeyError, match="Hoard"):
        questions(extend_schema(SCHEMA, parse("type Hoard { gold: Int }")), ["Hoard.gold"])


async def test_an_argument_that_names_nobody_knows_what_is_found(ground, both):
    ground.ids = both[1].ids
    with pytest.raises(KeyError, match="otherWorldId"):
        commanding.noun(Place("updateCampaign", ("input", "otherWorldId"), "ID"), ground)


async def test_a_list_of_every_workspace_is_found(both, monkeypatch):
    monkeypatch.setattr(listing, "_scope", lambda *_: [listing.Condition("1 = 1")])
    assert await reading.across(both[0], both[1], ["Query.contacts"])


async def test_a_noun_that_is_found_in_every_workspace_is_found(both, monkeypatch):
    async def anywhere(nouns: Any, _: Any, ids: Any, shown: Any = ()) -> dict[str, Any]:
        rows = [await listing.by_ids(nouns, tenant.workspace.id, ids, shown) for tenant in both]
        return {key: row for one in rows for key, row in one.items()}

    monkeypatch.setattr(loaders, "by_ids", anywhere)
    assert await reading.by_foreign_ids(both[0], both[1], ["contact"])
    assert await reading.by_foreign_ids(both[0], both[1], ["node"]) == []  # which looks itself whose it is


async def test_what_is_for_admins_and_shown_to_all_is_found(both, monkeypatch):
    monkeypatch.setattr(account, "administers", lambda _: True)
    assert await reading.by_role(both[0], ["DuxSoupAccount.keyLastFour"])
    monkeypatch.setattr(event, "administers", lambda _: True)
    assert await reading.by_role(both[0], ["Query.events"])


async def test_what_is_for_everybody_and_kept_from_some_is_found(both, monkeypatch):
    monkeypatch.setitem(loaders._BATCHES, "limits", _for_admins(loaders._BATCHES["limits"]))
    assert await reading.by_role(both[0], ["DuxSoupAccount.limits"])


def _for_admins(load: Any) -> Any:
    async def loaded(context: Any, keys: list[str]) -> Any:
        return await load(context, keys) if administers(context.viewer) else [[] for _ in keys]

    return loaded


async def test_a_token_that_is_good_for_ever_is_found(both, client, clock, monkeypatch):
    async def everlasting(token_hash: str, _: Any) -> Grant:
        row = await ApiToken.get(token_hash=token_hash).select_related("member")
        scopes = None if row.scopes is None else frozenset(map(Scope, row.scopes))
        return Grant(row.member.user_id, row.member_id, row.workspace_id, row.member.role, scopes, row.id, None)

    theirs = both[0]
    given = await shut_out(client, theirs.workspace, clock.wall())
    monkeypatch.setattr(ApiToken, "known_by", everlasting)
    del given["nobody"], given["somebody else"]
    assert await reading.shut_out(theirs, given)


async def test_a_command_on_a_row_of_any_workspace_is_found(ground, both, monkeypatch):
    async def anywhere(cls: Any, _: Any, row_id: Any) -> Any:
        return await cls.filter(id=row_id).get_or_none()

    monkeypatch.setattr(Record, "own", classmethod(anywhere))
    assert await commanding.by_foreign_ids(ground, both[0], both[1], ["liftSuppression"])


async def test_a_command_that_reaches_whoever_has_the_same_seat_is_found(ground, both, monkeypatch):
    paused = account_commands._pause

    async def everywhere(*given: Any) -> Any:
        answer = await paused(*given)
        seat = await DuxSoupAccount.get(id=answer["account_id"])
        await DuxSoupAccount.filter(dux_soup_user_id=seat.dux_soup_user_id).update(pause_reason="everywhere")
        return answer

    assert await commanding.at_home(ground, both[0], both[1], ["pauseAccount"]) == []
    monkeypatch.setattr(account_commands, "_pause", everywhere)
    assert await commanding.at_home(ground, both[0], both[1], ["pauseAccount"]) == [
        "DuxSoupAccount of theirs was changed"
    ]


async def test_a_command_that_shows_a_blind_token_what_it_did_is_found(ground, both, monkeypatch):
    monkeypatch.setattr(command, "may_read", lambda _: True)
    monkeypatch.setattr(loaders, "reader", lambda viewer: viewer)
    assert await commanding.unread(ground, both[1], ["launchSequence"])


async def test_a_cursor_that_is_good_everywhere_is_found(both, url, units, monkeypatch):
    monkeypatch.setattr(stamp, "_check", lambda *_: b"same")
    for _ in range(9):  # so that a place in their log is one in the past of this one
        await following.change(both[1], units)
    async with socket(url) as opened:
        assert await following.by_foreign_places(await opened.init(both[1].owner.token), *both)


async def test_a_feed_of_another_workspace_is_found(both, url, units, monkeypatch):
    theirs = both[0].workspace.id
    monkeypatch.setattr(feed, "Walker", lambda broker, _, *rest: Walker(broker, theirs, *rest))
    async with socket(url) as opened:
        follower = await opened.init(both[1].owner.token)
        assert await following.meanwhile(follower, both[0], both[1], units, ["eventFeed"])
