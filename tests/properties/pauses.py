"""Property 14: nothing leaves while its campaign or account stands still, and what stood still goes on where it was."""

from tests.properties.completion import RUNNING, ended_early, stages_left
from tests.properties.promise import Step, hold
from tests.properties.snapshot import Row, Snapshot

_PAUSES = {
    ("campaign", "paused"), ("campaign", "running"), ("pause account", ""), ("pause account", "an hour"),
    ("resume account", ""), ("assignment", "pause"),
}  # fmt: skip


def nothing_leaves_while_paused(step: Step) -> None:
    account = step.before.account
    for action in step.claims:
        running = step.before.campaigns[action["campaign_id"]]["state"] == "running"
        hold(14, running, "sent while the campaign is paused or archived")
        until = account["paused_until"]
        paused = account["paused_at"] is not None and (until is None or until > action["claimed_at"])
        hold(14, not paused, "sent while the account is paused")
    for action in step.after.actions.values():
        archived = step.after.campaigns[action["campaign_id"]]["state"] == "archived"
        hold(14, not (archived and action["state"] == "planned"), "planned in an archived campaign")


def pausing_and_resuming_move_nothing(step: Step) -> None:
    if (step.what, step.how) in _PAUSES:
        hold(14, _plans(step.after) == _plans(step.before), "pausing or resuming changed what is planned")


def nothing_is_lost(step: Step) -> None:
    """Paused or not: whoever walks has the next step planned, under way or in somebody's hands, or it waits for an answer."""
    for row in step.after.assignments.values():
        if not _walks(step, row) or ended_early(step, row):
            continue
        left = stages_left(step, row)
        if left and _reached(step, row, left[0]):
            hold(
                14, any(_stands_for(one, left[0]) for one in step.after.actions_of(row["id"])), "the next step was lost"
            )


def _plans(rows: Snapshot) -> dict[str, tuple[object, ...]]:
    return {key: (one["state"], one["scheduled_for"]) for key, one in rows.actions.items()}


def _walks(step: Step, row: Row) -> bool:
    placed = row["running_contact_id"] is not None and row["stopped_at"] is None and row["status"] in RUNNING
    return placed and step.after.campaigns[row["campaign_id"]]["state"] != "archived"


def _reached(step: Step, row: Row, stage: Row) -> bool:
    """A letter to somebody who was to be invited waits for the acceptance."""
    before = [one for one in step.after.stages_of(row["sequence_id"]) if one["position"] < stage["position"]]
    waits = stage["kind"] == "message" and any(one["kind"] == "connect" for one in before)
    return not waits or row["accepted_at"] is not None


def _stands_for(action: Row, stage: Row) -> bool:
    """What was taken back before it left stands for nothing."""
    taken_back = action["state"] == "cancelled" and action["sent_at"] is None
    return action["step_id"] == stage["id"] and not taken_back


PROMISES = (nothing_leaves_while_paused, pausing_and_resuming_move_nothing, nothing_is_lost)
