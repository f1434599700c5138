"""Every question asked by everybody who should not be told the answer; each function gives what was told all the same."""

from collections.abc import Callable, Iterable
from typing import Any

from models import Role, Scope
from tests import factories
from tests.graphql.bad_input import written
from tests.graphql.conftest import Asker
from tests.graphql.isolation import audience
from tests.graphql.isolation.commanding import NOUNS
from tests.graphql.isolation.tenants import Tenant, marks
from tests.graphql.isolation.ways import ARGUMENTS, Question, questions
from tests.graphql.places import MUTATIONS, ROOTS, SCHEMA, Place, places
from tests.graphql.test_isolation import _leaves

READ = (
    audience.MINE
    | audience.READERS
    | audience.SIFTED
    | audience.KNOWN
    | audience.ONESELF
    | audience.ADMINS
    | audience.OWNERS
)
QUERIES = sorted(SCHEMA.query_type.fields)
# What is told of something that is withheld: that it is.
WITHHELD = {"Forbidden", "RemoteQueue"}


async def across(theirs: Tenant, own: Tenant, names: Iterable[str] = READ) -> list[str]:
    """Nothing that is one's own leads to what is theirs, also where both have the same seat, person and address."""
    foreign = await marks(theirs) - await marks(own)
    leaks = []
    for question in questions(SCHEMA, names):
        told = (await own.owner.post(question.document.format_map(own.ids))).text
        assert "COST_LIMIT_EXCEEDED" not in told, question.kind
        leaks += [f"{question.kind} tells {one}: {told}" for one in foreign if one in told]
    return leaks


async def by_foreign_ids(theirs: Tenant, own: Tenant, roots: Iterable[str] = QUERIES) -> list[str]:
    """An id or cursor of theirs, in any argument of any question, is answered as one of nothing."""
    foreign, leaks = await marks(theirs) - await marks(own), []
    cursors = await _cursors(theirs)
    for name in roots:
        for place in places(name, {"ID", "Cursor"}):
            unknown = await _told(own, place, str(factories.some_id()))
            for one in _foreign(place, theirs, foreign) if place.scalar == "ID" else cursors(name):
                told = await _told(own, place, one)
                leaks += [f"{place} tells {mark}" for mark in foreign if mark in told]
                leaks += [f"{place} tells {one} from nothing" for _ in "?" if told != unknown]
    return leaks


def _foreign(place: Place, theirs: Tenant, foreign: set[str]) -> list[str]:
    """Of every noun, where any will do; else of the one that is meant, and of one that is not."""
    meant = NOUNS.get(place.name)
    wanted = theirs.ids if meant is None else {meant: theirs.ids[meant], "message": theirs.ids["message"]}
    return [one for one in wanted.values() if one in foreign]


async def _told(own: Tenant, place: Place, given: str) -> str:
    """Without the id itself, which may be told back."""
    arguments = place.filled(_given(place, own), given)
    told = await own.owner.post(_document(place, arguments), **arguments)
    assert "COST_LIMIT_EXCEEDED" not in told.text, place  # whoever is refused for that is not asked anything
    return told.text.replace(given, "?")


def _given(place: Place, own: Tenant) -> dict[str, Any]:
    """What else has to be said, about what is one's own."""
    field = ROOTS[place.command]
    if "first" in field.args:
        return {"last": 5} if place.name == "before" else {"first": 5}
    if place.command == "messagePreview":
        return {"campaignId": own.ids["campaign"], "contactId": own.ids["contact"], "template": "Hi", "kind": "MESSAGE"}
    if place.command == "launchPreview":
        return {"campaignId": own.ids["campaign"], "memberId": own.ids["member"]}
    return {}


def _document(place: Place, arguments: Iterable[str]) -> str:
    field = ROOTS[place.command]
    declared, passed = written(field, arguments)
    inner = _leaves(field.type, 1)
    return f"query {declared} {{ {place.command} {passed} {{ {inner} }} }}"


