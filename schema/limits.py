"""How large a document, and what it asks for, may be before anything of it is run."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import cast

import orjson
from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSyntaxError,
    Lexer,
    OperationDefinitionNode,
    Source,
    TokenKind,
    ValidationContext,
)
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from schema.codes import INPUT, VALIDATION
from schema.size import Size, measured

MAX_DEPTH = 8
MAX_ALIASES = 15
MAX_TOKENS = 1_000
MAX_ROOT_FIELDS = 30
MAX_DIRECTIVES = 10
# As much as a frame of a socket holds.
MAX_TEXT = 65_536
# In objects of the answer, about; docs/decisions/0042.
MAX_COST = 10_000
TOO_DEAR = "COST_LIMIT_EXCEEDED"
GUESSING = frozenset({"signIn", "setPassword", "changePassword"})
_NUL_MARK = re.compile(r"\0|\\u(?:0000|\{0+\})")


class DocumentLimits(SchemaExtension):
    """Before parsing: a long text of few tokens would be read for seconds and kept, and each unknown directive would be a validation
    error of its own.
    """

    def on_parse(self) -> Iterator[None]:
        check_document(self.execution_context.query or "")
        yield


def check_document(query: str) -> None:
    """Raises GraphQLError for what is too long or has too many directives."""
    if len(query) > MAX_TEXT:
        raise GraphQLError(f"A document has at most {MAX_TEXT:,} characters.", extensions={"code": VALIDATION})
    if query.count("@") > MAX_DIRECTIVES and _directives(query) > MAX_DIRECTIVES:
        told = f"A document has at most {MAX_DIRECTIVES} directives."
        raise GraphQLError(told, extensions={"code": VALIDATION})


class TextOnly(SchemaExtension):
    """PostgreSQL stores no NUL, and no name or message needs one; the mark of one in a document may stand for it, too. The rows
    of an import are not looked at: each of them gets an answer of its own.
    """

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        where = () if _NUL_MARK.search(context.query or "") else _nul_in(context.variables)
        if where is not None:
            named = {"argument": [name for name in where if name != "input"]} if where else {}
            raise GraphQLError("A text cannot hold the character NUL.", extensions={"code": INPUT, **named})
        yield


class OneSignIn(ASTValidationRule):
    """Passwords are tried one a document: many in one would be counted late."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._seen = 0

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self._seen += node.name.value in GUESSING
        if node.name.value in GUESSING and self._seen > 1:
            self.report_error(GraphQLError("A document signs in once.", node))


class OperationLimits(SchemaExtension):
    """Looked at before the rules of the language, which take longer the larger a document is; what is refused is not done in part."""

    _told: Mapping[str, object] = MappingProxyType({})

    def on_validate(self) -> Iterator[None]:
        running = self.execution_context
        document, schema = cast("DocumentNode", running.graphql_document), running.schema._schema  # noqa: SLF001 - the only way to graphql-core's
        size = measured(schema, document, running.operation_name, running.variables or {})
        asked_for = running._provided_operation_name  # noqa: SLF001 - the public one is the first's where none is named
        if refused := [*_unnamed(document, asked_for), *beyond(size)]:
            running.pre_execution_errors = refused
        else:
            running.context.spend(max(size.cost - 1, 0))
        yield
        of_many = running.operation_type is OperationType.SUBSCRIPTION  # each message would say the same
        if not (running.pre_execution_errors or of_many):
            self._told = {"cost": {"requested": size.cost, "maximum": MAX_COST}}

    def get_results(self) -> dict[str, object]:
        return {**self._told}


def _unnamed(document: DocumentNode, name: str | None) -> Iterator[GraphQLError]:
    """GetOperation of the language's specification; Strawberry would run the first."""
    if name is None and sum(isinstance(one, OperationDefinitionNode) for one in document.definitions) > 1:
        yield GraphQLError("Name the operation: the document has several.", extensions={"code": VALIDATION})


def beyond(size: Size) -> Iterator[GraphQLError]:
    for what, found, most in (
        ("levels", size.depth, MAX_DEPTH),
        ("aliases", size.aliases, MAX_ALIASES),
        ("fields at its root", size.fields, MAX_ROOT_FIELDS),
    ):
        if found > most:
            yield GraphQLError(f"An operation has at most {most} {what}.", extensions={"code": VALIDATION})
    if size.cost > MAX_COST:
        told = f"This would cost {size.cost:,} of at most {MAX_COST:,}: take smaller pages, or fewer lists in lists."
        figures = {"requested": size.cost, "maximum": MAX_COST}
        yield GraphQLError(told, extensions={"code": TOO_DEAR, **figures})


def _nul_in(variables: object) -> tuple[str, ...] | None:
    """Thousands of ids are looked at as one text; only where one may stand in it, each is looked at."""
    try:
        text = orjson.dumps(variables, default=str)
    except TypeError as deep:  # the one thing that it does not write of what came as JSON
        told = "Variables are nested some levels deep at most, not hundreds."
        raise GraphQLError(told, extensions={"code": INPUT}) from deep
    return _nul_at(variables) if b"\\u0000" in text else None


def _nul_at(value: object, path: tuple[str, ...] = ()) -> tuple[str, ...] | None:
    """Where the first one stands, but for what may be the rows of an import."""
    if isinstance(value, str):
        return path if "\0" in value else None
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        rows = name == "rows" and isinstance(part, list) and all(isinstance(row, dict) for row in part)
        found = path if "\0" in str(name) else None if rows else _nul_at(part, (*path, str(name)))
        if found is not None:
            return found
    return None


def _directives(query: str) -> int:
    """As far as it can be read; the parser says what cannot."""
    lexer, found = Lexer(Source(query)), 0
    with suppress(GraphQLSyntaxError):
        while found <= MAX_DIRECTIVES and lexer.advance().kind is not TokenKind.EOF:
            found += lexer.token.kind is TokenKind.AT
    return found
