"""Which code the errors bear that the language itself raises, without the values that they are about, which may be secret."""

import re
from collections.abc import Iterator

from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.extensions import ParserCache

PARSING, VALIDATION, INPUT = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"


class CodedParserCache(ParserCache):
    """What a hook raises as it begins passes no other extension, so the code is put here."""

    def on_parse(self) -> Iterator[None]:
        try:
            yield from super().on_parse()
        except GraphQLSyntaxError as error:
            put(error, PARSING)
            raise


def with_code(error: GraphQLError) -> GraphQLError:
    """What is left once a document is valid: values that do not fit."""
    return put(error, INPUT)


def put(error: GraphQLError, code: str) -> GraphQLError:
    """In place, as the socket's handler asks the error itself what it is."""
    error.message = without_values(error.message)
    error.extensions = {"code": code, **(error.extensions or {})}
    return error


def without_values(message: str) -> str:
    """Field and rule are still named: a field that is mistyped beside a key would else have the key told again, and kept by whoever
    keeps errors.
    """
    for pattern, instead in _VALUES:
        message = pattern.sub(instead, message)
    return message


# How the language quotes what was given.
_VALUES = (
    # Of names near by one could guess the schema where it is not told; it comes before what quotes a value and takes its end away.
    (re.compile(r"(?s)[ ]+Did you mean [^?]*\?"), ""),
    (re.compile(r"(?s)[.?,;] [Ff]ound: .*"), "."),
    # Python's own advice, which is for us.
    (re.compile(r"Exceeds the limit \(\d+ digits\).*?increase the limit"), "The number is too long"),
    (re.compile(r"(?s)( cannot represent [^:]*):.*"), r"\1."),
    (re.compile(r"(?s)((?:found|Unexpected) (?:String|BlockString|Int|Float)) [\"'].*[\"']"), r"\1"),
    (re.compile(r"(?s)Value .* does not exist in"), "The value does not exist in"),
)
