"""The world of the sandbox: its memory, and the one way to change it, which is a line in the ledger."""

from collections.abc import Collection, Iterator
from typing import Any

from sandbox import posting
from sandbox.account import Account
from sandbox.history import apply
from sandbox.instant import iso
from sandbox.ledger import Ledger, Line
from sandbox.state import State


class World:
    """Whoever decides something records it; memory and file then say the same."""

    def __init__(self, state: State, ledger: Ledger) -> None:
        self.state = state
        self._ledger = ledger
        self._unwritten: list[Line] = []

    def replay(self) -> None:
        for line in self._ledger.read():
            apply(self.state, line)

    def record(self, kind: str, at: float, **fields: Any) -> Line:
        line = {"at": iso(max(at, self.state.at)), "kind": kind} | fields
        apply(self.state, line)
        self._unwritten.append(line)
        return line

    def emit(
        self, account: Account, kind: tuple[str, str], at: float, data: dict[str, Any], context: str = "", **more: Any
    ) -> None:
        """Makes a webhook in Dux-Soup's envelope and plans its deliveries."""
        family, event = kind
        body = {"userid": account.userid, "time": iso(at), "type": family, "event": event, "data": data}
        if context:
            body["messagecontext"] = context
        deliveries, dropped, used = posting.plan(self.state, account, family, at)
        made = {"userid": account.userid, "id": self.state.emitted, "type": family, "event": event, "body": body}
        self.record("emitted", self.state.at, **made, deliveries=deliveries, dropped=dropped, used=used, **more)

    def lines(self, after: int, kinds: Collection[str]) -> Iterator[Line]:
        return self._ledger.read(after, kinds)

    def commit(self, wall: float) -> None:
        """On disk before anything of it is answered or sent."""
        if self._unwritten:
            self._ledger.append(self._unwritten, wall)
            self._unwritten = []
