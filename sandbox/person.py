"""Invented people: who somebody is, derived from seed and slug wherever nothing was said."""

from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from sandbox.draw import Draw
from sandbox.vocabulary import SALES_PROFILE_PATH

ReplyTo = Literal["note", "first", "second"]

_FIRST = ("Robin", "Sanne", "Milan", "Noor", "Jonas", "Amira", "Tomas", "Elin", "Pavel", "Lucia", "Femke", "Idris")
_LAST = ("Example", "Voorbeeld", "Beispiel", "Ejemplo", "Esempio", "Primer", "Eksempel", "Esimerkki", "Exemplu")
_COMPANIES = ("Example BV", "Sample Freight", "Demo Robotics", "Testwerk GmbH", "Placeholder Foods", "Invented Energy")
_TITLES = ("Head of Ops", "Sales Director", "Product Manager", "CTO", "Recruiter", "Plant Manager", "Founder")
_PLACES = ("Utrecht, Netherlands", "Ghent, Belgium", "Leipzig, Germany", "Aarhus, Denmark", "Porto, Portugal")
_INDUSTRIES = ("Logistics", "Software", "Food Production", "Renewables", "Manufacturing")
_REPLIES = (
    "Thanks for reaching out. Can you send me a little more?",
    "Sounds good, shall we talk next week?",
    "Not at the moment, perhaps later this year.",
    "Who else at your company works on this?",
    "Happy to connect. What did you have in mind?",
)


@dataclass(slots=True)
class Person:
    """One LinkedIn member of the sandbox, the same for every account that meets them."""

    slug: str
    tail: str
    first_name: str
    last_name: str
    company: str
    title: str
    location: str
    industry: str
    email: str = ""
    connections: int = 500
    reachable: bool = True
    degree: int | None = None
    degrees: dict[str, int] = field(default_factory=dict)
    accepts: bool | None = None
    accept_after_hours: float | None = None
    replies: ReplyTo | bool | None = None
    reply_after_hours: float | None = None
    reply_text: str | None = None

    @property
    def vanity_url(self) -> str:
        return f"https://www.linkedin.com/in/{quote(self.slug)}/"

    @property
    def member_url(self) -> str:
        return f"https://www.linkedin.com/in/ACoAA{self.tail}"

    @property
    def sales_url(self) -> str:
        return f"https://www.linkedin.com/{SALES_PROFILE_PATH}/ACwAA{self.tail},NAME_SEARCH,{self.tail[:4]}"

    @property
    def recruiter_url(self) -> str:
        return f"https://www.linkedin.com/talent/profile/ACwAA{self.tail}"


OVERRIDES = frozenset(Person.__slots__) - {"slug", "tail"}


def invent(draw: Draw, slug: str, tail: str = "") -> Person:
    first, last = _names(draw, slug)
    invented: dict[str, Any] = {
        "first_name": first,
        "last_name": last,
        "company": draw.pick(_COMPANIES, "company", slug),
        "title": draw.pick(_TITLES, "title", slug),
        "location": draw.pick(_PLACES, "location", slug),
        "industry": draw.pick(_INDUSTRIES, "industry", slug),
        "connections": 50 + int(draw.fraction("connections", slug) * 900),
    }
    return Person(slug, tail or draw.digest("tail", slug)[:24], **invented)


def reply_text(draw: Draw, person: Person) -> str:
    return draw.pick(_REPLIES, "reply text", person.slug) if person.reply_text is None else person.reply_text


def _names(draw: Draw, slug: str) -> tuple[str, str]:
    words = [word.capitalize() for word in slug.split("-") if word.isalpha()]
    if len(words) > 1:
        return words[0], " ".join(words[1:])
    return draw.pick(_FIRST, "first name", slug), draw.pick(_LAST, "last name", slug)
