"""What each kind of step sends: to whose profile, under which label, and with which words."""

import pytest

from engine.actions import ACTIONS, command
from integrations.duxsoup.commands import Command, Connect, Endorse, Follow, InMail, Message, Tag, Visit
from models import Action, StepKind
from tests import factories

PROFILE = "https://www.linkedin.com/in/pat-example"
ID = factories.some_id()
SENT: dict[StepKind, Command] = {
    StepKind.VISIT: Visit(PROFILE, str(ID)),
    StepKind.CONNECT: Connect(PROFILE, str(ID), "vip, , spring 2026,"),
    StepKind.MESSAGE: Message(PROFILE, str(ID), "vip, , spring 2026,"),
    StepKind.INMAIL: InMail(PROFILE, str(ID), "About", "vip, , spring 2026,"),
    StepKind.FOLLOW: Follow(PROFILE, str(ID)),
    StepKind.ENDORSE: Endorse(PROFILE, str(ID)),
    StepKind.TAG: Tag(PROFILE, str(ID), ("vip", "spring 2026")),
}


def test_every_kind_of_step_has_its_action() -> None:
    assert set(ACTIONS) == set(SENT) == set(StepKind)


@pytest.mark.parametrize("kind", StepKind)
def test_a_kind_sends_its_own_command_under_the_actions_label(kind: StepKind) -> None:
    action = Action(id=ID, kind=kind, text="vip, , spring 2026,", subject="About")
    assert command(action, PROFILE) == SENT[kind]
