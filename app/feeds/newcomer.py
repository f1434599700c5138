"""Who waits to be told what a group tells from its next standstill on."""

import asyncio
from dataclasses import dataclass, field

from app.feeds.subscriber import Subscriber
from events.cursor import Place


@dataclass(eq=False, slots=True)
class Newcomer:
    """`place`: how far it has walked by itself, so that the group must have come as far. `held`: as in a course."""

    subscriber: Subscriber
    place: Place
    held: set[str] | None
    answered: asyncio.Event = field(default_factory=asyncio.Event)
