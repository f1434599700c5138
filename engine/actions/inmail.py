"""InMail: subject and text to somebody who is not connected."""

from integrations.duxsoup.commands import InMail
from models.action import Action
from models.step import StepKind

KIND = StepKind.INMAIL


def command(action: Action, profile: str) -> InMail:
    return InMail(profile, str(action.id), action.subject or "", action.text or "")
