"""A small world for the engine: one campaign, one seat at a real sandbox, people, and receipts put in by hand."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import pytest

from engine import deadlines, launch, progress, reactions, reconcile
from engine.action import ActionVerdict, resolve
from engine.dispatcher import Dispatcher
from engine.idle import Idle
from engine.looks import Looks
from engine.rounds import Rounds
from engine.verification import Verification
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.queue_item import QueueItem
from models import (
    Action,
    Assignment,
    Campaign,
    Contact,
    DuxSoupAccount,
    Member,
    Receipt,
    StepKind,
    Unit,
    Units,
    Workspace,
)
from models.ids import new_id
from tests import factories
from tests.sandbox_process import SandboxProcess
from tests.settable_clock import SettableClock

NOTE = "Hello {{ first_name }}, good to be in touch."
LETTER = "Thank you for connecting, {{ first_name }}. May I tell you what we do?"


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """Its clock is nobody's here: tests stand still and jump, so it may not judge timestamps."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as running:
        running.knobs(timestamp_window=None)
        yield running


@dataclass
class World:
    """What a test of the engine talks to; time moves only when told."""

    units: Units
    clock: SettableClock
    sandbox: SandboxProcess
    dispatcher: Dispatcher
    reconciler: Looks
    rounds: Rounds
    verification: Verification
    workspace: Workspace
    member: Member
    account: DuxSoupAccount
    campaign: Campaign
    contacts: list[Contact] = field(default_factory=list)

    async def assigned(self, count: int = 1, **values: Any) -> list[Assignment]:
        made = []
        for _ in range(count):
            person = await factories.contact(self.workspace)
            self.contacts.append(person)
            made.append(await factories.assignment(self.campaign, person, member=self.member, **values))
        return made

    async def launch(self, **values: Any) -> launch.Launch:
        order = {"workspace_id": self.workspace.id, "campaign_id": self.campaign.id, "member_id": self.member.id}
        return await self.units.run(partial(launch.launch, ring=factories.RING, **(order | values)))

    async def launched(self, count: int = 1) -> list[Assignment]:
        made = await self.assigned(count)
        await self.launch()
        return [await Assignment.get(id=one.id) for one in made]

    async def turn(self) -> Idle | None:
        return await self.dispatcher.turn(self.account.id)

    async def sent(self, minutes: float = 10) -> list[Action]:
        """Hands over whatever may go now, in small steps of time; gives what was handed over, oldest first."""
        for _ in range(4):
            while await self.turn() is None:
                self.clock.move(minutes=3)
            self.clock.move(minutes=minutes / 4)
        return await Action.filter(sent_at__isnull=False).order_by("sent_at", "id")

    async def receive(self, body: dict[str, Any] | None = None, *, simple: bool = False, **values: Any) -> Receipt:
        """Stores a receipt as the endpoint does, and reads it as the worker does."""
        receipt = await self.store(body or {}, simple=simple, **values)
        await self.read(receipt.id)
        return await Receipt.get(id=receipt.id)

    async def store(self, body: dict[str, Any], *, simple: bool = False, **values: Any) -> Receipt:
        receipt_id = new_id()
        text = orjson.dumps(body).decode()
        place: dict[str, Any] = {
            "table": "receipt",
            "column": "sealed_body",
            "workspace_id": self.workspace.id,
            "row_id": receipt_id,
        }
        given: dict[str, Any] = {"id": receipt_id, "sealed_body": factories.RING.seal(text, **place)}
        given |= {"created_at": self.clock.now(), "dialect": "simple" if simple else "native"}
        given |= {"repeat_key": None} if simple else {}
        return await factories.receipt(self.account, **(given | values))

    async def read(self, receipt_id: UUID) -> None:
        await self.units.run(partial(reactions.apply, ring=factories.RING, receipt_id=receipt_id))

    async def carried_out(self, action: Action, **more: Any) -> Receipt:
        """Dux-Soup's word that the command is done."""
        return await self.receive(self.command("completed", action, result=True, **more))

    def command(self, event: str, action: Action, **more: Any) -> dict[str, Any]:
        params = {"profile": "https://www.linkedin.com/in/whoever/", "campaignid": str(action.id)}
        data = {"id": action.message_id, "command": action.kind.value, "params": params | more.pop("params", {})}
        return self.envelope("rccommand", event, data | more)

    def envelope(self, family: str, event: str, data: dict[str, Any]) -> dict[str, Any]:
        moment = self.clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {"userid": self.account.dux_soup_user_id, "time": moment, "type": family, "event": event, "data": data}

    async def again(self, assignment: Assignment) -> Assignment:
        return await Assignment.get(id=assignment.id)

    async def last(self, assignment: Assignment) -> Action:
        """Its newest action, as it is now."""
        found = await Action.filter(assignment_id=assignment.id).order_by("-created_at", "-id").first()
        assert found is not None
        return found

    async def ordered(self, work: Callable[..., Awaitable[Any]], assignment: Assignment, *values: Any) -> Any:
        """A person's command on one assignment, which it finds locked."""

        async def command(unit: Unit) -> Any:
            return await work(unit, await progress.locked(assignment.id), *values)

        return await self.units.run(command)

    async def decided(self, action: Action, verdict: ActionVerdict) -> Action:
        async def command(unit: Unit) -> None:
            assignment, locked = await progress.pair(action.id)
            await resolve(unit, assignment, locked, verdict)

        await self.units.run(command)
        return await Action.get(id=action.id)

    async def looked(self, **later: float) -> None:
        """Two looks at the remote queue, more than a minute of wall time apart, and whatever more is asked."""
        await self.reconciler.turn()
        self.clock.move(**(later or {"seconds": 61}))
        await self.reconciler.turn()

    async def judged(self, action: Action, *, present: bool = False) -> None:
        """One look that found it under its own label, or nothing."""
        item = QueueItem(action.message_id, action.kind.value, str(action.id), None, None, None) if present else None
        looked = self.clock.wall()
        await self.units.run(partial(reconcile.judge, action_id=action.id, found=item, looked=looked))

    async def gone(self, action: Action) -> None:
        """Absent in two looks."""
        await self.judged(action)
        self.clock.move(minutes=1)
        await self.judged(action)

    async def watched(self, *, minutes: float) -> None:
        """Looks as often as a worker does at the least, for so long."""
        for _ in range(round(minutes)):
            await self.reconciler.turn()
            self.clock.move(minutes=1)
        await self.reconciler.turn()

    async def passed_by(self) -> None:
        for assignment_id in await deadlines.due(self.clock.now()):
            await self.units.run(partial(deadlines.pass_by, assignment_id=assignment_id))

    async def accepted(self, connect: Action) -> None:
        tags = [f"🦆-{str(connect.id).upper()}-accepted"]
        await self.receive(self.envelope("visit", "update", {"id": "id.700000001", "Degree": "2", "My Tags": tags}))

    async def letter(self, text: str = "Sure!", *, sent: bool = False, at: datetime | None = None) -> Receipt:
        """Of the one person of the world, known as id.700000001 from the visit."""
        stamp = (at or self.clock.now()).isoformat()
        body = {"url": "https://www.linkedin.com/messaging/thread/2-EXAMPLE==/", "timestamp": stamp, "text": text}
        body |= {"toId" if sent else "fromId": "id.700000001"}
        return await self.receive(self.envelope("message", "sent" if sent else "received", body))

    async def at_step(self, kind: StepKind) -> tuple[Assignment, Action]:
        """One contact whose action of this kind is at Dux-Soup, all before it carried out."""
        (assignment,) = await self.launched()
        for wait in ({}, {"hours": 4}, {"days": 3, "hours": 1}):
            self.clock.move(**wait)
            action = (await self.sent())[-1]
            if action.kind is kind:
                return await self.again(assignment), action
            await self.carried_out(action, params={"profileid": "id.700000001"})
            if action.kind is StepKind.CONNECT:
                await self.accepted(action)
        raise AssertionError(kind)


@pytest.fixture
async def world(units: Units, clock: SettableClock, sandbox: SandboxProcess) -> AsyncIterator[World]:
    """A campaign of visit, connect and a message three days after acceptance."""
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    account = await factories.account(workspace, member=member)
    sandbox.account(account.dux_soup_user_id, factories.AUTH_KEY)
    campaign = await factories.campaign(workspace)
    await factories.sequence(
        campaign,
        StepKind.VISIT,
        {"kind": StepKind.CONNECT, "template": NOTE},
        {"kind": StepKind.MESSAGE, "template": LETTER, "delay_days": 3},
    )
    async with DuxSoup(sandbox.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        dispatcher = Dispatcher(units, factories.RING, duxsoup, "worker-1")
        reconciler = Looks(units, factories.RING, duxsoup)
        sweeps = (Rounds(units, factories.RING, duxsoup, reconciler), Verification(units, factories.RING, duxsoup))
        yield World(units, clock, sandbox, dispatcher, reconciler, *sweeps, workspace, member, account, campaign)
