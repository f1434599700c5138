"""A seat at Dux-Soup: credentials, settings, queue, and everything its extension remembers."""

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

from sandbox.instant import WEEK
from sandbox.queue import CommandQueue, QueuedCommand
from sandbox.relation import Letter, Relation
from sandbox.vocabulary import DEFAULT_SETTINGS


@dataclass(slots=True)
class Running:
    """The command under way."""

    command: QueuedCommand
    started_at: float
    ends_at: float


@dataclass(slots=True)
class WaitingSignal:
    """A signal that waits for a disconnected extension."""

    n: int
    signal: str
    params: dict[str, Any]
    expires_at: float


@dataclass(slots=True)
class Happening:
    """What a person will do at a moment drawn beforehand."""

    kind: str  # accepted or replied
    slug: str
    at: float
    text: str = ""
    to: str = ""


@dataclass(slots=True)
class Account:
    """One Dux-Soup user."""

    userid: str
    auth_key: str
    first_name: str = "Sandy"
    last_name: str = "Box"
    utc_offset_minutes: float = 0
    profile: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=lambda: dict(DEFAULT_SETTINGS))
    queue: CommandQueue = field(default_factory=CommandQueue)
    running: Running | None = None
    free_at: float = 0
    signals: list[WaitingSignal] = field(default_factory=list)
    relations: dict[str, Relation] = field(default_factory=dict)
    happenings: dict[tuple[str, str], Happening] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)
    new_letters: dict[int, Letter] = field(default_factory=dict)
    new_connections: dict[str, float] = field(default_factory=dict)
    used: Counter[tuple[int, str]] = field(default_factory=Counter)
    invitations: deque[float] = field(default_factory=deque)
    limited_until: float = 0
    ready_at: float | None = None
    reloads: int = 0

    def hooks(self) -> list[dict[str, Any]]:
        """The webhook targets that are on; more than five were never possible."""
        return list(self.settings["webhooks"])[:5] if self.settings["webhookprofileflag"] else []

    def invited_this_week(self, at: float) -> int:
        while self.invitations and self.invitations[0] <= at - WEEK:
            self.invitations.popleft()
        return len(self.invitations)

    def add_letter(self, slug: str, direction: str, text: str, at: float, box: str = "regularinbox") -> None:
        letter = Letter(len(self.letters), slug, direction, text, at, box)
        self.letters.append(letter)
        self.new_letters[letter.n] = letter

    def by_dux_id(self, dux_id: str) -> Relation | None:
        return next((relation for relation in self.relations.values() if relation.dux_id == dux_id), None)
