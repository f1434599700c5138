"""Whether webhooks arrive: how what was sent became known, account by account."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from engine import webhook_health
from schema.types.node import one

if TYPE_CHECKING:
    from schema.types.account import DuxSoupAccount


@strawberry.type(description="Of what was sent through one account in the hours asked about.")
class WebhookHealth:
    account_id: strawberry.Private[str]
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] = one(
        "account", description="The one that all this is about."
    )
    sent: int = strawberry.field(description="How many actions were handed over in those hours.")
    by_webhook: int = strawberry.field(description="Its end is known from a webhook.")
    by_sweep: int = strawberry.field(description="Its end is known only because we looked.")
    by_person: int = strawberry.field(description="Its end is known only from a person.")
    unconfirmed: int = strawberry.field(description="Taken as done without Dux-Soup's word.")
    waiting: int = strawberry.field(description="Its end is not known yet.")
    median_seconds_late: float | None = strawberry.field(description="From when it was done until a webhook told so.")
    longest_seconds_late: float | None = strawberry.field(
        description="The worst of the same. null: no webhook told of an end."
    )
    last_receipt_at: datetime | None = strawberry.field(
        description="When a webhook came last, at any time. null: none ever."
    )

    @classmethod
    def of(cls, found: webhook_health.WebhookHealth) -> "WebhookHealth":
        return cls(
            account_id=str(found.account_id),
            sent=found.sent,
            by_webhook=found.by_webhook,
            by_sweep=found.by_sweep,
            by_person=found.by_person,
            unconfirmed=found.unconfirmed,
            waiting=found.waiting,
            median_seconds_late=found.median_seconds_late,
            longest_seconds_late=found.longest_seconds_late,
            last_receipt_at=found.last_receipt_at,
        )
