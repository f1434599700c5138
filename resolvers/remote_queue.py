"""Looks into the queue at Dux-Soup: to show it, and before something is tried again, since what is still there would be sent twice."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from uuid import UUID

from auth.viewer import Viewer
from engine.credentials import usable_credentials
from integrations.duxsoup.errors import DuxSoupError
from integrations.duxsoup.queue_item import LISTED, QueueItem
from models import Action, DuxSoupAccount
from models.errors import Conflict, DomainError, Forbidden, InvalidInput, NotFound, RemoteFailure
from models.ids import parse_id
from resolvers.command import as_id
from resolvers.permissions import administers, check_command, reader
from schema.context import Context
from schema.types import error as errors
from schema.types.remote_queue import RemoteQueue, RemoteQueueItem

MAX_QUEUES = 5  # at a time: each is a call to Dux-Soup that somebody waits for


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


async def load_queues(context: Context, keys: list[str]) -> list[RemoteQueue]:
    """Their own account's, or an admin's look at any; each is two calls to Dux-Soup that somebody waits for."""
    viewer = reader(context.viewer)
    rows = {str(row.id): row for row in await DuxSoupAccount.among(viewer.workspace_id, [UUID(key) for key in keys])}
    return [await _shown(context, viewer, rows[key], place) for place, key in enumerate(keys)]


async def _shown(context: Context, viewer: Viewer, row: DuxSoupAccount, place: int) -> RemoteQueue:
    try:
        return await _queue(context, viewer, row, place)
    except DuxSoupError as error:
        return RemoteQueue(errors=[errors.of(RemoteFailure(str(error), path=["remoteQueue"]))])
    except DomainError as error:
        return RemoteQueue(errors=[errors.of(error)])


async def _queue(context: Context, viewer: Viewer, row: DuxSoupAccount, place: int) -> RemoteQueue:
    if not (administers(viewer) or row.member_id == viewer.member_id):
        raise Forbidden(path=["remoteQueue"])
    if place >= MAX_QUEUES:
        raise InvalidInput(f"At most {MAX_QUEUES} queues are asked for at a time.", path=["remoteQueue"])
    credentials = usable_credentials(context.ring, row)
    size = await context.duxsoup.queue_size(credentials)
    items = (await context.duxsoup.queue_items(credentials))[:LISTED] if size else []
    ours = await _ours(row, items)
    return RemoteQueue(size=size, items=[_item(item, ours) for item in items])


async def _ours(row: DuxSoupAccount, items: Sequence[QueueItem]) -> AbstractSet[UUID]:
    return await Action.labelled(row.id, [label for item in items if (label := parse_id(item.campaignid or ""))])


def _item(item: QueueItem, ours: AbstractSet[UUID]) -> RemoteQueueItem:
    label = parse_id(item.campaignid or "")
    action_id = str(label) if label in ours else None
    return RemoteQueueItem(
        message_id=item.messageid, command=item.command, profile=item.profile, when=item.when, action_id=action_id
    )
