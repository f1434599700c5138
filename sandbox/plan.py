"""What a person will do about an invitation or a message: given by hand, else drawn from the seed."""

from typing import NamedTuple

from sandbox.draw import Draw
from sandbox.instant import HOUR
from sandbox.knobs import Knobs
from sandbox.person import Person, ReplyTo, reply_text


class Plan(NamedTuple):
    """One person's plan towards one account."""

    accepts_after: float | None
    replies_to: ReplyTo | None
    replies_after: float
    reply_text: str


def plan(draw: Draw, knobs: Knobs, person: Person, userid: str) -> Plan:
    key = (userid, person.slug)
    return Plan(
        _acceptance(draw, knobs, person, key),
        _answered(draw, knobs, person, key),
        _hours(draw, person.reply_after_hours, knobs.reply_delay_hours, "reply delay", *key),
        reply_text(draw, person),
    )


def degree(knobs: Knobs, person: Person, userid: str) -> int:
    return person.degrees.get(userid) or person.degree or knobs.degree


def _acceptance(draw: Draw, knobs: Knobs, person: Person, key: tuple[str, str]) -> float | None:
    drawn = draw.chance(knobs.acceptance_probability, "accepts", *key)
    accepts = drawn if person.accepts is None else person.accepts
    bounds = knobs.acceptance_delay_hours
    return _hours(draw, person.accept_after_hours, bounds, "acceptance delay", *key) if accepts else None


def _answered(draw: Draw, knobs: Knobs, person: Person, key: tuple[str, str]) -> ReplyTo | None:
    if isinstance(person.replies, str):
        return person.replies
    if person.replies is None:
        choices: tuple[ReplyTo, ...] = ("note", "first", "first", "second")
        drawn = draw.chance(knobs.reply_probability, "replies", *key)
        return draw.pick(choices, "replies to", *key) if drawn else None
    return "first" if person.replies else None


def _hours(draw: Draw, given: float | None, bounds: tuple[float, float], *key: str) -> float:
    return (draw.between(bounds, *key) if given is None else given) * HOUR
