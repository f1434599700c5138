"""Texts as people get them: what is missing, too long or would be expanded is never sent."""

from typing import Any

import pytest

from engine.template import (
    Composed,
    TemplateProblem,
    check_template,
    check_text,
    compose,
    fields_of,
    render,
    utf16_length,
)
from models import Campaign, Contact, DuxSoupAccount, Step, StepKind

FIELDS: dict[str, object] = {
    "first_name": "Ada",
    "company": "Acme",
    "custom": {"hobby": "chess"},
    "sender": {"first_name": "Sam"},
    "campaign": {"name": "Spring"},
}


def person(**values: Any) -> Contact:
    given = {"first_name": "Ada", "last_name": "Byte", "tags": ["a", "b"], "custom_fields": {"hobby": "chess"}}
    return Contact(**{**given, **values})


def composed(kind: StepKind, template: str | None, *, subject: str | None = None, **contact: Any) -> Composed:
    account = DuxSoupAccount(dux_soup_user_id="1", first_name="Sam", last_name="Seat", email="sam@example.com")
    step = Step(kind=kind, template=template, subject=subject, position=1)
    return compose(step, person(**contact), account, Campaign(name="Spring", sequence_kind="custom"))


def problem(kind: StepKind, template: str | None, **values: Any) -> str:
    with pytest.raises(TemplateProblem) as caught:
        composed(kind, template, **values)
    return caught.value.code


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("Hi {{ first_name }}", "Hi Ada"),
        ("{{ custom.hobby }}", "chess"),
        ("{{ sender.first_name }} of {{ campaign.name }}", "Sam of Spring"),
        ("{{ title | default: 'there' }}", "there"),
        ("{{ custom.town | default: 'town' }}", "town"),
        ("{% if title %}{{ title }}{% else %}friend{% endif %}", "friend"),
        ("{% if company == 'Acme' %}yes{% elsif title %}no{% endif %}", "yes"),
        ("{{ first_name | upcase }}", "ADA"),
        ("  padded  ", "padded"),
        ("{{ 'a' }}{% raw %}{{ b }}{% endraw %}", "a{{ b }}"),
    ],
)
def test_output_and_if_else_are_rendered(template: str, expected: str) -> None:
    check_template(template)
    assert render(template, FIELDS) == expected


