"""The rule that edges ask only named questions: what is asked of the database stands with a model or with the decision that asks it."""

import ast

from tests.house_rules.source import Finding, Source

EDGES = ("app", "resolvers", "schema", "webhooks")
NARROWING = {"filter", "exclude", "annotate"}


def queries_at_the_edge(source: Source) -> list[Finding]:
    calls = (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    found = [call.func for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in NARROWING]
    return [source.found(one.lineno, f"asks by .{one.attr}(; give the question a name in models/") for one in found]
