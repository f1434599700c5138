"""Which admin asks for the webhooks that came, and for some of them to be read once more."""

from functools import partial
from typing import Any
from uuid import UUID

import strawberry
from strawberry import UNSET

from auth.viewer import Viewer
from engine.receipt import Narrowing, replay, replay_these
from models import Unit
from models.errors import InvalidInput
from models.ids import parse_id
from resolvers import search
from resolvers.command import Answer, answered, as_id
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing
from resolvers.pages import connection
from resolvers.permissions import check_admin, reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.receipt import Receipt, ReceiptFilter, ReplayReceiptsInput, ReplayReceiptsPayload

Info = strawberry.Info[Context, None]
LISTING = Listing(
    "receipt t",
    "t.workspace_id, t.account_id, t.kind, t.size, t.verdict, t.reason, t.tries, t.created_at, t.processed_at,"
    " t.next_try_at, t.sealed_body",
    lambda _, row: Receipt.of(row),
    Order("received_at", "t.created_at", "time"),
)


async def receipts(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
    filter: ReceiptFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
) -> Connection[Receipt]:
    check_admin(reader(info.context.viewer))
    asked: Asked = (first, after, last, before)
    return await connection(info.context, LISTING, asked, conditions=_conditions(filter or None))


async def replay_receipts(info: Info, input: ReplayReceiptsInput) -> ReplayReceiptsPayload:  # noqa: A002 - the API's name
    work = partial(_replay, input)
    return await answered(info.context, "replayReceipts", work, _shown, ReplayReceiptsPayload, input)


async def _replay(asked: ReplayReceiptsInput, unit: Unit, viewer: Viewer) -> Answer:
    if bool(asked.ids) == bool(asked.filter):
        raise InvalidInput("Say either ids or a filter.", path=["ids"])
    if asked.filter:
        done = await replay(unit, viewer.workspace_id, _narrowing(asked.filter))
    else:
        done = await replay_these(unit, viewer.workspace_id, _ids(asked.ids or []))
    return {"replayed": len(done.ids), "left": done.left}


def _ids(texts: list[strawberry.ID]) -> list[UUID]:
    if len(texts) > search.MAX_VALUES:
        raise InvalidInput(f"At most {search.MAX_VALUES} at a time.", path=["ids"])
    return [as_id(text, "ids", str(place)) for place, text in enumerate(texts)]


def _narrowing(asked: ReceiptFilter) -> Narrowing:
    accounts = [one for text in asked.account_ids if (one := parse_id(text))] if asked.account_ids else None
    return Narrowing(asked.verdicts or None, accounts, asked.received_after or None, asked.received_before or None)


def _conditions(asked: ReceiptFilter | None) -> list[Condition]:
    if asked is None:
        return []
    found = search.ids("t.account_id", asked.account_ids, "accountIds")
    if isinstance(asked.verdicts, list):
        found.append(search.values("t.verdict", asked.verdicts, "verdicts"))
    if asked.received_after:
        found.append(Condition("t.created_at > ?", (asked.received_after,)))
    if asked.received_before:
        found.append(Condition("t.created_at < ?", (asked.received_before,)))
    return found


async def _shown(_context: Context, answer: Answer) -> dict[str, Any]:
    return answer
