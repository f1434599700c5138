"""GraphQL over HTTP: which media type an answer has, and with which status one who takes the newer type learns of an error."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from strawberry.types.graphql import OperationType

import app.bounded_body
import schema.executor
import schema.limits
from tests.graphql.conftest import parts_of, served

NEW, OLD = "application/graphql-response+json", "application/json"
GOOD, WRONG, TORN = "{ viewer { role } }", "{ viewer { nonsense } }", "{ viewer {"
UNFIT = "query ($n: Int!) { contacts(first: $n) { totalCount } }"


async def _sent(member, document: str, accept: str | None, **more) -> httpx.Response:
    headers = {"authorization": f"Bearer {member.token}"}
    request = member.client.build_request("POST", "/graphql/", json={"query": document, **more}, headers=headers)
    del request.headers["accept"]
    if accept is not None:
        request.headers["accept"] = accept
    answer: httpx.Response = await member.client.send(request)
    return answer


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, OLD),
        ("*/*", OLD),
        ("application/*", OLD),
        (OLD, OLD),
        (NEW, NEW),
        (f"{NEW}; charset=utf-8", NEW),
        (NEW.upper(), NEW),
        (f"{NEW}, {OLD}", NEW),
        (f"{OLD}, {NEW}", NEW),
        (f"{NEW}, {OLD};q=0.9", NEW),
        (f"{NEW};q=0.5, {OLD};q=0.9", OLD),
        (f"{NEW};q=0.5, */*;q=0.4", NEW),
        (f"{NEW};q=0, */*", OLD),
        (f"{NEW}, text/event-stream;q=0", NEW),
        (f"{NEW}, application/graphql+json, {OLD}, text/event-stream, multipart/mixed", NEW),  # urql
        (f"multipart/mixed;deferSpec=20220824,{NEW},{OLD}", NEW),  # Apollo
        (f"{OLD};q=0, */*", NEW),
        (f"{NEW};q=nonsense, {OLD}", OLD),
        ("text/html, */*;q=0.1", OLD),
        ("", OLD),
    ],
)
async def test_the_answer_has_the_type_that_the_caller_would_rather_have(member, accept, kind):
    answer = await _sent(member, GOOD, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.json()["data"] == {"viewer": {"role": "MEMBER"}}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "text/event-stream",
        "multipart/mixed;deferSpec=20220824",
        f"{OLD};q=0",
        f"{NEW};q=0, {OLD};q=0.0",
        "*/*;q=0",
        "*/*;q=2",
    ],
)
async def test_who_takes_neither_type_is_told_406(member, accept):
    answer = await _sent(member, GOOD, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (406, OLD)
    assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_ACCEPTABLE"}


@pytest.mark.parametrize(
    ("document", "more", "code"),
    [
        (WRONG, {}, "GRAPHQL_VALIDATION_FAILED"),
        (TORN, {}, "GRAPHQL_PARSE_FAILED"),
        (UNFIT, {"variables": {"n": "many"}}, "BAD_USER_INPUT"),
        ("query A { viewer { role } } query B { viewer { role } }", {"operationName": "C"}, None),
        ("query A { viewer { role } } query B { viewer { role } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { eventFeed { __typename } }", {}, "NOT_OVER_HTTP"),
    ],
)
async def test_what_was_never_run_is_400_without_data_in_the_new_type_and_200_in_plain_json(
    member, document, more, code
):
    new, old = await _sent(member, document, NEW, **more), await _sent(member, document, OLD, **more)
    assert (new.status_code, new.headers["content-type"], set(new.json()) - {"extensions"}) == (400, NEW, {"errors"})
    if code is not None:
        assert (old.status_code, old.headers["content-type"], old.json()["data"]) == (200, OLD, None)
        assert new.json()["errors"] == old.json()["errors"]
        assert new.json()["errors"][0]["extensions"]["code"] == code


async def test_what_was_run_is_200_whatever_came_of_it(member, workspace):
    for document, data in (
        (
            'mutation { revokeToken(id: "x") { errors { __typename } } }',
            {"revokeToken": {"errors": [{"__typename": "NotFound"}]}},
        ),
        ("{ contacts(first: 101) { totalCount } }", None),
    ):
        answer = await _sent(member, document, NEW)
        assert (answer.status_code, answer.json()["data"]) == (200, data)


@pytest.mark.parametrize(("failing", "status", "code"), [(TimeoutError(), 504, "TIMEOUT"), (None, 500, "INTERNAL")])
async def test_what_we_failed_at_is_never_told_as_the_callers_mistake(member, monkeypatch, failing, status, code):
    if failing:
        monkeypatch.setitem(schema.executor.SECONDS, OperationType.QUERY, 0)
    else:
        monkeypatch.setattr(schema.limits, "measured", lambda *_: 1 / 0)
    asked = "{ workspace { id } }"
    new, old = await _sent(member, asked, NEW), await _sent(member, asked, OLD)
    assert (new.status_code, set(new.json()) - {"extensions"}) == (status, {"errors"})
    assert (old.status_code, old.json()["data"]) == (200, None)
    assert new.json()["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize("body", [b"5", b"null", b'"x"', b"true"])
async def test_a_body_that_is_no_object_is_the_callers_mistake(member, body):
    headers = {"authorization": f"Bearer {member.token}", "content-type": OLD, "accept": NEW}
    answer = await member.client.post("/graphql/", content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (400, NEW)
    assert answer.json()["errors"][0]["extensions"] == {"code": "BAD_REQUEST"}


@pytest.mark.parametrize("stranger", [False, True])
async def test_a_body_that_does_not_come_is_waited_for_no_longer_than_it_may_take(member, monkeypatch, stranger):
    monkeypatch.setattr(app.bounded_body, "BODY_SECONDS", 0.2)

    async def dripping() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.05)

    whose = {"x-chaknal-request": "1"} if stranger else {"authorization": f"Bearer {member.token}"}
    headers = {**whose, "content-type": OLD, "accept": NEW}
    async with asyncio.timeout(10):
        answer = await member.client.post("/graphql/", content=dripping(), headers=headers)
    assert (answer.status_code, answer.headers["connection"]) == (408, "close")
    assert answer.json()["errors"][0]["extensions"] == {"code": "REQUEST_TIMEOUT"}


async def test_queries_go_by_get_where_an_operator_lets_them_and_nothing_else_does(
    units, clock, ring, parts, member, workspace
):
    changing = 'mutation { revokeToken(id: "x") { errors { __typename } } }'
    async with served(parts_of(units, clock, ring, parts.duxsoup, graphql_get=True)) as client:
        headers = {"authorization": f"Bearer {member.token}"}
        for document, status in ((GOOD, 200), (WRONG, 400), (changing, 405)):
            answer = await client.get("/graphql/", params={"query": document}, headers=headers | {"accept": NEW})
            assert answer.status_code == status, answer.text
        assert (answer.headers["allow"], answer.headers["content-type"]) == ("POST", NEW)
        assert "by POST, not by GET" in answer.json()["errors"][0]["message"]
        put = await client.put("/graphql/", headers=headers)
        assert (put.status_code, put.headers["allow"]) == (405, "GET, POST")
        assert (await client.get("/graphql/", params={"query": GOOD})).status_code == 401
        feed = await client.get(
            "/graphql/", params={"query": "subscription { eventFeed { __typename } }"}, headers=headers
        )
        assert feed.json()["errors"][0]["extensions"]["code"] in {"NOT_OVER_HTTP", "METHOD_NOT_ALLOWED"}


@pytest.mark.parametrize(("accept", "data"), [(NEW, {}), (OLD, {"data": None})])
async def test_a_request_that_is_refused_as_a_whole_is_told_so_in_the_type_that_was_asked_for(member, accept, data):
    for method, content, headers, status in (
        ("GET", b"", {}, 405),
        ("PUT", b"{}", {}, 405),
        ("POST", b"{", {"content-type": OLD}, 400),
        ("POST", b"{}", {"content-type": "text/plain"}, 400),
        ("POST", b"{}", {"content-type": OLD, "authorization": ""}, 401),
        ("POST", b" " * (1024 * 1024 + 1), {"content-type": OLD}, 413),
    ):
        sent = {"authorization": f"Bearer {member.token}", "accept": accept, **headers}
        answer = await member.client.request(method, "/graphql/", content=content, headers=sent)
        assert (answer.status_code, answer.headers["content-type"]) == (status, accept), (method, content[:9])
        assert answer.json() == {**data, "errors": answer.json()["errors"]}
        assert status != 405 or answer.headers["allow"] == "POST"
