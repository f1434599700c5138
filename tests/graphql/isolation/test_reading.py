"""The matrix of questions: every field and every argument of the schema, asked by whoever should not be told."""

from tests.graphql.isolation import reading
from tests.graphql.isolation.audience import unruled
from tests.graphql.isolation.tenants import shut_out
from tests.graphql.places import SCHEMA


def test_everything_in_the_schema_has_a_rule():
    assert unruled(SCHEMA) == []


async def test_nothing_of_ones_own_leads_to_what_is_theirs(both):
    assert await reading.across(*both) == []


async def test_an_id_or_cursor_of_theirs_is_answered_as_one_of_nothing(both):
    assert await reading.by_foreign_ids(*both) == []


async def test_each_field_is_shown_to_whom_its_rule_says(both):
    assert await reading.by_role(both[0]) == []


async def test_whoever_is_nobody_here_is_told_nothing_by_any_question_or_command(both, clock, client):
    theirs = both[0]
    assert await reading.shut_out(theirs, await shut_out(client, theirs.workspace, clock.wall())) == []
