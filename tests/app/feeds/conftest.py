"""A group that stands somewhere in the log, and whom it may tell."""

from uuid import UUID

import pytest

from app.feeds.audience import Audience
from app.feeds.group import Group
from auth.viewer import Viewer
from events.cursor import Place
from models import Role
from schema.executor import Operation

VIEWER = Viewer(UUID(int=1), UUID(int=2), UUID(int=3), Role.MEMBER)
ASKED = Operation("subscription { eventFeed { cursor } }", None, {})
AUDIENCE = Audience(VIEWER.workspace_id, VIEWER.role, None, ASKED.text, None, "{}")


def at(position: int) -> Place:
    return Place(1, position)


@pytest.fixture
def group() -> Group:
    return Group(AUDIENCE, at(10))
