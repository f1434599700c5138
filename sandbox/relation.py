"""What one account knows about one person, and what there is between them."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Letter:
    """A message between an account's owner and a person, as an inbox keeps it."""

    n: int
    slug: str
    direction: str  # sent or received
    text: str
    at: float
    box: str = "regularinbox"


@dataclass(slots=True)
class Relation:
    """One account and one person."""

    slug: str
    dux_id: str
    degree: int
    invited_at: float | None = None
    note: str = ""
    label: str = ""  # the campaignid of the invitation
    connected_at: float | None = None
    messages: int = 0
    tags: list[str] = field(default_factory=list)

    @property
    def invited(self) -> bool:
        return self.invited_at is not None and self.connected_at is None
