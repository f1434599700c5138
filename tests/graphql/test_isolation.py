"""Nothing crosses a workspace: asked of every root field that the schema has, now and later."""

from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLNonNull, GraphQLObjectType, get_named_type

from models import AssignmentStatus, EventKind, ImportState, Step, StepKind, SuppressionScope, User, Verdict
from resolvers.permissions import COMMANDS, PERSONAL, PUBLIC
from schema.root import api
from tests import factories
from tests.factories import START

SCHEMA: Any = api()._schema
QUERIES = sorted(SCHEMA.query_type.fields)
# Seen by admins only; what is in them is shown to others nowhere.
ADMINS_LISTS = {"receipts"}
LISTS = [name for name in QUERIES if "first" in SCHEMA.query_type.fields[name].args]
# One's own alone, for whoever signed in: tests/graphql/test_session.py
PERSONS_LISTS = {"sessions"}
LISTS = [name for name in LISTS if name not in PERSONS_LISTS]
SINGLES = sorted(set(QUERIES) - set(LISTS) - PERSONS_LISTS - {"viewer", "workspace", "webhookHealth", "tags"})


async def _furnish(workspace, member, units) -> Any:
    """One row of every noun."""
    account = await factories.account(workspace, member=member)
    campaign = await factories.campaign(workspace, dux_user_id=account.dux_soup_user_id, created_by=member)
    version = await factories.sequence(campaign, StepKind.VISIT)
    step = await Step.get(sequence_id=version.id)
    assignment = await factories.assignment(
        campaign, member=member, account=account, sequence=version, next_step=1, status=AssignmentStatus.ACTIVE,
        launched_at=START,
    )  # fmt: skip
    action = await factories.action(assignment, step, account, state="parked", message_id="m")
    contact = await assignment.contact
    message = await factories.message(contact, account)
    suppression = await factories.suppression(workspace, SuppressionScope.COMPANY)
    batch = await factories.import_batch(
        workspace, member=member, state=ImportState.READY, header=["Name"], mapping=["full_name"]
    )
    await factories.import_row(batch, assignment.contact_id)
    receipt = await factories.receipt(account, verdict=Verdict.DEAD, sealed_body="sealed")

    async def work(unit):
        unit.record(campaign.event(EventKind.CAMPAIGN_CHANGED))

    await units.run(work)
    rows = {"campaign": campaign, "assignment": assignment, "contact": contact, "account": account, "step": step}
    rows |= {"action": action, "message": message, "suppression": suppression, "member": member, "workspace": workspace}
    rows |= {"receipt": receipt, "import": batch}
    rows["token"] = await factories.api_token(member, f"{member.id}{account.id}"[:64])
    return {name: str(row.id) for name, row in rows.items()}


@pytest.fixture
async def ids(workspace, member, units):
    return await _furnish(workspace, member.member, units)


def _leaves(kind, depth=4) -> Any:
    """Every field of a type that needs no argument, as deep as it goes; of its lists the first page."""
    kind = get_named_type(kind)
    found = ["__typename"]
    for name, field in getattr(kind, "fields", {}).items():
        named, paged = get_named_type(field.type), "first" in field.args
        if any(isinstance(given.type, GraphQLNonNull) for given in field.args.values()):
            continue
        if not hasattr(named, "fields"):
            found.append(name)
        elif depth > 0 and name not in {"edges", "pageInfo", "remoteQueueSize", "remoteQueue"}:
            found.append(f"{name}{'(first: 2)' if paged else ''} {{ {_leaves(named, depth - 2)} }}")
    return " ".join(found)


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_holds_nothing_of_another_workspace(stranger, member, admin, ids, name):
    fields = _leaves(SCHEMA.query_type.fields[name].type, 3)
    document = f"{{ {name}(first: 20) {{ totalCount {fields} }} }}"
    asking = admin if name in ADMINS_LISTS else member
    seen, own = (await stranger.post(document)).text, (await asking.post(document)).text
    assert any(one in own for one in ids.values())
    assert not any(one in seen for one in ids.values())


async def test_a_token_shows_nothing_of_the_other_workspaces_of_its_member(stranger, workspace):
    """An admin here may have made it for them, and is nobody over there."""
    await factories.member(workspace, user=await User.get(id=stranger.member.user_id))
    document = f"{{ viewer {{ {_leaves(SCHEMA.query_type.fields['viewer'].type)} }} }}"
    seen = (await stranger.ask(document))["viewer"]
    assert [one["id"] for one in seen["workspaces"]] == [str(stranger.workspace_id)]
    assert str(workspace.id) not in str(seen)
    assert workspace.name not in str(seen)


