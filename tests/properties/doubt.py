"""Property 13: doubt ends by a look, by a receipt that speaks of it, or by a person; and within twenty minutes, or parked."""

from datetime import timedelta
from typing import Any

from tests.properties.promise import Step, hold
from tests.properties.snapshot import Row

GIVE_UP = timedelta(minutes=20)
_LOOKS = {"look", "look long"}
_READS = {"read", "read backwards", "reply"}


def only_a_look_or_a_word_ends_doubt(step: Step) -> None:
    """No person of the histories ever decides about what is unknown, so nothing else may end it."""
    how = step.how.partition(" at ")[0] if step.what == "torn" else step.what
    for key, before in step.before.actions.items():
        after = step.after.actions[key]
        if before["state"] != "unknown" or after["state"] == "unknown":
            continue
        if how in _LOOKS:
            _by_a_look(step, after)
        else:
            hold(13, how in {*_READS, "receipt"}, "doubt ended by itself")
            hold(
                13, any(_speaks(body, after) for body in step.tenant.told), "doubt ended by a word about something else"
            )


def doubt_lasts_twenty_minutes(step: Step) -> None:
    """By a count of our own of the time in which looks were answered: none that was told of a failure, as that is no doubt."""
    for action in step.after.actions.values():
        if action["state"] == "unknown" and action["failure_told_at"] is None and step.what in _LOOKS:
            reachable = step.tenant.reachable.get(action["id"], timedelta(0))
            hold(13, reachable < GIVE_UP or step.put_back, "unknown for longer than twenty minutes")


def _by_a_look(step: Step, action: Row) -> None:
    match action["state"]:
        case "queued":
            hold(13, action["id"] in {str(one) for one in step.tenant.waiting}, "found where it is not")
        case "failed":
            hold(13, action["learned_by"] == "webhook", "failed, and nobody said so")
        case "parked":
            reachable = step.tenant.reachable.get(action["id"], timedelta(0))
            hold(13, reachable >= GIVE_UP or step.put_back, "parked before twenty minutes had passed")


def _speaks(body: dict[str, Any], action: Row) -> bool:
    """Under its label; or a letter that was seen, which goes by its text."""
    return action["id"] in repr(body) or (body["type"] == "message" and body["event"] == "sent")


PROMISES = (only_a_look_or_a_word_ends_doubt, doubt_lasts_twenty_minutes)
