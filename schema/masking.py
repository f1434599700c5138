"""What a caller is told of an error: a broken rule in its words, anything else as one sentence with an id."""

from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import MaskErrors
from strawberry.schema.exceptions import CannotGetOperationTypeError

from models.errors import DomainError
from schema.codes import with_code

UNEXPECTED = "Something went wrong here. Name this id when you ask about it."


def mistaken(error: GraphQLError) -> str | None:
    """Why there was nothing to run, in the words that HTTP has for it; over a socket it comes as a failure like any other."""
    match error.original_error:
        case MissingQueryError():
            return "No GraphQL query found in the request"
        case CannotGetOperationTypeError() as unknown:
            return unknown.as_http_error_reason()
    return None


def unexpected(error: GraphQLError) -> bool:
    """Neither a broken rule nor a mistake in the document or its variables, which has a place in it and no path."""
    original = error.original_error
    if original is None or isinstance(original, GraphQLError | DomainError) or mistaken(error):
        return False
    return error.path is not None or not error.nodes


def mask(error: GraphQLError, request_id: str | None) -> None:
    """In place: what fails round an operation, and not in a field of it, passes no extension any more."""
    error.message, error.extensions = UNEXPECTED, {"code": "INTERNAL", "id": request_id}


class Masked(MaskErrors):
    """Of our own errors only the message, the code and the field named; of others nothing."""

    def __init__(self) -> None:
        super().__init__(error_message=UNEXPECTED)

    def _process_errors(self, errors: list[GraphQLError]) -> list[GraphQLError]:
        return [self._shown(error) for error in errors]

    def _shown(self, error: GraphQLError) -> GraphQLError:
        original = error.original_error
        if isinstance(original, DomainError):
            said = {"code": original.code.upper(), "argument": list(original.path) or None}
            return _rewritten(error, original.message, {name: value for name, value in said.items() if value})
        if told := mistaken(error):
            return _rewritten(error, told, {"code": "BAD_REQUEST"})
        if unexpected(error):
            request_id = getattr(self.execution_context.context, "request_id", None)
            return _rewritten(error, UNEXPECTED, {"code": "INTERNAL", "id": request_id})
        return with_code(error)


def _rewritten(error: GraphQLError, message: str, extensions: dict[str, object]) -> GraphQLError:
    return GraphQLError(message, nodes=error.nodes, path=error.path, extensions=extensions)
