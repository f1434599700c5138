"""What a member may do, and what a token of theirs."""

import models
from schema.types.enum import described

described(
    models.Role,
    "What a member may do; each may what the one below may, too.",
    ADMIN="Run accounts, people and the log, and act for others.",
    MEMBER="Work campaigns, contacts and one's own assignments.",
    OWNER="Also make owners and unmake them.",
    VIEWER="Read.",
)
described(
    models.Scope,
    "What a token may do, within what its member may.",
    ADMIN="What is for admins, and acting for others.",
    LAUNCH="What makes messages leave.",
    READ="Every question, and every feed.",
    WEBHOOKS_WRITE="Hand in webhooks.",
    WRITE="What changes something and lets nothing leave.",
)
