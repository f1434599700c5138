"""How campaigns go, each question in one statement for all campaigns asked about."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import connections

from engine.rates import wilson
from events.log import Entry
from models import AssignmentStatus, EventKind, sql
from resolvers.listing import Row, marks, read
from resolvers.permissions import reader
from schema.context import Context
from schema.cost import MAX_PAGE
from schema.types.rate import Rate
from schema.types.stats import CampaignStats, MemberBreakdown, StatusCount

_MEDIANS = ("accept", "respond", "complete")
# What a launch would take changes with them, though they carry no campaign, or another: whose seat works, who belongs here, ...
_OF_ALL = frozenset({
    EventKind.ACCOUNT_CONNECTED, EventKind.ACCOUNT_DISCONNECTED, EventKind.ACCOUNT_ADOPTED, EventKind.ACCOUNT_CHANGED,
    EventKind.KEY_REPLACED, EventKind.MEMBER_ADDED, EventKind.MEMBER_REMOVED, EventKind.CAMPAIGN_STATE_CHANGED,
})  # fmt: skip
# ... and, of its own people, who may be written to, and who runs in another campaign.
_OF_PERSON = frozenset({
    EventKind.CONTACT_CHANGED, EventKind.CONTACT_SUPPRESSED, EventKind.SUPPRESSION_LIFTED, EventKind.CONTACTS_TIED,
    EventKind.CONTACTS_PARTED, EventKind.CONTACTS_MERGED, EventKind.CONTACT_ERASED, EventKind.STATUS_CHANGED,
    EventKind.ASSIGNMENT_CHANGED, EventKind.ASSIGNMENT_STOPPED, EventKind.ASSIGNMENT_RESUMED, EventKind.ASSIGNMENT_MERGED,
})  # fmt: skip


async def load_stats(context: Context, keys: list[str]) -> list[CampaignStats]:
    viewer, now = reader(context.viewer), context.clock.now()
    ids = [UUID(key) for key in keys]
    rows = await read(_stats_statement(len(ids)), [now, viewer.workspace_id, *ids])
    by_id = {str(row["campaign_id"]): row for row in rows}
    return [_stats(by_id.get(str(one), {}), now) for one in ids]


async def load_breakdowns(context: Context, keys: list[str]) -> list[list[MemberBreakdown]]:
    viewer, now = reader(context.viewer), context.clock.now()
    ids = [UUID(key) for key in keys]
    rows = await read(_breakdown_statement(len(ids)), [now, viewer.workspace_id, *ids, MAX_PAGE])
    by_id: dict[str, list[MemberBreakdown]] = {str(one): [] for one in ids}
    for row in rows:
        by_id[str(row["campaign_id"])].append(_breakdown(row))
    return [by_id[str(one)] for one in ids]


async def may_differ(workspace_id: UUID, campaign_id: UUID, entries: Sequence[Entry]) -> bool:
    """Whether a campaign's numbers may be others after these events; what happens to people of others alone leaves them alone."""
    if any(entry.campaign_id == campaign_id or entry.kind in _OF_ALL for entry in entries):
        return True
    people = {entry.contact_id for entry in entries if entry.contact_id and entry.kind in _OF_PERSON}
    return bool(people) and await _any_in(workspace_id, campaign_id, people)


async def _any_in(workspace_id: UUID, campaign_id: UUID, people: Collection[UUID]) -> bool:
    where = f"workspace_id = ? AND campaign_id = ? AND contact_id IN {marks(people)}"
    found = await read(f"SELECT 1 FROM assignment WHERE {where} LIMIT 1", [workspace_id, campaign_id, *people])  # noqa: S608 - names are ours, values are bound
    return bool(found)


def _stats(row: Row, now: datetime) -> CampaignStats:
    return CampaignStats(
        total=row.get("total", 0),
        by_status=_by_status(row),
        invited=row.get("invited", 0),
        accepted=row.get("accepted", 0),
        responded=row.get("responded", 0),
        completed=row.get("completed", 0),
        **_rates(row),
        median_hours_to_accept=_number(row.get("median_accept")),
        median_hours_to_respond=_number(row.get("median_respond")),
        median_hours_to_complete=_number(row.get("median_complete")),
        as_of=now,
    )


def _breakdown(row: Row) -> MemberBreakdown:
    member_id = None if row["member_id"] is None else str(row["member_id"])
    counts = {"total": row["total"], "launchable": row["launchable"]}
    return MemberBreakdown(member_id=member_id, by_status=_by_status(row), **counts, **_rates(row))


def _by_status(row: Row) -> list[StatusCount]:
    return [StatusCount(status=status, count=row.get(f"status_{status.value}", 0)) for status in AssignmentStatus]


