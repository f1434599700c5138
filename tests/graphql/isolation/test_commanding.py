"""The matrix of commands: every id that one may hold, by somebody of another workspace."""

from tests.graphql.isolation import commanding


async def test_an_id_of_theirs_is_answered_as_one_of_nothing_and_nothing_of_theirs_changes(ground, both):
    assert await commanding.by_foreign_ids(ground, *both) == []


async def test_what_is_done_at_home_does_nothing_to_the_same_person_and_seat_elsewhere(ground, both):
    assert await commanding.at_home(ground, *both) == []


async def test_a_token_that_may_not_read_is_told_nothing_of_what_it_commands(ground, both):
    assert await commanding.unread(ground, both[1]) == []
