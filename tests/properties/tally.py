"""Property 11: the sums that are shown add up, at every commit."""

from datetime import datetime

from models import Assignment
from resolvers import stats
from resolvers.listing import read
from tests.properties.promise import hold
from tests.properties.tenant import Tenant


async def add_up(of: Tenant, now: datetime) -> None:
    """By the product's own statement, against a plain count of who is in the campaigns."""
    ids = [campaign.id for campaign in of.campaigns]
    rows = await read(stats._stats_statement(len(ids)), [now, of.workspace.id, *ids])
    shown = [stats._stats(row, now) for row in rows]
    there = await Assignment.filter(campaign_id__in=ids).count()
    hold(11, sum(one.total for one in shown) == there, "the totals are not the number of assignments")
    hold(11, sum(one.count for each in shown for one in each.by_status) == there, "the statuses do not add up")
