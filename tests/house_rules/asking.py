"""The rule that edges ask only named questions: what is asked of the database stands with a model or with the decision that asks it."""

import ast

from tests.house_rules.source import Finding, Source

EDGES = ("app", "resolvers", "schema", "webhooks")
NARROWING = {"filter", "exclude", "annotate"}
# By one plain column they are lookups; by several, or across a relation, questions.
LOOKUPS = {"get", "get_or_none", "exists", "first"}


def queries_at_the_edge(source: Source) -> list[Finding]:
    calls = (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    found = [call.func for call in calls if isinstance(call.func, ast.Attribute) and _narrows(call.func.attr, call)]
    return [source.found(one.lineno, f"asks by .{one.attr}(; give the question a name in models/") for one in found]


def _narrows(name: str, call: ast.Call) -> bool:
    criteria = [keyword.arg or "" for keyword in call.keywords]
    return name in NARROWING or (name in LOOKUPS and (len(criteria) > 1 or any("__" in one for one in criteria)))
