"""Every command of the API, each answered by one function of resolvers."""

import strawberry

from resolvers.absence_commands import set_absence
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
from resolvers.api_token import create_token, revoke_token
from resolvers.assignment_commands import (
    pause_assignment,
    resolve_action,
    resume_assignment,
    set_assignment_status,
    stop_assignment,
)
from resolvers.campaign_commands import change_campaign_state, create_campaign, set_sequence, update_campaign
from resolvers.contact_commands import add_tags, create_contact, remove_tags, update_contact
from resolvers.erasing import erase_contact, export_contact
from resolvers.guardrail_commands import lift_guardrail
from resolvers.import_batch import cancel_import, start_import
from resolvers.importing import assign_contacts, import_contacts
from resolvers.launch import launch_sequence
from resolvers.member_commands import change_member_role, invite_member, remove_member, reset_password
from resolvers.merging import merge_contacts, part_contacts
from resolvers.reassign_commands import reassign, unassign
from resolvers.receipt import replay_receipts
from resolvers.session import (
    change_password,
    create_socket_ticket,
    end_other_sessions,
    end_session,
    sign_out,
    switch_workspace,
)
from resolvers.signing_in import set_password, sign_in
from resolvers.suppression_commands import import_suppressions, lift_suppression, suppress
from schema.types.account import AccountPayload
from schema.types.action import ActionPayload
from schema.types.api_token import ApiTokenPayload
from schema.types.assignment import AssignmentPayload, AssignmentsPayload
from schema.types.campaign import CampaignPayload
from schema.types.contact import ContactPayload, ErasePayload, ExportContactPayload
from schema.types.import_batch import ImportPayload
from schema.types.importing import AssignContactsPayload, ImportContactsPayload
from schema.types.launch import LaunchSequencePayload
from schema.types.member import MemberPayload, PasswordLinkPayload
from schema.types.receipt import ReplayReceiptsPayload
from schema.types.session import EndSessionsPayload, SessionPayload, SocketTicketPayload
from schema.types.suppression import ImportSuppressionsPayload, SuppressionPayload
from schema.types.tag import TagContactsPayload


