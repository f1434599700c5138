"""Whether a document keeps the rules of the language, looked at for a quarter of a second at most and known again afterwards."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any, cast

from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OverlappingFieldsCanBeMergedRule,
    ValidationContext,
    specified_rules,
    validate,
)
from graphql.validation.rules.overlapping_fields_can_be_merged import RuleContext
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.codes import VALIDATION, put
from schema.size import Document

SECONDS = 0.25
MOST_ERRORS = 20
TOO_SLOW = "VALIDATION_TIMEOUT"
_KNOWN = 128
Rules = tuple[type[ASTValidationRule], ...]
Monotonic = Callable[[], float]


class ValidationTooSlow(GraphQLError):
    """Raised through whatever rule is at work; nothing of it is kept, as another time it may go faster."""

    def __init__(self) -> None:
        told = "It takes too long to see whether this document is valid: select less, or the same field less often."
        super().__init__(told, extensions={"code": TOO_SLOW})


class Validated(SchemaExtension):
    """In the place of what Strawberry does, which bounds neither time nor errors."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def on_validate(self) -> Iterator[None]:
        running = self.execution_context
        if running.pre_execution_errors is None:
            schema = running.schema._schema  # noqa: SLF001 - the only way to graphql-core's
            document = Document(cast("DocumentNode", running.graphql_document))
            try:
                running.pre_execution_errors = _validated(schema, document, self.rules, running.context.clock.monotonic)
            except ValidationTooSlow as late:
                running.pre_execution_errors = [late.with_traceback(None)]
        yield


class Watch:
    def __init__(self, monotonic: Monotonic) -> None:
        self._monotonic = monotonic
        self._until = monotonic() + SECONDS

    def look(self) -> None:
        if self._monotonic() > self._until:
            raise ValidationTooSlow


class Deadline(ASTValidationRule):
    """Before any rule is asked about a node."""

    def __init__(self, watch: Watch, context: ValidationContext) -> None:
        super().__init__(context)
        self._watch = watch

    def enter(self, *_: object) -> None:
        self._watch.look()


class FieldsMerge(OverlappingFieldsCanBeMergedRule):
    """The one rule of the language that compares everything with everything while it stands at one node."""

    def __init__(self, watch: Watch, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context = _Meter(watch)


class _Meter(RuleContext):
    """graphql-core counts down here with each comparison."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        super().__init__()

    @property
    def remaining_complexity_budget(self) -> int:
        return self._left

    @remaining_complexity_budget.setter
    def remaining_complexity_budget(self, left: int) -> None:
        self._watch.look()
        self._left = left


@lru_cache(maxsize=_KNOWN)
def _validated(schema: GraphQLSchema, document: Document, rules: Rules, monotonic: Monotonic) -> list[GraphQLError]:
    watch = Watch(monotonic)
    watched = [partial(FieldsMerge, watch) if rule is OverlappingFieldsCanBeMergedRule else rule for rule in LANGUAGE]
    asked: Any = [partial(Deadline, watch), *watched, *rules]
    return [put(error, VALIDATION) for error in validate(schema, document.node, asked, MOST_ERRORS)]


# Those that Strawberry adds by itself, too.
LANGUAGE = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
