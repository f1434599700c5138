"""Property 11: the sums that are shown add up, at every commit."""

from collections import Counter
from datetime import datetime

from models import Assignment, AssignmentStatus
from resolvers import stats
from resolvers.listing import read
from tests.properties.promise import hold
from tests.properties.tenant import Tenant


async def add_up(of: Tenant, now: datetime) -> None:
    """By the product's own statement, against a plain count of who is in the campaigns."""
    ids = [campaign.id for campaign in of.campaigns]
    rows = await read(stats._stats_statement(len(ids)), [now, of.workspace.id, *ids])
    shown = [stats._stats(row, now) for row in rows]
    there = Counter([one.status for one in await Assignment.filter(campaign_id__in=ids)])
    hold(11, sum(one.total for one in shown) == there.total(), "the totals are not the number of assignments")
    for status in AssignmentStatus:
        told = sum(one.count for each in shown for one in each.by_status if one.status is status)
        hold(11, told == there[status], f"not as many are {status.value}")
