"""What a scanner of GraphQL endpoints asks for, as an operator serves it: twenty questions, none of which is worth asking."""

import json
from typing import Any

import pytest

from tests.graphql.conftest import Asker, parts_of, served

ROLE = "{ viewer { role } }"
CREATE = 'mutation { createCampaign(input: {name: "Theirs", sequenceKind: CONNECTION}) { errors { __typename } } }'
DEEP = "{ campaigns(first: 1) { nodes { assignments(first: 1) { nodes { campaign { assignments(first: 1) { nodes { campaign { stats { byStatus { count } } } } } } } } } } }"
_JSON = {"content-type": "application/json"}


def _asked(document: str, **more: Any) -> tuple[str, bytes, dict[str, str]]:
    return "POST", json.dumps({"query": document, **more}).encode(), _JSON


CHECKS: dict[str, tuple[str, bytes, dict[str, str]]] = {
    "aliases": _asked("{" + " ".join(f"a{number}: viewer {{ role }}" for number in range(101)) + "}"),
    "one field five hundred times": _asked(
        "{ viewer { " + "role " * 500 + "} }" + " " + "# " * 999 + "\n" + "{ a }" * 300
    ),
    "a batch": ("POST", json.dumps([{"query": ROLE}] * 10).encode(), _JSON),
    "directives": _asked("{ viewer { role " + "@include(if: true) " * 50 + "} }"),
    "unknown directives": _asked("{ viewer { role " + "@aa" * 50 + " } }"),
    "circular introspection": _asked("{ __schema { types { fields { type { fields { type { name } } } } } } }"),
    "introspection": _asked("{ __schema { types { name } } }"),
    "introspection of one type": _asked('{ __type(name: "Contact") { name } }'),
    "a circle of fragments": _asked("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"),
    "depth": _asked(DEEP),
    "a hint at a field": _asked("{ viewer { roles } }"),
    "a hint at an argument": _asked('{ contact(ids: "x") { id } }'),
    "a query by GET": (f"GET ?query={ROLE}", b"", {}),
    "a command by GET": (f"GET ?query={CREATE}", b"", {}),
    "a page to try things": ("GET", b"", {"accept": "text/html"}),
    "a form": ("POST", f"query={ROLE}".encode(), {"content-type": "application/x-www-form-urlencoded"}),
    "plain text": ("POST", json.dumps({"query": ROLE}).encode(), {"content-type": "text/plain"}),
    "a file": ("POST", b"--x\r\n\r\n--x--", {"content-type": "multipart/form-data; boundary=x"}),
    "a stream": ("POST", json.dumps({"query": ROLE}).encode(), {**_JSON, "accept": "text/event-stream"}),
    "a trace": _asked("{ viewer { role(", extensions={"tracing": True}),
}
TELLING = ("Traceback", "Did you mean", "graphiql", "GraphiQL", "tracing", '"role":"', "strawberry")


@pytest.fixture
async def operated(units, clock, ring, parts, member):
    """As it is served without any setting of a developer."""
    made = parts_of(units, clock, ring, parts.duxsoup, introspection=False)
    async with served(made) as client:
        yield Asker(client, member.member, member.token)


def test_there_are_twenty_questions():
    assert len(CHECKS) == 20


@pytest.mark.parametrize("check", CHECKS)
async def test_what_a_scanner_asks_for_is_refused_and_tells_nothing(operated, check):
    way, body, headers = CHECKS[check]
    method, _, query = way.partition(" ")
    headers = {"authorization": f"Bearer {operated.token}", **headers}
    answer = await operated.client.request(method, f"/graphql/{query}", content=body, headers=headers)
    assert answer.status_code < 500
    assert answer.json().get("data") is None
    assert answer.json()["errors"]
    assert not [word for word in TELLING if word in answer.text.replace(check, "")]


async def test_what_is_no_scan_is_answered(operated):
    assert await operated.ask(ROLE) == {"viewer": {"role": "MEMBER"}}
