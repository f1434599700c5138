"""Which documents a browser may have run: those of a list, and no others."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphql import ASTValidationRule, DocumentNode, GraphQLError, OperationDefinitionNode, parse, validate
from strawberry import Schema
from strawberry.extensions import SchemaExtension

from auth.viewer import Viewer
from schema.limits import MAX_TOKENS, beyond, check_document
from schema.size import measured
from schema.validation import LANGUAGE, Validated

UNKNOWN, MISMATCH, UNTRUSTED = "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_MISMATCH", "DOCUMENT_NOT_TRUSTED"


@dataclass(frozen=True, slots=True)
class TrustedDocuments:
    """Texts by their SHA-256; `closed`: whoever brings no API token has only these run."""

    texts: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False

    def text(self, sent: str | None, name: str | None) -> str | None:
        """What is asked for: the text that is sent, or else the one that is named. Null where neither is."""
        if sent and name is not None and name != hash_of(sent):
            raise _refusal(MISMATCH, "The document that is sent is not the one that is named.")
        if sent or name is None:
            return sent
        if name not in self.texts:
            raise _refusal(UNKNOWN, "No trusted document has this hash.")
        return self.texts[name]

    def check(self, viewer: Viewer | None, text: str | None) -> None:
        """It is the text that is trusted: who sends it word for word asks for nothing else than who names it."""
        free = viewer is not None and viewer.token_id is not None
        if self.closed and not free and text and hash_of(text) not in self.texts:
            raise _refusal(UNTRUSTED, "A browser has trusted documents run only; API tokens send their own.")


class TrustedOnly(SchemaExtension):
    """Before anything else of an operation, however it came here."""

    def on_operation(self) -> Iterator[None]:
        asked = self.execution_context
        asked.context.documents.check(asked.context.viewer, asked.query)
        yield


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def mistake(schema: Schema, text: str) -> str | None:
    """Why nobody could have it run: by the language, or by the limits that the schema adds to it."""
    try:
        check_document(text)
        document = parse(text, max_tokens=MAX_TOKENS)
        errors = [*_too_large(schema, document), *validate(schema._schema, document, (*LANGUAGE, *_added(schema)))]  # noqa: SLF001 - the only way to graphql-core's
    except GraphQLError as error:
        return error.message
    return errors[0].message if errors else None


def _too_large(schema: Schema, document: DocumentNode) -> Iterator[GraphQLError]:
    """As far as it can be told without the variables of a request."""
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode):
            name = one.name.value if one.name else None
            yield from beyond(measured(schema._schema, document, name, {}))  # noqa: SLF001 - as above


def _added(schema: Schema) -> list[type[ASTValidationRule]]:
    return [rule for one in schema.get_extensions() if isinstance(one, Validated) for rule in one.rules]


def _refusal(code: str, message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})
