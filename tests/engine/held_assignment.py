"""One launched assignment whose connect is due, and everything that may hold it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tortoise import connections

from engine import blockers, campaign_share
from engine.blocked_by import blocked_by
from engine.blockers import REASONS, Blocker, Standing
from engine.limits import usage
from engine.traffic import Traffic, touchable_at, traffic
from models import (
    Action,
    ActionState,
    Assignment,
    Campaign,
    Contact,
    DuxSoupAccount,
    HoldCause,
    Member,
    Step,
    StepKind,
    Workspace,
)
from models.record import Record
from tests import factories
from tests.factories import START

HOUR = timedelta(hours=1)


@dataclass
class World:
    """One launched assignment whose connect is due, with nothing in its way."""

    workspace: Workspace
    member: Member
    account: DuxSoupAccount
    campaign: Campaign
    contact: Contact
    step: Step
    assignment: Assignment
    action: Action

    async def reasons(self, now: datetime = START) -> list[Blocker]:
        await self._read_anew()
        connection, account_id = connections.get("default"), self.account.id
        standing = Standing(
            traffic=(await traffic(connection, [account_id], now)).get(account_id, Traffic()),
            touchable_at=(await touchable_at(connection, [self.contact.id], now)).get(self.contact.id),
            absent_until=self.member.absent_until,
            member_removed=self.member.removed_at is not None,
            note_waits=self.step.template is not None and self.step.note_fallback is None,
        )
        settled = {ActionState.EXECUTED, ActionState.CANCELLED}
        action = None if self.action.state in settled else self.action
        usages = await usage(connection, self.account, now)
        account = self.account if self.assignment.account_id else None
        portion = campaign_share.portion_of(self.campaign)
        if portion is not None:
            (own,) = await campaign_share.counted(connection, [(portion, account_id, usages)], now)
            usages = [*usages, *own]
        return blockers.of(self.assignment, account, self.campaign, self.contact, action, usages, now, standing)

    async def filtered(self, now: datetime = START) -> set[str]:
        connection = connections.get("default")
        found = set()
        for code in REASONS:
            condition = await blocked_by(connection, self.workspace.id, code, now)
            if await Assignment.filter(condition, workspace_id=self.workspace.id, id=self.assignment.id).exists():
                found.add(code)
        return found

    async def codes(self, now: datetime = START) -> list[str]:
        """Of the one; that the condition says the same is checked on the way."""
        found = [one.code for one in await self.reasons(now)]
        assert await self.filtered(now) == set(found)
        return found

    async def sent(self, kind: StepKind = StepKind.VISIT, **values: Any) -> None:
        """Another action of the same account, for somebody else."""
        other = await factories.assignment(self.campaign, await factories.contact(self.workspace))
        await factories.action(other, self.step, self.account, kind=kind, **values)

    async def _read_anew(self) -> None:
        rows: tuple[Record, ...] = (
            self.member, self.account, self.campaign, self.contact, self.step, self.assignment, self.action,
        )  # fmt: skip
        for row in rows:
            await row.refresh_from_db()


async def set_(row: Record, **values: Any) -> None:
    await type(row).filter(id=row.id).update(**values)


async def both(world: World, due: datetime) -> None:
    await set_(world.action, scheduled_for=due)
    await set_(world.assignment, next_at=due)


async def no_notes(world: World) -> None:
    await set_(world.step, template="Hi")
    await set_(world.account, limits=[{"kind": "connect", "with_note": True, "hours": 720, "limit": 0}])


async def out_of_share(world: World) -> None:
    await set_(world.campaign, account_share=1)
    await world.sent(state=ActionState.EXECUTED, sent_at=START - 9 * HOUR, executed_at=START - 9 * HOUR)


async def nobody_new(world: World) -> None:
    await set_(world.action, opens=True)
    await set_(world.campaign, new_contacts_per_day=0)


async def touched(world: World) -> None:
    long_ago = {"sent_at": START - HOUR, "executed_at": START - HOUR, "generation": 7}
    await factories.action(
        world.assignment, world.step, await factories.account(world.workspace), state=ActionState.EXECUTED, **long_ago
    )


async def under_way(world: World, **values: object) -> None:
    """In another campaign, for longer than a person is left alone."""
    campaign = await factories.campaign(world.workspace)
    other = await factories.assignment(campaign, world.contact, running_contact_id=None)
    account = await factories.account(world.workspace, **values)
    await factories.action(other, world.step, account, state=ActionState.QUEUED, sent_at=START - 4 * HOUR)


async def held(world: World, cause: HoldCause, until: datetime | None) -> None:
    await factories.limit_hold(world.account, kind=StepKind.CONNECT, cause=cause, until=until)


async def pause(world: World, code: str | None, until: datetime | None = None) -> None:
    await set_(world.account, paused_at=START, pause_code=code, paused_until=until)


async def three_outstanding(world: World) -> None:
    for _ in range(3):
        await world.sent(state=ActionState.QUEUED, sent_at=START - HOUR)


async def idle(world: World, **values: Any) -> None:
    await set_(world.action, state=ActionState.EXECUTED, executed_at=START - timedelta(days=1))
    await set_(world.assignment, next_at=None, **values)


async def became(world: World, state: ActionState) -> None:
    await set_(world.action, state=state, sent_at=START - 4 * HOUR)
    await set_(world.assignment, next_at=None)


async def failed(world: World) -> None:
    await became(world, ActionState.FAILED)
    await set_(world.assignment, blocker="failed")


async def stopped(world: World) -> None:
    await set_(world.action, state=ActionState.CANCELLED)
    await set_(world.assignment, stopped_at=START, next_at=None, running_contact_id=None)
