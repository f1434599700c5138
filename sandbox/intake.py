"""Taking a command into the queue, or refusing it as wrong or as queued already."""

from typing import Any

from sandbox.account import Account
from sandbox.admission import RefusedError
from sandbox.instant import iso, moment
from sandbox.knobs import Knobs
from sandbox.queue import QueuedCommand
from sandbox.vocabulary import COMMANDS, WITHOUT_PROFILE
from sandbox.world import World

Answer = dict[str, Any]


def command_in(world: World, account: Account, body: Answer, at: float) -> QueuedCommand:
    """Reads a command; what is missing or unknown is refused."""
    knobs, params = world.state.knobs(account), body.get("params", {})
    wrong = _wrong(knobs, body.get("command"), params)
    if wrong:
        raise RefusedError(f"malformed: {wrong}", knobs)
    runafter = _runafter(knobs, body.get("runafter"))
    person = None if body["command"] in WITHOUT_PROFILE else world.state.people.of(str(params["profile"]))
    if person is None and body["command"] not in WITHOUT_PROFILE:
        raise RefusedError("malformed: params.profile is no profile address", knobs)
    slug, messageid = person.slug if person else "", world.state.messageid(account.userid)
    return QueuedCommand(messageid, body["command"], params, runafter or at, slug, runafter)


def take(world: World, account: Account, command: QueuedCommand, at: float, used: tuple[str, ...]) -> Answer:
    """Queues a command that is not queued yet; the answer to one that is depends on the mode."""
    named = told(account, command)
    if command.command == "reset":
        reset(world, account, at, messageid=command.messageid)
        return {"messageid": command.messageid}
    knobs = world.state.knobs(account)
    twin = _twin(account, command, knobs)
    if twin is None:
        runafter = command.runafter and iso(command.runafter)
        world.record("told", at, **named, params=command.params, runafter=runafter, origin="api", used=used)
        return {"messageid": command.messageid}
    if knobs.duplicate_mode == "error":
        raise RefusedError("duplicate", knobs)
    named["messageid"] = None
    world.record("refused", at, **named, reason="duplicate", duplicate_of=twin.messageid, used=used)
    return {"messageid": twin.messageid} if knobs.duplicate_mode == "same_id" else {"status": "already queued"}


def reset(world: World, account: Account, at: float, messageid: str | None = None) -> None:
    dropped = [command.messageid for command in account.queue]
    world.record("reset", at, userid=account.userid, messageid=messageid, dropped=dropped)


def told(account: Account, command: QueuedCommand) -> dict[str, Any]:
    """How the ledger names a command that came in."""
    about = {"messageid": command.messageid, "command": command.command, "slug": command.slug}
    words = {"profile": command.params.get("profile", ""), "text": command.params.get("messagetext")}
    return {"userid": account.userid} | about | words | {"campaignid": command.label}


def _twin(account: Account, command: QueuedCommand, knobs: Knobs) -> QueuedCommand | None:
    if knobs.duplicate_mode == "accepted":
        return None
    return account.queue.same(command, knobs.duplicate_key) or _running_twin(account, command, knobs)


def _running_twin(account: Account, command: QueuedCommand, knobs: Knobs) -> QueuedCommand | None:
    if not knobs.running_counts_as_queued or account.running is None:
        return None
    running, fields = account.running.command, knobs.duplicate_key
    return running if running.key(fields) == command.key(fields) else None


def _wrong(knobs: Knobs, command: object, params: object) -> str:
    if not isinstance(params, dict) or command not in COMMANDS:
        return "unknown command, or params is no object"
    if command not in WITHOUT_PROFILE and not isinstance(params.get("profile"), str):
        return "params.profile is missing"
    return _missing(knobs, str(command), params)


def _missing(knobs: Knobs, command: str, params: Answer) -> str:
    match command:
        case "message" | "inmail" if not isinstance(params.get("messagetext"), str) or not params["messagetext"]:
            return "params.messagetext is missing"
        case "inmail" if not any(params.get(name) for name in _subject_fields(knobs)):
            return "the subject is missing"
        case "tag" | "untag" if not isinstance(params.get(knobs.tags_field), list):
            return f"params.{knobs.tags_field} is no list"
        case "enroll" if not params.get("campaignid"):
            return "params.campaignid is missing"
        case "wait" if not isinstance(params.get("duration"), (int, float)):
            return "params.duration is missing"
        case _:
            return ""


def _subject_fields(knobs: Knobs) -> tuple[str, ...]:
    either = ("messagesubject", "subject")
    return either if knobs.inmail_subject_field == "either" else (knobs.inmail_subject_field,)


def _runafter(knobs: Knobs, given: object) -> float | None:
    if given is None:
        return None
    try:
        return moment(str(given))
    except ValueError:
        raise RefusedError("malformed: runafter is no date", knobs) from None
