"""What can be found in a webhook: a closed union of plain values, none of them a word of our product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Dialect(StrEnum):
    """Whose words a body speaks."""

    NATIVE = "native"
    SIMPLE = "simple"
    UNREADABLE = "unreadable"


class Direction(StrEnum):
    """Which way a message went, seen from the account."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Person:
    """One person by every name the body gives: `id.<n>` of Dux-Soup, and addresses exactly as they stand there."""

    dux_id: str | None = None
    urls: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.dux_id or self.urls)


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A visit or scan: `fields` holds only what is not blank; `command_id` is the command it belonged to, if any."""

    key: str
    person: Person
    degree: int | None
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    command_id: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class AcceptedTag:
    """A system tag says that this person accepted under the label `campaign` (case folded, trimmed)."""

    person: Person
    campaign: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class CommandReceived:
    """The extension took the command; `command_id` should be the messageid that the queue answered."""

    key: str
    command_id: str | None
    command: str | None
    campaignid: str | None
    person: Person
    attempt: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class CommandCompleted:
    """The command ended; `succeeded` is None where the body does not say clearly. `noted`: it carried a text."""

    key: str
    command_id: str | None
    command: str | None
    campaignid: str | None
    person: Person
    attempt: int | None
    succeeded: bool | None
    at: datetime | None
    noted: bool = False


@dataclass(frozen=True, slots=True)
class ActionCompleted:
    """Dux-Soup's own record of a thing done; `family` is the name of the command that does such things."""

    key: str
    name: str | None
    family: str | None
    campaignid: str | None
    person: Person
    attempt: int | None
    succeeded: bool | None
    at: datetime | None
    noted: bool = False


@dataclass(frozen=True, slots=True)
class MessageSeen:
    """A message in an inbox of the account, at the message's own time."""

    key: str
    direction: Direction
    person: Person
    first_name: str | None
    last_name: str | None
    thread_url: str | None
    text: str
    subtype: str | None
    tags: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationAnswered:
    """LinkedIn's own word in a message that an invitation was accepted or declined."""

    person: Person
    accepted: bool
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Ready:
    """The extension is alive, and names what it will not do now."""

    clientid: str | None
    excluded_commands: tuple[str, ...]
    excluded_campaigns: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class SimpleStatus:
    """The integration guide's own body, as it came; what is missing is blank."""

    campaign_id: str
    contact_id: str
    status: str
    profile_url: str


Finding = (
    PersonSeen
    | AcceptedTag
    | CommandReceived
    | CommandCompleted
    | ActionCompleted
    | MessageSeen
    | InvitationAnswered
    | Ready
    | SimpleStatus
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One body, read. `kind` counts ("visit.create", "simple.accepted"); a kind we do not know has no findings."""

    dialect: Dialect
    kind: str
    userid: str | None = None
    at: datetime | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Whom the body names, each once."""
        named = (f.person for f in self.findings if not isinstance(f, Ready | SimpleStatus))
        return tuple(dict.fromkeys(person for person in named if person))
