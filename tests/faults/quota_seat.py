"""One account with more work than its windows let through: some of each kind, all due from the start."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Any
from zoneinfo import ZoneInfo

from models import Action, Assignment, Campaign, Contact, DuxSoupAccount, NoteFallback, SequenceVersion, Step, StepKind
from models.ids import new_id
from tests import factories
from tests.faults.quota_ledger import QuotaLedger, Window

DEFAULTS: dict[Window, int] = {
    ("connect", False, 24): 15, ("connect", False, 168): 75, ("connect", True, 720): 3, ("message", False, 24): 25,
    ("visit", False, 24): 40, ("follow", False, 24): 20, (None, False, 24): 80,
}  # fmt: skip
# The same windows, made small, so that they bind with little work.
SMALL: dict[Window, int] = {
    ("connect", False, 24): 3, ("connect", False, 168): 12, ("connect", True, 720): 2, ("message", False, 24): 4,
    ("visit", False, 24): 5, ("follow", False, 24): 3, (None, False, 24): 11,
}  # fmt: skip
RAMP = {"connect": (5, 8, 12, 15), "message": (10, 15, 20, 25), "visit": (15, 25, 35, 40)}
OFFICE = [{"weekday": day, "opens": "09:00", "closes": "18:00"} for day in range(5)]
KINDS = (StepKind.VISIT, StepKind.CONNECT, StepKind.MESSAGE, StepKind.FOLLOW)


@dataclass(frozen=True)
class Plan:
    """`steps`: by how much the clock is put forward or back, and after how long it is put right again."""

    zone: str
    start: datetime
    days: int
    limits: dict[Window, int] = field(default_factory=lambda: SMALL)
    ramp: bool = False
    office: bool = False
    steps: tuple[timedelta, ...] = ()

    @property
    def work(self) -> int:
        return (self.limits[None, False, 24] + 5) * (self.days + 1)

    def opens(self, now: datetime) -> bool:
        local = now.astimezone(ZoneInfo(self.zone))
        return not self.office or (local.weekday() < 5 and 9 <= local.hour < 18)


@dataclass
class Seat:
    plan: Plan
    account: DuxSoupAccount
    ledger: QuotaLedger
    waiting: dict[str, int]


async def seat(plan: Plan) -> Seat:
    zone = ZoneInfo(plan.zone)
    first = plan.start.astimezone(zone).date()
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    given = [
        {"kind": kind, "with_note": noted, "hours": hours, "limit": n}
        for (kind, noted, hours), n in plan.limits.items()
    ]
    account = await factories.account(
        workspace,
        member=member,
        timezone=plan.zone,
        limits=None if plan.limits is DEFAULTS else given,
        ramp_started_on=first if plan.ramp else None,
        created_at=plan.start,
        **({"working_hours": OFFICE} if plan.office else {}),
    )
    steps = [await _campaign(workspace, kind) for kind in KINDS]
    await _work(plan, account, list(islice(cycle(steps), plan.work)))
    ledger = QuotaLedger(plan.limits, zone, RAMP if plan.ramp else {}, first if plan.ramp else None)
    share = plan.work // len(KINDS)
    return Seat(plan, account, ledger, {kind.value: share for kind in KINDS})


async def _campaign(workspace: Any, kind: StepKind) -> tuple[Campaign, SequenceVersion, Step]:
    made = await factories.campaign(workspace)
    words: dict[str, Any] = {"template": "Hello"} if kind in {StepKind.MESSAGE, StepKind.CONNECT} else {}
    fallback = {"note_fallback": NoteFallback.WITHOUT_NOTE} if kind is StepKind.CONNECT else {}
    version = await factories.sequence(made, {"kind": kind, **words, **fallback})
    return made, version, await Step.get(sequence_id=version.id)


async def _work(plan: Plan, account: DuxSoupAccount, places: list[tuple[Campaign, SequenceVersion, Step]]) -> None:
    """As a launch leaves it, in three statements."""
    owner = {"workspace_id": account.workspace_id, "created_at": plan.start}
    url = "https://www.linkedin.com/in/pat-example"
    fields: dict[str, Any] = {"tags": [], "custom_fields": {}}
    people = [
        Contact(id=new_id(), linkedin_url=f"{url}-{number}", updated_at=plan.start, **fields, **owner)
        for number in range(len(places))
    ]
    walks = [
        Assignment(
            id=new_id(), campaign_id=campaign.id, contact_id=one.id, member_id=account.member_id, account_id=account.id,
            sequence_id=version.id, status="active", launched_at=plan.start, running_contact_id=one.id, next_step=1,
            next_at=plan.start, updated_at=plan.start, **owner,
        )
        for one, (campaign, version, _) in zip(people, places, strict=True)
    ]  # fmt: skip
    actions = [
        Action(
            id=new_id(), assignment_id=walk.id, step_id=step.id, account_id=account.id, campaign_id=campaign.id,
            contact_id=walk.contact_id, kind=step.kind, scheduled_for=plan.start, **owner,
        )
        for walk, (campaign, _, step) in zip(walks, places, strict=True)
    ]  # fmt: skip
    await Contact.bulk_create(people, batch_size=500)
    await Assignment.bulk_create(walks, batch_size=500)
    await Action.bulk_create(actions, batch_size=500)
