"""The steps that a campaign's newest launches walk through."""

from uuid import UUID

from resolvers.keyset import Order
from resolvers.listing import Listing, Row, marks, read
from resolvers.permissions import reader
from schema.context import Context
from schema.types.sequence import Sequence
from schema.types.step import Step

LISTING = Listing(
    "step t",
    "t.position, t.kind, t.delay_days, t.delay_hours, t.random_delay_hours, t.template, t.subject, t.requires,"
    " t.note_fallback",
    lambda _, row: Step.of(row),
    Order("position", "t.position", "int"),
)


async def load_sequences(context: Context, keys: list[str]) -> list[Sequence | None]:
    viewer = reader(context.viewer)
    rows = await read(
        f"SELECT c.campaign_id, v.number, t.id, {LISTING.columns} FROM campaigns_new c"  # noqa: S608 - names are ours, values are bound
        " JOIN sequence_version v ON v.campaign_id = c.campaign_id AND v.number = c.sequence_number"
        " JOIN step t ON t.sequence_id = v.id"
        f" WHERE c.workspace_id = ? AND c.campaign_id IN {marks(keys)} ORDER BY t.position",
        [viewer.workspace_id, *map(UUID, keys)],
    )
    return [_sequence([row for row in rows if str(row["campaign_id"]) == key]) for key in keys]


def _sequence(rows: list[Row]) -> Sequence:
    """A campaign that plain SQL made has no version yet."""
    return Sequence(version=rows[0]["number"] if rows else 0, steps=[Step.of(row) for row in rows])
