"""What is refused before anything of it is run, and what a caller is told of errors."""

import logging
from itertools import pairwise
from typing import Any

import pytest

from schema.limits import MAX_DEPTH
from schema.masking import UNEXPECTED
from tests import factories
from tests.graphql.conftest import parts_of, served

DEEP = "{ campaigns(first: 1) { nodes { assignments(first: 1) { nodes { contact { messages(first: 1) { nodes { account { id } } } } } } } } }"
DEEPER = DEEP.replace("account { id }", "account { member { id } }")


async def test_eight_levels_are_answered_and_nine_refused(member):
    await member.ask(DEEP)
    assert f"at most {MAX_DEPTH} levels" in (await member.refused(DEEPER))[0]["message"]


async def test_levels_inside_fragments_count(member):
    document = "{ campaigns(first: 1) { nodes { assignments(first: 1) { nodes { contact { ...more } } } } } } fragment more on Contact { messages(first: 1) { nodes { account { member { id } } } } }"
    assert "levels" in (await member.refused(document))[0]["message"]


async def test_fifteen_aliases_are_answered_and_sixteen_refused(member):
    def document(count: int) -> str:
        return "{ " + " ".join(f"a{index}: workspace {{ id }}" for index in range(count)) + " }"

    await member.ask(document(15))
    assert "aliases" in (await member.refused(document(16)))[0]["message"]


async def test_a_root_of_more_than_thirty_fields_is_refused(member):
    document = "{ " + " ".join(["workspace { id }"] * 31) + " }"
    assert "root" in (await member.refused(document))[0]["message"]


async def test_a_document_of_more_than_a_thousand_tokens_is_refused(member):
    document = "{ workspace { " + "id " * 1000 + "} }"
    assert "tokens" in (await member.refused(document))[0]["message"].lower()


async def test_directives_are_counted_before_they_are_looked_up(member):
    document = "{ workspace { id " + "@moon " * 11 + "} }"
    errors = await member.refused(document)
    assert [error["message"] for error in errors] == ["A document has at most 10 directives."]


async def test_a_document_longer_than_a_frame_is_refused_before_it_is_read(member):
    lines = "\n#" + "x" * 65_000
    await member.ask("{ workspace { id } }" + lines)
    [error] = await member.refused("{ workspace { id } }" + lines + "x" * 600)
    assert (error["message"], error["extensions"]["code"]) == (
        "A document has at most 65,536 characters.", "GRAPHQL_VALIDATION_FAILED",
    )  # fmt: skip


async def test_a_nul_is_refused_in_words_wherever_it_stands(member):
    search = "query ($text: String) { contacts(first: 1, filter: {search: $text}) { totalCount } }"
    written = '{ contacts(first: 1, filter: {search: "\\u0000"}) { totalCount } }'
    for errors in (await member.refused(search, text="a\0b"), await member.refused(written)):
        assert [error["message"] for error in errors] == ["A text cannot hold the character NUL."]
    campaign = {"name": "Mine", "sequenceKind": "CUSTOM", "steps": [{"kind": "MESSAGE", "template": "\0"}]}
    document = "mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { campaign { id } } }"
    [error] = await member.refused(document, input=campaign)
    assert "NUL" in error["message"]
    assert error["extensions"]["argument"] == ["steps", "0", "template"]
    named = "mutation ($rows: String!) { createCampaign(input: {name: $rows, sequenceKind: CONNECTION}) { errors { __typename } } }"
    assert "NUL" in (await member.refused(named, rows="a\0b"))[0]["message"]
    filtered = "query ($f: ContactFilter) { contacts(first: 1, filter: $f) { totalCount } }"
    assert "NUL" in (await member.refused(filtered, f={"customFields": {"rows": "\0"}}))[0]["message"]


