"""The broken rules that a command may answer with: values, never GraphQL errors."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeAlias, Union

import strawberry

from models import ActionState, errors
from schema.cost import at_most

# Of how many names and places in lists a path is, down to a name in JSON.
DEEPEST = 6


@strawberry.interface
class MutationError:
    message: str
    code: str
    path: list[str] | None = strawberry.field(directives=at_most(DEEPEST))


@strawberry.type
class InvalidInput(MutationError):
    pass


@strawberry.type
class NotFound(MutationError):
    id: strawberry.ID


@strawberry.type
class Forbidden(MutationError):
    pass


@strawberry.type
class Conflict(MutationError):
    current_version: int | None


@strawberry.type
class IllegalTransition(MutationError):
    from_: str = strawberry.field(name="from")
    allowed: list[str] = strawberry.field(directives=at_most(len(ActionState)))


@strawberry.type
class LimitReached(MutationError):
    limit: int
    resets_at: datetime | None


@strawberry.type
class AccountNotConfigured(MutationError):
    pass


@strawberry.type
class RemoteFailure(MutationError):
    retry_at: datetime | None


CommandError: TypeAlias = Annotated[
    Union[  # noqa: UP007 - Strawberry names a union by this form
        InvalidInput,
        NotFound,
        Forbidden,
        Conflict,
        IllegalTransition,
        LimitReached,
        AccountNotConfigured,
        RemoteFailure,
    ],
    strawberry.union("CommandError"),
]


def no_errors() -> Any:
    """The field in which every payload says why nothing was done: a command ends with the first rule that it breaks."""
    return strawberry.field(default_factory=list, directives=at_most(1))


# Each broken rule, its type in the API, and what it says beside message, code and path.
_TYPES: dict[type[errors.DomainError], tuple[Callable[..., CommandError], tuple[str, ...]]] = {
    errors.InvalidInput: (InvalidInput, ()),
    errors.NotFound: (NotFound, ("id",)),
    errors.Forbidden: (Forbidden, ()),
    errors.Conflict: (Conflict, ("current_version",)),
    errors.IllegalTransition: (IllegalTransition, ("from_", "allowed")),
    errors.LimitReached: (LimitReached, ("limit", "resets_at")),
    errors.AccountNotConfigured: (AccountNotConfigured, ()),
    errors.RemoteFailure: (RemoteFailure, ("retry_at",)),
}


def of(error: errors.DomainError) -> CommandError:
    """Raises StopIteration for a kind that the API has no type for; a test keeps that from happening."""
    build, names = next(_TYPES[kind] for kind in type(error).__mro__ if kind in _TYPES)
    more: dict[str, Any] = {name: getattr(error, name) for name in names}
    return build(message=error.message, code=error.code, path=list(error.path) or None, **more)
