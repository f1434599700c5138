"""Every argument of every command with every value of the corpus that its scalar is tried with."""

from math import ceil
from random import Random

import pytest

from tests.graphql.corpus import CORPUS
from tests.graphql.places import Place
from tests.graphql.test_bad_input import PLACES, tried

pytestmark = [pytest.mark.abuse, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("place", PLACES, ids=str)
async def test_an_argument_is_refused_in_words_or_taken_and_nothing_is_half_done(
    ground, place: Place, random: Random, share: float
) -> None:
    values = CORPUS[place.scalar]
    await tried(ground, place, random.sample(values, ceil(len(values) * share)))
    await ground.read()
