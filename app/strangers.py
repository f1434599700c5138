"""What somebody may ask whom nobody knows: to be let in, and nothing else."""

import orjson
from graphql import (
    DefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    parse,
)

from resolvers.permissions import PUBLIC

MAX_TOKENS = 200


def ask_to_be_let_in(body: bytes) -> bool:
    """One mutation with one of the public fields at its root, and nothing beside it. Whatever else it is, is not looked into."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    text = document.get("query") if isinstance(document, dict) else None
    return isinstance(text, str) and _only_public(text)


def _only_public(text: str) -> bool:
    try:
        definitions = parse(text, no_location=True, max_tokens=MAX_TOKENS).definitions
    except (GraphQLError, RecursionError):
        return False
    operations = [one for one in definitions if not isinstance(one, FragmentDefinitionNode)]
    return len(operations) == 1 and _is_public(operations[0])


def _is_public(operation: DefinitionNode) -> bool:
    if not isinstance(operation, OperationDefinitionNode) or operation.operation is not OperationType.MUTATION:
        return False
    selected = operation.selection_set.selections
    return len(selected) == 1 and isinstance(selected[0], FieldNode) and selected[0].name.value in PUBLIC
