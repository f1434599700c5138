"""What was heard before it was known that anything had left: it counts from the moment that this comes to light."""

from engine import progress
from engine.reactions import matching
from engine.reactions.case import Case
from models import Action, Assignment, Fact, Message, MessageDirection, StepKind


async def heed(case: Case, assignment: Assignment, action: Action) -> None:
    """`action` had no time of sending until now. Letters of the person since the first touch are replies after all, and first degree
    is an answer to the invitation; so the order in which receipts come changes nothing.
    """
    first = await matching.first_sent(assignment)
    if first is None:
        return
    if action.kind is StepKind.CONNECT and assignment.degree == 1:
        at = max(action.sent_at or first, first)
        await progress.learned(case.unit, assignment, Fact.ACCEPTED, at, "first_degree")
    letters = Message.filter(
        contact_id=assignment.contact_id,
        account_id=assignment.account_id,
        direction=MessageDirection.RECEIVED,
        at__gte=first,
    )
    async for letter in letters.order_by("at"):
        await progress.replied(case.unit, assignment, letter.at, "reply")
