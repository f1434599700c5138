"""Message: the rendered text to a first-degree person."""

from integrations.duxsoup.commands import Message
from models.action import Action
from models.step import StepKind

KIND = StepKind.MESSAGE


def command(action: Action, profile: str) -> Message:
    return Message(profile, str(action.id), action.text or "")
