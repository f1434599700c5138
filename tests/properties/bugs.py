"""Planted bugs, at least one for each property of a history: what a hurried hand might have written instead."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from engine import (
    campaign_share,
    cancelling,
    candidates,
    claims,
    dispatcher,
    follow_up,
    holds,
    launch_checks,
    lease,
    limit_holds,
    limits,
    planner,
    progress,
    reconcile,
    suppressing,
    traffic,
)
from engine.reactions import exclusions, matching
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    DuxSoupAccount,
    Fact,
    Facts,
    StepKind,
    Unit,
    Units,
    event,
    sql,
)
from models.lifecycle import change
from resolvers import stats
from tests.properties import naive, untold
from tests.properties.history import History
from tests.properties.reader import Reader

Patch = tuple[object, str, object]


@dataclass(frozen=True)
class Bug:
    """`before` is where it can show itself, so that the search is short; `number` is the property that must find it."""

    number: int
    patches: tuple[Patch, ...]
    before: History = field(default_factory=list)
    policy: str | None = None


async def _always(*_: Any, **__: Any) -> bool:
    return True


def _all_of_it(*_: Any) -> Any:
    return []


async def _whosever(_case: Any, campaignid: str | None, _command_id: str | None) -> Action | None:
    return await Action.get_or_none(id=campaignid)


async def _never(*_: Any, **__: Any) -> bool:
    return False


async def _no_traffic(*_: Any, **__: Any) -> dict[Any, Any]:
    return {}


async def _none_cancelled(*_: Any, **__: Any) -> int:
    return 0


async def _nobody(*_: Any, **__: Any) -> set[Any]:
    return set()


async def _to_the_plan(unit: Unit, account: Any, taken: Any) -> None:
    orphans = Action.filter(account_id=account.id, state=ActionState.SENDING)
    await orphans.update(state=ActionState.PLANNED, sent_at=None)


async def _on_handing_over(unit: Unit, claimed: Any, outcome: Any, real: Any = dispatcher.settle) -> None:
    await real(unit, claimed, outcome)
    found, action = await progress.pair(claimed.action_id)
    if action.state is ActionState.QUEUED:
        await progress.passed(unit, found, action)


async def _under_the_epoch_of_now(unit: Unit, claimed: Any, outcome: Any, real: Any = dispatcher.settle) -> None:
    account = await DuxSoupAccount.get(id=claimed.lease.account_id)
    await real(unit, replace(claimed, lease=replace(claimed.lease, epoch=account.lease_epoch)), outcome)


async def _whoever_holds_it(*values: Any, real: Any = lease.take) -> Any:
    await DuxSoupAccount.filter(id=values[1]).update(lease_owner=None)
    return await real(*values)


async def _with_a_hole(connection: Any, workspace_id: Any, count: int, real: Any = event._take_positions) -> int:
    return int(await real(connection, workspace_id, count + 1))


def _refused_first(facts: Facts, real: Any = Facts._ranked) -> Any:
    return ((AssignmentStatus.NOT_ACCEPTED, facts.not_accepted_at), *real(facts))


def _only_the_fact(facts: Facts, fact: Fact, at: datetime, *, implied: bool = False, real: Any = Facts.merged) -> Facts:
    merged: Facts = real(facts, fact, at, implied=implied)
    return replace(merged, accepted_at=facts.accepted_at) if fact is Fact.RESPONDED else merged


def _at_once(*values: Any, last_at: datetime, finished: bool, real: Any = planner.deadline, **more: Any) -> Any:
    return last_at if finished else real(*values, last_at=last_at, finished=finished, **more)


def _without_windows(campaign: Any, real: Any = follow_up.policy_of) -> Any:
    return replace(real(campaign), acceptance_window=timedelta(0))


def _refusal_forgotten(facts: Facts, policy: Any) -> bool:
    return (facts.responded_at is not None and policy.stop_on_reply) or (
        facts.not_accepted_at is not None and facts.accepted_at is None
    )


async def _silently(self: Assignment, unit: Unit, fact: Fact, at: datetime, *_: Any, implied: bool = False) -> bool:
    facts = self.facts.merged(fact, at, implied=implied)
    names = ("accepted_at", "responded_at", "completed_at", "not_accepted_at", "implied")
    await self.changed(unit, status=facts.status(), **{name: getattr(facts, name) for name in names})
    return True


async def _quietly_held(self: Assignment, unit: Unit) -> None:
    version = {"version": self.version}
    await change(self, version, version=self.version + 1, updated_at=unit.now, answered_by_hand_at=unit.now)


def _one_by_one(self: Units, work: Any, actor: Any) -> Any:
    async def run() -> Any:
        connection = naive.connection()
        unit = Unit(connection, self.clock.now(), self.clock.wall(), actor)
        result = await work(unit)
        if unit.events:
            await event.append(connection, unit.events, unit.now, unit.wall, actor)
        return result

    return run()


class _Without:
    """Of a module's SQL, one condition is left out."""

    def __init__(self, condition: str, instead: str = "") -> None:
        self._condition, self._instead = condition, instead

    async def rows(self, connection: Any, statement: str, values: Any = ()) -> Any:
        return await sql.rows(connection, statement.replace(self._condition, self._instead), values)

    def __getattr__(self, name: str) -> Any:
        return getattr(sql, name)


