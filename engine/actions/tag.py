"""Tag: the step's template is a comma-separated list of tags for Dux-Soup."""

from integrations.duxsoup.commands import Tag
from models.action import Action
from models.step import StepKind

KIND = StepKind.TAG


def command(action: Action, profile: str) -> Tag:
    tags = (part.strip() for part in (action.text or "").split(","))
    return Tag(profile, str(action.id), tuple(tag for tag in tags if tag))
