"""Whoever is nobody may ask to be let in; nothing else that they send is run, however it is dressed."""

import pytest
from httpx import AsyncClient

from app.session_cookie import HEADER
from models import Campaign, SignInAttempt
from resolvers.permissions import PUBLIC
from tests import factories
from tests.graphql.browser import SIGN_IN, SIGN_OUT, Browser

TRY = 'signIn(input: {email: "ada@example.com", password: "wrong-wrong"}) { errors { __typename } }'
CREATE = 'createCampaign(input: {name: "Theirs", sequenceKind: CONNECTION}) { errors { __typename } }'
ELSE = [
    "{ viewer { role } }",
    "{ __typename }",
    "{ __schema { types { name } } }",
    "query signIn { workspace { id } }",
    SIGN_OUT,
    f"mutation {{ {CREATE} }}",
    f"mutation {{ signIn: {CREATE} }}",
    f"mutation {{ {TRY} {CREATE} }}",
    f"mutation {{ a: {TRY} b: {TRY} }}",
    f"mutation {{ {TRY} __typename }}",
    f"mutation {{ ...more }} fragment more on Mutation {{ {TRY} }}",
    f"mutation {{ ... on Mutation {{ {TRY} }} }}",
    f"mutation One {{ {TRY} }} mutation Two {{ {CREATE} }}",
    f"mutation One {{ {TRY} }} query Two {{ viewer {{ role }} }}",
    f"mutation {{ {TRY} }} type Mine {{ id: ID }}",
    "subscription { signIn }",
    "{ signIn { a } }",
    "mutation {",
    "{" * 199,
    "mutation { signIn" + "(a: [" * 90,
    "mutation { signIn { " + "a " * 300 + "} }",
    "",
]
BODIES = [b"", b"{", b"[]", b"null", b"1", b'{"query": null}', b'{"query": ["mutation"]}', b"\xff"]


@pytest.fixture
async def stranger(client: AsyncClient, workspace) -> Browser:
    await factories.person(workspace, email="ada@example.com")
    return Browser(client)


@pytest.mark.parametrize("document", ELSE)
async def test_whatever_else_a_stranger_asks_is_answered_401_and_not_run(stranger, document):
    answer = await stranger.post(document)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert [error["extensions"] for error in answer.json()["errors"]] == [{"code": "UNAUTHENTICATED"}]
    assert (await Campaign.all().count(), await SignInAttempt.all().count()) == (0, 0)


@pytest.mark.parametrize("body", BODIES)
async def test_what_is_no_document_is_answered_alike(stranger, body):
    headers = {HEADER: "1", "content-type": "application/json"}
    assert (await stranger.client.post("/graphql/", content=body, headers=headers)).status_code == 401


async def test_many_documents_in_one_body_are_answered_alike(stranger):
    answer = await stranger.client.post(
        "/graphql/", json=[{"query": f"mutation {{ {TRY} }}"}] * 50, headers={HEADER: "1"}
    )
    assert answer.status_code == 401
    assert await SignInAttempt.all().count() == 0


async def test_a_stranger_sends_no_more_than_anybody(stranger):
    given = {"email": "ada@example.com", "password": "x" * 1024 * 1024}
    assert (await stranger.post(SIGN_IN, input=given)).status_code == 413


async def test_what_lets_somebody_in_may_use_fragments_below_its_root(stranger):
    document = SIGN_IN.replace("viewer { role", "viewer { ...shown role") + " fragment shown on Viewer { permissions }"
    given = {"email": "ada@example.com", "password": factories.PASSWORD}
    answer = await stranger.command(document, input=given)
    assert answer["viewer"]["permissions"]


def test_only_what_lets_somebody_in_is_public():
    assert {"signIn", "setPassword"} == PUBLIC
