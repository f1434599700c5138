"""Spaces the calls out: evenly for each account, and for each host over all accounts."""

import asyncio
from collections import OrderedDict

from aiolimiter import AsyncLimiter


class Limiter:
    """Paces only. How much may be done in a day or a week is counted elsewhere, over the ledger."""

    def __init__(self, *, account_gap: float, host_gap: float, most_accounts: int = 1024) -> None:
        self._account_gap = account_gap
        self._host_gap = host_gap
        self._most_accounts = most_accounts
        self._accounts: dict[asyncio.AbstractEventLoop, _Paces] = {}
        self._hosts: dict[asyncio.AbstractEventLoop, _Paces] = {}

    async def account(self, user_id: str) -> None:
        await self._wait(self._accounts, self._account_gap, user_id)

    async def host(self, host: str) -> None:
        await self._wait(self._hosts, self._host_gap, host)

    async def _wait(self, by_loop: "dict[asyncio.AbstractEventLoop, _Paces]", gap: float, key: str) -> None:
        if gap <= 0:
            return
        loop = asyncio.get_running_loop()
        if loop not in by_loop:
            _forget_closed(by_loop)
            by_loop[loop] = _Paces(gap, self._most_accounts)
        await by_loop[loop].of(key).acquire()


class _Paces:
    """One pace a key. AsyncLimiter(1, gap) spaces evenly, where (n, period) would let n pass at once."""

    def __init__(self, gap: float, most: int) -> None:
        self._gap = gap
        self._most = most
        self._paces: OrderedDict[str, AsyncLimiter] = OrderedDict()

    def of(self, key: str) -> AsyncLimiter:
        pace = self._paces.setdefault(key, AsyncLimiter(1, self._gap))
        self._paces.move_to_end(key)
        self._drop_idle()
        return pace

    def _drop_idle(self) -> None:
        # A pace within its gap stays even above the bound: to forget it would let the next call through too early.
        while len(self._paces) > self._most and next(iter(self._paces.values())).has_capacity():
            self._paces.popitem(last=False)


def _forget_closed(by_loop: dict[asyncio.AbstractEventLoop, _Paces]) -> None:
    for loop in [loop for loop in by_loop if loop.is_closed()]:
        del by_loop[loop]
