"""What became of handing an action over: a closed union, stored by one function."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Queued:
    """Dux-Soup has taken it; `message_id` is null where only its queue told so."""

    message_id: str | None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Proved that it was not taken: it goes back to the plan. `retry_after` in wall seconds, a floor; `pause` names the reason
    for which the whole account must wait for a person.
    """

    code: str
    retry_after: float | None = None
    pause: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The payload itself was refused, and a look found nothing taken; three times and it is rejected."""

    code: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """It may have been taken or not: never sent again before that is known."""

    code: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """The fence fell before the first byte was written: nothing went out, and the action is no longer ours to judge."""

    code: str


Outcome = Queued | NotTaken | Refused | Unclear | Withheld
