"""Rules in which something goes wrong between two statements: two owners of a lease, a step that fails inside a unit."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from uuid import UUID

from engine import account as accounts
from engine.claims import Claimed
from engine.launch import LaunchConflict
from models import DuxSoupAccount, Receipt, Unit
from tests.properties.acts import RULES, Rule, commanded, newest
from tests.properties.laboratory import ANSWERS, Laboratory
from tests.properties.promise import hold
from tests.properties.tables import differing, dump
from tests.properties.tenant import Tenant


class Torn(Exception):
    """The process ends here, as far as the transaction can tell."""


class _Fuse(logging.Handler):
    """Every statement is logged before it is sent, on both databases: at the given one this raises instead."""

    def __init__(self, statements: int) -> None:
        super().__init__(logging.DEBUG)
        self.left = statements

    def emit(self, record: logging.LogRecord) -> None:
        self.left -= 1
        if self.left == 0:
            raise Torn(record.getMessage())


@contextmanager
def torn_at(statement: int) -> Iterator[None]:
    logger, fuse = logging.getLogger("tortoise.db_client"), _Fuse(statement)
    level = logger.level
    logger.addHandler(fuse)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(fuse)
        logger.setLevel(level)


async def _two_owners(lab: Laboratory, of: Tenant, how: str) -> None:
    """One is frozen after its claim; when it wakes another has the account, and its word counts for nothing."""
    first = await lab.claim(of, "worker-1")
    if first is None:
        return
    await lab.lease_ends(of, ever=False)
    await lab.claim(of, "worker-2")
    account = await DuxSoupAccount.get(id=of.account.id)
    hold(15, (account.lease_owner, account.lease_epoch) == ("worker-1", first.lease.epoch), "two owners at a time")
    await lab.lease_ends(of)
    lab.clock.move(hours=4)
    second = await lab.claim(of, "worker-2")
    await lab.send(of, first, how)
    before = await dump(of.workspace.id)
    await lab.settle(first, how)
    hold(15, not differing(before, await dump(of.workspace.id)), "a write under a stale epoch")
    if second is not None:
        hold(15, second.lease.epoch > first.lease.epoch, "an epoch was given twice")
        await lab.send(of, second, "taken")
        await lab.settle(second, "taken")


async def _torn(lab: Laboratory, of: Tenant, how: str) -> None:
    """One unit, which fails at one of its statements: nothing of it is there."""
    what, statement = how.split(" at ")
    claimed = await lab.claim(of) if what == "settle" else None
    if claimed is not None:
        await lab.send(of, claimed, "taken")
    before = await dump(of.workspace.id)
    try:
        with lab.unwatched(), torn_at(int(statement)):
            await _one_unit(lab, of, what, claimed)
    except Torn:
        changed = differing(before, await dump(of.workspace.id))
        hold(16, not changed, f"half of a unit is there: {changed}")
    await lab.units.looked()


async def _one_unit(lab: Laboratory, of: Tenant, what: str, claimed: Claimed | None) -> None:
    match what:
        case "claim":
            await lab.claim(of)
        case "launch":
            await lab.launch(of, 1, LaunchConflict.TAKE_OVER)
        case "settle":
            if claimed is not None:
                await lab.settle(claimed, "taken")
        case "look":
            await lab.look(1)
        case "deadline":
            await lab.pass_by(1)
        case "decision":
            await RULES["decide"][0](lab, of, "retry")
        case "receipt":
            for row in await Receipt.filter(verdict="waiting", workspace_id=of.workspace.id).order_by("id").limit(1):
                await lab.apply(row.id)


async def _other(lab: Laboratory, of: Tenant, how: str) -> None:
    """Somebody else's workspace, where the same people are known."""
    rule, argument = how.split(": ")
    before, room = await dump(of.workspace.id), await lab.room(of)
    await RULES[rule][0](lab, lab.other, argument)
    changed = differing(before, await dump(of.workspace.id))
    hold(18, not changed, f"another workspace's doings changed {changed}")
    hold(18, room == await lab.room(of), "another workspace's doings changed the limits")


async def _trespass(lab: Laboratory, of: Tenant, how: str) -> None:
    """Somebody else's workspace names what is ours: an action, a campaign, an account."""
    before = await dump(of.workspace.id)
    match how:
        case "action":
            action, now = await newest(of), lab.clock.now()
            for result in (True, False):
                await lab.store(lab.other, lab.other.command(action, now, result=result))
            await lab.store(lab.other, lab.other.seen(now, {"My Tags": [f"🦆-{action.id}-accepted"]}))
            await lab.read(lab.other)
        case "campaign":
            await lab.launch(replace(lab.other, campaigns=of.campaigns), 1, LaunchConflict.TAKE_OVER)
        case "account":
            await commanded(lab, partial(_pause, workspace_id=lab.other.workspace.id, account_id=of.account.id))
    changed = differing(before, await dump(of.workspace.id))
    hold(18, not changed, f"another workspace, naming what is ours, changed {changed}")


async def _pause(unit: Unit, workspace_id: UUID, account_id: UUID) -> None:
    await (await accounts.locked(workspace_id, account_id)).pause(unit, "account_paused_by_person", "asked for")


ACCIDENTS: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "two owners": (_two_owners, ("taken", "answer lost", "request lost", "busy")),
    "torn": (
        _torn,
        (
            *(f"{what} at {n}" for what in ("claim", "launch", "receipt") for n in (3, 7, 12, 18, 25)),
            *(f"{what} at {n}" for what in ("settle", "look", "deadline", "decision") for n in (4, 8)),
        ),
    ),
    "trespass": (_trespass, ("action", "campaign", "account")),
    "other": (
        _other,
        (
            *(f"hand over: {answer}" for answer in list(ANSWERS)[:2]), "carry out: done", "reply: ", "read: ", "tell: tag",
            "launch: take_over", "set status: blacklisted", "reinstate: ", "suppress company: ", "campaign: archived",
        ),
    ),
}  # fmt: skip
