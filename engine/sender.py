"""Which account sends for an assignment (docs/decisions/0016): the campaign's linked one, else the member's own."""

from uuid import UUID

from models import Campaign, DuxSoupAccount


async def account_for(campaign: Campaign, member_id: UUID) -> DuxSoupAccount | None:
    """None where nothing usable is configured; a link that matches no account never falls back to the member's own."""
    accounts = DuxSoupAccount.filter(workspace_id=campaign.workspace_id)
    if campaign.dux_user_id is not None:
        found = await accounts.filter(dux_soup_user_id=campaign.dux_user_id).first()
    else:
        found = await accounts.filter(member_id=member_id, disconnected_at__isnull=True).order_by("id").first()
    return found if found is not None and found.usable else None
