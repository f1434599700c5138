"""Which sequences can work: the three kinds' own steps, and the rules that every given one is held to."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.template import TEXT_KINDS, WORDLESS_KINDS, TemplateProblem, check_template
from models import AssignmentStatus, NoteFallback, SequenceKind, StepKind
from models.errors import InvalidInput
from models.step import MAX_STEPS

MAX_DAYS, MAX_HOURS = 365, 24 * 365
REQUIREMENTS = frozenset({AssignmentStatus.ACTIVE, AssignmentStatus.ACCEPTED, AssignmentStatus.RESPONDED})


@dataclass(frozen=True, slots=True)
class StepDraft:
    kind: StepKind
    delay_days: int = 0
    delay_hours: int = 0
    random_delay_hours: int = 0
    template: str | None = None
    subject: str | None = None
    requires: AssignmentStatus | None = None
    note_fallback: NoteFallback | None = None


def default_steps(kind: SequenceKind) -> tuple[StepDraft, ...]:
    """Raises InvalidInput for CUSTOM, which has none of its own."""
    if kind is SequenceKind.CUSTOM:
        raise InvalidInput("A custom sequence needs its steps.", path=["steps"])
    return _DEFAULTS[kind]


def check_steps(steps: Sequence[StepDraft]) -> None:
    """Raises InvalidInput that names the step and the rule."""
    if not 1 <= len(steps) <= MAX_STEPS:
        raise InvalidInput(f"A sequence has 1 to {MAX_STEPS} steps.", path=["steps"])
    for index, step in enumerate(steps):
        _Check(index).run(step, steps[:index])
    if sum(step.kind is StepKind.CONNECT for step in steps) > 1:
        raise InvalidInput("A person is invited once: a sequence has one connect step at most.", path=["steps"])


@dataclass(frozen=True, slots=True)
class _Check:
    index: int

    def run(self, step: StepDraft, before: Sequence[StepDraft]) -> None:
        self._delays(step)
        self._words(step)
        self._requirement(step, before)
        if step.note_fallback is not None and step.kind is not StepKind.CONNECT:
            self._refuse("noteFallback", "Only a connect step has a note to fall back from.")

    def _delays(self, step: StepDraft) -> None:
        limits = {"delay_days": MAX_DAYS, "delay_hours": MAX_HOURS, "random_delay_hours": MAX_HOURS}
        names = {"delay_days": "delayDays", "delay_hours": "delayHours", "random_delay_hours": "randomDelayHours"}
        for field, most in limits.items():
            if not 0 <= getattr(step, field) <= most:
                self._refuse(names[field], f"This is from 0 to {most}.")

    def _words(self, step: StepDraft) -> None:
        if step.kind in WORDLESS_KINDS and (step.template or step.subject):
            self._refuse("template", "This kind of step says nothing, so it has no text.")
        if step.kind in TEXT_KINDS and not (step.template or "").strip():
            self._refuse("template", "This kind of step needs a text.")
        if (step.kind is StepKind.INMAIL) != bool((step.subject or "").strip()):
            self._refuse("subject", "An InMail needs a subject, and nothing else has one.")
        self._template("template", step.template)
        self._template("subject", step.subject)

    def _template(self, name: str, text: str | None) -> None:
        if not text:
            return
        try:
            check_template(text)
        except TemplateProblem as problem:
            self._refuse(name, problem.message)

    def _requirement(self, step: StepDraft, before: Sequence[StepDraft]) -> None:
        if step.requires is None:
            return
        if step.requires not in REQUIREMENTS:
            self._refuse("requires", "A step can wait for ACTIVE, ACCEPTED or RESPONDED.")
        if step.kind is StepKind.CONNECT and step.requires is AssignmentStatus.ACCEPTED:
            self._refuse("requires", "An invitation cannot wait for its own acceptance.")
        invited = any(one.kind in {StepKind.CONNECT, StepKind.MESSAGE, StepKind.INMAIL} for one in before)
        if step.requires is not AssignmentStatus.ACTIVE and not invited:
            self._refuse("requires", "Nothing before this step could bring that about.")

    def _refuse(self, name: str, rule: str) -> None:
        raise InvalidInput(rule, path=["steps", str(self.index), name])


_GREETING = "Hi {{ first_name | default: 'there' }},"
_DEFAULTS: dict[SequenceKind, tuple[StepDraft, ...]] = {
    SequenceKind.CONNECTION: (
        StepDraft(StepKind.VISIT),
        StepDraft(StepKind.CONNECT),
        StepDraft(
            StepKind.MESSAGE,
            delay_days=3,
            template=f"{_GREETING} thank you for connecting. I would be glad to hear what you are working on these days.",
            requires=AssignmentStatus.ACCEPTED,
        ),
    ),
    SequenceKind.DIRECT_MESSAGE: (
        StepDraft(
            StepKind.MESSAGE,
            template=f"{_GREETING} it has been a while. I would be glad to hear what you are working on these days.",
        ),
        StepDraft(
            StepKind.MESSAGE,
            delay_days=3,
            template=f"{_GREETING} I wanted to make sure my last message did not get lost. Would a short call suit you?",
        ),
    ),
}
