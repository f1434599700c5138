"""Properties 2, 3, 5 and 12: what statuses may do, and that the log tells all of it."""

from tests.properties.promise import Step, hold
from tests.properties.tenant import ACCEPTANCE_WINDOW

RANK = ["pending", "active", "not_accepted", "accepted", "responded", "completed", "blacklisted"]


def the_rank_never_falls(step: Step) -> None:
    for key, row in step.after.assignments.items():
        before = step.before.assignments[key]["status"]
        hold(2, step.what == "reinstate" or RANK.index(row["status"]) >= RANK.index(before), "the status fell")


def each_change_is_told_once(step: Step) -> None:
    """Contiguous: every event begins at the status that the one before ended at, and none goes from a status to itself."""
    at = {key: row["status"] for key, row in step.before.assignments.items()}
    for event in step.changes:
        told = event["data"]
        hold(2, told["from"] != told["to"], "a change that is none")
        hold(12, told["from"] == at[event["assignment_id"]], "a change is missing, or told twice")
        at[event["assignment_id"]] = told["to"]
    now = {key: row["status"] for key, row in step.after.assignments.items()}
    hold(12, at == now, "the events do not rebuild the statuses")


def positions_are_contiguous(step: Step) -> None:
    positions = [event["position"] for event in step.after.events]
    first = step.before.position + 1
    hold(12, positions == list(range(first, first + len(positions))), "a hole in the log")


def a_reply_implies_acceptance(step: Step) -> None:
    for row in step.after.assignments.values():
        if row["responded_at"] is not None:
            accepted = row["accepted_at"]
            hold(3, accepted is not None, "replied, and not accepted")
            hold(3, not row["implied"] or accepted <= row["responded_at"], "implied after the reply")


def not_accepted_when_the_window_has_passed(step: Step) -> None:
    for event in step.changes:
        if event["data"]["to"] == "not_accepted":
            row = step.after.assignments[event["assignment_id"]]
            hold(5, event["data"]["from"] == "active", "not accepted from another status than active")
            if event["data"]["reason"] == "window_passed":
                hold(5, row["invited_at"] is not None, "a window without an invitation")
                hold(5, step.after.at >= row["invited_at"] + ACCEPTANCE_WINDOW, "not accepted before its window")


def a_late_acceptance_resumes_only_where_wanted(step: Step) -> None:
    if step.tenant.resumes_late:
        return
    for row in step.after.assignments.values():
        refused, accepted = row["not_accepted_at"], row["accepted_at"]
        if refused is not None and accepted is not None and accepted > refused:
            planned = [one for one in step.after.actions_of(row["id"]) if one["state"] in {"planned", "sending"}]
            hold(5, not planned, "resumed though the campaign says no")


PROMISES = (
    positions_are_contiguous,
    the_rank_never_falls,
    each_change_is_told_once,
    a_reply_implies_acceptance,
    not_accepted_when_the_window_has_passed,
    a_late_acceptance_resumes_only_where_wanted,
)
