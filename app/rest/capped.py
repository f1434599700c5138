"""Cuts off a body that is larger than may be, in the middle of it."""

from starlette.formparsers import MultiPartException
from starlette.types import Message, Receive

from app.import_file import MAX_BYTES
from webhooks.errors import TooLarge

_DISCARDED = 2 * MAX_BYTES


def capped(receive: Receive, most: int) -> Receive:
    """Raises CutShort for more than `most` bytes."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            await discard(receive)
            raise CutShort("")
        return message

    return limited


class CutShort(TooLarge, MultiPartException):
    """Both, so that who reads the form closes what it has opened."""


async def discard(receive: Receive) -> None:
    """Within bounds: a client that is cut off in the middle of its sending sees a broken connection, and not the answer."""
    taken = 0
    while taken < _DISCARDED:
        message = await receive()
        taken += len(message.get("body", b""))
        if not message.get("more_body", False):
            return
