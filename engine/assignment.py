"""What a person may do with one assignment: pause, resume, stop, set the status by hand."""

from auth.sealing import KeyRing
from engine import progress, suppressing
from models import (
    Action,
    Assignment,
    AssignmentStatus,
    Contact,
    Fact,
    Unit,
)
from models.action import RESERVING
from models.errors import IllegalTransition, InvalidInput
from models.reason import stated_if_any

_S = AssignmentStatus


async def pause(unit: Unit, assignment: Assignment, reason: str | None) -> None:
    await assignment.pause(unit, stated_if_any(reason))


async def resume(unit: Unit, assignment: Assignment, reason: str | None) -> None:
    """Undoes a pause or a stop; a person who runs elsewhere by now keeps running there, and this one says so."""
    await _contact(assignment)
    await assignment.resume(unit, stated_if_any(reason))
    if assignment.runs and await progress.take_place(unit, assignment):
        await progress.advance(unit, assignment)


async def stop(unit: Unit, assignment: Assignment, reason: str | None) -> int:
    """Cancels what is planned; gives how many actions Dux-Soup already has, which nobody can recall one by one."""
    await progress.stopped(unit, assignment, stated_if_any(reason))
    return await Action.filter(assignment_id=assignment.id, state__in=list(RESERVING)).count()


async def set_status(
    unit: Unit, ring: KeyRing, assignment: Assignment, to: AssignmentStatus, reason: str | None
) -> None:
    """Adds a fact by hand. Raises IllegalTransition where the rules allow none, InvalidInput without a needed reason.

    That PENDING is an admin's act is checked by the caller.
    """
    contact, reason = await _contact(assignment), stated_if_any(reason)
    allowed = by_hand(assignment)
    if to not in allowed:
        raise IllegalTransition(assignment.status.value.upper(), [status.value.upper() for status in allowed])
    match to:
        case AssignmentStatus.PENDING:
            await _reinstate(unit, ring, assignment, contact, reason)
        case AssignmentStatus.BLACKLISTED:
            await blacklist(unit, ring, assignment, contact, reason or "set by hand")
        case AssignmentStatus.RESPONDED:
            await progress.replied(unit, assignment, unit.now, reason or "by_hand")
        case _:
            await progress.learned(unit, assignment, Fact(to.value), unit.now, reason or "by_hand")


def by_hand(assignment: Assignment) -> list[AssignmentStatus]:
    """Which statuses a person may set now."""
    launched = [_S.RESPONDED, _S.COMPLETED] if assignment.launched_at is not None else []
    active = [_S.NOT_ACCEPTED] if assignment.status is _S.ACTIVE else []
    reinstated = [_S.PENDING] if assignment.status is _S.BLACKLISTED else []
    return [*launched, *active, _S.BLACKLISTED, *reinstated]


async def blacklist(unit: Unit, ring: KeyRing, assignment: Assignment, contact: Contact, reason: str) -> None:
    """A blacklisted fact is a suppression of the person, which blacklists their other assignments too."""
    await progress.learned(unit, assignment, Fact.BLACKLISTED, unit.now, reason)
    await suppressing.suppress_person(unit, ring, contact, reason)


async def _contact(assignment: Assignment) -> Contact:
    """Of whom nothing is left, nothing is begun again."""
    contact = await Contact.get(id=assignment.contact_id)
    if (gone := contact.gone()) is not None:
        raise IllegalTransition(assignment.status.value.upper(), [], gone[1], path=["id"])
    return contact


async def _reinstate(unit: Unit, ring: KeyRing, assignment: Assignment, contact: Contact, reason: str | None) -> None:
    if reason is None:
        raise InvalidInput("Taking a blacklisting back needs a reason.", path=["reason"])
    await suppressing.lift_person(unit, ring, contact, reason)
    await assignment.learn(unit, Fact.REINSTATED, unit.now, reason)
    if assignment.blocker == "suppressed":
        await assignment.unblock(unit)
    if assignment.runs and await progress.take_place(unit, assignment):
        await progress.advance(unit, assignment)
