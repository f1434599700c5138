"""The rules of the machine: all that may happen in a history, each by the engine's own functions."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

from engine import assignment as assignment_commands
from engine import campaign as campaign_commands
from engine import progress, suppressing
from engine.action import ActionVerdict, resolve
from engine.launch import LaunchConflict
from engine.sequence import StepDraft
from models import (
    Action,
    ActionState,
    AssignmentStatus,
    CampaignState,
    DuxSoupAccount,
    Member,
    StepKind,
    Suppression,
    SuppressionScope,
    Unit,
)
from models.errors import DomainError
from tests import factories
from tests.properties.laboratory import ANSWERS, Laboratory, reached
from tests.properties.tenant import Tenant

Rule = Callable[[Laboratory, Tenant, str], Awaitable[Any]]


async def _hand_over(lab: Laboratory, of: Tenant, how: str) -> None:
    await lab.hand_over(of, how)


async def _carry_out(lab: Laboratory, of: Tenant, how: str) -> None:
    await lab.carry_out(of, how)


async def _tell(lab: Laboratory, of: Tenant, how: str) -> None:
    """What the remote or the person says; stored, and read whenever somebody reads."""
    now, latest = lab.clock.now(), await newest(of)
    bodies: dict[str, Callable[[], dict[str, Any]]] = {
        "heartbeat": lambda: of.envelope("rccommand", "ready", {"clientid": "c"}, now),
        "received": lambda: of.command(latest, now, result=True, event="received"),
        "first degree": lambda: of.seen(now, {"Degree": "1"}),
        "tag": lambda: of.seen(now, {"Degree": "2", "My Tags": [f"🦆-{latest.id}-accepted"]}),
        "reply": lambda: of.letter("Sure!", now),
        "late reply": lambda: of.letter("Sure!", now - timedelta(hours=2)),
        "declined": lambda: of.letter("", now, type="INVITATION_DECLINE"),
        "by hand": lambda: of.letter("By hand", now, sent=True),
        "ours": lambda: of.letter("Hello there", now, sent=True),
        "two people": lambda: of.seen(now, {"Profile": of.people[1].linkedin_url}),
        "limit reached": lambda: of.envelope("rccommand", "ready", {"exclusions": {"commands": ["connect"]}}, now),
        "again": lambda: of.told[0],
        "failed again": lambda: of.command(latest, now, result=False),
    }
    if how in {"received", "tag", "failed again"} and latest.id not in of.delivered:
        return
    if how == "again" and not of.told:
        return
    await lab.store(of, bodies[how]())


async def _reply(lab: Laboratory, of: Tenant, how: str) -> None:
    """Stored and read at once."""
    await lab.apply(await lab.store(of, of.letter("Sure!", lab.clock.now())))


async def _read(lab: Laboratory, of: Tenant, how: str) -> None:
    await lab.read(of)


async def _read_backwards(lab: Laboratory, of: Tenant, how: str) -> None:
    await lab.read(of, backwards=True)


async def _look(lab: Laboratory, of: Tenant, how: str) -> None:
    await lab.look()
    lab.clock.move(minutes=2)


async def _look_long(lab: Laboratory, of: Tenant, how: str) -> None:
    """Every few minutes, as the worker does, for longer than twenty: by then no doubt is left."""
    for _ in range(7):
        await lab.look()
        lab.clock.move(minutes=4)


async def _hours(lab: Laboratory, of: Tenant, how: str) -> None:
    lab.clock.move(hours=float(how))


async def _back(lab: Laboratory, of: Tenant, how: str) -> None:
    lab.step_back(hours=float(how))


async def _pass_by(lab: Laboratory, of: Tenant, how: str) -> None:
    await lab.pass_by()


async def _restart(lab: Laboratory, of: Tenant, how: str) -> None:
    await lab.restart()


async def _launch(lab: Laboratory, of: Tenant, how: str) -> None:
    await lab.launch(of, 1, LaunchConflict(how))


async def _decide(lab: Laboratory, of: Tenant, how: str) -> None:
    """An honest person's word on whatever waits for one: they looked at LinkedIn, and at the remote queue."""
    waits = Action.filter(account_id=of.account.id, state__in=list(_FOR_A_PERSON)).order_by("-id")
    for action in await waits:
        verdict = ActionVerdict(how)
        if action.state is ActionState.PARKED and verdict is not ActionVerdict.STOP:
            verdict = ActionVerdict.WAS_SENT if action.id in of.delivered else ActionVerdict.WAS_NOT_SENT
        if verdict is ActionVerdict.RETRY and action.id in of.waiting:
            continue
        if await commanded(lab, partial(_resolve, action_id=action.id, verdict=verdict)):
            if verdict is ActionVerdict.SKIP:
                of.skipped.add(str(action.id))
            of.granted[reached(action)] += verdict is ActionVerdict.RETRY
            return


async def _resolve(unit: Unit, action_id: Any, verdict: ActionVerdict) -> None:
    assignment, action = await progress.pair(action_id)
    await resolve(unit, assignment, action, verdict)


async def _assignment(lab: Laboratory, of: Tenant, how: str) -> None:
    """A command on the assignment of the one who is in both campaigns."""
    command = getattr(assignment_commands, how)

    async def work(unit: Unit) -> None:
        await command(unit, await progress.locked(of.assignments[0].id), "asked for")

    await commanded(lab, work)