async def test_what_is_nested_deeper_than_can_be_written_is_refused_in_words(member, caplog):
    search = "query ($text: String) { contacts(first: 1, filter: {search: $text}) { totalCount } }"
    for levels in (300, 900):  # beyond about a thousand the JSON itself is refused
        deep: Any = []
        for _ in range(levels):
            deep = [deep]
        with caplog.at_level(logging.WARNING):
            [error] = await member.refused(search, text=deep)
        assert (error["extensions"]["code"], "levels" in error["message"]) == ("BAD_USER_INPUT", True)
    assert not [record for record in caplog.records if record.exc_info]


async def test_what_holds_a_nul_in_a_row_of_an_import_is_left_out_alone(member):
    rows = [{"firstName": "Ada", "customFields": {"note": ["\0"]}}, {"firstName": "Bo", "tags": ["\0"]}]
    answer = await member.command("importContacts", {"rows": [*rows, {"firstName": "Di"}]}, "added rows { reason }")
    assert (answer["added"], answer["errors"]) == (3, [])
    assert [row["reason"] is not None for row in answer["rows"]] == [True, True, False]


async def test_fragments_that_multiply_are_measured_in_no_time(member):
    names = "abcdefghijklmnopqrstuvwxyz"
    bombs = " ".join(f"fragment {one} on Workspace {{ ...{two} ...{two} ...{two} }}" for one, two in pairwise(names))
    document = f"{{ workspace {{ ...a }} }} {bombs} fragment z on Workspace {{ x: id }}"
    assert "aliases" in (await member.refused(document))[0]["message"]


async def test_what_is_nested_by_way_of_fragments_is_looked_into_no_deeper_than_makes_a_difference(member, caplog):
    """Each of them is short enough to be read; one inside another they would exhaust the stack."""
    inner = " ".join(
        f"fragment {one} on Workspace {{ {'x { ' * 78}...{two}{' }' * 78} }}" for one, two in pairwise("abcde")
    )
    document = f"{{ workspace {{ ...a }} }} {inner} fragment e on Workspace {{ id }}"
    with caplog.at_level(logging.WARNING):
        errors = await member.refused(document)
    assert f"An operation has at most {MAX_DEPTH} levels." in [error["message"] for error in errors]
    assert not [record for record in caplog.records if record.exc_info]


async def test_fragments_that_go_round_are_refused(member):
    document = "{ workspace { ...a } } fragment a on Workspace { ...b } fragment b on Workspace { ...a }"
    assert await member.refused(document)


@pytest.mark.parametrize(
    "document", ["{" * 900, "{ workspace " * 300 + "}" * 300, "query ($a: [[[[Int]]]]) { viewer { role } }", "", "}"]
)
async def test_a_document_that_cannot_be_is_refused_without_a_trace(member, document, caplog):
    with caplog.at_level(logging.WARNING):
        answer = await member.post(document)
    assert answer.status_code in {200, 400}
    assert not [record for record in caplog.records if record.exc_info]


async def test_without_introspection_the_schema_is_not_told(units, clock, ring, parts, member):
    async with served(parts_of(units, clock, ring, parts.duxsoup, introspection=False)) as closed:
        member.client = closed
        assert await member.refused("{ __schema { types { name } } }")
        assert await member.refused('{ __type(name: "Contact") { name } }')
        assert "Did you mean" not in (await member.refused("{ viewe { id } }"))[0]["message"]
        near = 'contacts(first: 1, filter: {serch: "a"}) { totalCount }'
        given = "query ($f: ContactFilter) { contacts(first: 1, filter: $f) { totalCount } }"
        for errors in (await member.refused("{ " + near + " }"), await member.refused(given, f={"serch": "why?"})):
            assert ("serch" in errors[0]["message"], "search" in errors[0]["message"]) == (True, False)


