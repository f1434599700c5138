"""Dux-Soup's word on our own commands: picked up, done, failed; and that its extension is there."""

from datetime import UTC, datetime

from engine import identity, manual_acts, naming, progress, undoing
from engine.reactions import by_hand, earlier, exclusions, forgetting, matching
from engine.reactions.case import Awaits, Case, Effect
from integrations.duxsoup.inbound import ActionCompleted, CommandCompleted, CommandReceived, Person, Ready
from models import Action, ActionState, Assignment
from models.identity import identities
from models.lifecycle import change

_S = ActionState
_UNDER_WAY = frozenset({_S.SENDING, _S.QUEUED, _S.UNKNOWN})
_NEVER = datetime.max.replace(tzinfo=UTC)


async def ready(case: Case, finding: Ready) -> Effect:
    """As every webhook it was heard already, before it was read; here it is what it will not do now."""
    await exclusions.heard(case, finding)
    return True


async def received(case: Case, finding: CommandReceived) -> Effect:
    """The extension took it, so Dux-Soup has it, whatever its answer to us was."""
    found = await _found(case, finding)
    if found is None:
        return _unknown(finding.command_id)
    assignment, action = await progress.pair_of(found)
    await _learn(case, action, finding.person, finding.command_id)
    if action.state in {_S.SENDING, _S.UNKNOWN}:
        await progress.taken(case.unit, assignment, action, "received")
    else:
        await _had_been_taken(case, assignment, action, case.fact_time(finding.at))
    return True


async def completed(case: Case, finding: CommandCompleted | ActionCompleted) -> Effect:
    """Success is final. A failure is only noted: Dux-Soup may try again by itself, and a look at its queue tells."""
    found = await _found(case, finding)
    command_id = finding.command_id if isinstance(finding, CommandCompleted) else None
    if found is None:
        await by_hand.commanded(case, finding)
        return _unknown(command_id)
    assignment, action = await progress.pair_of(found)
    await _learn(case, action, finding.person, command_id)
    at = case.fact_time(finding.at)
    if finding.succeeded is not False:
        await earlier.executed(case, assignment, action, at)
    else:
        await _had_been_taken(case, assignment, action, at)
        await _failure_told(case, assignment, action, at)
    return True


async def _had_been_taken(case: Case, assignment: Assignment, action: Action, at: datetime) -> None:
    """Any word of it proves that it had left, whatever was thought of it: planned again (or never sent, as a restored ledger has
    it) it is at Dux-Soup after all. What was called off after such a proof is not planned anew without asking a person.
    """
    sending: dict[str, object] = {
        "sent_at": action.left_at(at),
        "sent_wall": case.unit.wall,
        "attempts": max(1, action.attempts),
    }
    if action.state is _S.PARKED:
        await progress.taken(case.unit, assignment, action, "received")
    elif action.state is _S.PLANNED:
        await action.move(case.unit, _S.UNKNOWN, outcome="taken_after_all", **sending)
        await progress.taken(case.unit, assignment, action, "received")
        await progress.advance(case.unit, assignment)
        await earlier.heed(case, assignment, action)
    elif action.state is _S.CANCELLED and action.sent_at is None:
        await change(action, {"state": action.state}, **sending)
        await earlier.heed(case, assignment, action)


async def _failure_told(case: Case, assignment: Assignment, action: Action, at: datetime) -> None:
    if action.state is _S.EXECUTED and action.unconfirmed:
        await undoing.undone(case.unit, assignment, action, "reported_failed")
    elif action.state in _UNDER_WAY and at < (action.failure_told_at or _NEVER):
        # Absent looks from before it say nothing of it: what is being carried out is in no queue either.
        never = {"absent_wall": None, "absent_again_at": None}
        await change(action, {"state": action.state}, failure_told_at=at, **never)


async def _found(case: Case, finding: CommandReceived | CommandCompleted | ActionCompleted) -> Action | None:
    command_id = None if isinstance(finding, ActionCompleted) else finding.command_id
    found = await matching.action_under(case, finding.campaignid, command_id)
    if found is not None:
        return found
    command = finding.family if isinstance(finding, ActionCompleted) else finding.command
    if finding.campaignid is not None:
        return None  # somebody else's label: it speaks of what somebody else asked for
    return await matching.action_by_person(case, finding.person, command, case.fact_time(finding.at))


async def _learn(case: Case, action: Action, person: Person, command_id: str | None) -> None:
    """The command was ours, so the person it names is the action's contact, by whatever name."""
    if command_id is not None:
        await naming.name(action, command_id)
    if action.last_word_at is None or case.receipt.created_at > action.last_word_at:
        await change(action, {"state": action.state}, last_word_at=case.receipt.created_at)
    if command_id is not None:
        await manual_acts.forget_command(case.sender.id, command_id)
    names = identities(person.dux_id, person.urls)
    if names and not await identity.learn_of(case.unit, case.workspace_id, action.contact_id, names):
        await forgetting.forget(case)


def _unknown(command_id: str | None) -> Effect:
    """Our own answer may still be on its way to the database; it names the command then."""
    return Awaits(f"command:{command_id}") if command_id else False
