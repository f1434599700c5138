"""Everything that happens by itself, in the order of time, for any number of accounts."""

from heapq import heappop, heappush

from sandbox.account import Account
from sandbox.extension import next_deed
from sandbox.world import World


class Simulation:
    """Moves the world forward to a moment; nothing in here knows of HTTP or of wall time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._wakes: list[tuple[float, str]] = []
        self._wake_of: dict[str, float] = {}

    def advance(self, now: float, at_most: int | None = None) -> bool:
        """Lets everything due happen; says whether more is due than was allowed."""
        done = 0
        while (due := self.next_wake()) is not None and due <= now:
            if done == at_most:
                return True
            done += 1
            self._step(*heappop(self._wakes))
        self.world.state.at = max(self.world.state.at, now)
        return False

    def touch(self, account: Account) -> None:
        """Something about this account has changed: when does it stir next?"""
        self._plan(account, self.world.state.at)

    def touch_all(self) -> None:
        for account in self.world.state.accounts.values():
            self.touch(account)

    def next_wake(self) -> float | None:
        while self._wakes and self._wake_of.get(self._wakes[0][1]) != self._wakes[0][0]:
            heappop(self._wakes)
        return self._wakes[0][0] if self._wakes else None

    def _step(self, at: float, userid: str) -> None:
        account = self.world.state.accounts[userid]
        self.world.state.at = max(self.world.state.at, at)
        deed = next_deed(self.world, account, at)
        if deed is not None and deed.at <= at:
            deed.run()
        self._plan(account, at)

    def _plan(self, account: Account, at: float) -> None:
        deed = next_deed(self.world, account, at)
        self._wake_of.pop(account.userid, None)
        if deed is not None:
            self._wake_of[account.userid] = deed.at
            heappush(self._wakes, (deed.at, account.userid))
