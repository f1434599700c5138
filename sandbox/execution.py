"""Carrying out one command: begun, then finished well or badly, with the webhooks that tell of it."""

from typing import Any

from sandbox import heartbeat, shape
from sandbox.account import Account, Running
from sandbox.crowd import consequences
from sandbox.instant import MINUTE
from sandbox.knobs import Span
from sandbox.queue import QueuedCommand
from sandbox.relation import Relation
from sandbox.verdict import Verdict, verdict
from sandbox.vocabulary import WITHOUT_PROFILE
from sandbox.world import World

_USUAL: Span = (15, 60)


def start(world: World, account: Account, command: QueuedCommand, at: float) -> None:
    """Begins a command, or passes over it without a word where exclusion rules say so."""
    used = _skips(world, account, command)
    if used is not None:
        world.record("failed", at, **_named(account, command), reason="skipped", final=True, used=used)
        return
    ends_at = at + _duration(world, account, command)
    world.record("started", at, **_named(account, command), ends_at=ends_at)
    _report(world, account, command, at, None)
    if command.slug and (command.command == "visit" or world.state.knobs(account).visit_with_every_command):
        _visit(world, account, command, at, ends_at)


def finish(world: World, account: Account, running: Running, at: float) -> None:
    command = running.command
    judged = verdict(world.state, account, running, at)
    free_at = at + world.state.draw.between(world.state.knobs(account).gap_seconds, "gap", command.messageid)
    if judged.reason:
        _fail(world, account, command, at, judged, free_at)
    else:
        effects = consequences(world.state, account, command, at)
        world.record("executed", at, **_named(account, command), free_at=free_at, **effects)
        _follow_enroll(world, account, command, at)
    if not judged.reason or world.state.knobs(account).failures_are_told:
        _tell(world, account, command, at, not judged.reason)


def _skips(world: World, account: Account, command: QueuedCommand) -> list[str] | None:
    if command.params.get("force") is True:
        return None
    if world.state.panel.left(account.userid, "skip_next"):
        return ["skip_next"]
    rate = world.state.knobs(account).skip_rate
    return [] if world.state.draw.chance(rate, "skip", command.messageid) else None


def _fail(world: World, account: Account, command: QueuedCommand, at: float, judged: Verdict, free_at: float) -> None:
    knobs = world.state.knobs(account)
    again = judged.reason == "error" and command.attempt < knobs.max_attempts
    more: dict[str, Any] = {"again_at": at + knobs.retry_after_minutes * MINUTE} if again else {}
    if judged.reason == "weekly_limit":
        more["limited_until"] = at + float(account.settings["linkedinlimitsnooze"]) * 1440 * MINUTE
    named = _named(account, command)
    world.record(
        "failed", at, **named, reason=judged.reason, final=not again, free_at=free_at, used=judged.used, **more
    )


def _tell(world: World, account: Account, command: QueuedCommand, at: float, success: bool) -> None:
    """The `action` webhook, the command's own, and that the extension is ready again."""
    state, knobs = world.state, world.state.knobs(account)
    if command.slug and command.command != "visit" and knobs.action_webhooks:
        relation = state.relation(account, command.slug)
        data = shape.action(knobs, command, state.person(command.slug), relation, success)
        world.emit(account, ("action", "completed"), at, data)
    _report(world, account, command, at + 0.006, success)
    if knobs.ready:
        heartbeat.beat(world, account, at + 3)


def _report(world: World, account: Account, command: QueuedCommand, at: float, result: bool | None) -> None:
    knobs = world.state.knobs(account)
    data = shape.rccommand(knobs, command, _relation(world, account, command), _ident(world, account, command), result)
    world.emit(account, ("rccommand", "received" if result is None else "completed"), at, data)


def _visit(world: World, account: Account, command: QueuedCommand, at: float, ends_at: float) -> None:
    """The page opens while the command runs; a second webhook with more may follow."""
    state, knobs = world.state, world.state.knobs(account)
    person, relation = state.person(command.slug), state.relation(account, command.slug)
    opened = at + (ends_at - at) * 0.3
    if not person.reachable:
        return
    events = [("create", opened + 0.9)]
    if state.draw.chance(knobs.visit_update_rate, "update", command.messageid):
        events.append(("update", opened + 2.5))
    for event, time in events:
        full = event == "update"
        data = shape.visit(knobs, person, relation, opened, full=full, degree=relation.degree, tags=True)
        world.emit(account, ("visit", event), time, data, _ident(world, account, command))


def _follow_enroll(world: World, account: Account, command: QueuedCommand, at: float) -> None:
    """Somebody enrolled who is no connection gets an invitation queued by Dux-Soup itself."""
    if command.command != "enroll" or world.state.relation(account, command.slug).degree == 1:
        return
    params = {"profile": command.params["profile"], "campaignid": command.label}
    invitation = QueuedCommand(world.state.messageid(account.userid), "connect", params, at, command.slug)
    world.record("told", at, **_named(account, invitation), params=params, runafter=None, origin="enroll")


def _duration(world: World, account: Account, command: QueuedCommand) -> float:
    if command.command == "wait":
        return float(command.params.get("duration", 0))
    spans = world.state.knobs(account).duration_seconds
    span = spans.get(command.command, _USUAL) if isinstance(spans, dict) else spans
    return world.state.draw.between(span, "duration", command.messageid, command.attempt)


def _named(account: Account, command: QueuedCommand) -> dict[str, Any]:
    named = {"userid": account.userid, "messageid": command.messageid, "command": command.command}
    about = {"slug": command.slug, "campaignid": command.label, "profile": command.params.get("profile", "")}
    return named | about | {"text": command.params.get("messagetext"), "attempt": command.attempt}


def _relation(world: World, account: Account, command: QueuedCommand) -> Relation | None:
    return None if command.command in WITHOUT_PROFILE else world.state.relation(account, command.slug)


def _ident(world: World, account: Account, command: QueuedCommand) -> str:
    if world.state.knobs(account).rccommand_id == "messageid":
        return command.messageid
    drawn = world.state.draw.digest("rccommand", command.messageid)
    return f"{drawn[:8]}-{drawn[8:12]}-{drawn[12:24]}"
