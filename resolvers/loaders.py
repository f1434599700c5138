"""Why N+1 does not happen: what the fields of one operation ask for is gathered and read together, inside one workspace."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from strawberry.dataloader import DataLoader

from models.ids import parse_id
from resolvers import (
    account,
    action,
    assignment,
    blocker,
    campaign,
    capacity,
    contact,
    event,
    import_batch,
    member,
    message,
    pages,
    people,
    remote_queue,
    sequence,
    stats,
    suppression,
)  # fmt: skip
from resolvers.keyset import Asked
from resolvers.listing import Listing, by_ids
from resolvers.permissions import reader
from schema.context import Context
from schema.types.connection import Connection

Batch = Callable[[Context, list[Any]], Awaitable[list[Any]]]
MAX_BATCH = 500
_NOUNS: dict[str, Listing] = {
    "account": account.LISTING,
    "action": action.LISTING,
    "assignment": assignment.LISTING,
    "campaign": campaign.LISTING,
    "contact": contact.LISTING,
    "event": event.LISTING,
    "import_batch": import_batch.LISTING,
    "member": member.LISTING,
    "message": message.LISTING,
    "step": sequence.LISTING,
    "suppression": suppression.LISTING,
}
_BATCHES: dict[str, Batch] = {
    "account_by_dux_id": people.load_accounts_by_dux_id,
    "account_of_member": people.load_accounts_of_members,
    "actions_of_assignment": action.load_of_assignments,
    "blockers": blocker.load_blockers,
    "breakdown": stats.load_breakdowns,
    "capacity": capacity.load_capacities,
    "counts": pages.load_counts,
    "duplicates_of_contact": contact.load_duplicates,
    "import_preview": import_batch.load_previews,
    "limits": account.load_limits,
    "pages": pages.load_pages,
    "remote_queue": remote_queue.load_queues,
    "remote_queue_size": account.load_queue_sizes,
    "sequence": sequence.load_sequences,
    "stats": stats.load_stats,
    "user": people.load_users,
    "workspace": people.load_workspaces,
    "workspaces": people.load_workspaces_of_users,
}


class Loaders:
    """One for each noun by id, one for each question about many at once; each is made when it is first asked."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __getattr__(self, name: str) -> DataLoader[Any, Any]:
        if name not in _NOUNS and name not in _BATCHES:
            raise AttributeError(name)
        batch: Batch = partial(_load_nouns, name) if name in _NOUNS else _BATCHES[name]
        loader: DataLoader[Any, Any] = DataLoader(partial(batch, self._context), max_batch_size=MAX_BATCH)
        setattr(self, name, loader)
        return loader

    async def assignments_of_campaign(
        self, owner: str, asked: Asked, narrowed: Any = None, ordered: Any = None
    ) -> Connection[Any]:
        return await assignment.listed(self._context, asked, narrowed, ordered, ("t.campaign_id", owner))

    async def assignments_of_member(self, owner: str, asked: Asked, narrowed: Any = None) -> Connection[Any]:
        return await assignment.listed(self._context, asked, narrowed, None, ("t.member_id", owner))

    async def assignments_of_contact(self, owner: str, asked: Asked) -> Connection[Any]:
        return await assignment.listed(self._context, asked, parent=("t.contact_id", owner))

    async def messages_of_contact(self, owner: str, asked: Asked) -> Connection[Any]:
        return await pages.connection(self._context, message.LISTING, asked, parent=("t.contact_id", owner))

    async def history_of_contact(self, owner: str, asked: Asked) -> Connection[Any]:
        shown = event.visible(self._context)
        parent = ("t.contact_id", owner)
        return await pages.connection(self._context, event.LISTING, asked, conditions=shown, parent=parent)

    async def actions_of_account(self, owner: str, asked: Asked, states: Any = None) -> Connection[Any]:
        parent = ("t.account_id", owner)
        return await pages.connection(
            self._context, action.LISTING, asked, conditions=action.in_states(states), parent=parent
        )

    async def rows_of_import(self, owner: str, asked: Asked, outcomes: Any = None) -> Connection[Any]:
        return await import_batch.rows_of(self._context, owner, asked, outcomes)

    async def history(self, owner: str, asked: Asked) -> Connection[Any]:
        shown = event.visible(self._context)
        parent = ("t.assignment_id", owner)
        return await pages.connection(self._context, event.LISTING, asked, conditions=shown, parent=parent)


async def _load_nouns(noun: str, context: Context, keys: list[str]) -> list[Any]:
    """Null for what is unknown, for what is another workspace's and for what is not for whoever asks."""
    listing, viewer = _NOUNS[noun], reader(context.viewer)
    shown = event.visible(context) if noun == "event" else []
    ids = [one for key in keys if (one := parse_id(key)) is not None]
    rows = await by_ids(listing, viewer.workspace_id, ids, shown) if ids else {}
    found = {key: listing.of(context, row) for key, row in rows.items()}
    return [found.get(str(parse_id(key))) for key in keys]
