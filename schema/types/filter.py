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
from schema.types.enum import described
from schema.types.node import Info

SEEN = "How many the filter was seen to match; where it is another number by now, nothing is done."


@strawberry.input(description="Left out: all campaigns.")
class CampaignFilter:
    states: list[CampaignState] | None = strawberry.field(default=UNSET, description="One of these.")
    search: str | None = strawberry.field(default=UNSET, description="Words that stand in the name.")


@strawberry.input(description="All that is said must hold; erased contacts are passed over unless `erased` is true.")
class ContactFilter:
    search: str | None = strawberry.field(
        default=UNSET, description="Words of name, e-mail address, company or LinkedIn slug, or a whole LinkedIn URL."
    )
    tags: list[str] | None = strawberry.field(default=UNSET, description="Has at least one of these.")
    custom_fields: JSON | None = strawberry.field(default=UNSET, description="Has all of these values.")
    suppressed: bool | None = strawberry.field(
        default=UNSET, description="Whether an entry of the do-not-contact list covers them."
    )
    possible_duplicate: bool | None = strawberry.field(
        default=UNSET, description="Whether a webhook spoke of them and another contact as one person."
    )
    has_linkedin_url: bool | None = strawberry.field(
        default=UNSET, description="Whether their profile is known: without one nothing can be sent."
    )
    erased: bool | None = strawberry.field(default=UNSET, description="true: only those that were erased.")
    campaign_id: strawberry.ID | None = strawberry.field(default=UNSET, description="Who has an assignment there.")
    unassigned: bool | None = strawberry.field(
        default=UNSET, description="Whether they have no assignment: in the campaign named, else in any."
    )


@strawberry.input(description="All that is said must hold.")
class AssignmentFilter:
    statuses: list[AssignmentStatus] | None = strawberry.field(default=UNSET, description="One of these.")
    campaign_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="Of one of these campaigns; at most 100."
    )
    member_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="Worked by one of these members; at most 100."
    )
    unassigned: bool | None = strawberry.field(
        default=UNSET, description="Whether nobody works them: they have no member, or one who was removed."
    )
    search: str | None = strawberry.field(
        default=UNSET, description="Words of the contact's name, e-mail address or company."
    )
    updated_after: datetime | None = strawberry.field(default=UNSET, description="Changed later than this moment.")
    blocked_by: list[str] | None = strawberry.field(
        default=UNSET, description="Held by at least one of these blocker codes."
    )


@strawberry.input(description="All that is said must hold; an event without what is asked for does not match.")
class EventFilter:
    campaign_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="About one of these campaigns; at most 100."
    )
    assignment_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="About one of these assignments; at most 100."
    )
    member_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="About work of one of these members; at most 100."
    )
    to_statuses: list[AssignmentStatus] | None = strawberry.field(
        default=UNSET, description="A change of status to one of these."
    )
    kinds: list[str] | None = strawberry.field(default=UNSET, description="Words of docs/reference/events.md.")


class AssignmentOrderField(Enum):
    UPDATED_AT = "updated_at"
    NEXT_ACTION_AT = "next_action_at"
    CONTACT_NAME = "contact_name"


class SortDirection(Enum):
    ASC = "asc"
    DESC = "desc"


described(
    AssignmentOrderField,
    "By what assignments are ordered.",
    CONTACT_NAME="Without regard to upper and lower case.",
    NEXT_ACTION_AT="Those without one come after all others, where ASC is asked for.",
    UPDATED_AT="When anything of them changed last.",
)
described(
    SortDirection,
    "Which end comes first.",
    ASC="The smallest, the earliest.",
    DESC="The greatest, the latest.",
)


@strawberry.input(description="In which order; equal ones are told apart by their ids.")
class AssignmentOrder:
    field: AssignmentOrderField = strawberry.field(description="By what.")
    direction: SortDirection = strawberry.field(description="Which end comes first.")


def sifted(listing: str, *, description: str) -> Any:
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

    return strawberry.field(resolver=resolve, description=description, directives=PAGED)


def ordered(listing: str, *, description: str) -> Any:
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

    return strawberry.field(resolver=resolve, description=description, directives=PAGED)
