"""Several who deliver webhooks at once, each over a connection of its own, and try again until they are thanked."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue

import httpx

from tests.faults.village import Hook
from webhooks.duxsoup.endpoint import PATH

PATIENCE = 120.0


class Postmen:
    """`thanked` holds each hook as often as it was answered 202."""

    def __init__(self, url: str, hooks: Sequence[Hook], count: int) -> None:
        self.thanked: list[Hook] = []
        self._url = url
        self._count = count
        self._bag: SimpleQueue[Hook] = SimpleQueue()
        self._gone = threading.Event()
        for hook in hooks:
            self._bag.put(hook)

    def deliver(self) -> None:
        """Until the bag is empty; raises what a postman met."""
        with ThreadPoolExecutor(self._count) as together:
            for walk in [together.submit(self._walk) for _ in range(self._count)]:
                walk.result()

    def give_up(self) -> None:
        self._gone.set()

    def _walk(self) -> None:
        with httpx.Client(base_url=self._url, trust_env=False, timeout=30) as client:
            while True:
                try:
                    hook = self._bag.get_nowait()
                except Empty:
                    return
                self._hand_over(client, hook)

    def _hand_over(self, client: httpx.Client, hook: Hook) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._gone.is_set():
            status = _answer(client, hook)
            if status == 202:
                self.thanked.append(hook)
                return
            assert status in {None, 429, 503}, status
            assert time.monotonic() < deadline, "nobody takes it"
            time.sleep(0.05)


def _answer(client: httpx.Client, hook: Hook) -> int | None:
    """Null where nobody answered: it may have been taken all the same."""
    try:
        headers = {"Content-Type": "application/json"}
        return client.post(f"{PATH}/{hook.address}", content=hook.body, headers=headers).status_code
    except httpx.TransportError:
        return None
