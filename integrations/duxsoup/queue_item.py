"""A command that waits in the remote queue."""

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
