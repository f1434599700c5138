"""Every argument of every command with every value of the corpus that its scalar is tried with."""

from math import ceil
from random import Random

import pytest

from tests.graphql.bad_input import Ground
from tests.graphql.corpus import CORPUS
from tests.graphql.places import places
from tests.graphql.test_bad_input import COMMANDED, tried

pytestmark = [pytest.mark.abuse, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("command", COMMANDED)
async def test_every_argument_is_refused_in_words_or_taken_and_nothing_is_half_done(
    ground: Ground, command: str, random: Random, share: float
) -> None:
    for place in places(command):
        values = CORPUS[place.scalar]
        await tried(ground, place, random.sample(values, ceil(len(values) * share)))
    await ground.read()
