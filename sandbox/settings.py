"""Settings as they may be written: what would keep the extension from working is refused."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sandbox.knobs import Week


class Target(BaseModel):
    """A webhook target, within the limits of Dux-Soup's own form."""

    url: str = Field(max_length=256, pattern=r"^https?://")
    events: list[str] = ["visit", "scan", "action", "message", "rc"]


class Known(BaseModel):
    """The settings that the sandbox acts upon; others are kept as they come."""

    model_config = ConfigDict(extra="allow")
    maxvisits: int = 0
    maxinvites: int = 0
    maxmessages: int = 0
    maxenrolls: int = 0
    dailylimitoffset: float = 0
    linkedinlimitsnooze: float = 0
    messagebridgeinterval: float = Field(default=1, gt=0, le=60)
    robotscheduleplan: Week = {}
    webhooks: list[Target] = Field(default=[], max_length=5)


_KNOWN = TypeAdapter(Known)


def wrong(values: Any) -> str:
    """What is wrong with settings to be written, or nothing."""
    try:
        _KNOWN.validate_python(values)
    except ValidationError as error:
        return f"settings: {error.errors()[0]['loc']}"
    return ""
