"""Delivers webhooks by real HTTP; a target that is slow or down holds up nobody but itself."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import orjson

from sandbox.knobs import Knobs
from sandbox.outbox import Delivery

Report = Callable[[Delivery, int, str, int], None]
_HEADERS = {"content-type": "application/json", "user-agent": "sandbox"}
_MOST_SECONDS = 60.0
_RETRY_WAITS = (1.0, 5.0, 25.0)


@dataclass(slots=True)
class _Parcel:
    delivery: Delivery
    knobs: Knobs
    attempt: int = 0


class Courier:
    """One lane for each target, with a few connections of its own."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._lanes: dict[str, _Lane] = {}

    def send(self, delivery: Delivery, knobs: Knobs) -> None:
        if delivery.url not in self._lanes:
            self._lanes[delivery.url] = _Lane(knobs, self._report)
        self._lanes[delivery.url].put(_Parcel(delivery, knobs))

    async def close(self) -> None:
        for lane in self._lanes.values():
            await lane.close()


class _Lane:
    """The deliveries to one target, in order, over so many connections."""

    def __init__(self, knobs: Knobs, report: Report) -> None:
        self._report = report
        self._parcels: asyncio.Queue[_Parcel] = asyncio.Queue()
        self._workers = [asyncio.create_task(self._work()) for _ in range(knobs.webhook_connections)]

    def put(self, parcel: _Parcel) -> None:
        self._parcels.put_nowait(parcel)

    async def close(self) -> None:
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def _work(self) -> None:
        """A client for each worker: one that is shared gets slower with each connection it holds."""
        limits = httpx.Limits(max_connections=1, max_keepalive_connections=1)
        async with httpx.AsyncClient(limits=limits, trust_env=False, headers=_HEADERS, timeout=_MOST_SECONDS) as client:
            while True:
                parcel = await self._parcels.get()
                self._settle(parcel, *await self._post(client, parcel))

    async def _post(self, client: httpx.AsyncClient, parcel: _Parcel) -> tuple[int, str]:
        body = orjson.dumps(parcel.delivery.body)
        try:
            async with asyncio.timeout(parcel.knobs.webhook_timeout_seconds):
                response = await client.post(parcel.delivery.url, content=body)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
            return 0, type(error).__name__
        return response.status_code, "delivered" if response.is_success else "refused"

    def _settle(self, parcel: _Parcel, status: int, outcome: str) -> None:
        parcel.attempt += 1
        again = outcome != "delivered" and parcel.knobs.webhook_retries and parcel.attempt <= len(_RETRY_WAITS)
        self._report(parcel.delivery, status, "retrying" if again else outcome, parcel.attempt)
        if again:
            asyncio.get_running_loop().call_later(_RETRY_WAITS[parcel.attempt - 1], self.put, parcel)
