"""The whole API, composed: every question and every command, each answered by one function of resolvers."""

import logging
from collections.abc import Callable
from functools import lru_cache

import strawberry
from graphql import ASTValidationRule, GraphQLError, NoSchemaIntrospectionCustomRule
from strawberry.extensions import AddValidationRules, MaxTokensLimiter, SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from resolvers.absence_commands import set_absence
from resolvers.account import accounts
from resolvers.account_commands import (
    connect_account,
    disconnect_account,
    pause_account,
    resume_account,
    revoke_previous_webhook_url,
    rotate_webhook_url,
    update_account,
    verify_account,
)
from resolvers.api_token import create_token, revoke_token, tokens
from resolvers.assignment import assignment, assignments
from resolvers.assignment_commands import (
    pause_assignment,
    resolve_action,
    resume_assignment,
    set_assignment_status,
    stop_assignment,
)
from resolvers.campaign import campaign, campaigns
from resolvers.campaign_commands import change_campaign_state, create_campaign, set_sequence, update_campaign
from resolvers.contact import contact, contacts
from resolvers.contact_commands import add_tags, create_contact, remove_tags, update_contact
from resolvers.erasing import erase_contact, export_contact
from resolvers.event import events
from resolvers.guardrail_commands import lift_guardrail
from resolvers.import_batch import cancel_import, import_batch, imports, start_import
from resolvers.importing import assign_contacts, import_contacts
from resolvers.launch import launch_preview, launch_sequence
from resolvers.member import members
from resolvers.member_commands import change_member_role, invite_member, remove_member, reset_password
from resolvers.merging import merge_contacts, part_contacts
from resolvers.message_preview import message_preview
from resolvers.node import node, nodes
from resolvers.reassign_commands import reassign, unassign
from resolvers.receipt import receipts, replay_receipts
from resolvers.session import (
    change_password,
    create_socket_ticket,
    end_other_sessions,
    end_session,
    list_sessions,
    sign_out,
    switch_workspace,
)
from resolvers.signing_in import set_password, sign_in
from resolvers.suppression import suppressions
from resolvers.suppression_commands import import_suppressions, lift_suppression, suppress
from resolvers.tag import tags
from resolvers.viewer import viewer, workspace
from resolvers.webhook_health import webhook_health
from schema.codes import CodedParserCache, CodedValidationCache
from schema.executor import FeedsOverSockets, FreshContext, OperationExecutor
from schema.limits import MAX_TOKENS, DirectiveLimit, DocumentLimits, OneSignIn, TextOnly
from schema.masking import Masked, mask, unexpected
from schema.rows import RowLimit
from schema.scalars import SCALARS
from schema.subscription import Subscription
from schema.trusted import TrustedOnly
from schema.types.account import AccountPayload, DuxSoupAccount
from schema.types.action import ActionPayload
from schema.types.api_token import ApiToken, ApiTokenPayload
from schema.types.assignment import Assignment, AssignmentPayload, AssignmentsPayload
from schema.types.campaign import Campaign, CampaignPayload
from schema.types.connection import Connection
from schema.types.contact import Contact, ContactPayload, ErasePayload, ExportContactPayload
from schema.types.event import ActionChanged, Event, RecordChanged, StatusChanged
from schema.types.import_batch import ImportBatch, ImportPayload
from schema.types.importing import AssignContactsPayload, ImportContactsPayload
from schema.types.launch import LaunchPreview, LaunchSequencePayload
from schema.types.member import Member, MemberPayload, PasswordLinkPayload
from schema.types.message import Message
from schema.types.message_preview import MessagePreview
from schema.types.node import Node
from schema.types.receipt import Receipt, ReplayReceiptsPayload
from schema.types.session import EndSessionsPayload, Session, SessionPayload, SocketTicketPayload
from schema.types.suppression import ImportSuppressionsPayload, Suppression, SuppressionPayload
from schema.types.tag import TagContactsPayload, TagCounts
from schema.types.viewer import Viewer
from schema.types.webhook_health import WebhookHealth
from schema.types.workspace import Workspace

