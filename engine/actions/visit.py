"""Visit: nothing but the profile."""

from integrations.duxsoup.commands import Visit
from models.action import Action
from models.step import StepKind

KIND = StepKind.VISIT


def command(action: Action, profile: str) -> Visit:
    return Visit(profile, str(action.id))
