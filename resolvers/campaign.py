"""Who asks for campaigns."""

import strawberry
from strawberry import UNSET

from resolvers import search
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing
from resolvers.pages import connection
from resolvers.permissions import reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.campaign import Campaign
from schema.types.connection import Connection
from schema.types.filter import CampaignFilter

Info = strawberry.Info[Context, None]
LISTING = Listing(
    "campaigns_new t",
    "t.name, t.description, t.state, t.sequence_kind, t.stop_on_reply, t.resume_on_late_acceptance,"
    " t.acceptance_window_days, t.reply_window_days, t.account_share, t.new_contacts_per_day, t.new_contacts_first,"
    " t.drain_members, t.drain_open, t.version, t.created_at, t.dux_user_id",
    lambda _, row: Campaign.of(row),
    Order("created_at", "t.created_at", "time"),
    key="t.campaign_id",
)


async def campaigns(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
    filter: CampaignFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
) -> Connection[Campaign]:
    reader(info.context.viewer)
    asked: Asked = (first, after, last, before)
    return await connection(info.context, LISTING, asked, conditions=_conditions(filter or None))


async def campaign(info: Info, id: strawberry.ID) -> Campaign | None:  # noqa: A002 - the argument's name in the API
    found: Campaign | None = await info.context.loaders.campaign.load(str(id))
    return found


def _conditions(asked: CampaignFilter | None) -> list[Condition]:
    if asked is None:
        return []
    found = search.words(asked.search or None, ["LOWER(t.name)"])
    return found + ([search.values("t.state", asked.states, "states")] if isinstance(asked.states, list) else [])