_log = logging.getLogger("chaknal.graphql")
CACHED = 128


@strawberry.type
class Query:
    viewer: Viewer = strawberry.field(resolver=viewer)
    workspace: Workspace = strawberry.field(resolver=workspace)
    node: Node | None = strawberry.field(resolver=node)
    nodes: list[Node | None] = strawberry.field(
        resolver=nodes,
        description="At most 100 ids; order kept; null where unknown or not the viewer's to see.",
    )
    members: Connection[Member] = strawberry.field(resolver=members)
    accounts: Connection[DuxSoupAccount] = strawberry.field(resolver=accounts)
    campaigns: Connection[Campaign] = strawberry.field(resolver=campaigns)
    contacts: Connection[Contact] = strawberry.field(resolver=contacts)
    assignments: Connection[Assignment] = strawberry.field(resolver=assignments)
    events: Connection[Event] = strawberry.field(resolver=events)
    receipts: Connection[Receipt] = strawberry.field(resolver=receipts, description="For admins.")
    sessions: Connection[Session] = strawberry.field(
        resolver=list_sessions, description="One's own, in every workspace, as long as they last."
    )
    tokens: Connection[ApiToken] = strawberry.field(resolver=tokens, description="One's own; for admins everybody's.")
    suppressions: Connection[Suppression] = strawberry.field(resolver=suppressions)
    tags: TagCounts = strawberry.field(resolver=tags)
    imports: Connection[ImportBatch] = strawberry.field(resolver=imports, description="Newest first.")
    import_batch: ImportBatch | None = strawberry.field(resolver=import_batch)
    campaign: Campaign | None = strawberry.field(resolver=campaign)
    contact: Contact | None = strawberry.field(resolver=contact)
    assignment: Assignment | None = strawberry.field(resolver=assignment)
    launch_preview: LaunchPreview = strawberry.field(
        resolver=launch_preview, description="What launching would do, without doing it."
    )
    message_preview: MessagePreview = strawberry.field(resolver=message_preview)
    webhook_health: list[WebhookHealth] = strawberry.field(
        resolver=webhook_health, description="Whether webhooks arrive, account by account; hours: at most a year back."
    )


