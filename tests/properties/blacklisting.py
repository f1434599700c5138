"""Property 6: whoever is blacklisted is left alone in every campaign, and what can no longer be recalled is told."""

from tests.properties.promise import Step, hold
from tests.properties.snapshot import Row

AT_DUX_SOUP = {"sending", "queued", "unknown", "parked"}


def who_is_kept_away_is_left_alone(step: Step) -> None:
    """By person, in the order of commits: from the blacklisting on, until a reinstatement, which is a person's act."""
    away = step.tenant.away
    known = set(away)
    for event in step.after.events:
        if event["kind"] == "assignment.status_changed":
            if event["data"]["to"] == "blacklisted":
                away.add(event["contact_id"])
            elif event["data"]["from"] == "blacklisted":
                hold(6, step.what == "reinstate", "a blacklisting ended by itself")
                away.discard(event["contact_id"])
        elif event["kind"] == "action.sending":
            hold(6, event["contact_id"] not in away, "sent to somebody blacklisted")
    for key, action in step.after.actions.items():
        theirs = action["contact_id"] in away
        hold(6, not (theirs and action["state"] == "planned"), "planned for somebody blacklisted")
        made = action["contact_id"] in known & away and key not in step.before.actions
        hold(6, not made, "an action was made for somebody blacklisted")
    _reported(step, away - known)


def _reported(step: Step, contacts: set[str]) -> None:
    """What Dux-Soup had, or may have had, as they were blacklisted."""
    told = {one["action_id"] for one in step.after.events if one["kind"] == "action.not_recalled"}
    taken: list[Row] = [one for one in step.before.actions.values() if one["state"] in AT_DUX_SOUP]
    left = {one["id"] for one in taken if one["contact_id"] in contacts}
    hold(6, left <= told, "nobody was told what Dux-Soup still has of somebody blacklisted")


PROMISES = (who_is_kept_away_is_left_alone,)
