"""The ground on which every command is tried with bad input: one row of every noun, somebody who may do all, and what may come of it."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpx
from graphql import get_named_type, parse, value_from_ast_untyped

from app.parts import Parts
from app.session_cookie import HEADER
from auth.sessions import mint_for_browser
from engine.password import make_link
from models import Assignment, HoldCause, LimitHold, Role, StepKind, Workspace
from resolvers.permissions import COMMANDS, PUBLIC
from tests import factories
from tests.graphql.commits import Commits
from tests.graphql.conftest import Asker
from tests.graphql.corpus import RAW
from tests.graphql.places import MUTATIONS, Place
from tests.graphql.test_isolation import BY_ID, INPUTS, LISTS, SCHEMA, _furnish, _leaves
from tests.graphql.test_permissions import NAMELESS_INPUTS

NEW = "a quiet evening by the sea"
STEP = {"kind": "INMAIL", "template": "Hello", "subject": "Hello"}
DOMAIN = {"contactId": None, "scope": "DOMAIN", "value": "example.com"}
Given = Callable[[dict[str, str]], dict[str, Any]]
# What makes sure that it is the value which is judged: by the command, or by the place alone.
MORE: dict[str, Given] = {
    "createCampaign": lambda ids: {"sequenceKind": "CUSTOM", "steps": [STEP], "drain": _drain(ids)},
    "updateCampaign": lambda ids: {"drain": _drain(ids)},
    "setSequence": lambda _: {"steps": [STEP]},
    "connectAccount": lambda _: {"duxSoupUserId": str(factories.some_id().int)[:21]},
    "inviteMember": lambda _: {"email": f"{factories.some_id()}@example.com"},
    "launchSequence": lambda _: {"conflict": "TAKE_OVER", "reason": "agreed"},
    "suppress.input.reason": lambda _: DOMAIN,
    "suppress.input.value": lambda _: DOMAIN,
    "importContacts": lambda ids: {"campaignId": ids["campaign"], "memberIds": [ids["member"]]},
    "startImport": lambda ids: {"campaignId": ids["campaign"], "memberIds": [ids["member"]]},
    "addTags": lambda _: {"expectedCount": 0},
    "removeTags": lambda _: {"expectedCount": 0},
}
IN_PERSON: dict[str, Given] = {
    "signIn": lambda ids: {"input": {"email": ids["email"], "password": factories.PASSWORD}},
    "setPassword": lambda ids: {"input": {"link": ids["link"], "password": NEW}},
    "changePassword": lambda _: {"input": {"currentPassword": factories.PASSWORD, "password": NEW}},
    "switchWorkspace": lambda ids: {"id": ids["workspace"]},
    "endSession": lambda ids: {"id": ids["session"]},
}


def _drain(ids: dict[str, str]) -> dict[str, Any]:
    return {"memberIds": [ids["member"]], "openPerMember": 5}


async def _held(ids: dict[str, str]) -> None:
    values: dict[str, Any] = {"kind": StepKind.CONNECT, "cause": HoldCause.GUARDRAIL}
    workspace: dict[str, Any] = {"workspace_id": ids["workspace"], "account_id": ids["account"]}
    await LimitHold.create(
        **workspace, **values, at=factories.START, told_at=factories.START, created_at=factories.START
    )


async def _paused(ids: dict[str, str]) -> None:
    await Assignment.filter(id=ids["assignment"]).update(paused_at=factories.START)


PREPARED: dict[str, Callable[[dict[str, str]], Awaitable[None]]] = {"liftGuardrail": _held, "resumeAssignment": _paused}


@dataclass
class Ground:
    parts: Parts
    client: httpx.AsyncClient
    workspace: Workspace
    owner: Asker
    commits: Commits
    ids: dict[str, str] = field(default_factory=dict)

    async def furnish(self, command: str) -> None:
        if command not in COMMANDS:
            self.ids = await self._person()
            return
        member = await factories.member(self.workspace, Role.MEMBER)
        self.ids = await _furnish(self.workspace, member, self.parts.units)
        if command in PREPARED:
            await PREPARED[command](self.ids)

    async def send(self, place: Place, value: Any) -> httpx.Response:
        arguments = place.filled(self.given(place), value)
        body = json.dumps({"query": document(place.command, list(arguments)), "variables": arguments})
        for raw in ("1e309", "NaN", "-0.0"):
            body = body.replace(f'"{RAW}{raw}"', raw)
        headers = {"content-type": "application/json", HEADER: "1"}
        if place.command in PUBLIC:
            self.client.cookies.clear()
        if place.command in COMMANDS:
            headers["authorization"] = f"Bearer {self.owner.token}"
        return await self.client.post("/graphql/", content=body, headers=headers)

    async def read(self) -> None:
        """Whatever was taken in can be shown."""
        for name in LISTS:
            await self.owner.ask(f"{{ {name}(last: 20) {{ {_leaves(SCHEMA.query_type.fields[name].type, 2)} }} }}")

    async def _person(self) -> dict[str, str]:
        """Signed in; an hour later, as the one before may have been tried too often."""
        clock: Any = self.parts.clock
        clock.move_wall(hours=1)
        wall, later, minted = clock.wall(), clock.wall().replace(year=2100), mint_for_browser()
        member = await factories.person(self.workspace, email=f"{factories.some_id()}@example.com")
        times = {"created_at": wall, "last_seen_at": wall, "expires_at": later, "idle_at": later}
        session = await factories.session(member, minted.hash, **times)
        link = await self.parts.units.run(lambda unit: make_link(unit, member))
        self.client.cookies.set("chaknal", minted.text)
        email = (await member.user).email
        return {"email": email, "session": str(session.id), "workspace": str(self.workspace.id), "link": link.text}

    def given(self, place: Place) -> dict[str, Any]:
        """The arguments that fit."""
        command = place.command
        if not MUTATIONS[command].args:
            return {}
        if command in IN_PERSON:
            return IN_PERSON[command](self.ids)
        if command in BY_ID:
            return _written(BY_ID[command](self.ids))
        nameless: dict[str, Any] = NAMELESS_INPUTS
        base = nameless[command] if command in nameless else INPUTS[command](self.ids)
        more = [MORE[name](self.ids) for name in (command, str(place)) if name in MORE]
        return {"input": {name: value for part in (base, *more) for name, value in part.items()}}


def document(command: str, arguments: list[str]) -> str:
    """Asks for all that the command may answer, but not for lists in lists."""
    mutation = MUTATIONS[command]
    declared, passed = written(mutation, arguments)
    told = ["errors { __typename ... on MutationError { message code path } }"]
    payload: Any = get_named_type(mutation.type)
    for name, shown in payload.fields.items():
        leaves = f"{{ {_leaves(shown.type, 0)} }}" if hasattr(get_named_type(shown.type), "fields") else ""
        told += [] if name == "errors" else [f"{name} {leaves}"]
    return f"mutation {declared} {{ {command} {passed} {{ {' '.join(told)} }} }}"


def written(field: Any, arguments: Iterable[str]) -> tuple[str, str]:
    """How variables are declared, and how they are handed to a field."""
    declared = ", ".join(f"${name}: {field.args[name].type}" for name in arguments)
    passed = ", ".join(f"{name}: ${name}" for name in arguments)
    return (f"({declared})", f"({passed})") if declared else ("", "")


def _written(arguments: str) -> dict[str, Any]:
    definition: Any = parse(f"{{ x({arguments}) }}").definitions[0]
    [asked] = definition.selection_set.selections
    return {argument.name.value: value_from_ast_untyped(argument.value) for argument in asked.arguments}