async def test_whoever_brings_no_valid_token_is_told_401_and_nothing_else(member, clock):
    for headers in ({}, {"authorization": "Bearer nonsense"}, {"authorization": f"Basic {member.token}"}):
        answer = await member.client.post("/graphql/", json={"query": "{ viewer { role } }"}, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_a_removed_member_is_nobody(member, clock):
    await member.ask("{ viewer { role } }")
    member.member.removed_at = clock.wall()
    await member.member.save()
    assert (await member.post("{ viewer { role } }")).status_code == 401


async def test_queries_go_by_post_only_and_answers_are_not_streamed(member):
    headers = {"authorization": f"Bearer {member.token}"}
    address = "/graphql/?query={viewer{role}}"
    assert (await member.client.get(address, headers=headers)).status_code == 405
    feed = {"query": "subscription { eventFeed { __typename } }"}
    for kind in ("text/event-stream", "multipart/mixed;subscriptionSpec=1.0"):
        answer = await member.client.post("/graphql/", json=feed, headers={**headers, "accept": kind})
        assert answer.status_code == 406


async def test_a_feed_asked_for_by_post_is_refused_in_words(member, caplog):
    answer = await member.post("subscription { eventFeed { __typename } }")
    [told] = answer.json()["errors"]
    assert (answer.json()["data"], told["extensions"]) == (None, {"code": "NOT_OVER_HTTP"})
    assert caplog.records == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"query": "{viewer{role}}"}', "text/plain"),
        ("{", "application/json"),
        ("[]", "application/json"),
        ("{}", "application/json"),
    ],
)
async def test_what_is_no_request_is_refused_in_the_form_of_all_refusals(member, content, kind):
    headers = {"authorization": f"Bearer {member.token}", "content-type": kind}
    answer = await member.client.post("/graphql/", content=content, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/json")
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_a_body_of_more_than_a_mebibyte_is_refused(member):
    headers = {"authorization": f"Bearer {member.token}", "content-type": "application/json"}
    answer = await member.client.post("/graphql/", content=b" " * (1024 * 1024 + 1), headers=headers)
    assert answer.status_code == 413


async def test_an_error_that_nobody_expected_is_masked_and_logged_under_its_id(member, workspace, caplog):
    broken = await factories.suppression(workspace)
    broken.sealed_label = "t1.not.sealed"
    await broken.save()
    with caplog.at_level(logging.ERROR):
        error = (await member.refused("{ suppressions(first: 1) { nodes { label } } }"))[0]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "seal" not in error["message"].lower()
    records = [record for record in caplog.records if record.name == "chaknal.graphql"]
    assert [record.request_id for record in records] == [error["extensions"]["id"]]
    assert [record.exc_info[0].__name__ for record in records] == ["SealBroken"]


async def test_what_fails_round_an_operation_is_masked_like_what_fails_in_it(member, caplog, monkeypatch):
    def broken(*_: object) -> None:
        raise ValueError("a word of ours")

    monkeypatch.setattr("schema.limits.measured", broken)
    with caplog.at_level(logging.ERROR):
        [error] = await member.refused("mutation { signOut { errors { __typename } } }")
    assert (error["message"], error["extensions"]["code"]) == (UNEXPECTED, "INTERNAL")
    assert [record.exc_info[0] for record in caplog.records if record.name == "chaknal.graphql"] == [ValueError]


@pytest.mark.parametrize("moment", ["2026-03-02T10:00:00", "yesterday", "", "2" * 100, 5])
async def test_a_timestamp_without_offset_is_refused_as_the_callers_mistake(member, moment, caplog):
    document = "query ($f: AssignmentFilter) { assignments(first: 9, filter: $f) { totalCount } }"
    error = (await member.refused(document, f={"updatedAfter": moment}))[0]
    assert "INTERNAL" not in str(error)
    assert not [record for record in caplog.records if record.name == "chaknal.graphql"]


async def test_two_operations_of_one_caller_share_no_loader(member, workspace):
    campaign = await factories.campaign(workspace, name="Before")
    document = "query ($i: ID!) { campaign(id: $i) { name } }"
    assert (await member.ask(document, i=str(campaign.id)))["campaign"]["name"] == "Before"
    campaign.name = "After"
    await campaign.save()
    assert (await member.ask(document, i=str(campaign.id)))["campaign"]["name"] == "After"
