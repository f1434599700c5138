"""Looks at the integration guide's own body before it is answered: people and tools send it, and can correct it."""

from uuid import UUID

from integrations.duxsoup.inbound import Reading, SimpleStatus
from models import Campaign, Contact
from models.errors import InvalidInput
from models.identity import canonical
from models.ids import parse_id
from webhooks.errors import StatusRefused

STATUSES = ("accepted", "replied", "declined", "blacklisted")


async def refusal(workspace_id: UUID, reading: Reading) -> StatusRefused | None:
    """Why it is not taken, if it is not; what it says of the profile is evidence only, and decides nothing."""
    given = next(finding for finding in reading.findings if isinstance(finding, SimpleStatus))
    return _broken_field(given) or await _unknown_id(workspace_id, given)


def _broken_field(given: SimpleStatus) -> StatusRefused | None:
    for field in ("campaign_id", "contact_id", "status"):
        if not getattr(given, field):
            return StatusRefused(422, field, f"{field} is missing.")
    if given.status not in STATUSES:
        return StatusRefused(422, "status", f"status is one of {', '.join(STATUSES)}.")
    return _broken_url(given.profile_url)


def _broken_url(profile_url: str) -> StatusRefused | None:
    if not profile_url:
        return None
    try:
        canonical(profile_url)
    except InvalidInput as broken:
        return StatusRefused(422, "profile_url", broken.message)
    return None


async def _unknown_id(workspace_id: UUID, given: SimpleStatus) -> StatusRefused | None:
    campaign_id, contact_id = parse_id(given.campaign_id), parse_id(given.contact_id)
    if campaign_id is None or not await Campaign.known(workspace_id, campaign_id):
        return StatusRefused(404, "campaign_id", "There is no such campaign.")
    if contact_id is None or not await Contact.known(workspace_id, contact_id):
        return StatusRefused(404, "contact_id", "There is no such contact.")
    return None
