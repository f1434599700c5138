"""Property 10 for one campaign among several: its share of the account's windows, and how many new people it meets in a day."""

from datetime import timedelta

from tests.properties.promise import Step, hold
from tests.properties.sending import OUTSTANDING, counts_at
from tests.properties.snapshot import Row
from tests.properties.tenant import LIMITS

DAY = timedelta(hours=24)


def no_campaign_takes_more_than_its_share(step: Step) -> None:
    for action in step.claims:
        campaign = step.before.campaigns[action["campaign_id"]]
        own = [one for one in step.after.actions.values() if one["campaign_id"] == campaign["id"]]
        for (kind, hours), limit in LIMITS.items():
            mine = [one for one in own if kind is None or one["kind"] == kind]
            most = max(1, limit * (campaign["account_share"] or 100) // 100)
            concerned = kind is None or action["kind"] == kind
            within = _within(step, mine, timedelta(hours=hours))
            hold(10, not concerned or within <= most, "over a campaign's share")


def nobody_is_met_beyond_the_days_number(step: Step) -> None:
    for action in step.claims:
        most = step.before.campaigns[action["campaign_id"]]["new_contacts_per_day"]
        before = step.before.actions_of(action["assignment_id"])
        first = not any(_touches(one) for one in before if one["id"] != action["id"])
        hold(10, bool(action["opens"]) == first, "an opening that is none, or none that is one")
        own = [one for one in step.after.actions.values() if one["campaign_id"] == action["campaign_id"]]
        met = _within(step, [one for one in own if one["opens"]], DAY)
        hold(10, not first or most is None or met <= most, "more new people than the campaign may meet")


def _within(step: Step, actions: list[Row], window: timedelta) -> int:
    stamps = [stamp for one in actions if (stamp := counts_at(one)) is not None]
    under_way = sum(one["state"] in OUTSTANDING for one in actions)
    return under_way + sum(step.after.at - window < stamp <= step.after.at for stamp in stamps)


def _touches(action: Row) -> bool:
    return action["state"] in OUTSTANDING or counts_at(action) is not None


PROMISES = (no_campaign_takes_more_than_its_share, nobody_is_met_beyond_the_days_number)
