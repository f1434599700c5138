"""What a person may do with one assignment: pause, resume, stop, set the status by hand, hand it to somebody else."""

from collections.abc import Sequence

from auth.sealing import KeyRing
from engine import progress, suppressing
from engine.cancelling import cancel_planned
from models import (
    Action,
    Assignment,
    AssignmentStatus,
    Contact,
    EventKind,
    Fact,
    Member,
    Unit,
)
from models.action import RESERVING
from models.errors import IllegalTransition, InvalidInput

_S = AssignmentStatus
# From which statuses a person may add which fact (rules.md 6); BLACKLISTED always, PENDING only from BLACKLISTED.
BY_HAND: dict[AssignmentStatus, frozenset[AssignmentStatus]] = {
    _S.RESPONDED: frozenset({_S.ACTIVE, _S.ACCEPTED, _S.RESPONDED, _S.COMPLETED, _S.NOT_ACCEPTED}),
    _S.COMPLETED: frozenset({_S.ACTIVE, _S.ACCEPTED, _S.RESPONDED, _S.COMPLETED}),
    _S.NOT_ACCEPTED: frozenset({_S.ACTIVE}),
    _S.BLACKLISTED: frozenset(_S),
    _S.PENDING: frozenset({_S.BLACKLISTED}),
    _S.ACTIVE: frozenset(),
    _S.ACCEPTED: frozenset(),
}


async def pause(unit: Unit, assignment: Assignment, reason: str | None) -> None:
    await assignment.pause(unit, reason)


async def resume(unit: Unit, assignment: Assignment, reason: str | None) -> None:
    """Undoes a pause or a stop; a person who runs elsewhere by now keeps running there, and this one says so."""
    stopped = assignment.stopped_at is not None
    await assignment.resume(unit, reason)
    if assignment.runs and await progress.take_place(unit, assignment):
        if assignment.blocker == "in_other_campaign":
            await assignment.unblock(unit)
        await progress.advance(unit, assignment, again=stopped)


async def stop(unit: Unit, assignment: Assignment, reason: str | None) -> int:
    """Cancels what is planned; gives how many actions Dux-Soup already has, which nobody can recall one by one."""
    await assignment.stop(unit, reason)
    await cancel_planned(unit, [assignment.id], "stopped")
    return await Action.filter(assignment_id=assignment.id, state__in=list(RESERVING)).count()


async def set_status(
    unit: Unit, ring: KeyRing, assignment: Assignment, to: AssignmentStatus, reason: str | None
) -> None:
    """Adds a fact by hand. Raises IllegalTransition where the table allows none, InvalidInput without a needed reason.

    That PENDING is an admin's act is checked by the caller.
    """
    if assignment.status not in BY_HAND[to]:
        allowed = [status.value.upper() for status, sources in BY_HAND.items() if assignment.status in sources]
        raise IllegalTransition(assignment.status.value.upper(), allowed)
    if to is AssignmentStatus.PENDING:
        await _reinstate(unit, ring, assignment, reason)
    elif to is AssignmentStatus.BLACKLISTED:
        contact = await Contact.get(id=assignment.contact_id)
        await blacklist(unit, ring, assignment, contact, reason or "set by hand")
    else:
        await progress.learned(unit, assignment, Fact(to.value), unit.now, reason or "by_hand")


async def blacklist(unit: Unit, ring: KeyRing, assignment: Assignment, contact: Contact, reason: str) -> None:
    """A blacklisted fact is a suppression of the person, which blacklists their other assignments too."""
    await progress.learned(unit, assignment, Fact.BLACKLISTED, unit.now, reason)
    await suppressing.suppress_person(unit, ring, contact, reason)


async def reassign(unit: Unit, assignments: Sequence[Assignment], member: Member) -> None:
    """Changes who works them, never which account writes to a person already touched."""
    for assignment in assignments:
        if assignment.member_id == member.id:
            continue
        await assignment.changed(unit, member_id=member.id)
        unit.record(assignment.event(EventKind.ASSIGNMENT_REASSIGNED, member=str(member.id)))


async def _reinstate(unit: Unit, ring: KeyRing, assignment: Assignment, reason: str | None) -> None:
    if not (reason or "").strip():
        raise InvalidInput("Taking a blacklisting back needs a reason.", path=["reason"])
    await suppressing.lift_person(unit, ring, await Contact.get(id=assignment.contact_id), reason or "")
    await assignment.learn(unit, Fact.REINSTATED, unit.now, reason)
    if assignment.blocker == "suppressed":
        await assignment.unblock(unit)
    if assignment.runs and await progress.take_place(unit, assignment):
        await progress.advance(unit, assignment, again=True)
