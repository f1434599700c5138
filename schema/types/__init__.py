"""What each noun looks like to the API; the enums of the models are its enums, under the same names."""

import strawberry

import models

for _enum in (
    models.AccountHealth, models.ActionState, models.AssignmentStatus, models.CampaignState, models.MessageDirection,
    models.NoteFallback, models.Role, models.Scope, models.SequenceKind, models.StepKind, models.SuppressionScope,
):  # fmt: skip
    strawberry.enum(_enum)
