"""Speaks with Dux-Soup for any number of accounts: one a worker, a few calls at a time."""

from datetime import datetime
from types import TracebackType
from typing import Any, Self

from integrations.duxsoup.answers import count, document, listing, mapping, messageid
from integrations.duxsoup.commands import Command, Signal, queue_body, signal_body
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.queue_item import QueueItem
from integrations.duxsoup.remote_settings import RemoteSettings
from integrations.duxsoup.signing import Credentials, address
from integrations.duxsoup.wire import Fence, Wire


class DuxSoup:
    """Every method raises a DuxSoupError where the answer is not a good one. There is no reset: it would also drop
    what the person has queued by hand.
    """

    def __init__(
        self, base_url: str, *, limiter: Limiter, connect_timeout: float = 5.0, deadline: float = 15.0
    ) -> None:
        self._wire = Wire(base_url, limiter=limiter, connect_timeout=connect_timeout, deadline=deadline)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._wire.aclose()

    async def queue(
        self,
        credentials: Credentials,
        command: Command,
        now: datetime,
        *,
        fence: Fence | None = None,
        run_after: datetime | None = None,
    ) -> str:
        """Hands a command over and returns its messageid, which says that it is queued, not that it is done.

        What `fence` raises comes out as it is, and then nothing has been sent.
        """
        body = queue_body(command, credentials.user_id, self._target(credentials, "queue"), now, run_after)
        return messageid(document(await self._wire.post(credentials, "queue", body, fence)))

    async def queue_size(
        self,
        credentials: Credentials,
        *,
        campaignid: str | None = None,
        profileid: str | None = None,
        command: str | None = None,
    ) -> int:
        query = _given(campaignid=campaignid, profileid=profileid, command=command)
        return count(document(await self._wire.get(credentials, "queue/size", query)))

    async def queue_items(
        self,
        credentials: Credentials,
        *,
        campaignid: str | None = None,
        profileid: str | None = None,
        command: str | None = None,
    ) -> list[QueueItem]:
        """At most 100 come, however long the queue is."""
        query = _given(campaignid=campaignid, profileid=profileid, command=command)
        answer = document(await self._wire.get(credentials, "queue/items", query))
        return [QueueItem.from_answer(item) for item in listing(answer)]

    async def profile(self, credentials: Credentials) -> dict[str, Any]:
        """That it answers at all proves the key; no field of it is known for certain."""
        return mapping(document(await self._wire.get(credentials, "profile")))

    async def settings(self, credentials: Credentials) -> RemoteSettings:
        return RemoteSettings.from_answer(mapping(document(await self._wire.get(credentials, "settings"))))

    async def signal(self, credentials: Credentials, signal: Signal, now: datetime) -> None:
        """The shape of the answer is unknown, so its status alone counts."""
        body = signal_body(signal, credentials.user_id, self._target(credentials, "signal"), now)
        await self._wire.post(credentials, "signal", body)

    def _target(self, credentials: Credentials, path: str) -> str:
        return address(self._wire.url(credentials, path)).decode("ascii")


def _given(**filters: str | None) -> dict[str, str]:
    return {name: value for name, value in filters.items() if value is not None}
