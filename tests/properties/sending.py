"""Properties 6 to 10, 13, 14, 22 and 23: what may be sent, to whom, when and how often."""

from datetime import datetime, timedelta

from tests.properties.promise import Step, hold
from tests.properties.snapshot import Row
from tests.properties.tenant import LIMITS

OUTSTANDING = {"sending", "queued", "unknown"}
ADDRESSING = {"connect", "message", "inmail"}
GAP, PERSON_GAP = timedelta(seconds=90), timedelta(hours=3)


def who_is_kept_away_is_sent_nothing(step: Step) -> None:
    """Before: their status at the beginning of this step. After it nothing of theirs is planned, in any campaign."""
    for action in step.claims:
        theirs = [one for one in step.before.assignments.values() if one["contact_id"] == action["contact_id"]]
        hold(6, all(one["status"] != "blacklisted" for one in theirs), "sent to somebody blacklisted")
    away = {one["id"] for one in step.after.assignments.values() if one["status"] == "blacklisted"}
    planned = {one["assignment_id"] for one in step.after.actions.values() if one["state"] == "planned"}
    hold(6, not away & planned, "planned for somebody blacklisted")


def each_step_is_done_once(step: Step) -> None:
    hold(7, all(count == 1 for count in step.tenant.delivered.values()), "delivered twice")
    keys = [(one["assignment_id"], one["step_id"], one["generation"]) for one in step.after.actions.values()]
    hold(7, len(keys) == len(set(keys)), "two actions of one step and generation")
    planned = [one["assignment_id"] for one in step.after.actions.values() if one["state"] == "planned"]
    hold(7, len(planned) == len(set(planned)), "two are planned")


def nothing_is_sent_out_of_turn(step: Step) -> None:
    for action in step.claims:
        assignment = step.before.assignments[action["assignment_id"]]
        passed = {
            one["position"] for one in step.before.actions_of(assignment["id"]) if _passed(one, step.tenant.skipped)
        }
        hold(8, passed >= set(range(1, action["position"])), "out of turn")
        replied = assignment["responded_at"] is not None
        hold(8, not (replied and step.tenant.stops_on_reply), "sent after a reply")


def only_who_may_be_written_to_is(step: Step) -> None:
    for action in step.claims:
        assignment, contact = (
            step.before.assignments[action["assignment_id"]],
            step.before.contacts[action["contact_id"]],
        )
        free = assignment["launched_at"] is not None and assignment["stopped_at"] is None
        hold(9, free and assignment["paused_at"] is None, "sent for one that is not launched, paused or stopped")
        hold(9, assignment["answered_by_hand_at"] is None, "sent after a letter by hand")
        away = step.tenant.company_kept_away and step.what != "suppress company"
        hold(9, not (away or contact["suppressed"]), "sent to somebody on the suppression list")
        hold(9, contact["tied_group"] is None, "sent to somebody who may be two people")
        planned = step.before.actions.get(action["id"], action)
        hold(9, planned["scheduled_for"] <= action["claimed_at"], "sent before its time")


def no_window_is_passed(step: Step) -> None:
    """Judged when something is taken: what a late receipt makes true cannot be helped any more."""
    if not step.claims:
        return
    actions, now = step.after.actions.values(), step.after.at
    hold(10, sum(one["state"] in OUTSTANDING for one in actions) <= 3, "more than three under way")
    for (kind, hours), limit in LIMITS.items():
        mine = [one for one in actions if kind is None or one["kind"] == kind]
        stamps = [stamp for one in mine if (stamp := counts_at(one)) is not None]
        start = now - timedelta(hours=hours)
        under_way = sum(one["state"] in OUTSTANDING for one in mine)
        hold(10, under_way + sum(start < stamp <= now for stamp in stamps) <= limit, "over a limit")
        ahead = sum(start < stamp <= start + timedelta(hours=2 * hours) for stamp in stamps)
        hold(22, not step.put_back or under_way + ahead <= limit, "a window opened again as the clock was put back")


def the_account_rests_between_two(step: Step) -> None:
    sent = [one for one in step.before.actions.values() if one["sent_at"] is not None]
    for action in step.claims:
        for other in [one for one in sent if one["id"] != action["id"]]:
            hold(22, other["sent_at"] <= action["claimed_at"], "sent at a moment that had passed already")
            hold(10, other["sent_at"] + GAP <= action["claimed_at"], "no rest between two")
            same = other["contact_id"] == action["contact_id"]
            hold(10, not same or other["sent_at"] + PERSON_GAP <= action["claimed_at"], "the same person too soon")
            done = other["executed_at"] if same else None
            hold(10, done is None or done + PERSON_GAP <= action["claimed_at"], "too soon after what was carried out")
        sent.append(action | {"sent_at": action["claimed_at"]})


def only_a_look_a_receipt_or_a_person_ends_doubt(step: Step) -> None:
    for key, before in step.before.actions.items():
        if before["state"] == "unknown" and step.after.actions[key]["state"] != "unknown":
            hold(13, step.what in _MAY_END_DOUBT, "doubt ended by itself")
    if step.what == "look long" and not step.put_back:
        unknown = [one for one in step.after.actions.values() if one["state"] == "unknown"]
        hold(13, not unknown, "unknown for longer than twenty minutes")


def nothing_leaves_while_paused(step: Step) -> None:
    for action in step.claims:
        hold(
            14, step.before.campaigns[action["campaign_id"]]["state"] == "running", "sent while the campaign is paused"
        )
        paused = step.before.account["paused_at"] is not None and step.before.account["paused_until"] is None
        hold(14, not paused, "sent while the account is paused")
    if step.what in {"pause account", "resume account"} or (step.what, step.how) in _PAUSES:
        states = {key: one["state"] for key, one in step.after.actions.items()}
        hold(14, states == {key: one["state"] for key, one in step.before.actions.items()}, "pausing lost something")


def a_person_runs_once(step: Step) -> None:
    """Judged by what would be done, not by who holds the place."""
    planned = [one["contact_id"] for one in step.after.actions.values() if one["state"] == "planned"]
    hold(23, len(planned) == len(set(planned)), "one person is planned for in two campaigns")


def counts_at(action: Row) -> datetime | None:
    """What is under way is counted apart, however old it is."""
    stamps = {"executed": action["executed_at"], "parked": action["sent_at"], "cancelled": action["sent_at"]}
    stamp: datetime | None = stamps.get(action["state"])
    return stamp


_MAY_END_DOUBT = {"look", "look long", "read", "read backwards", "reply", "decide", "torn"}
_PAUSES = {("campaign", "paused"), ("campaign", "running")}


def _passed(action: Row, skipped: set[str]) -> bool:
    """What could not be done lies behind where it addresses nobody, or where a person decided to go on without it."""
    match action["state"]:
        case "executed":
            return True
        case "failed" | "rejected":
            return action["kind"] not in ADDRESSING or action["id"] in skipped
        case "cancelled":
            return action["outcome"] == "already_connected" or action["id"] in skipped
        case _:
            return False


PROMISES = (
    who_is_kept_away_is_sent_nothing,
    each_step_is_done_once,
    nothing_is_sent_out_of_turn,
    only_who_may_be_written_to_is,
    the_account_rests_between_two,
    no_window_is_passed,
    only_a_look_a_receipt_or_a_person_ends_doubt,
    nothing_leaves_while_paused,
    a_person_runs_once,
)
