"""Follow: nothing but the profile."""

from integrations.duxsoup.commands import Follow
from models.action import Action
from models.step import StepKind

KIND = StepKind.FOLLOW


def command(action: Action, profile: str) -> Follow:
    return Follow(profile, str(action.id))
