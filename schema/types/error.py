"""The broken rules that a command may answer with: values, never GraphQL errors."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeAlias, Union

import strawberry

from models import ActionState, errors
from schema.cost import at_most

# Of how many names and places in lists a path is, down to a name in JSON.
DEEPEST = 6


@strawberry.interface(description="Why a command was not done. The rules are the same whoever asks.")
class MutationError:
    message: str = strawberry.field(description="A sentence for people; its wording may change.")
    code: str = strawberry.field(description="A word for programs; it stays.")
    path: list[str] | None = strawberry.field(
        description="The field of the input that is meant, from the outside in. null: none alone.",
        directives=at_most(DEEPEST),
    )


@strawberry.type(description="The input breaks a rule; sent again as it is, it breaks it again.")
class InvalidInput(MutationError):
    pass


@strawberry.type(description="There is nothing of that id here, or nothing that the viewer may touch.")
class NotFound(MutationError):
    id: strawberry.ID = strawberry.field(description="As it was given.")


@strawberry.type(description="Role or token do not allow it.")
class Forbidden(MutationError):
    pass


@strawberry.type(description="Somebody else was first, or something else stands in the way.")
class Conflict(MutationError):
    current_version: int | None = strawberry.field(
        description="The version that is there now. null: it is about something else."
    )


@strawberry.type(description="From where it stands there is no such move.")
class IllegalTransition(MutationError):
    from_: str = strawberry.field(name="from", description="The state that it is in.")
    allowed: list[str] = strawberry.field(
        description="The states that it could go to.", directives=at_most(len(ActionState))
    )


@strawberry.type(description="More than is allowed at a time, or for now.")
class LimitReached(MutationError):
    limit: int = strawberry.field(description="How many are allowed.")
    resets_at: datetime | None = strawberry.field(
        description="When there is room again. null: asking for less helps, waiting does not."
    )


@strawberry.type(description="No usable Dux-Soup seat is there to send with.")
class AccountNotConfigured(MutationError):
    pass


@strawberry.type(description="Dux-Soup did not answer, or refused.")
class RemoteFailure(MutationError):
    retry_at: datetime | None = strawberry.field(description="Not before this moment. null: Dux-Soup did not say.")


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
    strawberry.union(
        "CommandError", description="What can be wrong with a command; ask for MutationError to know them all."
    ),
]


def no_errors() -> Any:
    """The field in which every payload says why nothing was done: a command ends with the first rule that it breaks."""
    what = "Why it was not done; empty where it was."
    return strawberry.field(default_factory=list, description=what, directives=at_most(1))


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
