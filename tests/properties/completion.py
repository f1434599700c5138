"""Property 4: completed exactly when nothing is left to do or to wait for, judged by the ledger and the letters alone."""

from datetime import datetime, timedelta

from tests.properties.promise import Step, hold
from tests.properties.sending import ADDRESSING, passed
from tests.properties.snapshot import Row
from tests.properties.tenant import REPLY_WINDOW

UNDER_WAY = {"planned", "sending", "queued", "unknown", "parked"}
RUNNING = {"active", "accepted", "responded"}


def completed_when_all_is_over(step: Step) -> None:
    for event in step.changes:
        if event["data"]["to"] == "completed":
            hold(4, event["data"]["from"] != "pending", "completed without a launch")
    for key, row in step.after.assignments.items():
        if row["completed_at"] is not None and step.before.assignments[key]["completed_at"] is None:
            hold(4, row["launched_at"] is not None, "completed without a launch")
            if step.what != "set status":
                _over(step, row)


def whatever_is_over_is_completed(step: Step) -> None:
    """Once time has been looked at; an archived campaign is not walked to its end, and without a place nobody walks."""
    if step.what != "pass by" or step.put_back:
        return
    for row in step.after.assignments.values():
        walks = row["running_contact_id"] is not None and row["status"] in RUNNING and row["stopped_at"] is None
        if walks and step.after.campaigns[row["campaign_id"]]["state"] != "archived":
            hold(4, not _wholly_over(step, row), "all is over, and not completed")


def stages_left(step: Step, row: Row) -> list[Row]:
    """Steps of its sequence that were neither done nor skipped, in their order."""
    done = {one["step_id"] for one in step.after.actions_of(row["id"]) if passed(one, step.tenant.skipped)}
    return [stage for stage in step.after.stages_of(row["sequence_id"]) if stage["id"] not in done]


def ended_early(step: Step, row: Row) -> bool:
    """Stopped by the reply; or accepted too late for a campaign that goes on no more then."""
    if row["responded_at"] is not None and step.tenant.stops_on_reply:
        return True
    refused, accepted = row["not_accepted_at"], row["accepted_at"]
    return refused is not None and (accepted is None or (accepted > refused and not step.tenant.resumes_late))


def _over(step: Step, row: Row) -> None:
    states = {one["state"] for one in step.after.actions_of(row["id"])}
    hold(4, not states & UNDER_WAY, "completed with something under way")
    hold(4, not stages_left(step, row) or ended_early(step, row), "completed with a step left")
    hold(4, not _undecided(step, row), "completed, the invitation undecided")
    ended = row["not_accepted_at"] is not None and row["accepted_at"] is None
    hold(4, not ended, "completed, though the invitation ended unaccepted")
    last, wait = _last(step, row), _wait(step, row)
    hold(4, row["completed_at"] >= last + wait, "completed before the wait was over")
    hold(4, wait or row["completed_at"] == last, "completed later than the last step, though no answer is waited for")


def _wholly_over(step: Step, row: Row) -> bool:
    states = {one["state"] for one in step.after.actions_of(row["id"])}
    if states & UNDER_WAY or _undecided(step, row) or (stages_left(step, row) and not ended_early(step, row)):
        return False
    since = max(_last(step, row), row["accepted_at"] or row["launched_at"])
    return bool(step.after.at >= since + _wait(step, row))


def _undecided(step: Step, row: Row) -> bool:
    """One that a person skipped has its window too."""
    done = [one for one in step.after.actions_of(row["id"]) if passed(one, step.tenant.skipped)]
    return row["accepted_at"] is None and any(one["kind"] == "connect" for one in done)


def _last(step: Step, row: Row) -> datetime:
    """The last step that was carried out or skipped, or the last letter of the person since the first."""
    actions = step.after.actions_of(row["id"])
    first = min((one["sent_at"] for one in actions if one["sent_at"] is not None), default=None)
    letters = [one["at"] for one in step.after.letters.values() if one["contact_id"] == row["contact_id"]]
    replies = [at for at in letters if first is not None and at >= first]
    done = [one["executed_at"] or one["finished_at"] for one in actions if passed(one, step.tenant.skipped)]
    said = [row["replied_at"]] if row["replied_at"] is not None else []
    moments: list[datetime] = [*done, *replies, *said]
    return max(moments, default=row["launched_at"])


def _wait(step: Step, row: Row) -> timedelta:
    asks = any(stage["kind"] in ADDRESSING for stage in step.after.stages_of(row["sequence_id"]))
    return REPLY_WINDOW if asks else timedelta(0)


PROMISES = (completed_when_all_is_over, whatever_is_over_is_completed)
