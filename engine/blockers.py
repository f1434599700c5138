"""Why an assignment does not move: in codes that are the same for the claim and the API."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from engine.calendar import calendar_of
from engine.limits import Usage, blocking
from engine.traffic import Traffic
from models.account import DuxSoupAccount
from models.action import MAX_OUTSTANDING, Action, ActionState
from models.assignment import RUNNING_STATUSES, Assignment
from models.campaign import Campaign, CampaignState
from models.contact import Contact
from models.facts import AssignmentStatus
from models.health import AccountHealth


class Tone(StrEnum):
    """grey frees itself, amber waits for a person, red is an account that cannot work, ink is final unless somebody undoes it"""

    GREY = "grey"
    AMBER = "amber"
    RED = "red"
    INK = "ink"


@dataclass(frozen=True, slots=True)
class Reason:
    tone: Tone
    message: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Blocker:
    """`until` null: nobody can say when."""

    code: str
    message: str
    until: datetime | None
    remedy: str | None


_QUIET = Traffic()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rows themselves do not say; the defaults are of an account and a person that nothing was sent to lately.

    `note_waits`: the next step carries a note and does not go without one. `member_removed`: who worked it belongs here no more.
    """

    traffic: Traffic = _QUIET
    touchable_at: datetime | None = None
    absent_until: datetime | None = None
    member_removed: bool = False
    note_waits: bool = False


_G, _A, _R, _I = Tone.GREY, Tone.AMBER, Tone.RED, Tone.INK
REASONS: dict[str, Reason] = {
    "delay": Reason(_G, "The delay of the next step has not passed."),
    "waits_for_acceptance": Reason(_G, "The invitation has not been accepted."),
    "outside_hours": Reason(_G, "The account's working hours have not begun."),
    "holiday": Reason(_G, "It is a holiday where the account works."),
    "limit": Reason(_G, "Rate limit exceeded"),
    "campaign_share": Reason(
        _G, "The campaign has used up its share of the account.", "Give the campaign a larger share."
    ),
    "new_contacts": Reason(_G, "The campaign has reached as many new people as it may in a day."),
    "note_limit": Reason(_G, "The allowance of notes is used up.", "Let the step go out without a note."),
    "pacing": Reason(_G, "The account rests between two actions."),
    "pacing_person": Reason(_G, "Something is under way to this person, or was sent less than three hours ago."),
    "campaign_paused": Reason(_G, "The campaign is paused.", "Resume the campaign."),
    "account_paused": Reason(_G, "The account is paused.", "Resume the account."),
    "limit_warning": Reason(_G, "LinkedIn warned the account of a limit."),
    "member_absent": Reason(_G, "The member is away."),
    "outstanding": Reason(_G, "Dux-Soup has not finished what it was given before."),
    "reply_window": Reason(_G, "All steps are done; a reply is still waited for."),
    "missing_field": Reason(_A, "A field of the text is missing.", "Fill in the field, or give it a default."),
    "text_too_long": Reason(_A, "The text is too long.", "Shorten the text."),
    "invalid_template": Reason(_A, "The text cannot be sent as it stands.", "Correct the text."),
    "no_identity": Reason(_A, "No LinkedIn URL available", "Give the contact a LinkedIn URL."),
    "not_assigned": Reason(_A, "Nobody works this contact.", "Assign it to a member."),
    "parked": Reason(_A, "Nobody can say whether it was sent.", "Look at LinkedIn and say which it was."),
    "failed": Reason(_A, "Dux-Soup could not do it.", "Retry, skip or stop."),
    "account_paused_by_person": Reason(_A, "Somebody paused the account.", "Resume the account."),
    "challenge": Reason(_A, "LinkedIn asks the account to prove itself.", "Sign in to LinkedIn, then resume."),
    "guardrail": Reason(_A, "Too few invitations are accepted.", "Look at audience and text, then lift it."),
    "answered_by_hand": Reason(_A, "Somebody wrote to this person by hand.", "Resume or stop."),
    "possible_duplicate": Reason(_A, "Two contacts seem to be one person.", "Merge or part them."),
    "stopped": Reason(_A, "Somebody stopped it.", "Resume it."),
    "paused_by_person": Reason(_A, "Somebody paused it.", "Resume it."),
    "restored": Reason(
        _A,
        "Restored from a backup: what was sent after it was made is not known.",
        "Look at LinkedIn, settle what is parked or paused, then resume the account.",
    ),
    "unknown_outcome": Reason(_A, "Whether it was sent is being found out."),
    "account_disconnected": Reason(_R, "The account's extension is not connected.", "Open Dux-Soup in the browser."),
    "account_not_configured": Reason(_R, "DuxSoup user not configured", "Connect a Dux-Soup account."),
    "licence_refused": Reason(_R, "The account's licence does not include the API.", "Renew it, then verify."),
    "key_refused": Reason(_R, "Dux-Soup refused the account's key.", "Give the account a new key."),
    "suppressed": Reason(_I, "This person is on the do-not-contact list."),
    "blacklisted": Reason(_I, "This person is blacklisted."),
    "in_other_campaign": Reason(_I, "This person runs in another campaign.", "Stop the other one."),
    "other_account": Reason(_I, "Another account has invited this person.", "Launch it with that account."),
    "campaign_archived": Reason(_I, "The campaign is archived."),
}
# What an account's pause may be called; any other pause is plainly `account_paused`.
PAUSE_CODES = frozenset({
    "account_paused_by_person", "challenge", "key_refused", "licence_refused", "restored",
})  # fmt: skip
OPEN_STATUSES = RUNNING_STATUSES | {AssignmentStatus.PENDING}


