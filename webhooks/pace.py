"""At most so many requests in a while under one token; who sends more is told to wait."""

from collections import OrderedDict

from aiolimiter import AsyncLimiter

from webhooks.errors import TooOften

_REMEMBERED = 4_096


class Pace:
    """One bucket a token, made when first needed; of the tokens not seen for longest, the buckets are forgotten."""

    def __init__(self, allowed: int, period: float = 1) -> None:
        self._allowed = allowed
        self._period = period
        self._buckets: OrderedDict[str, AsyncLimiter] = OrderedDict()

    async def admit(self, token_hash: str) -> None:
        bucket = self._buckets.pop(token_hash, None) or AsyncLimiter(self._allowed, self._period)
        self._buckets[token_hash] = bucket
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        if not bucket.has_capacity():
            raise TooOften
        await bucket.acquire()
