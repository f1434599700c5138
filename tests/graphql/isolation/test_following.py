"""The matrix of feeds: every id and cursor that one may begin with, by somebody of another workspace."""

from tests.graphql.feed.client import socket
from tests.graphql.isolation import following


async def test_a_feed_that_begins_with_something_of_theirs_begins_as_with_nothing(both, url):
    async with socket(url) as opened:
        follower = await opened.init(both[1].owner.token)
        assert await following.by_foreign_places(follower, *both) == []


async def test_no_feed_tells_of_what_happens_elsewhere(both, url, units):
    async with socket(url) as opened:
        follower = await opened.init(both[1].owner.token)
        assert await following.meanwhile(follower, both[0], both[1], units) == []
