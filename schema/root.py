"""The whole API, composed: every question and every command, each answered by one function of resolvers."""

import logging
from collections.abc import Callable
from functools import lru_cache

import strawberry
from graphql import ASTValidationRule, GraphQLError, NoSchemaIntrospectionCustomRule
from strawberry.extensions import MaxTokensLimiter, SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from engine.webhook_health import MOST_ACCOUNTS
from resolvers.account import accounts
from resolvers.api_token import tokens
from resolvers.assignment import assignment, assignments
from resolvers.campaign import campaign, campaigns
from resolvers.contact import contact, contacts
from resolvers.event import events
from resolvers.import_batch import import_batch, imports
from resolvers.launch import launch_preview
from resolvers.member import members
from resolvers.message_preview import message_preview
from resolvers.node import node, nodes
from resolvers.receipt import receipts
from resolvers.session import list_sessions
from resolvers.suppression import suppressions
from resolvers.tag import tags
from resolvers.viewer import viewer, workspace
from resolvers.webhook_health import webhook_health
from schema.budget import WithinBudget
from schema.codes import CodedParserCache
from schema.cost import PAGED, at_most, sliced, weighs
from schema.executor import FeedsOverSockets, FreshContext, OperationExecutor
from schema.limits import MAX_TOKENS, DocumentLimits, OneSignIn, OperationLimits, TextOnly
from schema.masking import Masked, mask, unexpected
from schema.mutation import Mutation
from schema.scalars import SCALARS
from schema.subscription import Subscription
from schema.trusted import TrustedOnly
from schema.types.account import DuxSoupAccount
from schema.types.api_token import ApiToken
from schema.types.assignment import Assignment
from schema.types.campaign import Campaign
from schema.types.connection import Connection
from schema.types.contact import Contact
from schema.types.event import ActionChanged, Event, RecordChanged, StatusChanged
from schema.types.import_batch import ImportBatch
from schema.types.launch_preview import LaunchPreview
from schema.types.member import Member
from schema.types.message import Message
from schema.types.message_preview import MessagePreview
from schema.types.node import Node
from schema.types.receipt import Receipt
from schema.types.session import Session
from schema.types.suppression import Suppression
from schema.types.tag import TagCounts
from schema.types.viewer import Viewer
from schema.types.webhook_health import WebhookHealth
from schema.types.workspace import Workspace
from schema.validation import Validated

_log = logging.getLogger("chaknal.graphql")
CACHED = 128


@strawberry.type(description="Every question; each is answered from the viewer's own workspace.")
class Query:
    viewer: Viewer = strawberry.field(resolver=viewer, description="Who is asking, and what they may.")
    workspace: Workspace = strawberry.field(
        resolver=workspace, description="The one that the viewer's session or token is bound to."
    )
    node: Node | None = strawberry.field(resolver=node, description="null where unknown or not the viewer's to see.")
    nodes: list[Node | None] = strawberry.field(
        resolver=nodes,
        description="At most 100 ids; order kept; null where unknown or not the viewer's to see.",
        directives=sliced("ids"),
    )
    members: Connection[Member] = strawberry.field(
        resolver=members, description="Whoever was not removed, in the order in which they came.", directives=PAGED
    )
    accounts: Connection[DuxSoupAccount] = strawberry.field(
        resolver=accounts,
        description="Every seat, given up ones too, in the order in which they were connected.",
        directives=PAGED,
    )
    campaigns: Connection[Campaign] = strawberry.field(
        resolver=campaigns, description="Archived ones too, oldest first.", directives=PAGED
    )
    contacts: Connection[Contact] = strawberry.field(
        resolver=contacts, description="In the order in which they came in.", directives=PAGED
    )
    assignments: Connection[Assignment] = strawberry.field(
        resolver=assignments, description="Newest change first, unless `orderBy` says otherwise.", directives=PAGED
    )
    events: Connection[Event] = strawberry.field(
        resolver=events, description="Oldest first; what is about access only for admins.", directives=PAGED
    )
    receipts: Connection[Receipt] = strawberry.field(
        resolver=receipts, description="For admins; oldest first.", directives=PAGED
    )
    sessions: Connection[Session] = strawberry.field(
        resolver=list_sessions, description="One's own, in every workspace, as long as they last.", directives=PAGED
    )
    tokens: Connection[ApiToken] = strawberry.field(
        resolver=tokens, description="One's own; for admins everybody's.", directives=PAGED
    )
    suppressions: Connection[Suppression] = strawberry.field(
        resolver=suppressions, description="The do-not-contact list, oldest first.", directives=PAGED
    )
    tags: TagCounts = strawberry.field(resolver=tags, description="Of all contacts.", directives=weighs(50))
    imports: Connection[ImportBatch] = strawberry.field(resolver=imports, description="Newest first.", directives=PAGED)
    import_batch: ImportBatch | None = strawberry.field(resolver=import_batch, description="null where unknown.")
    campaign: Campaign | None = strawberry.field(resolver=campaign, description="null where unknown.")
    contact: Contact | None = strawberry.field(resolver=contact, description="null where unknown.")
    assignment: Assignment | None = strawberry.field(resolver=assignment, description="null where unknown.")
    launch_preview: LaunchPreview = strawberry.field(
        resolver=launch_preview,
        description="What launching would do, without doing it; at most 100 skips.",
        directives=weighs(100),
    )
    message_preview: MessagePreview = strawberry.field(
        resolver=message_preview, description="How a text would read for one person, before anything is saved."
    )
    webhook_health: list[WebhookHealth] = strawberry.field(
        resolver=webhook_health,
        description="Whether webhooks arrive, account by account; hours: at most a year back.",
        directives=[*weighs(100), *at_most(MOST_ACCOUNTS)],
    )


TYPES = [ActionChanged, Message, RecordChanged, StatusChanged]


class ChaknalSchema(strawberry.Schema):
    """Mistakes of a caller are answered, not logged."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        request_id = getattr(execution_context and execution_context.context, "request_id", None)
        for error in filter(unexpected, errors):
            _log.error("graphql.unexpected", exc_info=error.original_error, extra={"request_id": request_id})
            mask(error, request_id)


@lru_cache(maxsize=3)
def api(*, introspection: bool = False, ordered: bool = False) -> strawberry.Schema:
    """Built once a process; the rules are built once too, or the cache of validated documents would never be hit. `ordered` is for
    printing: sorting makes new types, and Strawberry then takes no value for a member of its union.
    """
    return ChaknalSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=TYPES,
        extensions=_extensions(introspection=introspection),
        execution_context_class=OperationExecutor,
        config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=not introspection, sort_schema=ordered),
    )


def _extensions(*, introspection: bool) -> list[Callable[[], SchemaExtension]]:
    rules: list[type[ASTValidationRule]] = [OneSignIn]
    if not introspection:
        rules.append(NoSchemaIntrospectionCustomRule)
    return [
        WithinBudget,
        TrustedOnly,
        FreshContext,
        FeedsOverSockets,
        DocumentLimits,
        TextOnly,
        lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        lambda: CodedParserCache(maxsize=CACHED),
        OperationLimits,
        lambda: Validated(tuple(rules)),
        Masked,
    ]
