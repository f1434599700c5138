"""That a person was erased: what is needed to erase them once more when an older backup is restored, and nothing that names them."""

from tortoise import fields

from models.record import Record


class Erasure(Record):
    """`hashes` are the person's on the do-not-contact list, and `sealed_key` the workspace's under which they were made.
    `scrubbed_at` (wall): when the last copies in SQLite's own files were overwritten; null: not yet.
    """

    workspace_id = fields.UUIDField()
    contact_id = fields.UUIDField()
    hashes: fields.Field[list[str]] = fields.JSONField()
    sealed_key = fields.TextField()
    scrubbed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "erasure"
        unique_together = (("workspace_id", "contact_id"),)
        indexes = (("scrubbed_at",),)
