"""Fills a ledger with as many planned actions as are asked for, by one statement a table, in seconds even at a million."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise import connections
from tortoise.models import Model

from models import (
    Action,
    Assignment,
    Campaign,
    CampaignState,
    Contact,
    DuxSoupAccount,
    Member,
    Receipt,
    SequenceVersion,
    StepKind,
    Workspace,
    sql,
)
from tests import factories

NOTE = "Hello {{ first_name }}, good to meet you."
LETTER = "Thank you for connecting, {{ first_name }}."


@dataclass(frozen=True, slots=True)
class BigLedger:
    """`accounts` share the people in turn. `now` is a moment at which all that is due has been so for a while."""

    workspace: Workspace
    member: Member
    accounts: list[DuxSoupAccount]
    campaigns: list[Campaign]
    now: datetime


async def fill(planned: int, accounts: int = 1, **columns: object) -> BigLedger:
    """Of ten planned actions six are due visits, and one each a due invitation with a note, a due message, a visit that is due
    in half a year, and a due visit of a campaign that is paused. Who is past the visit had it executed. One of ten people is
    spoken of by a receipt, of which a few still wait.
    """
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    known = await DuxSoupAccount.all().count()
    ids = [UUID(f"60000000-0000-7000-8000-{known + number:012x}") for number in range(accounts)]
    seats = [await factories.account(workspace, member=member, id=account_id, **columns) for account_id in ids]
    campaigns = [
        await factories.campaign(workspace, state=state) for state in (CampaignState.PAUSED, CampaignState.RUNNING)
    ]
    sequences = [await _sequence(campaign) for campaign in campaigns]
    connection = connections.get("default")
    await _name_places(connection, seats, sequences)
    await _run(connection, _statements(connection, workspace, member, planned, await Contact.all().count()))
    return BigLedger(workspace, member, seats, campaigns, factories.START + timedelta(days=60))


async def _sequence(campaign: Campaign) -> SequenceVersion:
    connect = {"kind": StepKind.CONNECT, "template": NOTE}
    message = {"kind": StepKind.MESSAGE, "template": LETTER, "delay_days": 3}
    return await factories.sequence(campaign, StepKind.VISIT, connect, message)


async def _name_places(
    connection: sql.Connection, accounts: list[DuxSoupAccount], sequences: list[SequenceVersion]
) -> None:
    """Two tables to join with: which account a number means, and the paused (0) and the running (1) campaign's sequence."""
    kind = "UUID" if sql.dialect(connection) == "postgres" else "CHAR(36)"
    await connection.execute_query(f"CREATE TABLE place_account (number INT PRIMARY KEY, id {kind})")
    await connection.execute_query(f"CREATE TABLE place_sequence (live INT PRIMARY KEY, id {kind}, campaign_id {kind})")
    seats = [(number, account.id) for number, account in enumerate(accounts)]
    await sql.insert(connection, "place_account", ("number", "id"), seats)
    lines = [(live, sequence.id, sequence.campaign_id) for live, sequence in enumerate(sequences)]
    await sql.insert(connection, "place_sequence", ("live", "id", "campaign_id"), lines)


async def _run(connection: sql.Connection, statements: list[str]) -> None:
    """Without foreign keys and indexes, which take longer than the rows; and in one script, so on one connection."""
    before, after, indexes = _ASIDE[sql.dialect(connection)]
    known = await sql.rows(connection, indexes)
    drops, makes = [f"DROP INDEX {row['name']}" for row in known], [row["statement"] for row in known]
    await connection.execute_script(";".join([before, *drops, *statements, *makes, after]))
    if sql.dialect(connection) == "postgres":  # nobody analyses SQLite files, and it plans by its indexes then
        await connection.execute_query("VACUUM ANALYZE")


def _statements(
    connection: sql.Connection, workspace: Workspace, member: Member, planned: int, before: int
) -> list[str]:
    words = _POSTGRES if sql.dialect(connection) == "postgres" else _LITE
    words = words | {"workspace": f"'{workspace.id}'", "member": f"'{member.id}'"}
    words = words | {"before": str(before), "last": str(before + planned)}
    inserts = [
        _insert(Contact, {"id": "%(contact)s"} | _CONTACT, "people"),
        _insert(Assignment, {"id": "%(assignment)s"} | _ASSIGNMENT, "people"),
        _insert(Action, {"id": "%(visit)s"} | _ACTION | _VISITED, _VISITORS),
        _insert(Action, {"id": "%(action)s"} | _ACTION | _PLANNED, "people"),
        _insert(Receipt, {"id": "%(receipt)s"} | _RECEIPT, "people WHERE n %% 10 = 0"),
    ]
    return [*(statement % words for statement in inserts), "DROP TABLE place_account", "DROP TABLE place_sequence"]


def _insert(table: type[Model], columns: dict[str, str], source: str) -> str:
    """What a new column needs that is not named here, it gets from the model's default."""
    known = table._meta.fields_map.values()
    plain = {one.model_field_name: one.default for one in known if isinstance(one.default, bool | int | str)}
    columns = {name: _literal(value) for name, value in plain.items()} | columns
    names, values = ", ".join(columns), ", ".join(columns.values())
    return f"INSERT INTO {table._meta.db_table} ({names}) {_PEOPLE} SELECT {values} FROM {source}"  # noqa: S608 - only our own words


