"""Who asks for actions: an account's, an assignment's."""

from models import ActionState
from resolvers.keyset import Order, Window
from resolvers.listing import Asking, Condition, Listing
from resolvers.pages import load_pages
from resolvers.search import values
from schema.context import Context
from schema.cost import MAX_PAGE
from schema.types.action import Action

LISTING = Listing(
    "action t",
    "t.kind, t.state, t.text, t.message_id, t.attempts, t.scheduled_for, t.sent_at, t.finished_at, t.outcome,"
    " t.assignment_id, t.account_id, t.step_id",
    lambda _, row: Action.of(row),
    Order("scheduled_for", "t.scheduled_for", "time"),
)
# Thirty steps, each with a few generations at most.
_ALL_OF_ONE = Asking(LISTING, LISTING.order, window=Window(MAX_PAGE, None, backward=True), parent="t.assignment_id")


async def load_of_assignments(context: Context, keys: list[str]) -> list[list[Action]]:
    pages = await load_pages(context, [(_ALL_OF_ONE, key) for key in keys])
    return [[Action.of(row) for row in page.rows] for page in pages]


def in_states(states: list[ActionState] | None) -> list[Condition]:
    return [] if states is None else [values("t.state", states, "states")]
