"""Every error bears a code, over HTTP and over a socket, also where the document itself is at fault."""

import pytest

from tests.graphql.feed.client import socket
from tests.graphql.test_endpoint_socket import address

__all__ = ["address"]

CAMPAIGN = "query ($i: ID!) { campaign(id: $i) { name } }"
UNKNOWN_FIELD = "{ viewe { role } }"
MISTAKES = [
    (UNKNOWN_FIELD, {}, "GRAPHQL_VALIDATION_FAILED"),
    ("{ contacts(first: true) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED"),
    ("{ workspace { id " + "@moon " * 11 + "} }", {}, "GRAPHQL_VALIDATION_FAILED"),
    (CAMPAIGN, {}, "BAD_USER_INPUT"),
    (CAMPAIGN, {"i": ["one", "two"]}, "BAD_USER_INPUT"),
    (CAMPAIGN, {"i": "a\0b"}, "BAD_USER_INPUT"),
    ("subscription ($n: Int) { eventFeed(batchSize: $n) { __typename } }", {"n": "ten"}, "BAD_USER_INPUT"),
]
UNREADABLE = [
    "{",
    "{ viewer { role }",
    "{ workspace { " + "id " * 1000 + "} }",
    "{ workspace { id @moon % " + "@moon " * 11,
]


def told(errors) -> set[str]:
    return {error["extensions"]["code"] for error in errors}


@pytest.mark.parametrize(("document", "variables", "code"), MISTAKES)
async def test_a_mistake_in_a_document_or_its_variables_bears_its_code_each_time(
    member, address, document, variables, code
):
    async with socket(address) as raw:
        connected = await raw.init(member.token)
        for _ in range(2):
            assert told(await member.refused(document, **variables)) <= {code, "NOT_OVER_HTTP"}
            frame = await connected.frame(await connected.subscribe(document, **variables))
            shown = frame["payload"] if frame["type"] == "error" else frame["payload"]["errors"]
            assert told(shown) == {code}


@pytest.mark.parametrize("document", UNREADABLE)
async def test_what_cannot_be_parsed_is_told_so_and_ends_a_socket(member, address, document):
    for _ in range(2):
        assert told(await member.refused(document)) == {"GRAPHQL_PARSE_FAILED"}
    async with socket(address) as raw:
        connected = await raw.init(member.token)
        await connected.subscribe(document)
        assert (await connected.closed())[0] == 4400


async def test_a_document_without_the_operation_named_is_a_bad_request(member):
    body = {"query": "query One { viewer { role } }", "operationName": "Two"}
    headers = {"authorization": f"Bearer {member.token}"}
    answer = await member.client.post("/graphql/", json=body, headers=headers)
    assert told(answer.json()["errors"]) == {"BAD_REQUEST"}


SECRET = "canary-secret"
GIVEN = "mutation ($i: UpdateAccountInput!) { updateAccount(input: $i) { errors { __typename } } }"
WRITTEN = "mutation { updateAccount(input: %s) { errors { __typename } } }"
PAUSED = 'mutation ($u: DateTime) { pauseAccount(id: "x", reason: "r", until: $u) { errors { __typename } } }'
ECHOES = [
    (WRITTEN % f'{{id: "x", authKey: "{SECRET}", nix: 1}}', {}, "unknown field 'nix'"),
    (WRITTEN % f'{{id: "x", authKey: ["{SECRET}"]}}', {}, "String cannot represent a non string value."),
    (WRITTEN % f'{{authKey: "{SECRET}"}}', {}, "required field 'id'"),
    (WRITTEN % f'"{SECRET}"', {}, "'UpdateAccountInput' to be an object."),
    (f'mutation {{ "{SECRET}" }}', {}, "found String"),
    (GIVEN, {"i": {"id": "x", "authKey": [SECRET]}}, "at .authKey: String cannot represent a non string value."),
    (GIVEN, {"i": {"id": "x", "authKey": SECRET, "nix": 1}}, "unknown field 'nix'"),
    (GIVEN, {"i": {"authKey": SECRET}}, "required field 'id'"),
    (GIVEN, {"i": SECRET}, "to be an object."),
    (GIVEN, {"i": {"id": "x", "limits": [{"kind": SECRET, "hours": 1, "limit": 1}]}}, "not exist in 'StepKind' enum"),
    ("{ contacts(first: %s) { totalCount } }" % ("9" * 5_000), {}, "'The number is too long'"),
    (PAUSED, {"u": SECRET}, "A timestamp is an RFC 3339 string"),
    (GIVEN, {"i": {"id": "x", "limits": [{"hours": SECRET, "limit": 1}]}}, "Int cannot represent non-integer value."),
]


@pytest.mark.parametrize(("document", "variables", "named"), ECHOES)
async def test_what_is_wrong_with_a_document_is_told_without_the_values_in_it(member, document, variables, named):
    for _ in range(2):
        errors = await member.refused(document, **variables)
        assert SECRET not in str(errors)
        assert any(named in error["message"] for error in errors), errors
