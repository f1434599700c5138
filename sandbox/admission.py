"""Who is calling, is the call genuine, and is it whole, all checked before a command is looked at?"""

from dataclasses import dataclass, field
from typing import Any

import orjson

from sandbox.account import Account
from sandbox.knobs import Knobs
from sandbox.signature import genuine
from sandbox.world import World

_STATUS = {
    "bad_signature": 401,
    "unknown_user": 403,
    "user_mismatch": 403,
    "unlicensed": 403,
    "stale": 401,
    "malformed": 400,
    "target_mismatch": 400,
    "duplicate": 409,
}


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came over the wire."""

    method: str
    url: str
    userid: str
    signature: str
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A genuine call."""

    account: Account
    body: dict[str, Any] = field(default_factory=dict)


class RefusedError(Exception):
    """The call is refused."""

    def __init__(self, reason: str, knobs: Knobs | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        code = reason.partition(":")[0]
        self.status = (knobs.status_codes if knobs else {}).get(code, _STATUS.get(code, 400))


def admit(world: World, call: Call, wall: float) -> Admitted:
    """Checks the exact bytes first, then what they say."""
    account = world.state.accounts.get(call.userid)
    if account is None:
        raise RefusedError("unknown_user")
    knobs = world.state.knobs(account)
    message = call.body if call.method == "POST" else call.url.encode()
    if knobs.strict_signature and not genuine(account.auth_key, message, call.signature):
        raise RefusedError("bad_signature", knobs)
    body = _checked(world, call, knobs, wall) if call.method == "POST" else {}
    if not knobs.licensed:
        raise RefusedError("unlicensed", knobs)
    return Admitted(account, body)


def _checked(world: World, call: Call, knobs: Knobs, wall: float) -> dict[str, Any]:
    body = _read(call.body, knobs)
    if body.get("userid") != call.userid:
        raise RefusedError("user_mismatch", knobs)
    if knobs.strict_targeturl and body.get("targeturl") != call.url:
        raise RefusedError("target_mismatch", knobs)
    timestamp = body.get("timestamp")
    if isinstance(timestamp, bool) or not isinstance(timestamp, (int, float)):
        raise RefusedError("malformed: timestamp is missing or no number", knobs)
    _check_time(world, timestamp / 1000, knobs, wall)
    return body


def _read(raw: bytes, knobs: Knobs) -> dict[str, Any]:
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise RefusedError("malformed: no JSON", knobs) from None
    if not isinstance(body, dict):
        raise RefusedError("malformed: no JSON object", knobs)
    return body


def _check_time(world: World, stamped: float, knobs: Knobs, wall: float) -> None:
    """A simulated clock follows a stamp that is ahead; a stamp too far off real time is refused."""
    clock = world.state.clock
    if clock.follow(wall, stamped) or knobs.timestamp_window is None:
        return
    if abs(stamped - clock.now(wall)) > knobs.timestamp_window * clock.speed:
        raise RefusedError("stale", knobs)
