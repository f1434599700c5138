"""What lists can be narrowed to and how they are ordered."""

from datetime import datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry import UNSET
from strawberry.scalars import JSON

from models import AssignmentStatus, CampaignState
from schema.cost import PAGED
from schema.scalars import Cursor
from schema.types.node import Info

SEEN = "How many the filter was seen to match; where it is another number by now, nothing is done."


@strawberry.input
class CampaignFilter:
    states: list[CampaignState] | None = UNSET
    search: str | None = UNSET


@strawberry.input(
    description="search: words of name, e-mail address, company or LinkedIn slug, or a whole LinkedIn URL. tags: one of these. "
    "customFields: all of these values. Erased contacts are passed over unless erased is true."
)
class ContactFilter:
    search: str | None = UNSET
    tags: list[str] | None = UNSET
    custom_fields: JSON | None = UNSET
    suppressed: bool | None = UNSET
    possible_duplicate: bool | None = UNSET
    has_linkedin_url: bool | None = UNSET
    erased: bool | None = UNSET
    campaign_id: strawberry.ID | None = UNSET
    unassigned: bool | None = UNSET


@strawberry.input
class AssignmentFilter:
    statuses: list[AssignmentStatus] | None = UNSET
    campaign_ids: list[strawberry.ID] | None = UNSET
    member_ids: list[strawberry.ID] | None = UNSET
    unassigned: bool | None = UNSET
    search: str | None = UNSET
    updated_after: datetime | None = UNSET
    blocked_by: list[str] | None = UNSET


@strawberry.input
class EventFilter:
    campaign_ids: list[strawberry.ID] | None = UNSET
    assignment_ids: list[strawberry.ID] | None = UNSET
    member_ids: list[strawberry.ID] | None = UNSET
    to_statuses: list[AssignmentStatus] | None = UNSET
    kinds: list[str] | None = UNSET


@strawberry.enum
class AssignmentOrderField(Enum):
    UPDATED_AT = "updated_at"
    NEXT_ACTION_AT = "next_action_at"
    CONTACT_NAME = "contact_name"


@strawberry.enum
class SortDirection(Enum):
    ASC = "asc"
    DESC = "desc"


@strawberry.input
class AssignmentOrder:
    field: AssignmentOrderField
    direction: SortDirection


def sifted(listing: str) -> Any:
    """A field that leads to assignments, filtered."""

    async def resolve(
        root: Any,
        info: Info,
        first: int | None = UNSET,
        after: Cursor | None = UNSET,
        last: int | None = UNSET,
        before: Cursor | None = UNSET,
        filter: AssignmentFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
    ) -> Any:
        return await getattr(info.context.loaders, listing)(root.id, (first, after, last, before), filter or None)

    return strawberry.field(resolver=resolve, directives=PAGED)


def ordered(listing: str) -> Any:
    """As `sifted`, in an order of the caller's choice."""

    async def resolve(
        root: Any,
        info: Info,
        first: int | None = UNSET,
        after: Cursor | None = UNSET,
        last: int | None = UNSET,
        before: Cursor | None = UNSET,
        filter: AssignmentFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
        order_by: AssignmentOrder | None = UNSET,
    ) -> Any:
        load = getattr(info.context.loaders, listing)
        return await load(root.id, (first, after, last, before), filter or None, order_by or None)

    return strawberry.field(resolver=resolve, directives=PAGED)
