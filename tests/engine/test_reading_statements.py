"""What reading a receipt of each usual kind asks of the database, so that it does not grow unseen."""

import pytest

from models import StepKind
from tests.engine.conftest import World
from tests.queries import queries

# At the most, on either database; BEGIN and COMMIT come on top. The visit tells of a degree for the first time, which is written.
MOST = {"ready": 5, "visit": 10, "received": 10, "completed": 19}


@pytest.mark.parametrize("kind", MOST)
async def test_a_receipt_is_read_with_few_statements(world: World, kind: str):
    _, action = await world.at_step(StepKind.VISIT)
    await world.receive(world.command("received", action, params={"profileid": "id.700000001"}))
    world.clock.move(minutes=2)
    visited = {"id": "id.700000001", "Degree": "2"}
    body = {
        "ready": world.envelope("rccommand", "ready", {"clientid": "c"}),
        "visit": world.envelope("visit", "update", visited) | {"messagecontext": action.message_id},
        "received": world.command("received", action, params={"profileid": "id.700000001"}),
        "completed": world.command("completed", action, result=True, params={"profileid": "id.700000001"}),
    }[kind]
    receipt = await world.store(body)
    with queries() as seen:
        await world.read(receipt.id)
    assert len(seen) <= MOST[kind], seen