@pytest.mark.parametrize("name", SINGLES)
async def test_a_foreign_id_answers_like_an_unknown_one(stranger, ids, name):
    nobody = {key: str(factories.some_id()) for key in ids}
    document = {
        "node": "query ($i: ID!) { node(id: $i) { id } }",
        "nodes": "query ($i: ID!) { nodes(ids: [$i]) { id } }",
        "assignment": "query ($i: ID!) { assignment(by: {id: $i}) { id } }",
        "launchPreview": "query ($i: ID!) { launchPreview(campaignId: $i, memberId: $i) { launchable } }",
        "messagePreview": """query ($i: ID!) {
          messagePreview(campaignId: $i, contactId: $i, template: "Hi", kind: MESSAGE) { text } }""",
    }.get(name, f"query ($i: ID!) {{ {name}(id: $i) {{ id }} }}")
    for key, foreign in ids.items():
        answers = [(await stranger.post(document, i=one)).text for one in (foreign, nobody[key], "junk")]
        assert answers[0].replace(foreign, "?") == answers[1].replace(nobody[key], "?")


async def test_the_tags_of_another_workspace_are_not_counted(stranger, member, workspace):
    await factories.contact(workspace, tags=["ours"])
    document = "{ tags { tags { tag } total } }"
    assert await member.ask(document) == {"tags": {"tags": [{"tag": "ours"}], "total": 1}}
    assert await stranger.ask(document) == {"tags": {"tags": [], "total": 0}}


async def test_a_foreign_pair_answers_like_an_unknown_one(stranger, ids):
    document = "query ($c: ID!, $p: ID!) { assignment(by: {pair: {campaignId: $c, contactId: $p}}) { id } }"
    assert await stranger.ask(document, c=ids["campaign"], p=ids["contact"]) == {"assignment": None}
    assert await stranger.ask(document, c="junk", p=ids["contact"]) == {"assignment": None}


async def test_filters_by_foreign_ids_find_nothing(stranger, ids):
    for given in ({"campaignIds": [ids["campaign"]]}, {"memberIds": [ids["member"]]}):
        document = "query ($f: AssignmentFilter) { assignments(first: 9, filter: $f) { totalCount } }"
        assert (await stranger.ask(document, f=given))["assignments"]["totalCount"] == 0
    document = "query ($i: ID!) { contacts(first: 9, filter: {campaignId: $i}) { totalCount } }"
    assert (await stranger.ask(document, i=ids["campaign"]))["contacts"]["totalCount"] == 0


