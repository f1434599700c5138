"""The loaders of one operation: each is made once, and there is none of what is not in their table."""

import pytest

from app.context import context_of


async def test_a_loader_is_made_when_it_is_first_asked_and_stays_for_the_operation(parts):
    loaders = context_of(parts, None, {}).loaders
    assert loaders.contact is loaders.contact
    assert loaders.contact is not context_of(parts, None, {}).loaders.contact


async def test_of_what_is_no_noun_and_no_question_there_is_no_loader(parts):
    loaders = context_of(parts, None, {}).loaders
    with pytest.raises(AttributeError, match="weather"):
        _ = loaders.weather
    assert not hasattr(loaders, "weather")
