"""Tokens and cursors that were changed on their way are worth nothing, and nobody stumbles over them."""

from random import Random

from tests import factories
from tests.tampering import tampered

TIMES = 1_000


async def test_a_thousand_tokens_that_were_tampered_with_are_nobodys(member):
    random, token = Random(43), member.token
    for _ in range(TIMES):
        headers = {"authorization": f"Bearer {tampered(token, random)}".encode()}
        answer = await member.client.post("/graphql/", json={"query": "{ viewer { role } }"}, headers=headers)
        assert answer.status_code == 401
    await member.ask("{ viewer { role } }")


async def test_cursors_that_were_tampered_with_are_refused_by_their_argument(member, workspace):
    random = Random(43)
    await factories.contact(workspace)
    page = (await member.ask("{ contacts(first: 1) { pageInfo { endCursor } } }"))["contacts"]
    document = "query ($c: Cursor) { contacts(first: 1, after: $c) { nodes { id } } }"
    await member.ask(document, c=page["pageInfo"]["endCursor"])
    for _ in range(TIMES // 10):  # the thousand are tried in tests/graphql/test_keyset.py
        errors = await member.refused(document, c=tampered(page["pageInfo"]["endCursor"], random))
        assert [error["extensions"]["argument"] for error in errors] == [["after"]]
