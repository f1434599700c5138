"""The words of a step for one person: Liquid output and if/else over the contact, the sender and the campaign."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from liquid import BoundTemplate, Environment, FalsyStrictUndefined, Node, RenderContext
from liquid.builtin.expressions.primitive import Blank, Empty, RangeLiteral
from liquid.exceptions import LiquidError, UndefinedError
from liquid.expression import Expression
from liquid.static_analysis import Segments

from models.account import DuxSoupAccount
from models.campaign import Campaign
from models.contact import Contact
from models.step import Step, StepKind

# A template is longer than what it becomes: names and conditions take room of their own.
MAX_TEMPLATE = 16_000
MAX_TAGS = 5
FREE_NOTE, PAID_NOTE, MESSAGE, INMAIL_SUBJECT, INMAIL_TEXT = 200, 300, 8_000, 200, 1_900
TEXT_KINDS = frozenset({StepKind.MESSAGE, StepKind.INMAIL, StepKind.TAG})
WORDLESS_KINDS = frozenset({StepKind.VISIT, StepKind.FOLLOW, StepKind.ENDORSE})

CONTACT_NAMES = (
    "first_name", "last_name", "linkedin_url", "email", "company", "company_linkedin_url", "company_website", "title",
    "location",
)  # fmt: skip
SENDER_NAMES = ("first_name", "last_name", "email")
_TAGS = ("content", "output", "illegal", "if")
# None of these makes a value grow faster than the template is long, or reads a clock.
_FILTERS = (
    "default", "capitalize", "upcase", "downcase", "strip", "lstrip", "rstrip", "squish", "append", "prepend",
    "truncate", "truncatewords",
)  # fmt: skip
# Dux-Soup expands the first wherever it stands, whatever its case, and may evaluate the second.
_PLACEHOLDER = re.compile(r"_(?:[a-z]{2}|company|industry)_|_\(.*?\)_", re.IGNORECASE | re.DOTALL)
_LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)

Fields = dict[str, object]


class TemplateProblem(Exception):
    """Nothing can be sent with this text; `code` is missing_field, text_too_long or invalid_template, `name` what is missing."""

    def __init__(self, code: str, message: str, name: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.name = name


@dataclass(frozen=True, slots=True)
class Composed:
    text: str | None
    subject: str | None
    with_note: bool


class _Named:
    """Gives what is there by name, and nothing else: of a mapping Liquid would make up `size`, `first` and `last`."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name]


def compose(step: Step, contact: Contact, account: DuxSoupAccount, campaign: Campaign) -> Composed:
    """What exactly would be sent; raises TemplateProblem when that must not be."""
    if step.kind in WORDLESS_KINDS:
        return Composed(None, None, with_note=False)
    fields = fields_of(contact, account, campaign)
    text = _rendered(step.template, fields)
    subject = _rendered(step.subject, fields) if step.kind is StepKind.INMAIL else None
    check_text(step.kind, text, subject, account.paid_linkedin)
    return Composed(text, subject, with_note=step.kind is StepKind.CONNECT and text is not None)


def fields_of(contact: Contact, account: DuxSoupAccount, campaign: Campaign) -> Fields:
    """The names that a template may use; what is blank is left out, so that it counts as missing."""
    return {
        **_present({name: getattr(contact, name) for name in CONTACT_NAMES}),
        **_present({"tags": ", ".join(contact.tags or [])}),
        "custom": _present(contact.custom_fields or {}),
        "sender": _sender(account.first_name, account.last_name, account.email),
        "campaign": _present({"name": campaign.name}),
    }


def render(template: str, fields: Fields) -> str:
    try:
        custom = fields.get("custom")
        named = {**fields, "custom": _Named(custom if isinstance(custom, Mapping) else {})}
        return _compiled(template).render(**named).strip()
    except UndefinedError as error:
        name = _first_line(error).removesuffix(" is undefined").strip("'")
        raise TemplateProblem("missing_field", f"{name} is missing for this person.", name) from error
    except (LiquidError, RecursionError) as error:
        raise TemplateProblem("invalid_template", _first_line(error)) from error


