"""No list of the API is without an end: each is a page, as long as an argument says, or held to a size that it declares."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
import strawberry
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from engine import blockers, calendar, contact_row, draining, import_batch, import_mapping, limits, webhook_health
from engine import importing as imports
from engine import suppression_import as suppressions
from integrations.duxsoup.queue_item import LISTED
from models import ActionState, AssignmentStatus, Scope
from models.step import MAX_STEPS
from resolvers import contact as contacts
from resolvers import node, permissions, stats
from schema.cost import MAX_PAGE, ListSize, at_most, sliced
from schema.root import api
from schema.types import error, message_preview
from schema.types.account import RemoteProfile, WebhookAddressKind
from tests import factories
from tests.graphql.conftest import ERRORS

# By what each list that declares a size is held to it.
HELD: dict[str, object] = {
    "ApiToken.scopes": len(Scope),
    "AssignContactsPayload.skipped": MAX_PAGE,
    "Assignment.actions": MAX_PAGE,
    "Assignment.blockers": len(blockers.REASONS),
    "AssignmentDelta.removedIds": MAX_PAGE,
    "AssignmentDelta.upserted": MAX_PAGE,
    "AssignmentSnapshot.assignments": MAX_PAGE,
    "AssignmentsPayload.assignments": MAX_PAGE,
    "Campaign.breakdown": MAX_PAGE,
    "CampaignStats.byStatus": len(AssignmentStatus),
    "CampaignStatsTick.breakdown": MAX_PAGE,
    "Contact.possibleDuplicates": MAX_PAGE,
    "Contact.tags": contact_row.MAX_TAGS,
    "Drain.members": draining.MAX_MEMBERS,
    "DuxSoupAccount.limits": limits.WINDOWS,
    "DuxSoupAccount.webhookAddresses": len(WebhookAddressKind),
    "DuxSoupAccount.workingHours": calendar.MOST_WINDOWS,
    "EventBatch.events": MAX_PAGE,
    "IllegalTransition.allowed": len(ActionState),
    "ImportBatch.columns": import_mapping.MAX_COLUMNS,
    "ImportBatch.preview": import_batch.PREVIEW,
    "ImportContactsPayload.rows": imports.MAX_ROWS,
    "ImportSuppressionsPayload.rows": suppressions.MAX_ROWS,
    "LaunchPreview.skipped": MAX_PAGE,
    "LaunchSequencePayload.skipped": MAX_PAGE,
    "MemberBreakdown.byStatus": len(AssignmentStatus),
    "MessagePreview.missing": message_preview.MOST_NAMES,
    "Query.webhookHealth": webhook_health.MOST_ACCOUNTS,
    "RemoteProfile.differs": len(fields(RemoteProfile)) - 1,
    "RemoteQueue.items": LISTED,
    "Sequence.steps": MAX_STEPS,
    "TagCounts.tags": MAX_PAGE,
    "Viewer.permissions": MAX_PAGE,
    "Viewer.workspaces": MAX_PAGE,
}
SHARED = {"errors": 1, "path": error.DEEPEST}


def _outputs(schema: GraphQLSchema) -> Iterator[tuple[str, str, GraphQLField]]:
    for name, shown in schema.type_map.items():
        if isinstance(shown, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__"):
            yield from ((name, field_name, field) for field_name, field in shown.fields.items())


def _declared(field: GraphQLField) -> ListSize | None:
    declared: Any = field.extensions["strawberry-definition"]
    return next((one for one in declared.directives if isinstance(one, ListSize)), None)


def _sized_from_outside(schema: GraphQLSchema) -> dict[str, set[str]]:
    """Of each type the lists that every field which is answered by it says the size of."""
    ways: dict[str, list[set[str]]] = defaultdict(list)
    for _, _, field in _outputs(schema):
        declared = _declared(field)
        sized = set(declared.sized_fields or ()) if declared and _sliced_by_its_own(field, declared) else set()
        ways[get_named_type(field.type).name].append(sized)
    return {name: set.intersection(*found) for name, found in ways.items()}


def _sliced_by_its_own(field: GraphQLField, declared: ListSize) -> bool:
    return bool(declared.slicing_arguments) and set(declared.slicing_arguments or ()) <= set(field.args)


def unbounded(schema: GraphQLSchema) -> list[str]:
    from_outside = _sized_from_outside(schema)
    found = []
    for owner, name, field in _outputs(schema):
        declared = _declared(field)
        own = declared is not None and (bool(declared.assumed_size) or _sliced_by_its_own(field, declared))
        if is_list_type(get_nullable_type(field.type)) and not own and name not in from_outside.get(owner, ()):
            found.append(f"{owner}.{name}")
    return found


def test_no_list_is_without_an_end():
    assert unbounded(api()._schema) == []


def test_each_list_that_declares_a_size_is_held_to_it():
    declared = {
        f"{owner}.{name}": size.assumed_size
        for owner, name, field in _outputs(api()._schema)
        if (size := _declared(field)) and size.assumed_size
    }
    shared = {field: size for field, size in declared.items() if field.split(".")[1] in SHARED}
    assert all(SHARED[field.split(".")[1]] == size for field, size in shared.items())
    assert {field: size for field, size in declared.items() if field not in shared} == HELD


def test_whatever_is_shown_in_pages_is_asked_for_by_first_or_last():
    for owner, name, field in _outputs(api()._schema):
        declared = _declared(field)
        if get_named_type(field.type).name.endswith("Connection"):
            assert declared is not None, f"{owner}.{name}"
            assert (declared.slicing_arguments, declared.sized_fields) == (["first", "last"], ["edges", "nodes"])
    assert node.MAX_IDS == MAX_PAGE


@strawberry.type
class Page:
    nodes: list[str]


def _page(first: int) -> Page | None: ...


@strawberry.type
class Query:
    held: list[str] = strawberry.field(directives=at_most(3))
    bare: list[int | None] | None = None
    page: Page | None = strawberry.field(resolver=_page, directives=sliced("first", fields=("nodes",)))


@strawberry.type
class Loose(Query):
    page_of_no_size: Page
    untold: list[str] = strawberry.field(directives=[ListSize(slicing_arguments=["first"])])


@pytest.mark.parametrize(
    ("query", "found"), [(Query, ["Query.bare"]), (Loose, ["Loose.bare", "Loose.untold", "Page.nodes"])]
)
def test_a_planted_list_without_an_end_is_found(query, found):
    assert sorted(unbounded(strawberry.Schema(query=query)._schema)) == found


def test_a_path_is_no_longer_than_the_deepest_input():
    commands = api()._schema.mutation_type
    assert commands is not None
    assert max(map(_depth, commands.fields.values())) <= error.DEEPEST
    assert len(permissions.COMMANDS) <= MAX_PAGE


def _depth(field: Any) -> int:
    """`input` itself is not told; a place in a list and a name in JSON are."""
    return max((_below(one.type) - (name == "input") + 1 for name, one in field.args.items()), default=0)


def _below(given: Any) -> int:
    named = get_named_type(given)
    place = int(is_list_type(get_nullable_type(given)))
    inner = named.fields.values() if isinstance(named, GraphQLInputObjectType) else ()
    return place + max((1 + _below(one.type) for one in inner), default=int(named.name == "JSON"))


async def test_of_very_many_who_work_a_campaign_those_are_told_who_have_most(member, workspace, monkeypatch):
    monkeypatch.setattr(stats, "MAX_PAGE", 2)
    asked, whole = await factories.campaign(workspace), await factories.campaign(workspace)
    people = [await factories.member(workspace) for _ in range(3)]
    for count, person in enumerate(people, start=1):
        for _ in range(count):
            await factories.assignment(asked, member=person)
    await factories.assignment(whole, member=people[0])
    document = "{ campaigns(first: 2) { nodes { id breakdown { member { id } total } } } }"
    found = {one["id"]: one["breakdown"] for one in (await member.ask(document))["campaigns"]["nodes"]}
    assert {row["member"]["id"]: row["total"] for row in found[str(asked.id)]} == {
        str(people[1].id): 2,
        str(people[2].id): 3,
    }
    assert [row["total"] for row in found[str(whole.id)]] == [1]


async def test_of_very_many_who_may_be_one_person_a_page_is_told(member, workspace, monkeypatch):
    monkeypatch.setattr(contacts, "MAX_PAGE", 2)
    group = factories.some_id()
    tied = [await factories.contact(workspace, tied_group=group) for _ in range(4)]
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contact { possibleDuplicates { id } } } }"
    first, last = (await member.ask(document, ids=[str(tied[0].id), str(tied[3].id)]))["nodes"]
    assert [one["id"] for one in first["possibleDuplicates"]] == [str(one.id) for one in tied[1:3]]
    assert [one["id"] for one in last["possibleDuplicates"]] == [str(one.id) for one in tied[:2]]


async def test_of_very_many_accounts_those_are_told_that_were_there_first(member, workspace, monkeypatch):
    monkeypatch.setattr(webhook_health, "MOST_ACCOUNTS", 2)
    seats = [await factories.account(workspace) for _ in range(3)]
    told = (await member.ask("{ webhookHealth { account { id } } }"))["webhookHealth"]
    assert [one["account"]["id"] for one in told] == [str(seat.id) for seat in seats[:2]]


async def test_a_scope_that_is_named_often_is_kept_once(admin):
    given = {"name": "one", "scopes": ["READ", "WRITE", "READ"]}
    document = f"mutation ($i: CreateTokenInput!) {{ createToken(input: $i) {{ token {{ scopes }} {ERRORS} }} }}"
    assert (await admin.ask(document, i=given))["createToken"] == {"token": {"scopes": ["READ", "WRITE"]}, "errors": []}