@pytest.mark.parametrize("name", ["size", "first", "last"])
def test_a_custom_field_that_is_missing_is_missing_whatever_liquid_makes_of_its_name(name: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        composed(StepKind.MESSAGE, f"{{{{ custom.{name} }}}}")
    assert caught.value.code == "missing_field"


@pytest.mark.parametrize("template", ["{{ title }}", "{{ custom.town }}", "{{ sender.email }}", "{{ title | upcase }}"])
def test_a_missing_field_without_default_is_named(template: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        render(template, FIELDS)
    assert caught.value.code == "missing_field"
    assert any(name in caught.value.message for name in ("title", "custom.town", "sender.email"))


@pytest.mark.parametrize("blank", ["", "   ", None])
def test_a_blank_field_is_missing(blank: str | None) -> None:
    assert problem(StepKind.MESSAGE, "Hi {{ company }}", company=blank) == "missing_field"
    assert composed(StepKind.MESSAGE, "Hi {{ company | default: 'you' }}", company=blank).text == "Hi you"


@pytest.mark.parametrize(
    "template",
    [
        "{% for x in (1..3000000) %}x{% endfor %}",
        "{% assign x = 1 %}",
        "{% include 'x' %}",
        "{% capture x %}{% endcapture %}",
        "{% if (1..1000000000) contains 'x' %}x{% endif %}",
        "{{ (1..9) }}",
        "{{ first_name | append: (1..9) }}",
        "{% if title == blank %}x{% endif %}",
        "{{ 'now' | date: '%Y' }}",
        "{{ first_name | replace: 'a', 'b' }}",
        "{{ first_name",
        "{% if first_name %}",
        "{{ frist_name }}",
        "{{ frist_name | default: 'x' }}",
        "{{ sender.password }}",
        "{{ custom[first_name] }}",
        "{{ custom }}",
        "{{ contact.first_name }}",
        "{% if first_name %}" * 60 + "x" + "{% endif %}" * 60,
        "x" * 20_001,
        "Hi _FN_",
    ],
)
def test_a_template_that_no_person_could_be_sent_is_refused_when_saved(template: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        check_template(template)
    assert caught.value.code == "invalid_template"


@pytest.mark.parametrize("text", ["_FN_", "_fn_", "x _LN_y", "_COMPANY_", "_( new Date() )_", "_(\n1\n)_", "_XX_"])
def test_what_dux_soup_would_expand_is_refused_wherever_it_comes_from(text: str) -> None:
    assert problem(StepKind.MESSAGE, f"Hi {text}") == "invalid_template"
    assert problem(StepKind.MESSAGE, "Hi {{ company }}", company=text) == "invalid_template"
    assert problem(StepKind.CONNECT, "Hi {{ first_name }}", first_name=text) == "invalid_template"
    assert problem(StepKind.INMAIL, "Hi", subject="{{ company }}", company=text) == "invalid_template"


@pytest.mark.parametrize("text", ["_x_", "snake_case", "_ FN _", "(a)_b", "{{ custom.how_to_do }}"])
def test_ordinary_underscores_stand(text: str) -> None:
    check_template(text)


def test_a_field_is_never_rendered_itself() -> None:
    assert composed(StepKind.MESSAGE, "Hi {{ company }}", company="{{ sender.email }}").text == "Hi {{ sender.email }}"


@pytest.mark.parametrize(
    ("kind", "paid", "longest"),
    [
        (StepKind.CONNECT, None, 200),
        (StepKind.CONNECT, False, 200),
        (StepKind.CONNECT, True, 300),
        (StepKind.MESSAGE, None, 8_000),
        (StepKind.INMAIL, None, 1_900),
    ],
)
def test_a_text_has_the_length_that_linkedin_takes(kind: StepKind, paid: bool | None, longest: int) -> None:
    check_text(kind, "x" * longest, "subject", paid)
    with pytest.raises(TemplateProblem) as caught:
        check_text(kind, "x" * (longest + 1), "subject", paid)
    assert caught.value.code == "text_too_long"


def test_a_subject_has_at_most_200_characters() -> None:
    check_text(StepKind.INMAIL, "text", "s" * 200, None)
    with pytest.raises(TemplateProblem, match="subject"):
        check_text(StepKind.INMAIL, "text", "s" * 201, None)


def test_lengths_are_counted_in_utf16_units() -> None:
    assert utf16_length("é") == 1
    assert utf16_length("🦆") == 2
    check_text(StepKind.CONNECT, "🦆" * 100, None, None)
    with pytest.raises(TemplateProblem):
        check_text(StepKind.CONNECT, "🦆" * 100 + "x", None, None)


def test_an_invitation_without_a_template_carries_no_note() -> None:
    assert composed(StepKind.CONNECT, None) == Composed(None, None, with_note=False)


def test_an_invitation_with_a_template_carries_a_note() -> None:
    assert composed(StepKind.CONNECT, "Hi {{ first_name }}") == Composed("Hi Ada", None, with_note=True)


def test_an_invitation_whose_note_comes_out_empty_carries_none() -> None:
    assert not composed(StepKind.CONNECT, "{% if title %}x{% endif %}").with_note


@pytest.mark.parametrize("kind", [StepKind.MESSAGE, StepKind.INMAIL])
def test_a_message_that_comes_out_empty_is_not_sent(kind: StepKind) -> None:
    assert problem(kind, "{% if title %}x{% endif %}", subject="s") == "missing_field"


def test_an_inmail_has_a_subject_and_a_message_has_none() -> None:
    assert composed(StepKind.INMAIL, "t", subject="To {{ first_name }}").subject == "To Ada"
    assert composed(StepKind.MESSAGE, "t", subject="To {{ title }}").subject is None
    assert problem(StepKind.INMAIL, "t") == "missing_field"


def test_a_kind_without_words_ignores_a_template() -> None:
    assert composed(StepKind.VISIT, "{{ title }}") == Composed(None, None, with_note=False)


def test_a_tag_step_adds_at_most_five_tags() -> None:
    assert composed(StepKind.TAG, "a,b,c,d,{{ company | default: 'e' }}").text == "a,b,c,d,e"
    assert problem(StepKind.TAG, "a,b,c,d,e,f") == "text_too_long"
    assert problem(StepKind.TAG, None) == "missing_field"


def test_every_name_of_the_rules_is_there() -> None:
    account = DuxSoupAccount(dux_soup_user_id="1", first_name="Sam", last_name="Seat", email="sam@example.com")
    found = fields_of(person(title="Dr"), account, Campaign(name="Spring", sequence_kind="custom"))
    assert found == {
        "first_name": "Ada",
        "last_name": "Byte",
        "title": "Dr",
        "tags": "a, b",
        "custom": {"hobby": "chess"},
        "sender": {"first_name": "Sam", "last_name": "Seat", "email": "sam@example.com"},
        "campaign": {"name": "Spring"},
    }
