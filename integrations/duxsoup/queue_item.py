"""A command that waits in the remote queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from integrations.duxsoup.values import identifier, line, moment, record, text


@dataclass(frozen=True, slots=True)
class QueueItem:
    messageid: str | None
    command: str | None
    campaignid: str | None
    profile: str | None
    text: str | None
    when: datetime | None

    @classmethod
    def from_answer(cls, item: dict[str, Any]) -> Self:
        params = record(item.get("params"))
        return cls(
            messageid=identifier(item.get("messageid")),
            command=line(item.get("command")),
            campaignid=identifier(params.get("campaignid")),
            profile=line(params.get("profile")),
            text=text(params.get("messagetext")) or None,
            when=moment(item.get("when")),
        )


# No list is longer.
LISTED = 100


def under(items: Sequence[QueueItem], label: str) -> QueueItem | None:
    """What a list asked for under one label shows of it. A list may hold what nobody asked for, where the filter is not kept to;
    an item that tells no label is taken at the filter's word.
    """
    return next((item for item in items if item.campaignid in {None, label}), None)


def cut_short(items: Sequence[QueueItem]) -> bool:
    """Whether it may go on: then what it does not show may be there all the same. Asked for under a label of one command it is that
    long only where the filter is not kept to.
    """
    return len(items) >= LISTED
