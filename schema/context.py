"""Who is asking and what is at hand for an answer; nothing in it outlives one operation but the shared parts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from auth.access import Access
from auth.sealing import KeyRing
from auth.viewer import Viewer
from engine.refusal import Refusals
from engine.request_budget import RequestBudget
from engine.session import Door
from events.course import Course
from integrations.duxsoup.client import DuxSoup
from models import Actor, Clock, Units
from schema.trusted import TrustedDocuments

NO_LIST = TrustedDocuments()


def _nowhere(_: str | None) -> None:
    raise RuntimeError("There is no answer here that could hold a cookie.")


@dataclass(slots=True)
class Context:
    """`door` is null where nobody can come in, and `keep_session` gives a browser what it is known by, or takes it away.

    `new_loaders` is handed in, because the loaders lie above this layer; a socket serves many operations from one context,
    so each of them works on a `fresh` one: a loader that lived longer would answer with what was true before.
    """

    viewer: Viewer | None
    clock: Clock
    units: Units
    ring: KeyRing
    duxsoup: DuxSoup
    broker: Any
    access: Access
    new_loaders: Callable[["Context"], Any]
    refusals: Refusals
    request_id: str
    public_url: str
    over_socket: bool = False
    course: Course = field(default_factory=Course)
    door: Door | None = None
    keep_session: Callable[[str | None], None] = _nowhere
    connection_params: object = None
    budget: RequestBudget | None = None
    documents: TrustedDocuments = NO_LIST
    loaders: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.renew()

    def fresh(self) -> "Context":
        return replace(self)

    def renew(self) -> None:
        """Forgets what was read so far: after a command, the answer must show what it did."""
        self.loaders = self.new_loaders(self)

    def spend(self, cost: int) -> int:
        """In how many seconds the viewer has something left, where nothing is; else 0. Who is nobody yet is counted elsewhere."""
        if self.budget is None or self.viewer is None:
            return 0
        return self.budget.spend(self.viewer.came_by, cost, self.clock.monotonic())

    @property
    def actor(self) -> Actor:
        return Actor(self.viewer.member_id if self.viewer else None, self.request_id)
