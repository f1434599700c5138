"""A tiny world without a network, for properties: the engine's own functions, and a remote that keeps count."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import orjson

from engine import deadlines, dispatcher, launch, progress, reactions, reconcile
from engine.action import ActionVerdict, resolve
from engine.claims import Claimant, Claimed, claim
from engine.outcome import NotTaken, Outcome, Queued, Unclear
from integrations.duxsoup.queue_item import QueueItem
from models import (
    Action,
    ActionState,
    Assignment,
    Campaign,
    DuxSoupAccount,
    IdentityKind,
    Receipt,
    StepKind,
    Unit,
    Units,
)
from models.errors import IllegalTransition
from models.ids import new_id
from tests import factories
from tests.settable_clock import SettableClock

ANSWERS: dict[str, tuple[bool, Outcome | None]] = {
    "taken": (True, Queued(None)),
    "answer lost": (True, Unclear("no_answer")),
    "request lost": (False, Unclear("no_answer")),
    "busy": (False, NotTaken("rate_limited")),
    "killed": (True, None),
    "killed before": (False, None),
}


@dataclass
class Laboratory:
    """`delivered` counts what reached the remote under each step's name; `waiting` is the remote's queue."""

    runner: asyncio.Runner
    units: Units
    clock: SettableClock
    account: DuxSoupAccount | None = None
    campaign: Campaign | None = None
    delivered: Counter[tuple[UUID, UUID]] = field(default_factory=Counter)
    waiting: dict[UUID, Action] = field(default_factory=dict)
    number: int = 0

    async def fresh(self) -> Assignment:
        """A workspace of its own with one launched contact: visit, connect, message."""
        workspace = await factories.workspace()
        member = await factories.member(workspace)
        self.account = await factories.account(workspace, member=member)
        self.campaign = await factories.campaign(workspace)
        steps: list[Any] = [StepKind.VISIT, StepKind.CONNECT, {"kind": StepKind.MESSAGE, "template": "Hello there"}]
        await factories.sequence(self.campaign, *steps)
        self.delivered.clear()
        self.waiting.clear()
        assignment = await self.person()
        order: dict[str, Any] = {"workspace_id": workspace.id, "campaign_id": self.campaign.id, "member_id": member.id}
        await self.units.run(partial(launch.launch, ring=factories.RING, **order))
        return await Assignment.get(id=assignment.id)

    async def person(self) -> Assignment:
        assert self.campaign is not None
        assert self.account is not None
        self.number += 1
        contact = await factories.contact(await self.campaign.workspace)
        await factories.identity(contact, f"id.{self.number}", IdentityKind.DUX_ID)
        return await factories.assignment(self.campaign, contact, member_id=self.account.member_id)

    async def claim(self, owner: str = "worker-1") -> Claimed | None:
        assert self.account is not None
        claimant = Claimant(owner, self.clock.monotonic())
        work = partial(claim, ring=factories.RING, account_id=self.account.id, claimant=claimant)
        found = await self.units.run(work)
        return found if isinstance(found, Claimed) else None

    async def hand_over(self, answer: str) -> Action | None:
        """One turn, whose call the remote answers so; gives what was claimed."""
        await DuxSoupAccount.all().update(retry_at=None)
        claimed = await self.claim()
        if claimed is None:
            return None
        reached, outcome = ANSWERS[answer]
        action = await Action.get(id=claimed.action_id)
        if reached:
            self.delivered[action.assignment_id, action.step_id] += 1
            self.waiting[action.id] = action
        if outcome is not None:
            await self.units.run(partial(dispatcher.settle, claimed=claimed, outcome=outcome))
        return action

    async def carry_out(self) -> None:
        """The remote does the oldest of its queue; its word is stored, and read whenever somebody reads."""
        if self.waiting:
            action = self.waiting.pop(next(iter(self.waiting)))
            await self.store(self.command(action, result=True))

    async def look(self) -> None:
        for action_id in await reconcile.due(self.clock.now(), self.clock.wall()):
            item = QueueItem("m", None, str(action_id), None, None, None) if action_id in self.waiting else None
            work = partial(reconcile.judge, action_id=action_id, found=item, looked=self.clock.wall())
            await self.units.run(work)

    async def heartbeat(self) -> None:
        await self.store(self.envelope("rccommand", "ready", {"clientid": "c"}))

    async def store(self, body: dict[str, Any]) -> UUID:
        assert self.account is not None
        receipt_id, owner = new_id(), self.account.workspace_id
        place: dict[str, Any] = {
            "table": "receipt",
            "column": "sealed_body",
            "workspace_id": owner,
            "row_id": receipt_id,
        }
        sealed = factories.RING.seal(orjson.dumps(body).decode(), **place)
        await factories.receipt(self.account, id=receipt_id, sealed_body=sealed, created_at=self.clock.now())
        return receipt_id

    async def read(self) -> None:
        for row in await Receipt.filter(verdict="waiting").order_by("id"):
            await self.apply(row.id)

    async def apply(self, receipt_id: UUID) -> None:
        await self.units.run(partial(reactions.apply, ring=factories.RING, receipt_id=receipt_id))

    async def pass_by(self) -> None:
        for assignment_id in await deadlines.due(self.clock.now()):
            await self.units.run(partial(deadlines.pass_by, assignment_id=assignment_id))

    async def decide(self, verdict: ActionVerdict) -> None:
        """A person's word on the newest action, where it fits."""
        assert self.account is not None
        newest = await Action.filter(account_id=self.account.id).order_by("-created_at", "-id").first()
        assert newest is not None

        async def command(unit: Unit) -> None:
            assignment, action = await progress.pair(newest.id)
            await resolve(unit, assignment, action, verdict)

        try:
            await self.units.run(command)
        except IllegalTransition:
            return

    def command(self, action: Action, *, result: bool, minutes: float = 0) -> dict[str, Any]:
        data = {"id": "m", "command": action.kind.value, "params": {"campaignid": str(action.id)}, "result": result}
        return self.envelope("rccommand", "completed", data, minutes)

    def envelope(self, family: str, event: str, data: dict[str, Any], minutes: float = 0) -> dict[str, Any]:
        assert self.account is not None
        moment = (self.clock.now() + timedelta(minutes=minutes)).isoformat()
        userid = self.account.dux_soup_user_id
        return {"userid": userid, "time": moment, "type": family, "event": event, "data": data}

    def letter(self, text: str, *, sent: bool = False, minutes: float = 0, **more: Any) -> dict[str, Any]:
        moment = (self.clock.now() + timedelta(minutes=minutes)).isoformat()
        data = {"url": f"https://example.com/{self.number}", "timestamp": moment, "text": text} | more
        data |= {"toId" if sent else "fromId": f"id.{self.number}"}
        return self.envelope("message", "sent" if sent else "received", data, minutes)

    def seen(self, minutes: float, **data: Any) -> dict[str, Any]:
        return self.envelope("visit", "update", {"id": f"id.{self.number}"} | data, minutes)


QUIET = (ActionState.PLANNED, ActionState.CANCELLED)
