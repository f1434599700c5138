"""What people do about what was done to them: they accept, they reply, or they do not."""

from typing import Any

from sandbox.account import Account, Happening
from sandbox.plan import Plan, plan
from sandbox.queue import QueuedCommand
from sandbox.state import State
from sandbox.world import World


def consequences(state: State, account: Account, command: QueuedCommand, at: float) -> dict[str, Any]:
    """What carrying out a command will bring about, drawn once and put on record with it."""
    match command.command:
        case "connect":
            after = _plan(state, account, command.slug).accepts_after
            return {} if after is None else {"accepted_at": at + after}
        case "message" | "inmail":
            return _reply(state, account, command.slug, at)
        case "tag" | "untag":
            return {"tags": command.params.get(state.knobs(account).tags_field, [])}
        case "enroll":
            return {"tags": [tag] if (tag := system_tag(state, account, command.label, "enrolled")) else []}
        case _:
            return {}


def happen(world: World, account: Account, happening: Happening, at: float) -> None:
    if happening.kind == "accepted":
        accept(world, account, happening.slug, at)
    else:
        reply(world, account, happening.slug, at, happening.text, happening.to)


def accept(world: World, account: Account, slug: str, at: float) -> None:
    """A connection is made; who wanted to answer the note will do so after a while."""
    state = world.state
    relation, planned = state.relation(account, slug), _plan(state, account, slug)
    made: dict[str, Any] = {"note_shown": state.knobs(account).note_appears_as_sent}
    if relation.label and "tag" in state.knobs(account).acceptance_signals:
        made["tag"] = system_tag(state, account, relation.label, "accepted")
    if relation.note and planned.replies_to == "note":
        made |= {"replied_at": at + planned.replies_after, "reply_text": planned.reply_text}
    world.record("accepted", at, userid=account.userid, slug=slug, campaignid=relation.label, **made)


def reply(world: World, account: Account, slug: str, at: float, text: str, to: str) -> None:
    label = world.state.relation(account, slug).label
    world.record("replied", at, userid=account.userid, slug=slug, text=text, to=to, campaignid=label)


def system_tag(state: State, account: Account, label: str, stage: str) -> str:
    """Dux-Soup's own tag, as seen: the campaign in lower case for these stages."""
    return f"🦆-{label.lower()}-{stage}" if state.knobs(account).system_tags else ""


def _reply(state: State, account: Account, slug: str, at: float) -> dict[str, Any]:
    planned, relation = _plan(state, account, slug), state.relation(account, slug)
    wanted = {"first": 1, "second": 2, "note": 0 if relation.note else 1}.get(planned.replies_to or "")
    if relation.messages + 1 != wanted:
        return {}
    to = "first" if wanted == 1 else "second"
    return {"replied_at": at + planned.replies_after, "reply_text": planned.reply_text, "to": to}


def _plan(state: State, account: Account, slug: str) -> Plan:
    return plan(state.draw, state.knobs(account), state.person(slug), account.userid)
