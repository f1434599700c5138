"""Faults of the remote API: which one strikes this call, and does it strike before or after taking the command?"""

from dataclasses import dataclass

from sandbox.account import Account
from sandbox.state import State


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to answer wrongly."""

    name: str
    takes: bool = False
    status: int = 0
    body: bytes = b""
    cut: bool = False  # the connection ends without an answer
    slow: bool = False


_REFUSALS = tuple(Fault(f"respond_{status}", status=status) for status in (400, 401, 402, 403, 404, 429, 500, 502, 503))
FAULTS = {
    fault.name: fault
    for fault in (
        *_REFUSALS,
        Fault("drop_requests", cut=True),
        Fault("timeouts", cut=True, slow=True),
        Fault("refuse_silently", status=200, body=b"{}"),
        Fault("drop_answers", takes=True, cut=True),
        Fault("timeouts_after_taking", takes=True, cut=True, slow=True),
        Fault("fail_after_taking", takes=True, status=500),
        Fault("bad_json", takes=True, status=200, body=b"<html><body>Please stand by</body></html>"),
        Fault("without_messageid", takes=True, status=200, body=b"{}"),
        Fault("oversized", takes=True, status=200, body=b'{"filler":"' + b"x" * 2_097_152 + b'"}'),
    )
}


@dataclass(frozen=True, slots=True)
class Strike:
    """A fault, and the counted knob it uses up, if a count was its cause."""

    fault: Fault
    used: tuple[str, ...] = ()


def strike(state: State, account: Account, endpoint: str, call: str) -> Strike | None:
    knobs = state.knobs(account)
    if endpoint not in knobs.fault_endpoints:
        return None
    for name, fault in FAULTS.items():
        if state.panel.left(account.userid, name):
            return Strike(fault, (name,))
    return _drawn(state, account, call)


def _drawn(state: State, account: Account, call: str) -> Strike | None:
    """One throw for all rates, so that their sum is the share of faulty calls."""
    thrown = state.draw.fraction("fault", account.userid, call)
    for name, rate in sorted(state.knobs(account).fault_rates.items()):
        thrown -= rate
        if thrown < 0:
            return Strike(FAULTS[name])
    return None
