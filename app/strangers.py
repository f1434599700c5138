"""What somebody may ask whom nobody knows: to be let in, and nothing else."""

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


def ask_to_be_let_in(text: str) -> bool:
    """One mutation with one of the public fields at its root, and nothing beside it. Whatever else it is, is not looked into."""
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
