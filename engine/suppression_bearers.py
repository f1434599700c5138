"""Whom an entry for a company or a domain is about: looked for before anything is locked, because every contact is read for it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from engine.lookup import lookup
from engine.traces import Trace, company_traces, domain_traces
from models import Contact, SuppressionScope, sql

Bearers = Mapping[Trace, Sequence[UUID]]
_PAGE = 2_000
_WHERE_FROM = ("id", "email", "company", "company_linkedin_url", "company_website")


async def look(workspace_id: UUID, traces: Collection[Trace]) -> Bearers:
    """In one reading, however many the traces; page by page and compared here, because only Python folds every script."""
    wanted = {trace for trace in traces if trace.scope is not SuppressionScope.PERSON}
    found: dict[Trace, list[UUID]] = defaultdict(list)
    last: UUID | None = None
    while wanted:
        after = {"id__gt": last} if last else {}
        page = Contact.filter(workspace_id=workspace_id, **after).order_by("id").limit(_PAGE)
        rows = await page.values(*_WHERE_FROM)
        for row in rows:
            for trace in wanted.intersection(_traces(row)):
                found[trace].append(row["id"])
        if len(rows) < _PAGE:
            break
        last = rows[-1]["id"]
    return found


async def still(workspace_id: UUID, trace: Trace, ids: Sequence[UUID]) -> list[UUID]:
    """Of those found before the ones who are there yet."""
    columns = ", ".join(f"t.{name}" for name in _WHERE_FROM)
    rows = await lookup(columns, "contact", "id", "t.workspace_id = $1", [workspace_id], ids)
    return sorted(sql.as_id(row["id"]) for row in rows if trace in _traces(row))


def _traces(row: Mapping[str, Any]) -> list[Trace]:
    company = company_traces(row["company"], row["company_linkedin_url"])
    return [*company, *domain_traces(row["email"], row["company_website"])]
