"""Who may what, as one table of commands and two questions about rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from auth.viewer import Viewer
from models import Role, Scope
from models.errors import DomainError, Forbidden, NotFound


class Unauthenticated(DomainError):
    """Sign in, or send a valid token."""

    code = "unauthenticated"


class Withheld(NotFound):
    """There is no such thing here."""


@dataclass(frozen=True, slots=True)
class Permission:
    role: Role
    scopes: tuple[Scope, ...]


_WRITE = Permission(Role.MEMBER, (Scope.WRITE,))
_LAUNCH = Permission(Role.MEMBER, (Scope.LAUNCH,))
_EITHER = Permission(Role.MEMBER, (Scope.LAUNCH, Scope.WRITE))
_ADMIN = Permission(Role.ADMIN, (Scope.ADMIN,))
# Of one's own, whatever the role; of others an admin.
_OWN = Permission(Role.VIEWER, (Scope.ADMIN,))

# `launch` is for what makes messages leave, and `write` for holding back or ending; which of them a campaign's state needs, it
# says itself.
COMMANDS: dict[str, Permission] = {
    "createCampaign": _WRITE,
    "updateCampaign": _WRITE,
    "setSequence": _WRITE,
    "changeCampaignState": _EITHER,
    "connectAccount": _ADMIN,
    "updateAccount": _ADMIN,
    "verifyAccount": _ADMIN,
    "pauseAccount": _ADMIN,
    "resumeAccount": _ADMIN,
    "disconnectAccount": _ADMIN,
    "rotateWebhookUrl": _ADMIN,
    "revokePreviousWebhookUrl": _ADMIN,
    "replayReceipts": _ADMIN,
    "liftGuardrail": _LAUNCH,
    "importContacts": _WRITE,
    "createContact": _WRITE,
    "updateContact": _WRITE,
    "mergeContacts": _LAUNCH,
    "partContacts": _LAUNCH,
    "eraseContact": _ADMIN,
    "addTags": _WRITE,
    "removeTags": _WRITE,
    "startImport": _WRITE,
    "cancelImport": _WRITE,
    "assignContacts": _WRITE,
    "reassign": _ADMIN,
    "unassign": _WRITE,
    "setAbsence": _WRITE,
    "launchSequence": _LAUNCH,
    "pauseAssignment": _WRITE,
    "resumeAssignment": _LAUNCH,
    "stopAssignment": _WRITE,
    "setAssignmentStatus": _WRITE,
    "resolveAction": _LAUNCH,
    "suppress": _WRITE,
    "importSuppressions": _WRITE,
    "exportContact": _ADMIN,
    "liftSuppression": _ADMIN,
    "inviteMember": _ADMIN,
    "changeMemberRole": _ADMIN,
    "removeMember": _ADMIN,
    "resetPassword": _ADMIN,
    "createToken": _ADMIN,
    "revokeToken": _OWN,
}


# What somebody asks for who is nobody yet.
PUBLIC = frozenset({"signIn", "setPassword"})
# What is about one's own session, whatever the role; a token has none.
PERSONAL = frozenset(
    {"signOut", "switchWorkspace", "createSocketTicket", "endSession", "endOtherSessions", "changePassword"}
)

# What is shown to admins and, beside them, to the one member whose it is: never part of an answer that goes to many.
OF_ONE_MEMBER = frozenset({"remoteQueue", "remoteQueueSize"})


def known(viewer: Viewer | None) -> Viewer:
    if viewer is None:
        raise Unauthenticated
    return viewer


def in_person(viewer: Viewer | None) -> Viewer:
    asking = known(viewer)
    if asking.session_id is None:
        raise Forbidden("This is for people who signed in: a token has no session.")
    return asking


def reader(viewer: Viewer | None) -> Viewer:
    """Everybody who belongs to a workspace reads it, unless their token is for something else."""
    asking = known(viewer)
    if not asking.may(Scope.READ):
        raise Forbidden
    return asking


def permitted(viewer: Viewer, command: str) -> bool:
    permission = COMMANDS[command]
    return viewer.role.at_least(permission.role) and any(map(viewer.may, permission.scopes))


def check_command(viewer: Viewer | None, command: str) -> Viewer:
    asking = known(viewer)
    if not permitted(asking, command):
        raise Forbidden
    return asking


def check_any_scope(viewer: Viewer, scopes: Iterable[Scope]) -> None:
    if not any(map(viewer.may, scopes)):
        raise Forbidden


def administers(viewer: Viewer) -> bool:
    """Role and token both: a token narrowed to writing does not act for everybody."""
    return viewer.role.at_least(Role.ADMIN) and viewer.may(Scope.ADMIN)


def check_admin(viewer: Viewer) -> None:
    if not administers(viewer):
        raise Forbidden


def check_own(viewer: Viewer, member_id: UUID | None, subject_id: object, path: tuple[str, ...] = ("id",)) -> None:
    """What belongs to somebody else is not there, unless an admin asks, whose token is for administering."""
    if member_id != viewer.member_id and not administers(viewer):
        raise Withheld(subject_id, path=path)
