"""Connect: an invitation, with the rendered note if there is one."""

from integrations.duxsoup.commands import Connect
from models.action import Action
from models.step import StepKind

KIND = StepKind.CONNECT


def command(action: Action, profile: str) -> Connect:
    return Connect(profile, str(action.id), action.text or None)
