"""Who asks for somebody to be kept away, and for an entry to be taken off the list."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import strawberry

from auth.viewer import Viewer
from engine import suppressing
from engine.suppressing import Suppressed
from engine.suppression_bearers import Bearers
from engine.suppression_import import MAX_ROWS, Listed, SuppressionRow, import_rows, look
from models import Contact, Suppression, SuppressionScope, Unit
from models.errors import InvalidInput, NotFound
from resolvers.command import Answer, answered, as_id, seen
from resolvers.permissions import known, permitted
from schema.context import Context
from schema.types.suppression import (
    ImportSuppressionsInput,
    ImportSuppressionsPayload,
    SuppressInput,
    SuppressionPayload,
    SuppressionRowResult,
)

Info = strawberry.Info[Context, None]


async def suppress(info: Info, input: SuppressInput) -> SuppressionPayload:  # noqa: A002 - the API's name
    asked = [(input.scope, input.value)] if input.value else []
    bearers = await _look(info.context, "suppress", lambda home: suppressing.look(home, asked))
    work = partial(_suppress, info.context, input, bearers)
    return await answered(info.context, "suppress", work, _shown, SuppressionPayload)


async def lift_suppression(
    info: Info,
    id: strawberry.ID,  # noqa: A002 - the API's name
    reason: Annotated[str, strawberry.argument(description="Kept in the log.")],
) -> SuppressionPayload:
    work = partial(_lift, info.context, id, reason)
    return await answered(info.context, "liftSuppression", work, _lifted, SuppressionPayload)


async def import_suppressions(info: Info, input: ImportSuppressionsInput) -> ImportSuppressionsPayload:  # noqa: A002 - the API's name
    rows = [SuppressionRow(row.scope, row.value, row.reason) for row in input.rows]
    bearers = await _look(info.context, "importSuppressions", lambda home: look(home, rows[:MAX_ROWS]))
    work = partial(_import, info.context, rows, bearers)
    return await answered(info.context, "importSuppressions", work, _imported, ImportSuppressionsPayload, input)


async def _look(context: Context, command: str, look: Callable[[UUID], Awaitable[Bearers]]) -> Bearers:
    """Every contact is read for it, so that is done before anything is locked."""
    viewer = known(context.viewer)
    return await look(viewer.workspace_id) if permitted(viewer, command) else {}


async def _import(
    context: Context, rows: Sequence[SuppressionRow], bearers: Bearers, unit: Unit, viewer: Viewer
) -> Answer:
    outcomes = await import_rows(unit, context.ring, viewer.workspace_id, rows, bearers)
    return {"rows": [[one.index, one.outcome.value, one.reason] for one in outcomes]}


async def _imported(_context: Context, answer: Answer) -> dict[str, Any]:
    counts = Counter(outcome for _, outcome, _ in answer["rows"])
    rows = [
        SuppressionRowResult(index=index, outcome=Listed(outcome), reason=reason)
        for index, outcome, reason in answer["rows"]
    ]
    return {**{one.value: counts[one.value] for one in Listed}, "rows": rows}


async def _suppress(context: Context, asked: SuppressInput, bearers: Bearers, unit: Unit, viewer: Viewer) -> Answer:
    done = await _put(context, asked, bearers, unit, viewer)
    counts = {"cancelled": done.cancelled, "blacklisted": len(done.assignment_ids)}
    return {"suppression_id": str(done.suppression.id), **counts}


async def _put(context: Context, asked: SuppressInput, bearers: Bearers, unit: Unit, viewer: Viewer) -> Suppressed:
    if bool(asked.contact_id) == bool(asked.value):
        raise InvalidInput("Say either contactId or a value.", path=["value"])
    if asked.value:
        home, named = viewer.workspace_id, (asked.scope, asked.value, asked.reason)
        return await suppressing.suppress(unit, context.ring, home, *named, bearers)
    if asked.scope is not SuppressionScope.PERSON:
        raise InvalidInput("A company or a domain is named by a value.", path=["contactId"])
    contact = await Contact.led_to(viewer.workspace_id, as_id(asked.contact_id or "", "contactId"))
    if contact is None:
        raise NotFound(asked.contact_id, path=["contactId"])
    contact.check_there(("contactId",))
    return await suppressing.suppress_person(unit, context.ring, contact, asked.reason)


async def _lift(context: Context, text: str, reason: str, unit: Unit, viewer: Viewer) -> Answer:
    suppression = await Suppression.own(viewer.workspace_id, as_id(text))
    if suppression is None:
        raise NotFound(text)
    await suppressing.lift(unit, context.ring, suppression, reason)
    return {}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    suppression = await seen(context, "suppression", answer)
    return {
        "suppression": suppression,
        "cancelled_actions": answer["cancelled"],
        "blacklisted_assignments": answer["blacklisted"],
    }


async def _lifted(_context: Context, _answer: Answer) -> dict[str, Any]:
    return {}
