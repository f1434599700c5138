"""Learns what Dux-Soup calls an action of ours, and lets the receipts be read that waited for that."""

from engine import manual_acts
from models import Action, Receipt


async def name(action: Action, message_id: str) -> None:
    """The action is locked. The first name stays: there is one for each sending."""
    if action.message_id is not None:
        return
    action.message_id = message_id
    await action.save(update_fields=["message_id"])
    await manual_acts.forget_command(action.account_id, message_id)
    await Receipt.wake(action.workspace_id, [f"command:{message_id}"])