STEPS = [{"kind": "VISIT"}]
# How each command names what it is about; a command that names nothing is in NAMELESS.
INPUTS: dict[str, Any] = {
    "updateCampaign": lambda ids: {"id": ids["campaign"], "expectedVersion": 1, "name": "Mine"},
    "setSequence": lambda ids: {"campaignId": ids["campaign"], "expectedVersion": 1, "steps": STEPS},
    "changeCampaignState": lambda ids: {"id": ids["campaign"], "to": "RUNNING"},
    "updateAccount": lambda ids: {"id": ids["account"], "timezone": "UTC"},
    "assignContacts": lambda ids: {
        "campaignId": ids["campaign"], "contactIds": [ids["contact"]], "memberIds": [ids["member"]],
    },
    "reassign": lambda ids: {"assignmentIds": [ids["assignment"]], "memberId": ids["member"]},
    "unassign": lambda ids: {"assignmentIds": [ids["assignment"]]},
    "setAbsence": lambda ids: {"memberId": ids["member"], "until": None},
    "launchSequence": lambda ids: {"campaignId": ids["campaign"], "memberId": ids["member"]},
    "pauseAssignment": lambda ids: {"id": ids["assignment"]},
    "resumeAssignment": lambda ids: {"id": ids["assignment"]},
    "stopAssignment": lambda ids: {"id": ids["assignment"]},
    "setAssignmentStatus": lambda ids: {"id": ids["assignment"], "to": "BLACKLISTED"},
    "startImport": lambda ids: {"id": ids["import"]},
    "cancelImport": lambda ids: {"id": ids["import"]},
    "replayReceipts": lambda ids: {"ids": [ids["receipt"]]},
    "resolveAction": lambda ids: {"id": ids["action"], "as": "WAS_SENT"},
    "updateContact": lambda ids: {"id": ids["contact"], "contact": {"title": "Mine"}},
    "addTags": lambda ids: {"contactIds": [ids["contact"]], "tags": ["mine"]},
    "removeTags": lambda ids: {"contactIds": [ids["contact"]], "tags": ["mine"]},
    "suppress": lambda ids: {"scope": "PERSON", "contactId": ids["contact"], "reason": "asked"},
    "changeMemberRole": lambda ids: {"id": ids["member"], "role": "VIEWER"},
}  # fmt: skip
# Those without an input: their arguments as they are written in a document.
BY_ID: dict[str, Any] = {
    "verifyAccount": lambda ids: f'id: "{ids["account"]}"',
    "resumeAccount": lambda ids: f'id: "{ids["account"]}"',
    "disconnectAccount": lambda ids: f'id: "{ids["account"]}"',
    "revokePreviousWebhookUrl": lambda ids: f'accountId: "{ids["account"]}"',
    "rotateWebhookUrl": lambda ids: f'accountId: "{ids["account"]}"',
    "pauseAccount": lambda ids: f'id: "{ids["account"]}", reason: "r"',
    "liftGuardrail": lambda ids: f'accountId: "{ids["account"]}", reason: "r"',
    "mergeContacts": lambda ids: f'keepId: "{ids["contact"]}", otherId: "{ids["contact"]}"',
    "partContacts": lambda ids: f'ids: ["{ids["contact"]}"]',
    "exportContact": lambda ids: f'id: "{ids["contact"]}"',
    "eraseContact": lambda ids: f'id: "{ids["contact"]}"',
    "removeMember": lambda ids: f'id: "{ids["member"]}"',
    "resetPassword": lambda ids: f'memberId: "{ids["member"]}"',
    "revokeToken": lambda ids: f'id: "{ids["token"]}"',
    "liftSuppression": lambda ids: f'id: "{ids["suppression"]}", reason: "r"',
}
NAMELESS = {
    "createCampaign", "connectAccount", "importContacts", "createContact", "importSuppressions", "inviteMember",
    "createToken",
}  # fmt: skip


def test_every_command_of_the_schema_is_tried_and_permitted_by_the_table():
    assert set(SCHEMA.mutation_type.fields) == {*COMMANDS, *PERSONAL, *PUBLIC}
    assert set(COMMANDS) == {*INPUTS, *BY_ID, *NAMELESS}


async def _try(asker: Any, name: str, ids: Any) -> Any:
    if name in INPUTS:
        kind = SCHEMA.mutation_type.fields[name].args["input"].type
        assert isinstance(get_named_type(kind), GraphQLInputObjectType)
        return await asker.command(name, INPUTS[name](ids), kind=get_named_type(kind).name)
    told = "errors { __typename ... on MutationError { message path } ... on NotFound { id } }"
    return (await asker.ask(f"mutation {{ {name}({BY_ID[name](ids)}) {{ {told} }} }}"))[name]


@pytest.mark.parametrize("name", sorted({*INPUTS, *BY_ID}))
async def test_a_command_on_a_foreign_id_answers_like_one_on_an_unknown_id(stranger, ids, name):
    nobody = {key: str(factories.some_id()) for key in ids}
    foreign, unknown = (await _try(stranger, name, ids))["errors"], (await _try(stranger, name, nobody))["errors"]
    assert [error["__typename"] for error in foreign] == ["NotFound"]
    back = {nobody[key]: ids[key] for key in ids}
    assert [{**error, "id": back[error["id"]]} for error in unknown] == foreign


@pytest.mark.parametrize("mine", ["accountId"])
async def test_a_campaign_cannot_be_linked_to_a_foreign_account(stranger, ids, mine):
    given = {"name": "Mine", "sequenceKind": "CONNECTION", mine: ids["account"]}
    answer = await stranger.command("createCampaign", given, "campaign { id }")
    assert [error["__typename"] for error in answer["errors"]] == ["NotFound"]


def test_no_argument_names_a_workspace():
    for root in (SCHEMA.query_type, SCHEMA.mutation_type, SCHEMA.subscription_type):
        assert isinstance(root, GraphQLObjectType)
        for field in root.fields.values():
            names = (
                [*field.args, *getattr(get_named_type(next(iter(field.args.values())).type), "fields", {})]
                if field.args
                else []
            )
            assert not [name for name in names if "workspace" in name.lower()]