async def _set_status(lab: Laboratory, of: Tenant, how: str) -> None:
    async def work(unit: Unit) -> None:
        found = await progress.locked(of.assignments[0].id)
        await assignment_commands.set_status(unit, factories.RING, found, AssignmentStatus(how), "said so")

    await commanded(lab, work)


async def _reinstate(lab: Laboratory, of: Tenant, how: str) -> None:
    await _set_status(lab, of, "pending")


async def _suppress_company(lab: Laboratory, of: Tenant, how: str) -> None:
    """It only blocks, so that nothing but the claim can know."""
    work = partial(suppressing.suppress, ring=factories.RING, workspace_id=of.workspace.id)
    for number in range(2):
        await lab.units.run(
            partial(work, scope=SuppressionScope.COMPANY, value=f"Example Works {number}", reason="asked")
        )
    of.company_kept_away = True


async def _lift_company(lab: Laboratory, of: Tenant, how: str) -> None:
    for entry in await Suppression.filter(workspace_id=of.workspace.id, scope=SuppressionScope.COMPANY):
        await lab.units.run(partial(suppressing.lift, ring=factories.RING, suppression=entry, reason="asked"))
    of.company_kept_away = False


async def _campaign(lab: Laboratory, of: Tenant, how: str) -> None:
    async def work(unit: Unit) -> None:
        await campaign_commands.change_state(unit, await lab.campaign(of), CampaignState(how))

    await commanded(lab, work)


async def _pause_account(lab: Laboratory, of: Tenant, how: str) -> None:
    async def work(unit: Unit) -> None:
        account = await DuxSoupAccount.filter(id=of.account.id).select_for_update().get()
        until = unit.now + timedelta(hours=1) if how == "an hour" else None
        await account.pause(unit, "account_paused_by_person", "asked for", until)

    await commanded(lab, work)


async def _resume_account(lab: Laboratory, of: Tenant, how: str) -> None:
    async def work(unit: Unit) -> None:
        account = await DuxSoupAccount.filter(id=of.account.id).select_for_update().get()
        await account.resume(unit)

    await commanded(lab, work)


async def _budget(lab: Laboratory, of: Tenant, how: str) -> None:
    """What both campaigns may take of the account, and how many new people they may meet."""
    for number in range(2):

        async def work(unit: Unit, number: int = number) -> None:
            await campaign_commands.update(unit, await lab.campaign(of, number), BUDGETS[how])

        await commanded(lab, work)


async def _absence(lab: Laboratory, of: Tenant, how: str) -> None:
    until = lab.clock.now() + timedelta(days=2) if how == "begins" else None
    await Member.filter(id=of.member.id).update(absent_until=until)


async def _edit(lab: Laboratory, of: Tenant, how: str) -> None:
    """A new version of a sequence, which those who run already do not follow; one of visits alone asks nothing of anybody."""
    letter, visit = StepDraft(kind=StepKind.MESSAGE, template="Edited"), StepDraft(kind=StepKind.VISIT)

    async def work(unit: Unit) -> None:
        campaign, steps = (0, [letter]) if how == "letter" else (1, [visit])
        await campaign_commands.set_sequence(unit, await lab.campaign(of, campaign), steps)

    await commanded(lab, work)


async def commanded(lab: Laboratory, work: Callable[[Unit], Awaitable[None]]) -> bool:
    """False where the rules allow no such command now."""
    try:
        await lab.units.run(work)
    except DomainError:
        return False
    return True


async def newest(of: Tenant) -> Action:
    found = await Action.filter(account_id=of.account.id).order_by("-sent_at", "-id").first()
    assert found is not None
    return found


_FOR_A_PERSON = (ActionState.PARKED, ActionState.FAILED, ActionState.REJECTED, ActionState.CANCELLED)
BUDGETS: dict[str, dict[str, Any]] = {
    "a third": {"account_share": 34},
    "one a day": {"new_contacts_per_day": 1, "new_contacts_first": True},
    "nobody new": {"new_contacts_per_day": 0},
    "all": {"account_share": None, "new_contacts_per_day": None, "new_contacts_first": False},
}
RULES: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "hand over": (_hand_over, tuple(ANSWERS)),
    "carry out": (_carry_out, ("done", "failed", "silently")),
    "tell": (
        _tell,
        (
            "heartbeat", "received", "first degree", "tag", "late reply", "declined", "by hand", "ours", "again", "failed again",
            "two people", "limit reached",
        ),
    ),
    "reply": (_reply, ("",)),
    "read": (_read, ("",)),
    "read backwards": (_read_backwards, ("",)),
    "look": (_look, ("",)),
    "look long": (_look_long, ("",)),
    "hours": (_hours, ("0.1", "1", "4", "30", "600")),
    "back": (_back, ("1", "24")),
    "pass by": (_pass_by, ("",)),
    "restart": (_restart, ("",)),
    "launch": (_launch, ("skip", "take_over")),
    "decide": (_decide, ("was_sent", "retry", "skip", "stop")),
    "assignment": (_assignment, ("pause", "resume", "stop")),
    "set status": (_set_status, ("responded", "not_accepted", "completed", "blacklisted")),
    "reinstate": (_reinstate, ("",)),
    "suppress company": (_suppress_company, ("",)),
    "lift company": (_lift_company, ("",)),
    "campaign": (_campaign, ("paused", "running", "archived")),
    "pause account": (_pause_account, ("", "an hour")),
    "resume account": (_resume_account, ("",)),
    "budget": (_budget, tuple(BUDGETS)),
    "edit": (_edit, ("letter", "visit")),
    "absence": (_absence, ("begins", "ends")),
}  # fmt: skip
