"""One module for each kind of action; a test holds the list against StepKind."""

from engine.actions import connect, endorse, follow, inmail, message, tag, visit
from integrations.duxsoup.commands import Command
from models.action import Action

ACTIONS = {module.KIND: module for module in (visit, connect, message, inmail, follow, endorse, tag)}


def command(action: Action, profile: str) -> Command:
    """What is sent for this action, addressed to the profile and labelled with the action's own id."""
    made: Command = ACTIONS[action.kind].command(action, profile)
    return made
