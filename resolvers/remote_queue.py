"""Looks at Dux-Soup before something may be tried again: what is still in its queue would be sent twice."""

from uuid import UUID

from engine.credentials import usable_credentials
from integrations.duxsoup.errors import DuxSoupError
from models import Action, DuxSoupAccount
from models.errors import Conflict, DomainError, NotFound, RemoteFailure
from resolvers.command import as_id
from resolvers.permissions import check_command
from schema.context import Context


async def check_gone(context: Context, text: str) -> DomainError | None:
    """Outside any transaction. None when the action is no longer there; else what to answer, once permission was checked."""
    try:
        viewer = check_command(context.viewer, "resolveAction")
        found = await Action.own(viewer.workspace_id, as_id(text))
        if found is None:
            raise NotFound(text)
        return await _look(context, found.id, found.account_id)
    except DomainError as error:
        return error


async def _look(context: Context, action_id: UUID, account_id: UUID) -> DomainError | None:
    account = await DuxSoupAccount.get(id=account_id)
    credentials = usable_credentials(context.ring, account)
    try:
        waiting = await context.duxsoup.queue_size(credentials, campaignid=str(action_id))
    except DuxSoupError as error:
        return RemoteFailure(str(error), path=["id"])
    if waiting:
        return Conflict("Dux-Soup still has it in its queue and tries by itself.", path=["id"])
    return None
