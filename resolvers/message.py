"""What was written with a contact, as a list."""

from resolvers.keyset import Order
from resolvers.listing import Listing
from schema.types.message import Message

LISTING = Listing(
    "message t",
    "t.direction, t.text, t.at, t.account_id",
    lambda _, row: Message.of(row),
    Order("at", "t.at", "time"),
)