@strawberry.type(description="Every command. Each says in `errors` why it was not done; then nothing was.")
class Mutation:
    sign_in: SessionPayload = strawberry.mutation(
        resolver=sign_in, description="By a browser: it is known by a cookie from then on."
    )
    sign_out: SessionPayload = strawberry.mutation(resolver=sign_out, description="Ends the session that asks.")
    set_password: SessionPayload = strawberry.mutation(
        resolver=set_password, description="By a link that works once; ends all other sessions of the person."
    )
    change_password: SessionPayload = strawberry.mutation(
        resolver=change_password, description="Ends all other sessions of the person."
    )
    switch_workspace: SessionPayload = strawberry.mutation(
        resolver=switch_workspace, description="Takes the session to another workspace of the person's."
    )
    create_socket_ticket: SocketTicketPayload = strawberry.mutation(
        resolver=create_socket_ticket, description="For one socket of the session that asks."
    )
    end_session: EndSessionsPayload = strawberry.mutation(
        resolver=end_session, description="One of one's own, wherever it is."
    )
    end_other_sessions: EndSessionsPayload = strawberry.mutation(
        resolver=end_other_sessions, description="All of one's own but the one that asks."
    )
    create_campaign: CampaignPayload = strawberry.mutation(
        resolver=create_campaign, description="A draft, with steps or with those of its kind."
    )
    update_campaign: CampaignPayload = strawberry.mutation(
        resolver=update_campaign, description="Everything about it but its steps and its state."
    )
    set_sequence: CampaignPayload = strawberry.mutation(
        resolver=set_sequence, description="Writes a new version of the steps; who was launched keeps theirs."
    )
    change_campaign_state: CampaignPayload = strawberry.mutation(
        resolver=change_campaign_state,
        description="`launch` for what lets messages leave, `write` for what holds or ends.",
    )
    connect_account: AccountPayload = strawberry.mutation(
        resolver=connect_account, description="By admins. A seat that was given up goes on by it."
    )
    update_account: AccountPayload = strawberry.mutation(resolver=update_account, description="By admins.")
    verify_account: AccountPayload = strawberry.mutation(
        resolver=verify_account, description="By admins. Asks Dux-Soup whether the key is good, and whose it is."
    )
    pause_account: AccountPayload = strawberry.mutation(
        resolver=pause_account, description="By admins. Nothing more is handed over."
    )
    resume_account: AccountPayload = strawberry.mutation(
        resolver=resume_account, description="By admins. Ends every pause, a person's too."
    )
    disconnect_account: AccountPayload = strawberry.mutation(
        resolver=disconnect_account,
        description="By admins. Its key and its webhook addresses are forgotten; what it did stays.",
    )
    rotate_webhook_url: AccountPayload = strawberry.mutation(
        resolver=rotate_webhook_url, description="By admins. The old address is good for seven more days."
    )
    revoke_previous_webhook_url: AccountPayload = strawberry.mutation(
        resolver=revoke_previous_webhook_url, description="By admins. The old address is good no more at once."
    )
    replay_receipts: ReplayReceiptsPayload = strawberry.mutation(
        resolver=replay_receipts,
        description="By admins. Reads again what was not applied; doing so twice changes nothing.",
    )
    lift_guardrail: AccountPayload = strawberry.mutation(
        resolver=lift_guardrail, description="Invitations go on; only what is decided from now on counts."
    )
    import_contacts: ImportContactsPayload = strawberry.mutation(
        resolver=import_contacts, description="Up to 1,000 rows in one transaction; files go through /api/imports."
    )
    create_contact: ContactPayload = strawberry.mutation(
        resolver=create_contact, description="Or adds to the contact who is known by the same URL or address."
    )
    update_contact: ContactPayload = strawberry.mutation(
        resolver=update_contact, description="What a person knows of somebody, by hand."
    )
    add_tags: TagContactsPayload = strawberry.mutation(
        resolver=add_tags, description="At most 20,000 contacts at a time."
    )
    remove_tags: TagContactsPayload = strawberry.mutation(
        resolver=remove_tags, description="At most 20,000 contacts at a time."
    )
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
    start_import: ImportPayload = strawberry.mutation(resolver=start_import, description="Its own sender, or an admin.")
    cancel_import: ImportPayload = strawberry.mutation(
        resolver=cancel_import, description="Its own sender, or an admin; what is in, stays."
    )
    assign_contacts: AssignContactsPayload = strawberry.mutation(
        resolver=assign_contacts, description="Puts contacts into a campaign; nothing leaves before a launch."
    )
    reassign: AssignmentsPayload = strawberry.mutation(
        resolver=reassign, description="Another member works them; the account that writes to a person stays the same."
    )
    unassign: AssignmentsPayload = strawberry.mutation(
        resolver=unassign, description="Nobody works them, and nothing of theirs leaves, until somebody gets them."
    )
    set_absence: MemberPayload = strawberry.mutation(
        resolver=set_absence, description="Holds what is a member's until they are back."
    )
    launch_sequence: LaunchSequencePayload = strawberry.mutation(
        resolver=launch_sequence,
        description="Makes a member's pending assignments active and plans the first action of each.",
    )
    pause_assignment: AssignmentPayload = strawberry.mutation(
        resolver=pause_assignment, description="Holds what is planned; one's own, or anybody's for an admin."
    )
    resume_assignment: AssignmentPayload = strawberry.mutation(
        resolver=resume_assignment, description="Undoes a pause or a stop; one's own, or anybody's for an admin."
    )
    stop_assignment: AssignmentPayload = strawberry.mutation(
        resolver=stop_assignment, description="Cancels what is planned; what Dux-Soup has already is not recalled."
    )
    set_assignment_status: AssignmentPayload = strawberry.mutation(
        resolver=set_assignment_status, description="Adds a fact by hand; one's own, or anybody's for an admin."
    )
    resolve_action: ActionPayload = strawberry.mutation(
        resolver=resolve_action, description="What a person decides of an action that waits for one."
    )
    suppress: SuppressionPayload = strawberry.mutation(
        resolver=suppress, description="Whom it covers is not approached from this moment on."
    )
    import_suppressions: ImportSuppressionsPayload = strawberry.mutation(
        resolver=import_suppressions, description="Up to 1,000 rows in one transaction."
    )
    export_contact: ExportContactPayload = strawberry.mutation(
        resolver=export_contact, description="A command, because it is written down who took it."
    )
    lift_suppression: SuppressionPayload = strawberry.mutation(
        resolver=lift_suppression, description="Whom it made blacklisted stays so until somebody reinstates them."
    )
    invite_member: PasswordLinkPayload = strawberry.mutation(
        resolver=invite_member, description="By admins. Who is new gets a link to set a password."
    )
    change_member_role: MemberPayload = strawberry.mutation(
        resolver=change_member_role, description="By admins, up to their own role."
    )
    remove_member: MemberPayload = strawberry.mutation(
        resolver=remove_member, description="Ends their sessions and tokens here; their assignments stay."
    )
    reset_password: PasswordLinkPayload = strawberry.mutation(
        resolver=reset_password,
        description="By admins, for whoever belongs to this workspace alone; the old password is good until the link is used.",
    )
    create_token: ApiTokenPayload = strawberry.mutation(
        resolver=create_token, description="By admins, for themselves or others."
    )
    revoke_token: ApiTokenPayload = strawberry.mutation(
        resolver=revoke_token, description="One's own; for admins everybody's."
    )
