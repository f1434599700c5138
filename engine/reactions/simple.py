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
    found = Assignment.filter(
        workspace_id=case.workspace_id,
        campaign_id=UUID(finding.campaign_id),
        contact_id=UUID(finding.contact_id),
    )
    assignment = await found.select_for_update().get_or_none()
    if assignment is None:
        return False
    await forgetting.erased(case, assignment.contact_id)
    if finding.status == "blacklisted":
        contact = await Contact.get(id=assignment.contact_id)
        await commands.blacklist(case.unit, case.ring, assignment, contact, "webhook")
        return True
    at = case.receipt.created_at
    if finding.status == "replied" and assignment.responded_at is None:
        await progress.replied(case.unit, assignment, at, finding.status)
    else:
        await progress.learned(case.unit, assignment, _FACTS[finding.status], at, finding.status)
    return True