def _literal(value: object) -> str:
    return str(value).upper() if isinstance(value, bool) else f"'{value}'" if isinstance(value, str) else str(value)


_TABLES = "('contact', 'assignment', 'action', 'receipt')"
_ASIDE = {
    "sqlite": (
        "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1000000",
        "PRAGMA cache_size = -2000; PRAGMA foreign_keys = ON",
        f"SELECT name, sql AS statement FROM sqlite_master WHERE tbl_name IN {_TABLES} AND type = 'index' AND sql <> ''",  # noqa: S608 - only our own words
    ),
    "postgres": (
        "SET session_replication_role = replica",
        "SET session_replication_role = DEFAULT",
        f"SELECT indexname AS name, indexdef AS statement FROM pg_indexes WHERE tablename IN {_TABLES} AND indexdef NOT LIKE '%UNIQUE%'",  # noqa: S608 - only our own words
    ),
}
_START = factories.START.isoformat(" ")
_LITE = {
    "contact": "printf('10000000-0000-7000-8000-%012x', n)",
    "assignment": "printf('20000000-0000-7000-8000-%012x', n)",
    "action": "printf('30000000-0000-7000-8000-%012x', n)",
    "visit": "printf('40000000-0000-7000-8000-%012x', n)",
    "receipt": "printf('50000000-0000-7000-8000-%012x', n)",
    "start": f"'{_START}'",
    "spread": f"strftime('%Y-%m-%d %H:%M:%f+00:00', '{_START}', (n % 864000) || ' seconds')",
    "later": f"strftime('%Y-%m-%d %H:%M:%f+00:00', '{_START}', '200 days', (n % 864000) || ' seconds')",
}
_POSTGRES = {
    "contact": "('10000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
    "assignment": "('20000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
    "action": "('30000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
    "visit": "('40000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
    "receipt": "('50000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
    "start": f"'{_START}'::timestamptz",
    "spread": f"'{_START}'::timestamptz + (n % 864000) * interval '1 second'",
    "later": f"'{_START}'::timestamptz + interval '200 days' + (n % 864000) * interval '1 second'",
}
# One row for each person: where it stands in which sequence, and whose it is.
_PEOPLE = """
    WITH RECURSIVE series(n) AS (SELECT %(before)s + 1 UNION ALL SELECT n + 1 FROM series WHERE n < %(last)s),
    standing AS (
      SELECT n, n / 10 AS turn, CASE WHEN n %% 10 = 9 THEN 0 ELSE 1 END AS live,
        CASE n %% 10 WHEN 6 THEN 2 WHEN 7 THEN 3 ELSE 1 END AS place FROM series),
    people AS (
      SELECT s.n, s.place, a.id AS seat, q.id AS sequence, q.campaign_id AS campaign, t.id AS stage, t.kind AS act
      FROM standing s
      JOIN place_account a ON a.number = s.turn %% (SELECT COUNT(*) FROM place_account)
      JOIN place_sequence q ON q.live = s.live
      JOIN step t ON t.sequence_id = q.id AND t.position = s.place)"""
_VISITORS = "people JOIN step v ON v.sequence_id = people.sequence AND v.position = 1 WHERE place > 1"
_OWNED = {"created_at": "%(start)s", "workspace_id": "%(workspace)s"}
_CONTACT = _OWNED | {
    "first_name": "'Pat'",
    "last_name": "'Example' || n",
    "linkedin_url": "'https://www.linkedin.com/in/pat-' || n",
    "custom_fields": "'{}'",
    "tags": "'[]'",
    "updated_at": "%(start)s",
}
_ASSIGNMENT = _OWNED | {
    "campaign_id": "campaign",
    "contact_id": "%(contact)s",
    "member_id": "%(member)s",
    "account_id": "seat",
    "sequence_id": "sequence",
    "status": "CASE WHEN place = 3 THEN 'accepted' ELSE 'active' END",
    "launched_at": "%(start)s",
    "running_contact_id": "%(contact)s",
    "next_step": "place",
    "next_at": "%(spread)s",
    "deadline_at": "CASE WHEN place = 3 THEN %(later)s END",
    "accepted_at": "CASE WHEN place = 3 THEN %(start)s END",
    "invited_at": "CASE WHEN place = 3 THEN %(start)s END",
    "updated_at": "%(start)s",
}
_ACTION = _OWNED | {
    "assignment_id": "%(assignment)s",
    "account_id": "seat",
    "campaign_id": "campaign",
    "contact_id": "%(contact)s",
}
_VISITED = {
    "opens": "TRUE",
    "step_id": "v.id",
    "kind": "'visit'",
    "state": "'executed'",
    "scheduled_for": "%(start)s",
    "attempts": "1",
    "sent_at": "%(start)s",
    "executed_at": "%(start)s",
}
_PLANNED = {
    "opens": "place = 1",
    "step_id": "stage",
    "kind": "act",
    "state": "'planned'",
    "scheduled_for": "CASE WHEN n %% 10 = 8 THEN %(later)s ELSE %(spread)s END",
}
_RECEIPT = _OWNED | {
    "account_id": "seat",
    "line_id": "seat",
    "dialect": "'native'",
    "body_hash": "'body-' || n",
    "repeat_key": "'body-' || n",
    "verdict": "CASE WHEN n < %(before)s + 100 THEN 'waiting' ELSE 'applied' END",
}
