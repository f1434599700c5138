"""A campaign of 100,000 assignments, and what the page of it holds however it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tortoise import connections

from app.database import close_database, open_database
from auth.tokens import Minted, mint
from models import Assignment, AssignmentStatus, Campaign, Contact, Member
from tests import factories

FIRST = 50
_MEMBERS = 10
_STATUSES = (AssignmentStatus.ACTIVE, AssignmentStatus.ACCEPTED, AssignmentStatus.RESPONDED)
_TOGETHER = 5_000


@dataclass(frozen=True, slots=True)
class Furnished:
    workspace_id: str
    campaign_id: str
    token: Minted


async def furnished(url: str, many: int) -> Furnished:
    await open_database(url)
    workspace = await factories.workspace()
    members = [await factories.member(workspace) for _ in range(_MEMBERS)]
    campaign = await factories.campaign(workspace)
    for start in range(0, many, _TOGETHER):
        await _people(campaign, members, range(start, min(many, start + _TOGETHER)))
    token = mint()
    await factories.api_token(members[0], token.hash)
    await connections.get("default").execute_query("VACUUM ANALYZE")
    await close_database()
    return Furnished(str(workspace.id), str(campaign.id), token)


async def _people(campaign: Campaign, members: Sequence[Member], numbers: Sequence[int]) -> None:
    home, started = campaign.workspace_id, factories.START
    contacts = [
        Contact(
            workspace_id=home, first_name="Pat", last_name=f"Example{number}", company=f"Company {number % 997}",
            title="Head of Examples", tags=[], custom_fields={}, created_at=started, updated_at=started,
        )
        for number in numbers
    ]  # fmt: skip
    assignments = [
        Assignment(
            workspace_id=home, campaign_id=campaign.id, contact_id=contact.id, member_id=members[number % _MEMBERS].id,
            status=_STATUSES[number % len(_STATUSES)], launched_at=started, created_at=started,
            updated_at=started + timedelta(seconds=number),
        )
        for number, contact in zip(numbers, contacts, strict=True)
    ]  # fmt: skip
    await Contact.bulk_create(contacts, batch_size=500)
    await Assignment.bulk_create(assignments, batch_size=500)


Row = dict[str, Any]


def shown(rows: list[Row], member: str = "member", user: str = "user", contact: str = "contact") -> list[Row]:
    """The rows of an answer in one form, whatever a peer calls what a row leads to, and its id."""
    return [
        {
            "id": _id(row),
            "status": row["status"].upper(),
            "version": row["version"],
            "contact": _id(row[contact]),
            **{name: row[contact][name] for name in ("firstName", "lastName", "company", "title")},
            "member": _id(row[member]),
            "worked by": f"{row[member][user]['firstName']} {row[member][user]['lastName']}",
        }
        for row in rows
    ]


def _id(row: Row) -> str:
    return str(row.get("rowId") or row["id"])