def check_text(kind: StepKind, text: str | None, subject: str | None, paid: bool | None) -> None:
    """Raises TemplateProblem for a rendered text that is missing, too long in UTF-16 units, or would be expanded."""
    if text is None and kind in TEXT_KINDS:
        raise TemplateProblem("missing_field", "The text is empty for this person.")
    if kind is StepKind.INMAIL and subject is None:
        raise TemplateProblem("missing_field", "The subject is empty for this person.")
    if kind is StepKind.TAG and len((text or "").split(",")) > MAX_TAGS:
        raise TemplateProblem("text_too_long", f"A tag step adds at most {MAX_TAGS} tags.")
    _check_length("text", text, longest(kind, paid))
    _check_length("subject", subject, INMAIL_SUBJECT)
    _refuse_placeholders(text, subject)


def check_template(template: str) -> None:
    """Raises TemplateProblem (invalid_template) for one that no person could be sent."""
    try:
        compiled = _compiled(template)
        found = compiled.analyze()
    except (LiquidError, RecursionError) as error:
        raise TemplateProblem("invalid_template", _first_line(error)) from error
    for name in found.filters:
        if name not in _FILTERS:
            raise TemplateProblem("invalid_template", f"There is no filter {name}.")
    for variables in found.globals.values():
        for variable in variables:
            _check_name(variable.segments)
    _refuse_placeholders(_LIQUID.sub(" ", template))


def longest(kind: StepKind, paid: bool | None) -> int:
    """How much a text of this kind may have, in UTF-16 units; what is not known of an account counts as free."""
    if kind is StepKind.CONNECT:
        return PAID_NOTE if paid else FREE_NOTE
    return INMAIL_TEXT if kind is StepKind.INMAIL else MESSAGE


def utf16_length(text: str) -> int:
    """As LinkedIn counts: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _rendered(template: str | None, fields: Fields) -> str | None:
    return render(template, fields) or None if template else None


def _present(values: Mapping[str, object]) -> dict[str, str]:
    found = {}
    for name, value in values.items():
        text = value.strip() if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""
        if text:
            found[name] = text
    return found


@lru_cache(maxsize=256)
def _sender(*values: str) -> dict[str, str]:
    return _present(dict(zip(SENDER_NAMES, values, strict=True)))


@lru_cache(maxsize=2048)
def _compiled(template: str) -> BoundTemplate:
    if len(template) > MAX_TEMPLATE:
        raise TemplateProblem("invalid_template", f"A template has at most {MAX_TEMPLATE} characters.")
    compiled = _ENVIRONMENT.from_string(template)
    for part in _expressions(compiled.nodes, RenderContext(compiled)):
        _check_part(part)
    return compiled


def _environment() -> Environment:
    # A missing name may be tested with `if` and given a `default`; to put it out is an error.
    environment = Environment(undefined=FalsyStrictUndefined)
    environment.tags = {name: environment.tags[name] for name in _TAGS}
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    return environment


def _expressions(nodes: Iterable[Node], context: RenderContext) -> Iterator[Expression]:
    for node in nodes:
        for expression in node.expressions():
            yield from _inner(expression)
        yield from _expressions(node.children(context, include_partials=False), context)


def _inner(expression: Expression) -> Iterator[Expression]:
    yield expression
    for child in expression.children():
        yield from _inner(child)


def _check_part(part: Expression) -> None:
    """Looking for a text in a range walks all of it; and a missing name is not equal to `blank`, so `if` alone must ask."""
    if isinstance(part, RangeLiteral):
        raise TemplateProblem("invalid_template", "Ranges cannot be used here.")
    if isinstance(part, Blank | Empty):
        raise TemplateProblem("invalid_template", "What is blank is missing here: write {% if title %}, without blank.")


def _check_name(segments: Segments) -> None:
    name = ".".join(str(part) for part in segments)
    if name in _KNOWN or (len(segments) == 2 and segments[0] == "custom" and isinstance(segments[1], str)):
        return
    raise TemplateProblem("invalid_template", f"There is no field {name}.")


def _check_length(what: str, text: str | None, most: int) -> None:
    if text is not None and (length := utf16_length(text)) > most:
        raise TemplateProblem("text_too_long", f"The {what} has {length} characters; {most} is the most here.")


def _refuse_placeholders(*texts: str | None) -> None:
    for text in texts:
        if text is not None and (found := _PLACEHOLDER.search(text)):
            raise TemplateProblem("invalid_template", f"Dux-Soup would replace {found.group()[:40]} in the text.")


def _first_line(error: Exception) -> str:
    text = str(error).partition("\n")[0]
    return text or "The template is nested too deeply."


_KNOWN = frozenset((*CONTACT_NAMES, "tags", "campaign.name", *(f"sender.{name}" for name in SENDER_NAMES)))
_ENVIRONMENT = _environment()
