"""Endorse: as many skills as Dux-Soup endorses by default."""

from integrations.duxsoup.commands import Endorse
from models.action import Action
from models.step import StepKind

KIND = StepKind.ENDORSE


def command(action: Action, profile: str) -> Endorse:
    return Endorse(profile, str(action.id))
