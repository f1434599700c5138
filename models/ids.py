"""Gives every row its id: a UUIDv7 from the program, a random UUID from plain SQL."""

from datetime import datetime
from uuid import UUID

from tortoise.fields.db_defaults import SqlDefault
from uuid_utils.compat import uuid7


def new_id() -> UUID:
    return uuid7()


def first_id_at(moment: datetime) -> UUID:
    """The least that `new_id` could have given at that moment of wall time: whatever is older has a lesser one."""
    return UUID(int=(int(moment.timestamp() * 1000) << 80) | (0x7 << 76) | (0b10 << 62))


def parse_id(text: str) -> UUID | None:
    """None for what cannot be an id at all: to whoever asks it is one more unknown id."""
    try:
        return UUID(text)
    except ValueError:
        return None


class RandomUuid(SqlDefault):
    """A database default in the dialect's own form, for rows that the integration guide's SQL inserts."""

    _SQLITE = (
        "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)"
        " || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))"
    )

    def __init__(self) -> None:
        super().__init__("gen_random_uuid()")

    def get_sql(self, _context: object = None, dialect: str | None = None) -> str:
        return self._SQLITE if dialect == "sqlite" else self.sql
