"""Properties 7 to 10, 22 and 23: what may be sent, to whom, when and how often."""

from datetime import datetime, timedelta

from tests.properties.promise import Step, hold
from tests.properties.snapshot import Row
from tests.properties.tenant import LIMITS

OUTSTANDING = {"sending", "queued", "unknown"}
ADDRESSING = {"connect", "message", "inmail"}
GAP, PERSON_GAP = timedelta(seconds=90), timedelta(hours=3)


def each_step_is_done_once(step: Step) -> None:
    """But for what both the answer and the only word were lost of: of that nothing can be known (ADR 5)."""
    unspoken = step.tenant.unspoken
    hold(7, all(1 <= count <= 1 + unspoken[one] for one, count in step.tenant.delivered.items()), "delivered twice")
    for what, count in step.tenant.reached.items():
        hold(7, count <= 1 + step.tenant.granted[what], "the same to the same person, under another label")
    keys = [(one["assignment_id"], one["step_id"], one["generation"]) for one in step.after.actions.values()]
    hold(7, len(keys) == len(set(keys)), "two actions of one step and generation")
    planned = [one["assignment_id"] for one in step.after.actions.values() if one["state"] == "planned"]
    hold(7, len(planned) == len(set(planned)), "two are planned")


def nothing_is_sent_out_of_turn(step: Step) -> None:
    for action in step.claims:
        assignment = step.before.assignments[action["assignment_id"]]
        before = step.before.actions_of(assignment["id"])
        # Of two claims in one step the first may have found that there is nobody to invite, and so freed what the second takes.
        before += [one for one in step.after.actions_of(assignment["id"]) if one["outcome"] == "already_connected"]
        behind = {one["position"] for one in before if passed(one, step.tenant.skipped)}
        hold(8, behind >= set(range(1, action["position"])), "out of turn")
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
        hold(9, not (away or contact["suppressed"]), "sent to somebody on the do-not-contact list")
        hold(9, contact["tied_group"] is None, "sent to somebody who may be two people")
        hold(9, contact["linkedin_url"] is not None, "sent to somebody without an address")
        hold(9, assignment["running_contact_id"] == contact["id"], "sent for one that has no place")
        absent = step.before.members[assignment["member_id"]]["absent_until"]
        hold(9, absent is None or absent <= action["claimed_at"], "sent for a member who is away")
        hold(9, not any(_holds(one, action) for one in step.before.holds.values()), "sent though its kind is held")
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
            hold(10, not same or other.get("state") not in OUTSTANDING, "while something is under way to the person")
            done = other["executed_at"] if same else None
            hold(10, done is None or done + PERSON_GAP <= action["claimed_at"], "too soon after what was carried out")
        sent.append(action | {"sent_at": action["claimed_at"]})


def a_person_runs_once(step: Step) -> None:
    """Judged by what would be done, not by who holds the place."""
    planned = [one["contact_id"] for one in step.after.actions.values() if one["state"] == "planned"]
    hold(23, len(planned) == len(set(planned)), "one person is planned for in two campaigns")


def counts_at(action: Row) -> datetime | None:
    """What is under way is counted apart, however old it is."""
    stamps = {"executed": action["executed_at"], "parked": action["sent_at"], "cancelled": action["sent_at"]}
    stamp: datetime | None = stamps.get(action["state"])
    return stamp


def _holds(one: Row, action: Row) -> bool:
    """LinkedIn warned of a limit, and neither time nor a person has ended that."""
    lasts = one["ended_at"] is None and (one["until"] is None or one["until"] > action["claimed_at"])
    return lasts and one["kind"] in {None, action["kind"]}


def passed(action: Row, skipped: set[str]) -> bool:
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
    each_step_is_done_once,
    nothing_is_sent_out_of_turn,
    only_who_may_be_written_to_is,
    the_account_rests_between_two,
    no_window_is_passed,
    a_person_runs_once,
)
