"""No group crosses a workspace or a right: whoever differs in anything that an answer may depend on is another audience."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.feeds.audience import Audience, audience_of
from auth.viewer import Viewer
from models import Role, Scope
from schema.executor import Operation

FEED = "subscription One($after: Cursor, $size: Int) { eventFeed(after: $after, batchSize: $size) { cursor } }"
OTHER = FEED.replace("{ cursor }", "{ __typename cursor }")
# Few of each, so that two draws are often alike.
IDS = st.sampled_from([UUID(int=1), UUID(int=2)])
SCOPES = st.sampled_from([None, frozenset({Scope.READ}), frozenset({Scope.READ, Scope.ADMIN})])
VIEWERS = st.builds(
    Viewer, IDS, IDS, IDS, st.sampled_from(Role), SCOPES, token_id=st.none() | IDS, session_id=st.none() | IDS
)
CURSORS = st.sampled_from([None, "a", "b"])
OPERATIONS = st.builds(
    lambda text, after, size: Operation(text, "One", {"after": after, "size": size}),
    st.sampled_from([FEED, OTHER]),
    CURSORS,
    st.sampled_from([None, 1, 2]),
)


def _same(one: tuple[Operation, Viewer], other: tuple[Operation, Viewer]) -> bool:
    """What an answer may depend on, said once more and in other words."""
    (asked, viewer), (also, beside) = one, other
    rights = (viewer.workspace_id, viewer.role, viewer.scopes) == (beside.workspace_id, beside.role, beside.scopes)
    return rights and asked.text == also.text and asked.variables["size"] == also.variables["size"]


def _naive(operation: Operation, _: Viewer) -> object:
    return operation.text, operation.variables["size"]


def _finds_a_difference(key: object) -> None:
    @settings(max_examples=500, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.tuples(OPERATIONS, VIEWERS), st.tuples(OPERATIONS, VIEWERS))
    def look(one: tuple[Operation, Viewer], other: tuple[Operation, Viewer]) -> None:
        assert (key(*one) == key(*other)) == _same(one, other)  # type: ignore[operator]  # either of the two

    look()


def test_two_share_an_answer_exactly_where_it_can_only_be_the_same() -> None:
    _finds_a_difference(audience_of)


def test_the_document_and_its_variables_alone_would_be_a_leak() -> None:
    """The control."""
    with pytest.raises(AssertionError):
        _finds_a_difference(_naive)


VIEWER = Viewer(UUID(int=3), UUID(int=4), UUID(int=5), Role.MEMBER, None, token_id=UUID(int=6))


def _audience(text: str, **variables: object) -> Audience | None:
    return audience_of(Operation(text, None, variables), VIEWER)


def test_an_answer_for_many_is_made_as_nobody_in_particular() -> None:
    audience = _audience(FEED)
    assert audience is not None
    assert audience.viewer == replace(VIEWER, user_id=UUID(int=0), member_id=UUID(int=0), token_id=None)


@pytest.mark.parametrize(
    "text",
    [
        "subscription { assignmentFeed { ... on AssignmentDelta { upserted { member { account { remoteQueueSize } } } } } }",
        "subscription { eventFeed { ...E } } fragment E on EventBatch { events { account { remoteQueue { size } } } }",
        """subscription ($after: Cursor) { eventFeed(after: $after) { ... on EventBatch { events { contact {
          history(first: 1, after: $after) { totalCount } } } } } }""",
    ],
)
def test_what_is_about_one_viewer_or_needs_the_cursor_itself_is_not_shared(text: str) -> None:
    assert _audience(text, after="a") is None


def test_a_cursor_that_stands_in_the_document_makes_a_group_of_its_own() -> None:
    first, second = (_audience(f'subscription {{ eventFeed(after: "{one}") {{ cursor }} }}') for one in "ab")
    assert first != second
