"""What the ledger's lines about commands and people change."""

from dataclasses import replace
from typing import Any

from sandbox.account import Account, Happening, Running
from sandbox.hours import day_of
from sandbox.instant import moment
from sandbox.queue import QueuedCommand
from sandbox.relation import Relation
from sandbox.state import State

Line = dict[str, Any]


def told(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    runafter = moment(line["runafter"]) if line.get("runafter") else None
    when = runafter or moment(line["at"])
    slug = line.get("slug", "")
    if slug:
        state.people.of(line["profile"])  # may name a member token, which is the only place it is said
        state.relation(account, slug)
    account.queue.add(QueuedCommand(line["messageid"], line["command"], line["params"], when, slug, runafter))
    state.ids += 1
    state.calls += 1


def started(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    account.running = Running(account.queue.remove(line["messageid"]), moment(line["at"]), line["ends_at"])


def interrupted(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    if account.running is not None:
        account.running.command.runafter = None
        account.queue.add(account.running.command, first=True)
        account.running = None


def executed(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    command = _leave(account, line)
    at = moment(line["at"])
    account.used[day_of(at, account.settings["dailylimitoffset"]), command.cap] += 1
    if line.get("slug"):
        _effect(account, state.relation(account, line["slug"]), command, line, at)


def failed(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    command = _leave(account, line)
    if line.get("again_at"):
        account.queue.add(replace(command, attempt=command.attempt + 1, runafter=line["again_at"]))
    if line.get("limited_until"):
        account.limited_until = line["limited_until"]
        account.settings["linkedinlimitalert"] = command.command


def withdrawn(state: State, line: Line) -> None:
    state.accounts[line["userid"]].queue.remove(line["messageid"])


def accepted(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    relation = state.relation(account, line["slug"])
    account.happenings.pop(("accepted", relation.slug), None)
    relation.degree, relation.connected_at = 1, moment(line["at"])
    account.new_connections[relation.slug] = relation.connected_at
    _tag(relation, line.get("tag"))
    if line.get("note_shown") and relation.note:
        account.add_letter(relation.slug, "sent", relation.note, relation.invited_at or relation.connected_at)
    _expect(account, "replied", line, to="note")


def replied(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    relation = state.relation(account, line["slug"])
    account.happenings.pop(("replied", relation.slug), None)
    account.add_letter(relation.slug, "received", line["text"], moment(line["at"]))


def manual(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    relation = state.relation(account, line["slug"])
    if line["act"] == "write":
        account.add_letter(relation.slug, "sent", line["text"], moment(line["at"]))


def bridged(state: State, line: Line) -> None:
    account = state.accounts[line["userid"]]
    for n in line["letters"]:
        account.new_letters.pop(n, None)
    for slug in line["connections"]:
        account.new_connections.pop(slug, None)


def _leave(account: Account, line: Line) -> QueuedCommand:
    """Takes the command out of the browser, or out of the queue if it was never begun."""
    account.free_at = line.get("free_at", account.free_at)
    running = account.running
    if running is not None and running.command.messageid == line["messageid"]:
        account.running = None
        return running.command
    return account.queue.remove(line["messageid"])


def _effect(account: Account, relation: Relation, command: QueuedCommand, line: Line, at: float) -> None:
    match command.command:
        case "connect":
            relation.invited_at, relation.label = at, command.label
            relation.note = str(command.params.get("messagetext", ""))
            account.invitations.append(at)
            account.settings["linkedinlimitalert"] = ""
            _expect(account, "accepted", line)
        case "message" | "inmail":
            relation.messages += 1
            box = "salesnavinbox" if command.command == "inmail" else "regularinbox"
            account.add_letter(relation.slug, "sent", str(command.params["messagetext"]), at, box)
            _expect(account, "replied", line)
        case "disconnect":
            relation.degree, relation.connected_at = 2, None
        case "untag":
            relation.tags = [tag for tag in relation.tags if tag not in line["tags"]]
        case _:
            for tag in line.get("tags", ()):
                _tag(relation, tag)


def _expect(account: Account, kind: str, line: Line, to: str = "") -> None:
    if line.get(f"{kind}_at"):
        happening = Happening(kind, line["slug"], line[f"{kind}_at"], line.get("reply_text", ""), line.get("to", to))
        account.happenings[kind, happening.slug] = happening


def _tag(relation: Relation, tag: str | None) -> None:
    if tag and tag not in relation.tags:
        relation.tags.append(tag)
