"""What may be posted to the sandbox's own addresses."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sandbox.settings import Target

Replies = Literal["note", "first", "second"] | bool
Degree = Literal[1, 2, 3]


class Body(BaseModel):
    """An unknown name is refused."""

    model_config = ConfigDict(extra="forbid")

    def given(self, *without: str) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True, exclude=set(without))


class AccountBody(Body):
    """A seat to be made, or changed."""

    userid: str = Field(pattern=r"^\d{1,32}$")
    auth_key: str = Field(min_length=1, max_length=128)
    first_name: str = "Sandy"
    last_name: str = "Box"
    utc_offset_minutes: float = 0
    profile: dict[str, Any] = {}
    settings: dict[str, Any] = {}
    webhooks: list[Target] = Field(default=[], max_length=5)
    knobs: dict[str, Any] = {}


class ClockBody(Body):
    """The three numbers that simulated time is made of."""

    wall_anchor: float
    simulated_anchor: str
    day_seconds: float = Field(gt=0, le=86400)


class WhoBody(Body):
    """A person, by slug or by any profile address."""

    slug: str | None = None
    profile: str | None = None

    @property
    def address(self) -> str:
        return self.profile or self.slug or "/"


class PersonBody(WhoBody):
    """What is said of a person; everything else stays derived from the seed."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    title: str = ""
    location: str = ""
    industry: str = ""
    email: str = ""
    connections: int = 500
    reachable: bool = True
    degree: Degree | None = None
    degrees: dict[str, Degree] = {}
    accepts: bool | None = None
    accept_after_hours: float | None = None
    replies: Replies | None = None
    reply_after_hours: float | None = None
    reply_text: str | None = None


class ActBody(WhoBody):
    """Something a human does by hand: a person of the network, or the owner of the account."""

    act: Literal["accept", "reply", "write", "visit", "withdraw"]
    text: str = ""
    messageid: str | None = None