def _rates(row: Row) -> dict[str, Any]:
    acceptance = wilson(row.get("accepted_of_decided", 0), row.get("decided", 0))
    response = wilson(row.get("replied_of_reached", 0), row.get("reached", 0))
    return {"acceptance_rate": Rate.from_proportion(acceptance), "response_rate": Rate.from_proportion(response)}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _stats_statement(count: int) -> str:
    """The two middle values of each ranking are its median; their average is the median where there are two."""
    medians = ", ".join(
        f"AVG(CASE WHEN to_{name} IS NOT NULL AND 2 * rank_{name} BETWEEN n_{name} AND n_{name} + 2 THEN to_{name} END)"
        f" AS median_{name}"
        for name in _MEDIANS
    )
    ranks = ", ".join(
        f"ROW_NUMBER() OVER (PARTITION BY campaign_id ORDER BY CASE WHEN to_{name} IS NULL THEN 1 ELSE 0 END, to_{name})"
        f" AS rank_{name}, COUNT(to_{name}) OVER (PARTITION BY campaign_id) AS n_{name}"
        for name in _MEDIANS
    )
    return (
        f"WITH one AS ({_one_each(count)}), ranked AS (SELECT one.*, {ranks} FROM one)"  # noqa: S608 - names are ours
        f" SELECT campaign_id, {_COUNTS}, {medians} FROM ranked GROUP BY campaign_id"
    )


def _breakdown_statement(count: int) -> str:
    """Of a campaign that very many work, those who have most of it."""
    place = "ROW_NUMBER() OVER (PARTITION BY campaign_id ORDER BY COUNT(*) DESC, member_id) AS place"
    return (
        f"WITH one AS ({_one_each(count)}), shares AS (SELECT campaign_id, member_id, {_COUNTS},"  # noqa: S608 - names are ours, values are bound
        f" SUM(launchable) AS launchable, {place} FROM one GROUP BY campaign_id, member_id)"
        " SELECT * FROM shares WHERE place <= ? ORDER BY campaign_id, member_id"
    )


def _one_each(count: int) -> str:
    """A row an assignment, with what counts about it as 0 or 1."""
    ids, first_touch = marks(range(count)), "COALESCE(a.touched_at, a.launched_at)"
    return f"""
        SELECT a.campaign_id, a.member_id, a.status, {_flag("a.invited_at IS NOT NULL")} AS invited,
            {_flag("a.accepted_at IS NOT NULL")} AS accepted, {_flag("a.responded_at IS NOT NULL")} AS responded,
            {_flag("a.completed_at IS NOT NULL")} AS completed,
            {_flag(f"a.invited_at IS NOT NULL AND ({_DECIDED} OR {_past_window()})")} AS decided,
            {_flag(f"a.launched_at IS NOT NULL AND {_REACHED}")} AS reached,
            {_flag(_LAUNCHABLE)} AS launchable,
            {_hours("a.accepted_at", "a.invited_at")} AS to_accept,
            {_hours("a.responded_at", first_touch)} AS to_respond,
            {_hours("a.completed_at", "a.launched_at")} AS to_complete
        FROM assignment a JOIN campaigns_new c ON c.campaign_id = a.campaign_id
        JOIN contact p ON p.id = a.contact_id
        WHERE a.workspace_id = ? AND a.campaign_id IN {ids}"""  # noqa: S608 - names are ours, values are bound


def _flag(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def _past_window() -> str:
    """The one place where a statement needs the time; so its value comes first."""
    if _lite():
        return "julianday(a.invited_at) + c.acceptance_window_days <= julianday(?)"
    return "a.invited_at + c.acceptance_window_days * INTERVAL '1 day' <= ?"


def _hours(until: str, since: str) -> str:
    """Null where one of the two did not happen; a fact that came before its cause counts as at once."""
    if _lite():
        return f"MAX(0, (julianday({until}) - julianday({since})) * 24)"
    return f"CASE WHEN {until} IS NOT NULL AND {since} IS NOT NULL THEN GREATEST(0, EXTRACT(EPOCH FROM {until} - {since}) / 3600) END"


def _lite() -> bool:
    return sql.dialect(connections.get("default")) == "sqlite"


_DECIDED = "a.accepted_at IS NOT NULL OR a.not_accepted_at IS NOT NULL"
_REACHED = (
    "EXISTS (SELECT 1 FROM action x WHERE x.assignment_id = a.id AND x.state = 'executed' AND"
    " (x.kind IN ('message', 'inmail') OR (x.kind = 'connect' AND x.with_note AND a.accepted_at IS NOT NULL)))"
)
_LAUNCHABLE = (
    "a.status = 'pending' AND a.member_id IS NOT NULL AND c.state <> 'archived' AND p.linkedin_url IS NOT NULL"
    " AND NOT p.suppressed AND p.tied_group IS NULL AND NOT EXISTS (SELECT 1 FROM assignment r"
    " WHERE r.workspace_id = a.workspace_id AND r.running_contact_id = a.contact_id)"
    " AND EXISTS (SELECT 1 FROM duxsoup_user d WHERE d.workspace_id = a.workspace_id AND d.sealed_auth_key IS NOT NULL"
    " AND d.disconnected_at IS NULL AND ((c.dux_user_id IS NULL AND d.member_id = a.member_id)"
    " OR d.dux_soup_user_id = c.dux_user_id))"
)
_COUNTS = ", ".join((
    "COUNT(*) AS total",
    *(f"SUM(CASE WHEN status = '{status.value}' THEN 1 ELSE 0 END) AS status_{status.value}" for status in AssignmentStatus),
    *(f"SUM({name}) AS {name}" for name in ("invited", "accepted", "responded", "completed", "decided", "reached")),
    "SUM(decided * accepted) AS accepted_of_decided",
    "SUM(reached * responded) AS replied_of_reached",
))  # fmt: skip
