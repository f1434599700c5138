"""What pages say of the API in passing, and what of it the schema does not have."""

import re
from collections.abc import Iterator

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSyntaxError,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import (
    ASTValidationRule,
    FieldsOnCorrectTypeRule,
    KnownArgumentNamesRule,
    LoneAnonymousOperationRule,
    ValuesOfCorrectTypeRule,
)

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_NAME = re.compile(r"([a-z]+[A-Z]\w*)$")
_VALUE = re.compile(r"([a-z]\w*): \S")
_CALL = re.compile(r"[a-z]\w*\(")
# One block may show several operations.
_OF_A_BLOCK = [rule for rule in specified_rules if rule is not LoneAnonymousOperationRule]
# In passing, neither what is required nor what is asked for has to be there.
_IN_PASSING: list[type[ASTValidationRule]] = [FieldsOnCorrectTypeRule, KnownArgumentNamesRule, ValuesOfCorrectTypeRule]
# They look like ours: of the feed's clients, of an error's extensions, and of graphql-codegen.
OF_OTHERS = {"onAway", "retryAfter", "persistedDocuments"}


def mistakes(schema: GraphQLSchema, text: str) -> list[str]:
    """The blocks and the words of a page that the schema does not bear out."""
    blocks = [block for language, block in _BLOCK.findall(text) if language == "graphql"]
    wrong = [block for block in blocks if not _valid(schema, block, _OF_A_BLOCK)]
    spans = _SPAN.findall(_BLOCK.sub("", text))
    return [*wrong, *(span for span in spans if not _borne_out(schema, span))]


def _borne_out(schema: GraphQLSchema, span: str) -> bool:
    if _CALL.match(span):
        called = span.replace("{...}", "{}")
        kinds = ("query", "mutation", "subscription")
        return any(_valid(schema, f"{kind} {{ {called} }}", _IN_PASSING) for kind in kinds)
    named = _NAME.match(span) or _VALUE.match(span)
    return named is None or named[1] in OF_OTHERS or named[1] in set(_names(schema))


def _valid(schema: GraphQLSchema, text: str, rules: list[type[ASTValidationRule]]) -> bool:
    try:
        return validate(schema, parse(text), rules) == []
    except GraphQLSyntaxError:
        return False


def _names(schema: GraphQLSchema) -> Iterator[str]:
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            yield from kind.fields
            yield from (name for field in kind.fields.values() for name in field.args)
        elif isinstance(kind, GraphQLInputObjectType):
            yield from kind.fields
