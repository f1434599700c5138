"""A request's body no longer than it may be, in size and in time."""

import asyncio

from starlette.types import Message, Receive

MAX_BODY = 1024 * 1024
BODY_SECONDS = 10


class BodyTooLarge(Exception):
    """More than 1 MiB."""


class BodyTooSlow(Exception):
    """Longer than 10 seconds under way."""


def bounded(receive: Receive) -> Receive:
    """What it gives raises BodyTooLarge or BodyTooSlow. Once the body is here nothing is hurried: that the caller left may be heard
    at any time.
    """
    taken, until, here = 0, 0.0, False

    async def limited() -> Message:
        nonlocal taken, until, here
        until = until or asyncio.get_running_loop().time() + BODY_SECONDS
        try:
            async with asyncio.timeout_at(None if here else until):
                message = await receive()
        except TimeoutError:
            raise BodyTooSlow from None
        taken, here = taken + len(message.get("body", b"")), not message.get("more_body")
        if taken > MAX_BODY:
            raise BodyTooLarge
        return message

    return limited
