"""How to ask for every field of the schema: a way from a question to each type, found in the schema."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLNonNull, GraphQLSchema, Undefined, get_named_type, is_abstract_type

from tests.graphql.isolation.audience import ADMINS, OWNERS, PERSONS

# What is asked for by its own id, and the name of that id.
NODES = {
    "Action": "action", "ActionChanged": "action_changed", "Assignment": "assignment", "Campaign": "campaign",
    "Contact": "contact", "DuxSoupAccount": "account", "ImportBatch": "import", "Member": "member",
    "Message": "message", "RecordChanged": "record_changed", "StatusChanged": "status_changed", "Step": "step",
    "Suppression": "suppression", "User": "user", "Workspace": "workspace",
}  # fmt: skip
# What has to be said for a field to answer, and where it shows most.
ARGUMENTS = {
    "Query.node": 'id: "{campaign}"',
    "Query.nodes": 'ids: ["{campaign}", "{contact}"]',
    "Query.assignment": 'by: {{id: "{assignment}"}}',
    "Query.campaign": 'id: "{campaign}"',
    "Query.contact": 'id: "{contact}"',
    "Query.importBatch": 'id: "{import}"',
    "Query.launchPreview": 'campaignId: "{campaign}", memberId: "{member}"',
    "Query.messagePreview": 'campaignId: "{campaign}", contactId: "{contact}", template: "Hi", kind: MESSAGE',
}
_RESTRICTED = ADMINS | OWNERS | PERSONS


@dataclass(frozen=True)
class Question:
    """Asks for fields of one type at once; `document` has holes for ids, `path` leads through the answer to the type."""

    kind: str
    fields: tuple[str, ...]
    document: str
    path: tuple[str, ...]

    def told(self, answer: Any, field: str) -> list[Any]:
        """What was told of the field, of each thing of the type."""
        found = [answer.get("data")]
        for key in self.path:
            found = [one.get(key) for one in _flat(found)]
        return [one.get(field) for one in _flat(found)]


def questions(schema: GraphQLSchema, names: Iterable[str]) -> list[Question]:
    """A root field is asked alone: refused, it takes everything with it. Raises KeyError for what nothing leads to."""
    ways, wanted = _ways(schema), defaultdict(list)
    for name in sorted(names):
        kind, _, field = name.partition(".")
        wanted[(kind, field if kind == "Query" else "")].append(field)
    return [_question(schema, *ways[kind], kind, fields) for (kind, _), fields in wanted.items()]


def _question(schema: GraphQLSchema, way: str, path: tuple[str, ...], kind: str, fields: list[str]) -> Question:
    asked = " ".join(_asked(schema, kind, field, _shown(schema.type_map[kind], field)) for field in fields)
    return Question(kind, tuple(fields), way % asked, path)


def _flat(found: list[Any]) -> list[dict[str, Any]]:
    """Of lists in lists, and of what is null there, only what is there."""
    inner = [part for one in found for part in (_flat(one) if isinstance(one, list) else [one])]
    return [one for one in inner if isinstance(one, dict)]


def _ways(schema: GraphQLSchema) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Breadth first, so that each is the shortest; percent signs hold the place of what is asked."""
    ways: dict[str, tuple[str, tuple[str, ...]]] = {"Query": ("{{ %s }}", ())}
    for name, key in NODES.items():
        ways[name] = f'{{{{ node(id: "{{{key}}}") {{{{ ... on {name} {{{{ %s }}}} }}}} }}}}', ("node",)
    waiting = list(ways)
    for kind in waiting:
        fields: Any = getattr(schema.type_map.get(kind), "fields", {})
        for field, found in fields.items():
            for name in _objects(schema, found.type):
                if name not in ways:
                    through = f"... on {name} {{{{ %s }}}}" if is_abstract_type(get_named_type(found.type)) else "%s"
                    way, path = ways[kind]
                    ways[name] = way % _asked(schema, kind, field, f"{{{{ {through} }}}}"), (*path, field)
                    waiting.append(name)
    return ways


def _objects(schema: GraphQLSchema, kind: Any) -> list[str]:
    named = get_named_type(kind)
    if is_abstract_type(named):
        return [one.name for one in schema.get_possible_types(named)]
    return [named.name] if hasattr(named, "fields") else []


def _asked(schema: GraphQLSchema, kind: str, field: str, inner: str) -> str:
    arguments: Any = schema.type_map[kind].fields[field].args  # type: ignore[attr-defined]  # whoever asks for a field knows a type that has some
    said = ARGUMENTS.get(f"{kind}.{field}") or ("first: 100" if "first" in arguments else "")
    needed = [
        name
        for name, one in arguments.items()
        if isinstance(one.type, GraphQLNonNull) and one.default_value is Undefined
    ]
    if any(f"{name}:" not in said for name in needed):
        raise KeyError(f"{kind}.{field} needs {needed}: say in ARGUMENTS what")
    return f"{field}{f'({said})' if said else ''} {inner}"


def _shown(kind: Any, field: str) -> str:
    """Of what a field leads to: its id where it has one, of a page all, and of anything else its own values."""
    named: Any = get_named_type(kind.fields[field].type)
    fields = getattr(named, "fields", None)
    if fields is None:
        return "{{ __typename }}" if is_abstract_type(named) else ""
    if "nodes" in fields:
        node = get_named_type(fields["nodes"].type)
        inner = _values(node)
        return (
            f"{{{{ totalCount nodes {{{{ {inner} }}}} edges {{{{ cursor node {{{{ {inner} }}}} }}}}"
            " pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} }}"
        )
    return f"{{{{ {_values(named)} }}}}"


def _values(named: Any) -> str:
    if "id" in named.fields:
        return "__typename id"
    plain = [
        name
        for name, one in named.fields.items()
        if not hasattr(get_named_type(one.type), "fields")
        and not is_abstract_type(get_named_type(one.type))
        and not one.args
        and f"{named.name}.{name}" not in _RESTRICTED
    ]
    return " ".join(["__typename", *plain])
