"""What a webhook's body means: read once, without I/O, and never with an exception."""

from integrations.duxsoup.inbound.findings import (
    AcceptedTag,
    ActionCompleted,
    CommandCompleted,
    CommandReceived,
    Dialect,
    Direction,
    Finding,
    InvitationAnswered,
    MessageSeen,
    Person,
    PersonSeen,
    Reading,
    Ready,
    SimpleStatus,
)
from integrations.duxsoup.inbound.reader import glance, read

__all__ = [
    "AcceptedTag",
    "ActionCompleted",
    "CommandCompleted",
    "CommandReceived",
    "Dialect",
    "Direction",
    "Finding",
    "InvitationAnswered",
    "MessageSeen",
    "Person",
    "PersonSeen",
    "Reading",
    "Ready",
    "SimpleStatus",
    "glance",
    "read",
]
