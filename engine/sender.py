"""Which account sends for an assignment (docs/decisions/0016): the campaign's linked one, else the member's own."""

from uuid import UUID

from models import Campaign, DuxSoupAccount


async def account_for(campaign: Campaign, member_id: UUID) -> DuxSoupAccount | None:
    """None where nothing usable is configured; a link that matches no account never falls back to the member's own."""
    if campaign.dux_user_id is not None:
        found = await DuxSoupAccount.named(campaign.workspace_id, campaign.dux_user_id)
    else:
        found = await DuxSoupAccount.of_members(campaign.workspace_id, [member_id]).first()
    return found if found is not None and found.usable else None