async def _cursors(theirs: Tenant) -> Callable[[str], list[str]]:
    """By list, a place in theirs, in another one of theirs, and in their log."""
    head = (await theirs.owner.ask("{ workspace { head } }"))["workspace"]["head"]
    lists = [name for name in ROOTS if "first" in ROOTS[name].args and f"Query.{name}" not in audience.PERSONS]
    asked = " ".join(f"{name}(first: 1) {{ pageInfo {{ endCursor }} }}" for name in lists)
    ends = {name: one["pageInfo"]["endCursor"] for name, one in (await theirs.owner.ask(f"{{ {asked} }}")).items()}
    return lambda name: [head, ends["contacts"], ends.get(name) or head]


async def by_role(tenant: Tenant, names: Iterable[str] = READ | audience.PERSONS) -> list[str]:
    """Each field, as everybody in the workspace is told it."""
    askers = {
        "viewer": await tenant.joined(Role.VIEWER),
        "member": await tenant.joined(Role.MEMBER),
        "worker": tenant.worker,
        "narrowed": await tenant.joined(Role.OWNER, [Scope.READ, Scope.WRITE, Scope.LAUNCH]),
        "blind": await tenant.joined(Role.OWNER, [Scope.WRITE, Scope.LAUNCH, Scope.ADMIN, Scope.WEBHOOKS_WRITE]),
    }
    secret, wrong = {tenant.ids["access"]}, []
    for question in questions(SCHEMA, names):
        asked = question.document.format_map(tenant.ids)
        owner = (await tenant.owner.post(asked)).json()
        assert "COST_LIMIT_EXCEEDED" not in str(owner), question.kind
        for role, asker in askers.items():
            told = (await asker.post(asked)).json()
            wrong += [
                f"{question.kind}.{field} for {role}: {told}"
                for field in question.fields
                if not _fits(f"{question.kind}.{field}", role, question, owner, told, secret)
            ]
            wrong += [f"{one} for {role}: {told}" for one in _foreign_tokens(question, told, asker)]
    return wrong


def _foreign_tokens(question: Question, told: Any, asker: Asker) -> list[str]:
    """Of tokens everybody sees their own; the members are looked at, as whose they are."""
    if question.kind != "ApiToken" or asker.member.role is Role.ADMIN:
        return []
    return sorted(_ids(question.told(told, "member")) - {str(asker.member.id)})


def _fits(name: str, role: str, question: Question, owner: Any, told: Any, secret: set[str]) -> bool:
    field = name.partition(".")[2]
    full, shown = question.told(owner, field), question.told(told, field)
    if name in audience.KNOWN or (role != "blind" and name in audience.ONESELF):
        return shown != []
    if role == "blind" or name in audience.PERSONS:
        return _forbidden(told) and _values(shown) == []
    if name in audience.SIFTED:
        return _ids(full) & secret != set() and _ids(shown) == _ids(full) - secret
    if name in audience.READERS or (role == "worker" and name in audience.OWNERS):
        return shown == full
    if name in audience.MINE:
        return shown not in ([], full)
    return _forbidden(told) or set(map(str, _values(shown))) <= WITHHELD


def _forbidden(told: Any) -> bool:
    return {error["extensions"]["code"] for error in told.get("errors", ())} == {"FORBIDDEN"}


def _ids(told: Any) -> set[str]:
    """Of everything that is told."""
    if isinstance(told, dict):
        return {told["id"]} if "id" in told else set().union(*map(_ids, told.values()))
    return set().union(*map(_ids, told)) if isinstance(told, list) else set()


def _values(told: Any) -> list[Any]:
    if isinstance(told, dict | list):
        inner = told.values() if isinstance(told, dict) else told
        return [value for one in inner for value in _values(one)]
    return [] if told is None else [told]


async def shut_out(tenant: Tenant, given: dict[str, str | None]) -> list[str]:
    """Every question and every command, asked by those who are nobody here."""
    told = []
    for name, field in ROOTS.items():
        kind = "mutation" if name in MUTATIONS else "query"
        arguments = ARGUMENTS.get(f"Query.{name}", "first: 5" if "first" in field.args else "")
        asked = f"({arguments.format_map(tenant.ids)})" if arguments else ""
        document = f"{kind} {{ {name}{asked} {{ __typename }} }}"
        for who, token in given.items():
            headers = {} if token is None else {"authorization": f"Bearer {token}"}
            answer = await tenant.client.post("/graphql/", json={"query": document}, headers=headers)
            if answer.status_code != 401 or answer.json().get("data") is not None:
                told.append(f"{name} for {who}: {answer.text}")
    return told
