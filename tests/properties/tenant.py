"""A workspace as small as can be: one account, two campaigns, two people of whom one is in both, and what its remote holds."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models import Action, Assignment, Campaign, Contact, DuxSoupAccount, IdentityKind, Member, StepKind, Workspace
from tests import factories

# Few enough that they bind within a history.
LIMITS = {("connect", 24): 1, (None, 24): 3}
REPLY_WINDOW = timedelta(days=3)
ACCEPTANCE_WINDOW = timedelta(days=21)
POLICIES: dict[str, dict[str, bool]] = {
    "as usual": {},
    "late is too late": {"resume_on_late_acceptance": False},
    "goes on after replies": {"stop_on_reply": False},
}
# Kind, person and text.
Reached = tuple[str, UUID, str]


@dataclass
class Tenant:
    """`delivered` counts what reached the remote by label, `unspoken` how often both the answer and the only word of it were lost, `reached` by person and text, `granted` how often a person let that be tried
    anew; `reachable` is for how long looks at what is unknown were answered, `away` are the blacklisted, `skipped` are those that a person went on without, `waiting` is the remote's queue, `told` is what it said so far."""

    workspace: Workspace
    member: Member
    account: DuxSoupAccount
    campaigns: list[Campaign]
    people: list[Contact]
    assignments: list[Assignment]
    stops_on_reply: bool
    resumes_late: bool
    delivered: Counter[UUID] = field(default_factory=Counter)
    unspoken: Counter[UUID] = field(default_factory=Counter)
    reached: Counter[Reached] = field(default_factory=Counter)
    granted: Counter[Reached] = field(default_factory=Counter)
    reachable: dict[str, timedelta] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    waiting: dict[UUID, Action] = field(default_factory=dict)
    told: list[dict[str, Any]] = field(default_factory=list)
    company_kept_away: bool = False
    letters: int = 0

    @property
    def owner(self) -> dict[str, Any]:
        return {"workspace_id": self.workspace.id, "member_id": self.member.id}

    def command(
        self, action: Action, at: datetime, *, result: bool, event: str = "completed", **data: Any
    ) -> dict[str, Any]:
        params = {"campaignid": str(action.id)}
        told = {"id": f"m-{action.id}", "command": action.kind.value, "params": params, "result": result}
        return self.envelope("rccommand", event, told | data, at)

    def envelope(self, family: str, event: str, data: dict[str, Any], at: datetime) -> dict[str, Any]:
        userid = self.account.dux_soup_user_id
        return {"userid": userid, "time": at.isoformat(), "type": family, "event": event, "data": data}

    def letter(self, text: str, at: datetime, *, sent: bool = False, person: int = 0, **more: Any) -> dict[str, Any]:
        self.letters += 1
        data = {"url": f"https://example.com/{self.letters}", "timestamp": at.isoformat(), "text": text} | more
        data |= {"toId" if sent else "fromId": dux_id(person)}
        return self.envelope("message", "sent" if sent else "received", data, at)

    def seen(self, at: datetime, data: dict[str, Any], person: int = 0) -> dict[str, Any]:
        return self.envelope("visit", "update", {"id": dux_id(person)} | data, at)


async def tenant(policy: str = "as usual") -> Tenant:
    """Nothing is launched yet. Every tenant's people bear the same names, as the same person may be known to many."""
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    limits = [{"kind": kind, "with_note": False, "hours": hours, "limit": n} for (kind, hours), n in LIMITS.items()]
    account = await factories.account(workspace, member=member, limits=limits)
    ways = POLICIES[policy]
    campaigns = [await factories.campaign(workspace, **ways) for _ in range(2)]
    letter = {"kind": StepKind.MESSAGE, "template": "Hello there"}
    await factories.sequence(campaigns[0], StepKind.CONNECT, letter)
    await factories.sequence(campaigns[1], StepKind.VISIT, letter | {"template": "Hello again"})
    people = [await _person(workspace, number) for number in range(2)]
    places = [(campaigns[0], people[0]), (campaigns[0], people[1]), (campaigns[1], people[0])]
    assignments = [await factories.assignment(where, who, member=member) for where, who in places]
    return Tenant(
        workspace, member, account, campaigns, people, assignments,
        stops_on_reply=ways.get("stop_on_reply", True), resumes_late=ways.get("resume_on_late_acceptance", True),
    )  # fmt: skip


def dux_id(person: int) -> str:
    return f"id.70000000{person}"


async def _person(workspace: Workspace, number: int) -> Contact:
    made = await factories.contact(workspace, f"pat-example-of-all-{number}", company=f"Example Works {number}")
    await factories.identity(made, dux_id(number), IdentityKind.DUX_ID)
    return made
