"""Starts the sandbox as the process that it is, for every suite that needs one."""

import json
import subprocess
import sys
import time
from base64 import b64encode
from datetime import datetime
from hmac import digest
from pathlib import Path
from typing import Any, Self

import httpx

_ROOT = Path(__file__).resolve().parent.parent
_FAMILIES = ["visit", "scan", "action", "message", "rc"]


class SandboxProcess:
    """A real sandbox on a free port of this machine, with its ledger in the given folder."""

    def __init__(self, data: Path, *, seed: int = 1, arguments: tuple[str, ...] = ()) -> None:
        self.data = data
        self.url = ""
        self._arguments = ("--data", str(data), "--seed", str(seed), *arguments)
        self._process: subprocess.Popen[str] | None = None
        self._client = httpx.Client(trust_env=False, timeout=20)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._client.close()

    @property
    def remote_url(self) -> str:
        """What the product is given as the address of Dux-Soup."""
        return f"{self.url}/xapi"

    def start(self, port: int = 0) -> Self:
        command = [sys.executable, "-m", "sandbox", "--port", str(port), *self._arguments]
        self._process = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        assert said, "the sandbox did not start"
        self.url = said.split()[-1]
        self._wait_for_health()
        return self

    def restart(self) -> None:
        """On the same port, so that whoever was told the address finds it again."""
        self.start(int(self.url.rpartition(":")[2]))

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._end()

    def kill(self) -> None:
        """As a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._end()

    def knobs(self, userid: str | None = None, **values: Any) -> dict[str, Any]:
        """Sets knobs by name, for all accounts or for one; answers with all of them."""
        return self._post(f"/sandbox/accounts/{userid}/knobs" if userid else "/sandbox/knobs", values)

    def account(
        self,
        userid: str = "100000000000000000001",
        auth_key: str = "sandbox-auth-key-0001",
        *,
        webhook_url: str | None = None,
        events: list[str] | None = None,
        planner_hours: Any = "always",
        **more: Any,
    ) -> dict[str, Any]:
        """Makes a seat; it works at all hours unless told otherwise, so that no test depends on the time of day."""
        hooks = [{"url": webhook_url, "events": events or _FAMILIES}] if webhook_url else []
        knobs = {"planner_hours": planner_hours} | more.pop("knobs", {})
        body = {"userid": userid, "auth_key": auth_key, "webhooks": hooks, "knobs": knobs} | more
        return self._post("/sandbox/accounts", body)

    def person(self, slug: str, **said: Any) -> dict[str, Any]:
        return self._post("/sandbox/people", {"slug": slug} | said)

    def clock(self, simulated_anchor: str, day_seconds: float, wall_anchor: float | None = None) -> dict[str, Any]:
        anchor = time.time() if wall_anchor is None else wall_anchor
        body = {"wall_anchor": anchor, "simulated_anchor": simulated_anchor, "day_seconds": day_seconds}
        return self._post("/sandbox/clock", body)

    def act(self, userid: str, act: str, slug: str, **more: Any) -> dict[str, Any]:
        """By hand: accept, reply, write, visit, withdraw."""
        return self._post(f"/sandbox/accounts/{userid}/acts", {"act": act, "slug": slug} | more)

    def drops_answers(self, times: int, userid: str | None = None) -> None:
        self.knobs(userid, drop_answers=times)

    def get(self, path: str, **query: Any) -> Any:
        return self._client.get(self.url + path, params=query).raise_for_status().json()

    def ledger(self, *kinds: str, userid: str | None = None, after: int = 0) -> list[dict[str, Any]]:
        query = {"after": after} | ({"kind": ",".join(kinds)} if kinds else {}) | ({"userid": userid} if userid else {})
        lines: list[dict[str, Any]] = self.get("/ledger", **query)
        return lines

    def await_ledger(self, *kinds: str, count: int = 1, within: float = 120, **about: Any) -> list[dict[str, Any]]:
        """Waits until so many lines of these kinds say what is asked."""
        deadline = time.monotonic() + within
        while True:
            lines = [line for line in self.ledger(*kinds) if about.items() <= line.items()]
            if len(lines) >= count:
                return lines
            assert time.monotonic() < deadline, f"{len(lines)} of {count} lines {kinds} {about}"
            time.sleep(0.02)

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        response = self._client.post(self.url + path, json=body)
        assert response.is_success, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def _wait_for_health(self) -> None:
        deadline = time.monotonic() + 120
        while True:
            try:
                self._client.get(f"{self.url}/healthz").raise_for_status()
            except httpx.TransportError:
                assert time.monotonic() < deadline, "the sandbox does not answer"
                time.sleep(0.02)
            else:
                return

    def _end(self) -> None:
        assert self._process is not None
        self._process.wait(60)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None


class RemoteCaller:
    """Signs calls by hand, so that the sandbox is tried without the product's client."""

    def __init__(self, sandbox: SandboxProcess, userid: str, auth_key: str) -> None:
        self.root = f"{sandbox.remote_url}/remote/control/{userid}"
        self.userid = userid
        self._sandbox = sandbox
        self._key = auth_key.encode()
        self._client = httpx.Client(trust_env=False, timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def post(self, path: str, *, stamped: float | None = None, **said: Any) -> httpx.Response:
        url = f"{self.root}{path}"
        timestamp = int(1000 * (self.now() if stamped is None else stamped))
        body = json.dumps({"targeturl": url, "userid": self.userid, "timestamp": timestamp} | said).encode()
        return self.send_raw(url, body, self.signature(body))

    def queue(self, command: str, slug: str, **said: Any) -> httpx.Response:
        top = {"runafter": said.pop("runafter")} if "runafter" in said else {}
        params = {"profile": f"https://www.linkedin.com/in/{slug}/"} | said
        return self.post("/queue", command=command, params=params, **top)

    def read(self, path: str) -> httpx.Response:
        url = f"{self.root}{path}"
        return self._client.get(url, headers={"X-Dux-Signature": self.signature(url.encode())})

    def send_raw(self, url: str, body: bytes, signature: str) -> httpx.Response:
        return self._client.post(url, content=body, headers={"X-Dux-Signature": signature})

    def signature(self, message: bytes) -> str:
        return b64encode(digest(self._key, message, "sha1")).decode()

    def now(self) -> float:
        return datetime.fromisoformat(self._sandbox.get("/sandbox/clock")["now"]).timestamp()

    def close(self) -> None:
        self._client.close()