def of(
    assignment: Assignment,
    account: DuxSoupAccount | None,
    campaign: Campaign,
    contact: Contact,
    next_action: Action | None,
    usages: Iterable[Usage],
    now: datetime,
    standing: Standing | None = None,
) -> list[Blocker]:
    """Every reason, first the one that holds longest; empty when an action is due or under way, and when all is over.

    `next_action` is the assignment's newest that is not settled. Of one that failed the assignment itself says whether somebody
    has decided since.
    """
    if assignment.status is AssignmentStatus.BLACKLISTED:
        return [blocker("blacklisted")]
    standing = standing or Standing()
    under_way = next_action is not None and next_action.state in {ActionState.SENDING, ActionState.QUEUED}
    if assignment.status not in OPEN_STATUSES or under_way:
        return []
    found = [*_of_person(assignment, contact, standing), *_of_assignment(assignment)]
    if assignment.launched_at is not None:
        found += [*_of_campaign(campaign), *_of_account(account, now), *_of_member(standing, now)]
        found += _of_action(assignment, account, next_action, usages, now, standing)
    by_code = {one.code: one for one in reversed(found)}
    return sorted(by_code.values(), key=_holds, reverse=True)


def blocker(code: str, until: datetime | None = None, note: str | None = None) -> Blocker:
    """A code that the table does not have is an amber one whose note is all that is known."""
    reason = REASONS.get(code, _UNLISTED)
    return Blocker(code, note or reason.message, until, reason.remedy)


def pause_code(account: DuxSoupAccount, now: datetime) -> str | None:
    """None when it is not paused, or its pause has run out."""
    if account.paused_at is None or (account.paused_until is not None and account.paused_until <= now):
        return None
    return account.pause_code if account.pause_code in PAUSE_CODES else "account_paused"


def account_code(account: DuxSoupAccount | None) -> str | None:
    """Whether anything can be sent through it at all, pauses apart."""
    if account is None or account.workspace_id is None or account.sealed_auth_key is None:
        return "account_not_configured"
    if account.disconnected_at is not None or account.health is AccountHealth.DISCONNECTED:
        return "account_disconnected"
    return None


def works(account: DuxSoupAccount, now: datetime) -> bool:
    """A pause that a person or time ends is waited for like anything else."""
    codes = (account_code(account), pause_code(account, now))
    return not any(code is not None and REASONS[code].tone is Tone.RED for code in codes)


