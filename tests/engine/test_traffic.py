"""Of nobody nothing is asked: a list of none is no statement of the database."""

from tortoise import connections

from engine.traffic import touchable_at, traffic
from models import Units
from tests import factories
from tests.queries import queries


async def test_of_no_account_and_of_no_person_nothing_is_read(units: Units) -> None:
    connection = connections.get("default")
    with queries() as seen:
        assert await traffic(connection, [], units.clock.now()) == {}
        assert await touchable_at(connection, [], units.clock.now()) == {}
    assert seen == []


async def test_an_account_and_a_person_that_nothing_was_sent_to_are_left_out(units: Units) -> None:
    connection = connections.get("default")
    assert await traffic(connection, [factories.some_id()], units.clock.now()) == {}
    assert await touchable_at(connection, [factories.some_id()], units.clock.now()) == {}
