"""A person who signs in, whichever workspaces they belong to."""

from tortoise import fields

from models.record import Record


class User(Record):
    """`email` is kept case-folded: it is what a person signs in with."""

    email = fields.CharField(max_length=254, unique=True)
    first_name = fields.CharField(max_length=100, default="")
    last_name = fields.CharField(max_length=100, default="")
    password_hash = fields.CharField(max_length=300, null=True)

    class Meta:
        table = "user"
