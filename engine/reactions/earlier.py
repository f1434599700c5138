"""What was heard before it was known that anything had left: it counts from the moment that this comes to light."""

from datetime import datetime

from engine import progress
from engine.reactions import matching
from engine.reactions.case import Case
from models import Action, Assignment, Message, MessageDirection, Receipt


async def executed(case: Case, assignment: Assignment, action: Action, at: datetime) -> None:
    """As `progress.executed`, by a word of Dux-Soup's."""
    unsent = action.sent_at is None
    await progress.executed(case.unit, assignment, action, at, "executed")
    if unsent:
        await heed(case, assignment, action)


async def heed(case: Case, own: Assignment, action: Action) -> None:
    """The action had no time of sending until now. Letters of the person since the first touch are replies after all, and words on the
    invitation are read again; so the order in which receipts come changes nothing.
    """
    async for assignment in matching.told_by(case, own, action):
        await _replies(case, assignment)
    await Receipt.wake(case.workspace_id, [matching.leaving(action.contact_id)])


async def _replies(case: Case, assignment: Assignment) -> None:
    first = await matching.first_sent(assignment)
    if first is None:
        return
    letters = Message.filter(
        contact_id=assignment.contact_id,
        account_id=assignment.account_id,
        direction=MessageDirection.RECEIVED,
        at__gte=first,
    )
    async for letter in letters.order_by("at"):
        await progress.replied(case.unit, assignment, letter.at, "reply")
