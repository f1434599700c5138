"""Which sequences can work, as a table: the steps, and the field that is wrong with them."""

import pytest

from engine.sequence import StepDraft, check_steps, default_steps
from models import AssignmentStatus, NoteFallback, SequenceKind, StepKind
from models.errors import InvalidInput

VISIT, CONNECT = StepDraft(StepKind.VISIT), StepDraft(StepKind.CONNECT)
HELLO = StepDraft(StepKind.MESSAGE, template="Hello {{ first_name }}")


@pytest.mark.parametrize("kind", [SequenceKind.CONNECTION, SequenceKind.DIRECT_MESSAGE])
def test_the_guides_kinds_come_with_steps_that_can_work(kind):
    check_steps(default_steps(kind))


def test_a_custom_sequence_has_no_steps_of_its_own():
    with pytest.raises(InvalidInput):
        default_steps(SequenceKind.CUSTOM)


@pytest.mark.parametrize(
    "steps",
    [
        [VISIT],
        [VISIT] * 30,
        [CONNECT, StepDraft(StepKind.MESSAGE, template="Hi", requires=AssignmentStatus.ACCEPTED)],
        [StepDraft(StepKind.CONNECT, template="Hi", note_fallback=NoteFallback.WITHOUT_NOTE)],
        [StepDraft(StepKind.INMAIL, template="Hi", subject="About")],
        [StepDraft(StepKind.TAG, template="spring, vip")],
        [StepDraft(StepKind.VISIT, delay_days=365, delay_hours=8760, random_delay_hours=8760)],
        [StepDraft(StepKind.FOLLOW, requires=AssignmentStatus.ACTIVE), StepDraft(StepKind.ENDORSE)],
    ],
)
def test_what_can_work_is_taken(steps):
    check_steps(steps)


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        ([], ("steps",)),
        ([VISIT] * 31, ("steps",)),
        ([CONNECT, VISIT, CONNECT], ("steps",)),
        ([StepDraft(StepKind.VISIT, delay_days=-1)], ("steps", "0", "delayDays")),
        ([StepDraft(StepKind.VISIT, delay_days=366)], ("steps", "0", "delayDays")),
        ([StepDraft(StepKind.VISIT, delay_hours=-1)], ("steps", "0", "delayHours")),
        ([StepDraft(StepKind.VISIT, random_delay_hours=9000)], ("steps", "0", "randomDelayHours")),
        ([VISIT, StepDraft(StepKind.MESSAGE)], ("steps", "1", "template")),
        ([StepDraft(StepKind.MESSAGE, template="  ")], ("steps", "0", "template")),
        ([StepDraft(StepKind.TAG)], ("steps", "0", "template")),
        ([StepDraft(StepKind.VISIT, template="Hi")], ("steps", "0", "template")),
        ([StepDraft(StepKind.MESSAGE, template="{% for a in b %}{% endfor %}")], ("steps", "0", "template")),
        ([StepDraft(StepKind.MESSAGE, template="Hello _FN_")], ("steps", "0", "template")),
        ([StepDraft(StepKind.MESSAGE, template="x" * 16_001)], ("steps", "0", "template")),
        ([StepDraft(StepKind.INMAIL, template="Hi")], ("steps", "0", "subject")),
        ([StepDraft(StepKind.MESSAGE, template="Hi", subject="About")], ("steps", "0", "subject")),
        ([StepDraft(StepKind.INMAIL, template="Hi", subject="{{ moon")], ("steps", "0", "subject")),
        ([StepDraft(StepKind.VISIT, note_fallback=NoteFallback.WAIT)], ("steps", "0", "noteFallback")),
        ([HELLO, StepDraft(StepKind.VISIT, requires=AssignmentStatus.COMPLETED)], ("steps", "1", "requires")),
        ([StepDraft(StepKind.VISIT, requires=AssignmentStatus.ACCEPTED)], ("steps", "0", "requires")),
        ([HELLO, StepDraft(StepKind.CONNECT, requires=AssignmentStatus.ACCEPTED)], ("steps", "1", "requires")),
    ],
)
def test_what_cannot_work_is_refused_by_the_field_that_is_wrong(steps, path):
    with pytest.raises(InvalidInput) as refused:
        check_steps(steps)
    assert refused.value.path == path