@strawberry.type
class Mutation:
    sign_in: SessionPayload = strawberry.mutation(resolver=sign_in)
    sign_out: SessionPayload = strawberry.mutation(resolver=sign_out)
    set_password: SessionPayload = strawberry.mutation(
        resolver=set_password, description="By a link that works once; ends all other sessions of the person."
    )
    change_password: SessionPayload = strawberry.mutation(
        resolver=change_password, description="Ends all other sessions of the person."
    )
    switch_workspace: SessionPayload = strawberry.mutation(resolver=switch_workspace)
    create_socket_ticket: SocketTicketPayload = strawberry.mutation(resolver=create_socket_ticket)
    end_session: EndSessionsPayload = strawberry.mutation(resolver=end_session)
    end_other_sessions: EndSessionsPayload = strawberry.mutation(resolver=end_other_sessions)
    create_campaign: CampaignPayload = strawberry.mutation(resolver=create_campaign)
    update_campaign: CampaignPayload = strawberry.mutation(resolver=update_campaign)
    set_sequence: CampaignPayload = strawberry.mutation(resolver=set_sequence)
    change_campaign_state: CampaignPayload = strawberry.mutation(resolver=change_campaign_state)
    connect_account: AccountPayload = strawberry.mutation(resolver=connect_account)
    update_account: AccountPayload = strawberry.mutation(resolver=update_account)
    verify_account: AccountPayload = strawberry.mutation(resolver=verify_account)
    pause_account: AccountPayload = strawberry.mutation(resolver=pause_account)
    resume_account: AccountPayload = strawberry.mutation(resolver=resume_account)
    disconnect_account: AccountPayload = strawberry.mutation(resolver=disconnect_account)
    rotate_webhook_url: AccountPayload = strawberry.mutation(resolver=rotate_webhook_url)
    revoke_previous_webhook_url: AccountPayload = strawberry.mutation(resolver=revoke_previous_webhook_url)
    replay_receipts: ReplayReceiptsPayload = strawberry.mutation(resolver=replay_receipts)
    lift_guardrail: AccountPayload = strawberry.mutation(
        resolver=lift_guardrail, description="Invitations go on; only what is decided from now on counts."
    )
    import_contacts: ImportContactsPayload = strawberry.mutation(resolver=import_contacts)
    create_contact: ContactPayload = strawberry.mutation(resolver=create_contact)
    update_contact: ContactPayload = strawberry.mutation(resolver=update_contact)
    add_tags: TagContactsPayload = strawberry.mutation(resolver=add_tags)
    remove_tags: TagContactsPayload = strawberry.mutation(resolver=remove_tags)
    merge_contacts: ContactPayload = strawberry.mutation(
        resolver=merge_contacts,
        description="otherId is no more afterwards; what it had goes to keepId. Cannot be undone.",
    )
    part_contacts: ContactPayload = strawberry.mutation(
        resolver=part_contacts, description="They are not one person, whatever webhooks say of them."
    )
    erase_contact: ErasePayload = strawberry.mutation(
        resolver=erase_contact, description="All that names the person goes at once; they are not contacted again."
    )
    start_import: ImportPayload = strawberry.mutation(resolver=start_import)
    cancel_import: ImportPayload = strawberry.mutation(resolver=cancel_import)
    assign_contacts: AssignContactsPayload = strawberry.mutation(resolver=assign_contacts)
    reassign: AssignmentsPayload = strawberry.mutation(
        resolver=reassign, description="Another member works them; the account that writes to a person stays the same."
    )
    unassign: AssignmentsPayload = strawberry.mutation(
        resolver=unassign, description="Nobody works them, and nothing of theirs leaves, until somebody gets them."
    )
    set_absence: MemberPayload = strawberry.mutation(resolver=set_absence)
    launch_sequence: LaunchSequencePayload = strawberry.mutation(resolver=launch_sequence)
    pause_assignment: AssignmentPayload = strawberry.mutation(resolver=pause_assignment)
    resume_assignment: AssignmentPayload = strawberry.mutation(resolver=resume_assignment)
    stop_assignment: AssignmentPayload = strawberry.mutation(resolver=stop_assignment)
    set_assignment_status: AssignmentPayload = strawberry.mutation(resolver=set_assignment_status)
    resolve_action: ActionPayload = strawberry.mutation(resolver=resolve_action)
    suppress: SuppressionPayload = strawberry.mutation(resolver=suppress)
    import_suppressions: ImportSuppressionsPayload = strawberry.mutation(resolver=import_suppressions)
    export_contact: ExportContactPayload = strawberry.mutation(
        resolver=export_contact, description="A command, because it is written down who took it."
    )
    lift_suppression: SuppressionPayload = strawberry.mutation(
        resolver=lift_suppression, description="Whom it made blacklisted stays so until somebody reinstates them."
    )
    invite_member: PasswordLinkPayload = strawberry.mutation(resolver=invite_member)
    change_member_role: MemberPayload = strawberry.mutation(resolver=change_member_role)
    remove_member: MemberPayload = strawberry.mutation(
        resolver=remove_member, description="Ends their sessions and tokens here; their assignments stay."
    )
    reset_password: PasswordLinkPayload = strawberry.mutation(resolver=reset_password)
    create_token: ApiTokenPayload = strawberry.mutation(
        resolver=create_token, description="By admins, for themselves or others."
    )
    revoke_token: ApiTokenPayload = strawberry.mutation(
        resolver=revoke_token, description="One's own; for admins everybody's."
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
    rules: list[type[ASTValidationRule]] = [DocumentLimits, OneSignIn]
    if not introspection:
        rules.append(NoSchemaIntrospectionCustomRule)
    return [
        TrustedOnly,
        FreshContext,
        FeedsOverSockets,
        RowLimit,
        DirectiveLimit,
        TextOnly,
        lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        lambda: AddValidationRules(rules),
        lambda: CodedParserCache(maxsize=CACHED),
        lambda: CodedValidationCache(maxsize=CACHED),
        Masked,
    ]
