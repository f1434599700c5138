"""Whoever may see the same is shown one execution of a feed, and whatever they do nobody loses, repeats or sees what is not theirs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from random import Random
from typing import Any

import pytest

import app.feeds.group
import app.feeds.groups
import resolvers.feed
from app.feeds.groups import Groups
from app.parts import Parts
from engine.request_budget import RequestBudget
from events.broker import Broker
from events.cursor import decode, encode
from events.ring import MOST_ENTRIES
from models import Campaign, Role, Units, Workspace
from models.facts import Fact
from schema.root import api
from schema.trusted import TrustedDocuments
from tests import factories
from tests.events.conftest import contact_event
from tests.graphql.feed.conftest import Person, learn, revoke, somebody
from tests.graphql.feed.listener import Listener
from tests.graphql.feed.test_event_feed import write
from tests.queries import queries
from tests.settable_clock import SettableClock

FEED = """subscription ($after: Cursor, $filter: EventFilter) { eventFeed(after: $after, filter: $filter) { __typename
  ... on EventBatch { cursor caughtUp events { cursor assignment { contact { fullName } } } }
  ... on FeedReset { cursor reason } } }"""
ROWS = """subscription { assignmentFeed(filter: {statuses: [ACCEPTED]}) { __typename
  ... on AssignmentSnapshot { assignments { id } } ... on AssignmentDelta { upserted { id } removedIds } } }"""
Listen = Callable[..., Listener]


@pytest.fixture
def groups(broker: Broker) -> Groups:
    return Groups(api())


@pytest.fixture
async def listen(parts: Parts, groups: Groups, person: Person) -> AsyncIterator[Listen]:
    made: list[Listener] = []

    def listening(document: str = FEED, by: Person | None = None, **variables: Any) -> Listener:
        made.append(Listener(groups, parts, by or person, document, **variables))
        return made[-1]

    yield listening
    for one in made:
        await one.stop()
    assert (groups._groups, groups._driving) == ({}, {})  # the last one to leave ends it


async def joined(units: Units, workspace: Workspace, *listeners: Listener) -> None:
    """All of them are shown what is made for many, and have been shown all there is."""
    async with asyncio.timeout(30):
        while not all(one.shared for one in listeners):
            await write(units, contact_event(workspace, 0))
            await asyncio.sleep(0.01)
        await workspace.refresh_from_db()
        for one in listeners:
            while one.told[-1]["cursor"] != encode(workspace.id, 1, workspace.head):
                await one.heard(len(one.told) + 1)


def positions(listener: Listener, workspace: Workspace) -> list[int]:
    found = [decode(workspace.id, event["cursor"]) for event in listener.events]
    return [place.position for place in found if place]


def held(listener: Listener) -> set[str]:
    """The rows that a client keeps who does what it is told."""
    rows: set[str] = set()
    for message in listener.told:
        rows |= {row["id"] for row in message.get("assignments") or message.get("upserted") or ()}
        rows -= set(message.get("removedIds") or ())
    return rows


@pytest.mark.parametrize("many", [1, 8])
async def test_an_event_is_read_once_however_many_are_shown_it(
    listen: Listen, workspace: Workspace, campaign: Campaign, units: Units, many: int
) -> None:
    assignment = await factories.assignment(campaign)
    listeners = [listen() for _ in range(many)]
    await joined(units, workspace, *listeners)
    with queries() as asked:
        await learn(units, assignment, Fact.LAUNCHED)
        for one in listeners:
            while not any(event["assignment"] for event in one.events):
                await one.heard(len(one.told) + 1)
    assert len([text for text in asked if "FROM contact" in text]) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_whoever_comes_at_whatever_moment_sees_every_event_once_and_in_order(
    listen: Listen, workspace: Workspace, units: Units, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.feeds.group, "AT_ONCE", seed)  # as where there are hundreds of them
    random, listeners, total = Random(seed), [], 0
    for _ in range(40):
        begin = random.randint(0, total)
        listeners.append((begin, listen(after=encode(workspace.id, 1, begin))))
        for _ in range(random.randint(0, 3)):
            count = random.choice((1, 1, 2, 130))
            await write(units, *(contact_event(workspace, number) for number in range(count)))
            total += count
        await asyncio.sleep(random.choice((0, 0, 0.02)))
    await write(units, contact_event(workspace, 0))
    for begin, one in listeners:
        await one.heard_events(total + 1 - begin)
    assert [positions(one, workspace) for _, one in listeners] == [
        list(range(begin + 1, total + 2)) for begin, _ in listeners
    ]
    assert sum(one.shared > 0 for _, one in listeners) > len(listeners) / 2


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_whoever_comes_at_whatever_moment_holds_the_rows_that_match(
    listen: Listen, campaign: Campaign, units: Units, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.feeds.group, "AT_ONCE", seed)
    random, listeners = Random(seed), []
    rows = [await factories.assignment(campaign) for _ in range(12)]
    for row in rows:
        facts = random.sample((Fact.LAUNCHED, Fact.ACCEPTED, Fact.RESPONDED), random.randint(1, 3))
        for fact in facts:
            listeners += [listen(ROWS) for _ in range(random.randint(0, 2))]
            await asyncio.sleep(random.choice((0, 0, 0.005, 0.02)))
            await learn(units, row, fact)
    matching = {str(row.id) for row in rows if row.status == "accepted"}
    async with asyncio.timeout(30):
        for one in listeners:
            while held(one) != matching:
                await one.heard(len(one.told) + 1)
    assert sum(one.shared > 0 for one in listeners) > 1


async def test_what_passes_a_filter_in_silence_is_no_hole(
    listen: Listen, workspace: Workspace, campaign: Campaign, units: Units
) -> None:
    only = {"campaignIds": [str(campaign.id)]}
    assignment = await factories.assignment(campaign)
    first = listen(filter=only)
    await first.heard(1)
    for number in range(5):
        await write(units, contact_event(workspace, number))
    second = listen(filter=only, after=encode(workspace.id, 1, 2))
    await second.heard(1)
    await learn(units, assignment, Fact.LAUNCHED)
    for one in (first, second):
        await one.heard_events(1)
        assert len(one.events) == 1
    assert [len(message["events"]) for message in first.told] == [0, 1]  # nothing is said of the change of hands


async def test_another_workspace_another_role_and_another_question_are_other_groups(
    listen: Listen, groups: Groups, workspace: Workspace, person: Person, admin: Person, units: Units
) -> None:
    elsewhere = await factories.workspace()
    stranger = await somebody(elsewhere, Role.MEMBER)
    for by in (person, admin, stranger, await somebody(workspace, scopes=["read"])):
        await listen(by=by).heard(1)
    await listen(by=person, filter={"kinds": ["tag_added"]}).heard(1)
    await listen(by=await somebody(workspace)).heard(1)
    assert len(groups._groups) == 5
    alone = listen(by=stranger)
    await alone.heard(1)
    await write(units, contact_event(workspace, 0))
    await write(units, contact_event(elsewhere, 0))
    await alone.heard_events(1)
    assert [decode(elsewhere.id, event["cursor"]) is not None for event in alone.events] == [True]


async def test_what_is_for_one_member_is_never_made_for_many(
    listen: Listen, groups: Groups, workspace: Workspace, campaign: Campaign, person: Person, units: Units
) -> None:
    account = await factories.account(workspace, member=person.member)
    assignment = await factories.assignment(campaign, member=person.member, account=account)
    own = listen(FEED.replace("assignment {", "assignment { member { account { remoteQueue { size } } }"))
    await own.heard(1)
    await learn(units, assignment, Fact.LAUNCHED)
    await own.heard_events(1)
    assert (own.shared, groups._groups) == (0, {})


async def test_a_token_shares_documents_of_its_own_where_browsers_have_a_list(
    listen: Listen, workspace: Workspace, units: Units
) -> None:
    listeners = [listen(), listen()]
    for one in listeners:
        one.context["documents"] = TrustedDocuments(closed=True)
    await joined(units, workspace, *listeners)
    seen = len(listeners[0].events)
    await write(units, contact_event(workspace, 0))
    await listeners[0].heard_events(seen + 1)
    assert all(one.shared and not one.errors for one in listeners)


async def test_whoever_falls_far_behind_the_others_is_told_so_and_goes_on(
    listen: Listen, workspace: Workspace, units: Units
) -> None:
    slow, quick = listen(), listen()
    await joined(units, workspace, slow, quick)
    slow.free.clear()
    for _ in range(MOST_ENTRIES // 100 + 5):
        before = len(quick.events)
        await write(units, *(contact_event(workspace, number) for number in range(100)))
        await quick.heard_events(before + 100)
    slow.free.set()
    told = len(slow.told)
    await slow.heard(told + 1)
    reset = next(one for one in slow.told if one["__typename"] == "FeedReset")
    assert reset["reason"] == "SLOW_CONSUMER"
    assert reset["cursor"] == quick.told[-1]["cursor"]
    after = len(slow.events)
    await write(units, contact_event(workspace, 0))
    await slow.heard_events(after + 1)
    assert slow.events[-1] == quick.events[-1]


async def test_who_is_let_in_no_more_is_shown_nothing_while_the_others_go_on(
    listen: Listen, workspace: Workspace, units: Units, clock: SettableClock
) -> None:
    leaver = await somebody(workspace)
    gone, stays = listen(by=leaver), listen()
    await joined(units, workspace, gone, stays)
    await revoke(leaver, clock)
    shown, seen = len(gone.events), len(stays.events)
    await write(units, contact_event(workspace, 0))
    await stays.heard_events(seen + 1)
    await gone.ended()
    assert len(gone.events) == shown
    assert gone.told[-1]["reason"] == "ACCESS_CHANGED"


async def test_in_silence_too_it_is_said_that_somebody_is_let_in_no_more(
    listen: Listen, workspace: Workspace, units: Units, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolvers.feed, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(app.feeds.groups, "LOOK_SECONDS", 0.0)
    leaver = await somebody(workspace)
    gone = listen(by=leaver)
    await joined(units, workspace, gone)
    await revoke(leaver, clock)
    await gone.ended()
    assert gone.told[-1]["reason"] == "ACCESS_CHANGED"


async def test_when_an_execution_for_many_fails_everybody_goes_on_alone_for_a_while(
    listen: Listen, workspace: Workspace, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = RequestBudget(1_000)
    listeners = [listen(), listen()]
    for one in listeners:
        one.context["budget"] = budget
    await joined(units, workspace, *listeners)
    left = {viewer: minute.spent for viewer, minute in budget._minutes.items()}

    def planted(_: object) -> str:
        raise RuntimeError("planted")

    encoded = app.feeds.groups._encoded
    monkeypatch.setattr(app.feeds.groups, "_encoded", planted)
    seen = [len(one.events) for one in listeners]
    for number in range(2):
        await write(units, contact_event(workspace, number))
        for one, before in zip(listeners, seen, strict=True):
            await one.heard_events(before + 1 + number)
    assert positions(listeners[0], workspace) == sorted(set(positions(listeners[0], workspace)))
    # Counted once for each who opened it, whoever executes it.
    assert ({viewer: minute.spent for viewer, minute in budget._minutes.items()}, len(left)) == (left, 1)
    monkeypatch.setattr(app.feeds.groups, "_encoded", encoded)
    monkeypatch.setattr(app.feeds.groups, "ALONE_SECONDS", 0.0)
    for one in listeners:
        one.shared = 0
    await joined(units, workspace, *listeners)


async def test_statistics_reach_everybody_in_their_newest_form(
    listen: Listen, campaign: Campaign, units: Units
) -> None:
    stats = """subscription ($id: ID!) { campaignStats(campaignId: $id, minIntervalMs: 250) { stats { total byStatus {
      status count } } } }"""
    rows = [await factories.assignment(campaign) for _ in range(3)]
    listeners = [listen(stats, id=str(campaign.id)) for _ in range(3)]
    for one in listeners:
        await one.heard(1)
    for row in rows:
        await learn(units, row, Fact.LAUNCHED)
    async with asyncio.timeout(30):
        for one in listeners:
            while {"status": "ACTIVE", "count": 3} not in one.told[-1]["stats"]["byStatus"]:
                await one.heard(len(one.told) + 1)
    assert any(one.shared for one in listeners)
