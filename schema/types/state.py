"""Where accounts, actions, assignments and campaigns can stand."""

import models
from schema.types.enum import described

described(
    models.AccountHealth,
    "How an account stands with Dux-Soup; of several the worst.",
    CONNECTED="Its key is good and its extension is heard of.",
    DEGRADED="Something is not proven, or a kind is held; the rest goes out.",
    DISCONNECTED="Given up, or not heard of for two hours of working time: nothing goes out.",
    PAUSED="By a person, or since Dux-Soup refused it: nothing goes out.",
)
described(
    models.ActionState,
    "How far an action is; docs/lifecycle.md has every arrow.",
    CANCELLED="It will not be done.",
    EXECUTED="It was done.",
    FAILED="Dux-Soup took it and could not do it.",
    PARKED="Unclear for good: a person has to say what became of it.",
    PLANNED="It is still with us.",
    QUEUED="Dux-Soup has it.",
    REJECTED="Dux-Soup did not take it, also not when it was tried again.",
    SENDING="It is being handed over.",
    UNKNOWN="It may be with Dux-Soup or not; that is being found out.",
)
described(
    models.AssignmentStatus,
    "What the facts of an assignment amount to; of several the one that weighs most.",
    ACCEPTED="The person accepted the invitation, or is a contact already.",
    ACTIVE="Launched, and nothing more is known.",
    BLACKLISTED="The person is not to be approached.",
    COMPLETED="No step is left, and the time for a reply has passed.",
    NOT_ACCEPTED="The invitation was declined, or its window has passed.",
    PENDING="Assigned and not launched.",
    RESPONDED="The person wrote after our first touch.",
)
described(
    models.CampaignState,
    "Whether anything of a campaign leaves.",
    ARCHIVED="What was planned is cancelled, for good.",
    DRAFT="Nothing was launched yet.",
    PAUSED="Nothing leaves; delays and windows run on.",
    RUNNING="What is due leaves.",
)