UNDER_WAY = f" OR {traffic.under_way('o')}"
INVITED: History = [("hand over", "taken"), ("carry out", "done"), ("read", "")]
ACCEPTED: History = [*INVITED, ("tell", "tag"), ("read", ""), ("hours", "4")]
BOTH_DUE: History = [*ACCEPTED, ("hours", "30")]
WRITTEN: History = [*ACCEPTED, ("hand over", "taken"), ("carry out", "done"), ("read", "")]
UNREAD: History = [("hand over", "answer lost"), ("carry out", "done"), ("hours", "1"), *[("look", "")] * 3]
UNDONE: History = [
    *ACCEPTED,
    ("hand over", "taken"),
    ("carry out", "failed"),
    ("read", ""),
    *[("look", "")] * 3,
    ("hours", "600"),
    ("pass by", ""),
]
VISITED: History = [
    ("edit", "visit"), ("launch", "take_over"), ("hand over", "taken"), ("carry out", "done"), ("read", ""), ("hours", "4"),
    ("hand over", "taken"), ("carry out", "done"), ("read", ""), ("hours", "600"), ("pass by", ""),
]  # fmt: skip
CALLED_OFF: History = [
    ("hand over", "answer lost"), ("carry out", "silently"), ("look long", ""), ("decide", "stop"), ("assignment", "resume"),
    *[("hours", "30"), ("hand over", "taken"), ("carry out", "done"), ("read", "")] * 2,
]  # fmt: skip
LATE: History = [*INVITED, ("hours", "600"), ("pass by", ""), ("tell", "tag"), ("read", "")]
BUGS: dict[str, Bug] = {
    "a refusal outranks acceptance": Bug(2, ((Facts, "_ranked", _refused_first),), [*INVITED, ("tell", "tag"), ("read", ""), ("tell", "declined"), ("read", "")]),
    "a reply implies nothing": Bug(3, ((Facts, "merged", _only_the_fact),), [*INVITED, ("hours", "4"), ("tell", "late reply")]),
    "nobody waits for a reply": Bug(4, ((planner, "deadline", _at_once),), [*WRITTEN, ("pass by", "")]),
    "a letter that failed is passed over": Bug(4, ((progress, "held_or_passed", untold.passed_over),), UNDONE),
    "whoever was only visited is waited for": Bug(4, ((planner, "ADDRESSING_KINDS", frozenset(StepKind)),), VISITED),
    "invitations have no window": Bug(5, ((follow_up, "policy_of", _without_windows),), [*INVITED, ("pass by", "")]),
    "a late acceptance always resumes": Bug(5, ((planner, "_over", _refusal_forgotten),), LATE, "late is too late"),
    "a blacklisting leaves the plan": Bug(
        6, ((progress, "call_off", _none_cancelled), (suppressing, "cancel_planned", _none_cancelled)), [("set status", "blacklisted")]
    ),
    "a blacklisting is of one campaign": Bug(
        6, ((suppressing, "blacklist", untold.of_this_campaign),), [("launch", "take_over"), ("assignment", "resume"), ("set status", "blacklisted")]
    ),
    "what cannot be recalled is not told": Bug(
        6, ((cancelling, "_beyond_recall", untold.unreported),), [("hand over", "taken"), ("set status", "blacklisted")]
    ),
    "what was called off in doubt is made anew": Bug(7, ((follow_up, "_taken_back", untold.called_off),), CALLED_OFF),
    "absence is taken for proof": Bug(7, ((reconcile, "_proved_untaken", _always),), UNREAD),
    "what was interrupted is sent again": Bug(
        7, ((claims, "_disown", _to_the_plan),), [("hand over", "killed"), ("hours", "4")]
    ),
    "a reply stops nothing": Bug(8, ((planner, "_over", lambda *_: False),), [*ACCEPTED[:-1], ("reply", ""), ("hours", "4")], "as usual"),
    "the next step follows the handing over": Bug(
        8, ((dispatcher, "settle", _on_handing_over), (candidates, "sql", _Without(UNDER_WAY))), [*INVITED[:1], ("tell", "tag"), ("read", ""), ("hours", "4")]
    ),
    "the list is asked at the launch only": Bug(9, ((suppressing, "stands_on_list", _never),), [("suppress company", "")]),
    "two who may be one are written to": Bug(
        9, ((candidates, "sql", _Without("p.tied_group IS NULL AND ")),), [("tell", "two people"), ("read", ""), ("hand over", "taken")]
    ),
    "a member who is away works on": Bug(
        9, ((candidates, "sql", _Without(" AND (m.absent_until IS NULL OR m.absent_until <= $2)")),), [("absence", "begins"), ("hand over", "taken")]
    ),
    "a warning of LinkedIn's is not heeded": Bug(
        9, ((limit_holds, "narrowed", untold.as_if_open),), [("tell", "limit reached"), ("read", ""), ("hand over", "taken")]
    ),
    "what is under way takes no room": Bug(10, ((limits, "usage", naive.of_what_is_done),), [("hand over", "taken"), ("hours", "4")]),
    "what is under way to a person keeps nobody from them": Bug(
        10, ((candidates, "sql", _Without(UNDER_WAY)),), [("hand over", "taken"), ("launch", "take_over"), ("hours", "4")]
    ),
    "nothing rests": Bug(10, ((traffic, "traffic", _no_traffic),), [*BOTH_DUE, ("hand over", "taken")]),
    "a campaign has no share": Bug(10, ((campaign_share, "_limits", _all_of_it),), [("budget", "a third"), *WRITTEN]),
    "everybody is new": Bug(10, ((follow_up, "_untouched", lambda _: True),), WRITTEN),
    "who is pending is nobody": Bug(11, ((stats, "_by_status", naive.without_pending),)),
    "positions leave a hole": Bug(12, ((event, "_take_positions", _with_a_hole),)),
    "a status changes without a word": Bug(12, ((Assignment, "learn", _silently),), INVITED),
    "doubt ends by itself": Bug(13, ((reconcile, "GIVE_UP", timedelta(days=9)),), [("hand over", "request lost")]),
    "any word settles what is in doubt": Bug(
        13, ((exclusions, "heard", untold.taken_at_any_word),), [("hand over", "request lost"), ("tell", "heartbeat"), ("read", "")]
    ),
    "only an unbroken watch counts": Bug(
        13, ((reconcile, "_reachable", untold.watched_without_a_break),), [("hand over", "request lost"), *[("look", ""), ("hours", "1")] * 5, ("look", "")]
    ),
    "a paused campaign plans nothing": Bug(14, ((follow_up, "_move", untold.standing_still),), [*INVITED, ("campaign", "paused"), ("tell", "tag"), ("read", "")]),
    "a pause that ends by itself holds nothing": Bug(
        14, ((holds, "holding", untold.without_an_end),), [("pause account", "an hour"), ("hand over", "taken")]
    ),
    "a paused campaign goes on": Bug(14, ((candidates, "sql", _Without("c.state = 'running'", "c.state <> 'draft'")),), [("campaign", "paused")]),
    "an old holder is believed": Bug(15, ((dispatcher, "settle", _under_the_epoch_of_now),), [*BOTH_DUE, ("two owners", "taken")]),
    "whoever comes may hold it": Bug(15, ((lease, "take", _whoever_holds_it),), [*BOTH_DUE, ("two owners", "taken")]),
    "statements count one by one": Bug(16, ((Units, "_transact", _one_by_one),)),
    "a hold is not told": Bug(17, ((Assignment, "answered_by_hand", _quietly_held),), [("reader", ""), ("reader", ""), *INVITED, ("reader", ""), ("tell", "by hand")]),
    "a pause is not told, and its end is": Bug(17, ((Assignment, "pause", untold.quietly_paused),), [("assignment", "pause"), ("assignment", "resume")]),
    "a sending is not told, and its answer is": Bug(17, ((Action, "move", untold.quietly_sent),), [("hand over", "taken")]),
    "the state is read before the position": Bug(17, ((Reader, "order", ("state", "position")),), [("reader", ""), *INVITED]),
    "one pot of limits for everybody": Bug(18, ((limits, "usage", naive.of_everybody),), [("other", "hand over: taken")]),
    "a word of any account counts": Bug(18, ((matching, "action_under", _whosever),), [("hand over", "taken"), ("trespass", "action")]),
    "what lies ahead of the clock is forgotten": Bug(
        22, ((limits, "usage", naive.up_to_now), (traffic, "traffic", _no_traffic)), [("hours", "4"), ("hand over", "taken"), ("back", "1")]
    ),
    "a launch looks nowhere else": Bug(23, ((launch_checks, "_running_elsewhere", _nobody), *naive.NO_PLACES), [("launch", "skip")]),
}  # fmt: skip
