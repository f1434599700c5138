"""Who may see what: every field of every type stands here under somebody, or the tests of the matrix fail."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema, is_introspection_type

from resolvers.permissions import COMMANDS, PERSONAL, PUBLIC

# Whoever is shown the field that leads to a list is shown its pages.
PAGES = {"Connection": {"edges", "nodes", "pageInfo", "totalCount"}, "Edge": {"cursor", "node"}}


def _of(table: Mapping[str, str]) -> frozenset[str]:
    return frozenset(f"{kind}.{field}" for kind, fields in table.items() for field in fields.split())


# Whoever reads the workspace sees the same, whatever their role.
READERS = _of({
    "Action": "id kind state text messageId attempts scheduledFor sentAt finishedAt outcome assignment account step",
    "ActionChanged": "id cursor occurredAt actor campaign assignment state action",
    "Assignment": (
        "id status paused nextActionAt version updatedAt contact campaign member currentStep blockers actions"
    ),
    "Blocker": "code message until remedy",
    "Campaign": (
        "id name description state sequenceKind stopOnReply resumeOnLateAcceptance acceptanceWindowDays "
        "replyWindowDays accountShare newContactsPerDay newContactsFirst drain version createdAt sequence "
        "account stats breakdown assignments"
    ),
    "CampaignStats": (
        "total byStatus invited accepted responded completed acceptanceRate responseRate medianHoursToAccept "
        "medianHoursToRespond medianHoursToComplete asOf"
    ),
    "Contact": (
        "id firstName lastName fullName linkedinUrl email company companyLinkedinUrl companyWebsite title "
        "location customFields tags suppressed erasedAt createdAt updatedAt mergedInto possibleDuplicates "
        "assignments messages"
    ),
    "Drain": "openPerMember members",
    "DuxSoupAccount": (
        "id duxSoupUserId email firstName lastName hasKey health healthReason lastSeenAt timezone "
        "workingHours holidayCountry paidLinkedin rampStartedOn rampWeek pausedUntil pauseReason "
        "disconnectedAt webhookAddresses member limits actions"
    ),
    "ImportBatch": (
        "id source state preset encoding columns total rowsDone added updated duplicates refused assigned "
        "reason createdAt finishedAt dry member campaign preview rows"
    ),
    "ImportColumn": "name field",
    "ImportRow": "index outcome reason contact",
    "LaunchPreview": "launchable skipped skippedTotal firstActionAt lastActionAt account",
    "LaunchSkip": "code message assignment",
    "LimitWindow": "kind withNote hours limit used left resetsAt reason code byHand",
    "Member": "id role absentUntil user account capacity assignments",
    "MemberBreakdown": "byStatus total launchable acceptanceRate responseRate member",
    "MemberCapacity": "openAssignments invitesLeftThisWeek expectedFinish",
    "Message": "id direction text at account",
    "MessagePreview": "text characters limit missing problem",
    "PageInfo": "hasNextPage hasPreviousPage startCursor endCursor",
    "Query": (
        "workspace node nodes members accounts campaigns contacts assignments suppressions tags imports "
        "importBatch campaign contact assignment launchPreview messagePreview webhookHealth"
    ),
    "Rate": "value low high of",
    "RecordChanged": "id cursor occurredAt actor campaign assignment kind subjectId data",
    "Sequence": "version steps",
    "StatusChanged": "id cursor occurredAt actor campaign assignment fromStatus toStatus reason",
    "StatusCount": "status count",
    "Step": "id position kind delayDays delayHours randomDelayHours template subject requires noteFallback",
    "Suppression": "id scope label reason createdAt contact",
    "TagCount": "tag contacts",
    "TagCounts": "tags total",
    "User": "id email firstName lastName",
    "WebhookAddress": "kind lastUsedAt validUntil",
    "WebhookHealth": (
        "account sent byWebhook bySweep byPerson unconfirmed waiting medianSecondsLate longestSecondsLate "
        "lastReceiptAt"
    ),
    "WorkingWindow": "weekday opens closes",
    "Workspace": "id name timezone head",
})  # fmt: skip
# As above, but what is about access only admins see.
SIFTED = _of({
    "Assignment": "history",
    "Contact": "history",
    "Query": "events",
})  # fmt: skip
# Whoever is somebody, also with a token that may not read.
KNOWN = _of({
    "Query": "viewer",
    "Viewer": "role permissions workspace workspaces",
})  # fmt: skip
# Each their own, and nobody else's.
ONESELF = _of({
    "Viewer": "user member",
})  # fmt: skip
# Null or refused for everybody else.
ADMINS = _of({
    "DuxSoupAccount": "keyLastFour",
    "Query": "receipts",
    "Receipt": "id family event size verdict reason tries receivedAt processedAt nextTryAt account body",
})  # fmt: skip
# Each their own, and admins everybody's.
MINE = _of({
    "ApiToken": "id name prefix scopes createdAt expiresAt lastUsedAt revokedAt member",
    "Query": "tokens",
})  # fmt: skip
# Whose it is, and admins.
OWNERS = _of({
    "DuxSoupAccount": "remoteQueueSize remoteQueue",
    "RemoteQueue": "size items errors",
    "RemoteQueueItem": "messageId command profile when action",
})  # fmt: skip
# People who signed in; a token has none of it.
PERSONS = _of({
    "Query": "sessions",
    "Session": "id workspaceName userAgent current createdAt lastSeenAt expiresAt",
})  # fmt: skip
# Whoever did the command; what is shown of rows only with a token that may read.
COMMANDERS = _of({
    "AccountNotConfigured": "message code path",
    "AccountPayload": "account webhookUrl remoteProfile underWay held errors",
    "ActionPayload": "action errors",
    "ApiTokenPayload": "token text errors",
    "AssignContactsPayload": "assigned skipped skippedTotal campaign errors",
    "AssignSkip": "code message contact",
    "AssignmentPayload": "assignment errors",
    "AssignmentsPayload": "assignments total errors",
    "CampaignPayload": "campaign errors",
    "Conflict": "message code path currentVersion",
    "ContactPayload": "contact errors",
    "EndSessionsPayload": "ended errors",
    "ErasePayload": "erasedId errors",
    "ExportContactPayload": "export errors",
    "Forbidden": "message code path",
    "IllegalTransition": "message code path from allowed",
    "ImportContactsPayload": "added updated duplicates refused rows errors",
    "ImportPayload": "importBatch errors",
    "ImportSuppressionsPayload": "added known refused rows errors",
    "InvalidInput": "message code path",
    "LaunchSequencePayload": "launched skipped skippedTotal campaign errors",
    "LimitReached": "message code path limit resetsAt",
    "MemberPayload": "member errors",
    "NotFound": "message code path id",
    "PasswordLinkPayload": "member link expiresAt errors",
    "RemoteFailure": "message code path retryAt",
    "RemoteProfile": "duxSoupUserId email firstName lastName differs",
    "ReplayReceiptsPayload": "replayed left errors",
    "SessionPayload": "viewer errors",
    "SocketTicketPayload": "ticket expiresAt errors",
    "SuppressionPayload": "suppression cancelledActions blacklistedAssignments errors",
    "SuppressionRowResult": "index outcome reason",
    "TagContactsPayload": "changed unchanged errors",
})  # fmt: skip
# Whoever may read, for as long as they may.
FOLLOWERS = _of({
    "AssignmentDelta": "cursor upserted removedIds",
    "AssignmentSnapshot": "cursor assignments hasMore",
    "CampaignStatsTick": "cursor campaign stats breakdown",
    "EventBatch": "cursor events caughtUp",
    "FeedReset": "cursor reason",
    "Subscription": "eventFeed assignmentFeed campaignStats",
})  # fmt: skip

AUDIENCES = (READERS, SIFTED, KNOWN, ONESELF, ADMINS, MINE, OWNERS, PERSONS, COMMANDERS, FOLLOWERS)


def coordinates(schema: GraphQLSchema) -> Iterator[str]:
    """Of every object type but pages, and not of commands, which resolvers/permissions.py has in a table."""
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLObjectType) and not is_introspection_type(kind) and not _is_page(kind):
            yield from (f"{name}.{field}" for field in kind.fields if kind is not schema.mutation_type)


def unruled(schema: GraphQLSchema) -> list[str]:
    """What nobody has said who may see or do, and what is ruled twice or is not there any more."""
    there, ruled = sorted(coordinates(schema)), sorted(one for audience in AUDIENCES for one in audience)
    commands, permitted = set(_mutations(schema)), {*COMMANDS, *PERSONAL, *PUBLIC}
    twice = {one for one in ruled if ruled.count(one) > 1}
    return sorted((set(there) ^ set(ruled)) | twice | (commands ^ permitted))


def _mutations(schema: GraphQLSchema) -> Any:
    return schema.mutation_type.fields if schema.mutation_type else ()


def _is_page(kind: GraphQLObjectType) -> bool:
    return any(kind.name.endswith(end) and set(kind.fields) == fields for end, fields in PAGES.items())
