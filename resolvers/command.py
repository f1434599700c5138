"""How every command runs: may they, one unit of work, the answer kept under the caller's key, errors as values."""

from collections.abc import Awaitable, Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from strawberry import UNSET

from auth.viewer import Viewer
from engine import idempotency, refusal
from models import Scope, Unit
from models.errors import DomainError, Forbidden, NotFound
from models.ids import parse_id
from resolvers.permissions import Unauthenticated, Withheld, check_command, known
from schema.context import Context
from schema.types import error as errors

Payload = TypeVar("Payload")
Answer = dict[str, Any]
Work = Callable[[Unit, Viewer], Awaitable[Answer]]
Show = Callable[[Context, Answer], Awaitable[dict[str, Any]]]


async def answered(
    context: Context, command: str, work: Work, show: Show, payload: Callable[..., Payload], given: object = None
) -> Payload:
    """`work` gives plain values, as they may be told again; `show` makes the payload's fields of them after the commit."""
    try:
        answer = await ran(context, command, work, given)
    except Unauthenticated:
        raise
    except DomainError as error:
        return payload(errors=[errors.of(error)])
    context.renew()
    return payload(**await show(context, answer))


async def ran(context: Context, command: str, work: Work, given: object = None) -> Answer:
    """Raises DomainError; one about permission is written down first."""
    viewer = known(context.viewer)
    try:
        check_command(viewer, command)
        return await context.units.run(lambda unit: _once(unit, viewer, command, work, given), context.actor)
    except (Forbidden, Withheld):
        await _write_down(context, viewer, command)
        raise


async def seen(context: Context, noun: str, answer: Answer) -> Any:
    """What was changed, for whoever may read it: a token for something else learns that it is done, and no more."""
    if not may_read(context):
        return None
    return await getattr(context.loaders, noun).load(answer[f"{noun}_id"])


def may_read(context: Context) -> bool:
    """Asked before an answer names rows: what was done may not end as an error because the answer cannot be read."""
    return known(context.viewer).may(Scope.READ)


def as_id(text: str, *path: str) -> UUID:
    """Raises NotFound for what cannot be an id at all: to the caller it is one more unknown id."""
    found = parse_id(text)
    if found is None:
        raise NotFound(text[:64], path=path or ("id",))
    return found


def seen_version(given: object) -> int | None:
    """Zero is checked as well: no row has it, so whoever says it has seen another."""
    return given if isinstance(given, int) else None


def plain(given: Any) -> Any:
    """An input as plain values, with what was left out left out."""
    if is_dataclass(given):
        pairs = {field.name: getattr(given, field.name) for field in fields(given)}
        return {name: plain(value) for name, value in pairs.items() if value is not UNSET}
    if isinstance(given, list):
        return [plain(value) for value in given]
    return given.value if isinstance(given, Enum) else given


async def _once(unit: Unit, viewer: Viewer, command: str, work: Work, given: object) -> Answer:
    key = getattr(given, "idempotency_key", None) or None
    asked = {name: value for name, value in plain(given).items() if name != "idempotency_key"} if key else None
    request = idempotency.Request(viewer.workspace_id, viewer.member_id, command, key, asked)
    return await idempotency.once(unit, request, lambda: work(unit, viewer))


async def _write_down(context: Context, viewer: Viewer, command: str) -> None:
    count = context.refusals.due(viewer.member_id, command, context.clock.wall())
    if count:
        write = refusal.record
        await context.units.run(
            lambda unit: write(unit, viewer.workspace_id, viewer.member_id, command, count), context.actor
        )