_UNLISTED = Reason(Tone.AMBER, "It waits for a person.")
_RANK = {Tone.GREY: 0, Tone.AMBER: 1, Tone.RED: 2, Tone.INK: 3}
_NEVER = datetime.max.replace(tzinfo=UTC)
_UNSETTLED = {ActionState.UNKNOWN: "unknown_outcome", ActionState.PARKED: "parked"}
_FAILED = frozenset({ActionState.FAILED, ActionState.REJECTED})


def _of_person(assignment: Assignment, contact: Contact, standing: Standing) -> Iterator[Blocker]:
    if contact.suppressed:
        yield blocker("suppressed")
    if contact.tied_group is not None:
        yield blocker("possible_duplicate")
    if contact.linkedin_url is None:
        yield blocker("no_identity")
    if assignment.member_id is None or standing.member_removed:
        yield blocker("not_assigned")


def _of_assignment(assignment: Assignment) -> Iterator[Blocker]:
    if assignment.blocker is not None:
        yield blocker(assignment.blocker, note=assignment.blocker_note)
    if assignment.answered_by_hand_at is not None:
        yield blocker("answered_by_hand")
    if assignment.stopped_at is not None:
        yield blocker("stopped")
    if assignment.paused_at is not None:
        yield blocker("paused_by_person")


def _of_campaign(campaign: Campaign) -> Iterator[Blocker]:
    if campaign.state is CampaignState.PAUSED:
        yield blocker("campaign_paused")
    if campaign.state is CampaignState.ARCHIVED:
        yield blocker("campaign_archived")


def _of_account(account: DuxSoupAccount | None, now: datetime) -> Iterator[Blocker]:
    if code := account_code(account):
        yield blocker(code)
    if account is not None and (code := pause_code(account, now)):
        yield blocker(code, account.paused_until, account.pause_reason)


def _of_member(standing: Standing, now: datetime) -> Iterator[Blocker]:
    if standing.absent_until is not None and standing.absent_until > now:
        yield blocker("member_absent", standing.absent_until)


def _of_action(
    assignment: Assignment,
    account: DuxSoupAccount | None,
    action: Action | None,
    usages: Iterable[Usage],
    now: datetime,
    standing: Standing,
) -> Iterator[Blocker]:
    if action is None or action.state in _FAILED:
        yield from _of_waiting(assignment)
    elif code := _UNSETTLED.get(action.state):
        yield blocker(code)
    elif action.state is ActionState.PLANNED and account is not None:
        yield from _of_planned(action, account, usages, now, standing)


def _of_waiting(assignment: Assignment) -> Iterator[Blocker]:
    if assignment.stopped_at is not None or assignment.blocker == "failed":
        return
    waits = assignment.invited_at is not None and assignment.accepted_at is None
    yield blocker("waits_for_acceptance" if waits else "reply_window", assignment.deadline_at)


def _of_planned(
    action: Action, account: DuxSoupAccount, usages: Iterable[Usage], now: datetime, standing: Standing
) -> Iterator[Blocker]:
    """While a delay runs, only what outlasts it counts."""
    due = max(action.scheduled_for, now)
    if due > now:
        yield blocker("delay", due)
    for one in _timed(action, account, usages, now, standing):
        if one.until is None or one.until > due:
            yield one


def _timed(
    action: Action, account: DuxSoupAccount, usages: Iterable[Usage], now: datetime, standing: Standing
) -> Iterator[Blocker]:
    calendar = calendar_of(account)
    if code := calendar.closed_reason(now):
        yield blocker(code, calendar.next_open(now))
    for full in blocking(usages, action.kind, standing.note_waits, action.opens):
        yield blocker(full.limit.code, full.resets_at)
    if standing.traffic.outstanding >= MAX_OUTSTANDING and action.scheduled_for <= now:
        yield blocker("outstanding")
    if standing.traffic.rests_until is not None:
        yield blocker("pacing", standing.traffic.rests_until)
    if standing.touchable_at is not None:
        yield blocker("pacing_person", standing.touchable_at)


def _holds(one: Blocker) -> tuple[int, datetime]:
    return _RANK[REASONS.get(one.code, _UNLISTED).tone], one.until or _NEVER
