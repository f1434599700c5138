"""A claim asks the list itself; whoever it finds there without their mark gets it, and everybody who watches is told."""

from functools import partial

from engine import suppressing
from engine.idle import Idle
from models import Contact, Event, EventKind, SuppressionScope
from tests import factories
from tests.engine.conftest import World


async def test_whoever_a_claim_finds_on_the_list_gets_their_mark_and_that_is_told(world: World) -> None:
    (assignment,) = await world.launched()
    put = partial(
        suppressing.suppress, ring=factories.RING, workspace_id=world.workspace.id, scope=SuppressionScope.DOMAIN,
        value="example.org", reason="asked",
    )  # fmt: skip
    await world.units.run(put)
    await Contact.all().update(email="pat@example.org")
    assert isinstance(await world.turn(), Idle)
    assert (await Contact.get(id=assignment.contact_id)).suppressed
    told = await Event.filter(contact_id=assignment.contact_id, kind=EventKind.CONTACT_CHANGED)
    assert [one.data for one in told] == [{"suppressed": True}]
