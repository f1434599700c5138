"""What the owner of an account did without us, as far as webhooks show it: it takes up the same limits."""

from tortoise import fields

from models.record import Record
from models.step import StepKind


class ManualAct(Record):
    """One row for each act, in however many receipts it came; whom it was done to stands only as a hash (`person`).

    `reported`: known from a command's report alone, so the act itself may be told yet. `action_id`: most likely an action
    of ours, which then counts instead. `command_id` is Dux-Soup's name for the command, by which it may turn out to be ours.
    """

    workspace_id = fields.UUIDField()
    # No foreign key: its check would lock the account behind the assignment that a reaction holds already.
    account_id = fields.UUIDField()
    kind = fields.CharEnumField(StepKind, max_length=32, description="")
    with_note = fields.BooleanField(default=False)
    at = fields.DatetimeField()
    key = fields.CharField(max_length=64)
    person = fields.CharField(max_length=64)
    reported = fields.BooleanField(default=False)
    command_id = fields.CharField(max_length=200, null=True)
    action_id = fields.UUIDField(null=True)

    class Meta:
        table = "manual_act"
        unique_together = (("account_id", "key"),)
        indexes = (("account_id", "at"), ("account_id", "command_id"))
