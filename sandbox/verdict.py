"""Does a command that was begun succeed?"""

from typing import NamedTuple

from sandbox.account import Account, Running
from sandbox.queue import QueuedCommand
from sandbox.state import State


class Verdict(NamedTuple):
    """Why a command fails, or nothing; and the counted knobs this took."""

    reason: str = ""
    used: tuple[str, ...] = ()


def verdict(state: State, account: Account, running: Running, at: float) -> Verdict:
    command = running.command
    impossible = command.slug and _impossible(state, account, command, at)
    if impossible:
        return Verdict(impossible)
    if state.panel.left(account.userid, "fail_next"):
        return Verdict("error", ("fail_next",))
    unlucky = state.draw.chance(state.knobs(account).failure_rate, "failure", command.messageid, command.attempt)
    return Verdict("error" if unlucky else "")


def _impossible(state: State, account: Account, command: QueuedCommand, at: float) -> str:
    relation = state.relation(account, command.slug)
    if not state.person(command.slug).reachable:
        return "no_such_profile"
    match command.command:
        case "connect":
            return _no_invitation(state, account, command, at)
        case "message" | "endorse" | "disconnect" if relation.degree != 1:
            return "not_connected"
        case "inmail" if relation.degree == 1:
            return "already_connected"
        case _:
            return ""


def _no_invitation(state: State, account: Account, command: QueuedCommand, at: float) -> str:
    relation = state.relation(account, command.slug)
    weekly = state.knobs(account).weekly_invitations
    if relation.degree == 1:
        return "already_connected"
    if relation.invited:
        return "already_invited"
    return "weekly_limit" if weekly is not None and account.invited_this_week(at) >= weekly else ""
