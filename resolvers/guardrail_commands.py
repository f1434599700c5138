"""Who asks for invitations to go on that were held because too few were accepted."""

from functools import partial
from typing import Annotated, Any

import strawberry

from auth.viewer import Viewer
from engine import account as accounts
from engine import guardrail
from models import Unit
from models.reason import stated
from resolvers.command import Answer, answered, as_id, seen
from resolvers.permissions import check_own
from schema.context import Context
from schema.types.account import AccountPayload

Info = strawberry.Info[Context, None]
_PATH = ("accountId",)


async def lift_guardrail(
    info: Info,
    account_id: strawberry.ID,
    reason: Annotated[str, strawberry.argument(description="Kept in the log.")],
) -> AccountPayload:
    work = partial(_lift, account_id, reason)
    return await answered(info.context, "liftGuardrail", work, _shown, AccountPayload)


async def _lift(text: str, reason: str, unit: Unit, viewer: Viewer) -> Answer:
    account = await accounts.locked(viewer.workspace_id, as_id(text, *_PATH), _PATH)
    check_own(viewer, account.member_id, text, _PATH)
    await guardrail.lift(unit, account, viewer.member_id, stated(reason))
    return {"account_id": str(account.id)}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    return {"account": await seen(context, "account", answer)}
