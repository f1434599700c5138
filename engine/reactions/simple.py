"""The integration guide's own body: a status for a contact in a campaign, looked at before it was stored."""

from uuid import UUID

from engine import assignment as commands
from engine import progress
from engine.reactions import forgetting
from engine.reactions.case import Case, Effect
from integrations.duxsoup.inbound import SimpleStatus
from models import Assignment, Contact, Fact

_FACTS = {"accepted": Fact.ACCEPTED, "declined": Fact.NOT_ACCEPTED, "replied": Fact.RESPONDED}


async def status(case: Case, finding: SimpleStatus) -> Effect:
    """As of its reception, since the body carries no time; applied twice it changes nothing."""
    contact = await Contact.led_to(case.workspace_id, UUID(finding.contact_id))
    found = Assignment.filter(campaign_id=UUID(finding.campaign_id), contact_id=contact and contact.id)
    assignment = await found.select_for_update().get_or_none()
    if contact is None or assignment is None:
        return False
    await forgetting.erased(case, contact.id)
    if finding.status == "blacklisted":
        await commands.blacklist(case.unit, case.ring, assignment, contact, "webhook")
        return True
    at = case.receipt.created_at
    if finding.status == "replied" and assignment.responded_at is None:
        await progress.replied(case.unit, assignment, at, finding.status)
    else:
        await progress.learned(case.unit, assignment, _FACTS[finding.status], at, finding.status)
    return True
