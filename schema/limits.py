"""How large a document may be before anything of it is run."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    Lexer,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Source,
    TokenKind,
    ValidationContext,
)
from strawberry.extensions import SchemaExtension

from schema.codes import INPUT, VALIDATION

MAX_DEPTH = 8
MAX_ALIASES = 15
MAX_TOKENS = 1_000
MAX_ROOT_FIELDS = 30
MAX_DIRECTIVES = 10
GUESSING = frozenset({"signIn", "setPassword", "changePassword"})
_DEEPEST = 40
_NUL_MARK = re.compile(r"\0|\\u(?:0000|\{0+\})")


class TooManyDirectives(GraphQLError):
    pass


class DirectiveLimit(SchemaExtension):
    """Counted before parsing: each unknown directive would be a validation error of its own."""

    def on_parse(self) -> Iterator[None]:
        check_directives(self.execution_context.query or "")
        yield


def check_directives(query: str) -> None:
    """Raises TooManyDirectives."""
    if query.count("@") > MAX_DIRECTIVES and _directives(query) > MAX_DIRECTIVES:
        told = f"A document has at most {MAX_DIRECTIVES} directives."
        raise TooManyDirectives(told, extensions={"code": VALIDATION})


class NoText(GraphQLError):
    pass


class TextOnly(SchemaExtension):
    """PostgreSQL stores no NUL, and no name or message needs one; the mark of one in a document may stand for it, too. The rows
    of an import are not looked at: each of them gets an answer of its own.
    """

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        where = () if _NUL_MARK.search(context.query or "") else _nul_at(context.variables)
        if where is not None:
            named = {"argument": [name for name in where if name != "input"]} if where else {}
            raise NoText("A text cannot hold the character NUL.", extensions={"code": INPUT, **named})
        yield


@dataclass(frozen=True, slots=True)
class Size:
    depth: int = 0
    aliases: int = 0
    fields: int = 0

    def beside(self, other: "Size") -> "Size":
        return Size(max(self.depth, other.depth), self.aliases + other.aliases, self.fields + other.fields)


class OneSignIn(ASTValidationRule):
    """Passwords are tried one a document: many in one would be counted late."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._seen = 0

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self._seen += node.name.value in GUESSING
        if node.name.value in GUESSING and self._seen > 1:
            self.report_error(GraphQLError("A document signs in once.", node))


class DocumentLimits(ASTValidationRule):
    """Fragments are measured once each, however often they are spread: a few of them could stand for millions of fields."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        document = context.document
        self._fragments = {node.name.value: node for node in _fragments(document)}
        self._sizes: dict[str, Size] = {}
        for definition in document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                self._check(definition, self._of(definition.selection_set, 0))

    def _check(self, operation: OperationDefinitionNode, size: Size) -> None:
        for what, found, most in (
            ("levels", size.depth, MAX_DEPTH),
            ("aliases", size.aliases, MAX_ALIASES),
            ("fields at its root", size.fields, MAX_ROOT_FIELDS),
        ):
            if found > most:
                self.report_error(GraphQLError(f"An operation has at most {most} {what}.", operation))

    def _of(self, selected: SelectionSetNode | None, level: int) -> Size:
        """Looks no further down than makes a difference: what is nested deep enough would exhaust the stack."""
        total = Size()
        if level > _DEEPEST:
            return Size(depth=_DEEPEST)
        for selection in selected.selections if selected else ():
            total = total.beside(self._of_selection(selection, level + 1))
        return total

    def _of_selection(self, selection: SelectionNode, level: int) -> Size:
        if isinstance(selection, FieldNode):
            return self._of_field(selection, level)
        if isinstance(selection, FragmentSpreadNode):
            return self._of_fragment(selection.name.value, level)
        return self._of(getattr(selection, "selection_set", None), level)

    def _of_field(self, field: FieldNode, level: int) -> Size:
        """Introspection, where it is allowed at all, nests deeper than anything of ours."""
        inner = self._of(field.selection_set, level)
        nested = field.selection_set is not None and not field.name.value.startswith("__")
        return Size(inner.depth + 1 if nested else 0, inner.aliases + bool(field.alias), 1)

    def _of_fragment(self, name: str, level: int) -> Size:
        """One that spreads itself counts as empty here; another rule refuses it."""
        if name not in self._sizes:
            self._sizes[name] = Size()
            fragment = self._fragments.get(name)
            self._sizes[name] = self._of(fragment.selection_set, level) if fragment else Size()
        return self._sizes[name]


def _nul_at(value: object, path: tuple[str, ...] = ()) -> tuple[str, ...] | None:
    """Where the first one stands."""
    if isinstance(value, str):
        return path if "\0" in value else None
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        found = path if "\0" in str(name) else None if name == "rows" else _nul_at(part, (*path, str(name)))
        if found is not None:
            return found
    return None


def _fragments(document: DocumentNode) -> Iterable[FragmentDefinitionNode]:
    return (node for node in document.definitions if isinstance(node, FragmentDefinitionNode))


def _directives(query: str) -> int:
    """As far as it can be read; the parser says what cannot."""
    lexer, found = Lexer(Source(query)), 0
    with suppress(GraphQLSyntaxError):
        while found <= MAX_DIRECTIVES and lexer.advance().kind is not TokenKind.EOF:
            found += lexer.token.kind is TokenKind.AT
    return found
