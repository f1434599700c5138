"""Whatever stands in any argument of any command: a broken rule with its field, or done as asked, and nothing in between."""

import json
from contextlib import closing
from typing import Any

import httpx
import pytest

from models import Campaign, Role
from resolvers.permissions import COMMANDS
from tests import factories
from tests.graphql.bad_input import Ground
from tests.graphql.commits import Commits
from tests.graphql.conftest import asker, served
from tests.graphql.corpus import CORPUS, DATES, IDS, NUMBERS, TEXTS, URLS
from tests.graphql.places import MUTATIONS, Place, places

# An answer to the request as a whole, before any command was run.
WHOLE = {400: {"BAD_REQUEST"}, 401: {"UNAUTHENTICATED"}, 413: {"PAYLOAD_TOO_LARGE"}, 200: {"BAD_USER_INPUT"}}
KINDS = {"InvalidInput", "NotFound", "Conflict", "Forbidden", "IllegalTransition", "LimitReached", "RemoteFailure"}
# Each try is counted, and one that fails is on record.
COUNTED = {"signIn", "changePassword"}
# What is done once may be done again, with the same rows.
REPEATABLE = {
    "addTags", "removeTags", "createCampaign", "connectAccount", "createContact", "createToken", "importContacts",
    "importSuppressions", "inviteMember", "updateContact", "updateAccount", "suppress", "setAbsence", "pauseAccount",
}  # fmt: skip
INSIDES = ("Traceback", "asyncpg", "sqlite", "tortoise", "constraint", "isoformat")
# What the rows at hand do not let happen, however well it is asked for; all that these take is an id.
IMPOSSIBLE = {"mergeContacts", "partContacts", "resumeAccount", "revokePreviousWebhookUrl", "verifyAccount"}
SAMPLE = 3
COMMANDED = sorted(name for name in MUTATIONS if places(name))
PLACES = [place for name in COMMANDED for place in places(name)]


@pytest.fixture
async def ground(parts, workspace):
    async with served(parts) as client:
        owner = await asker(client, workspace, Role.OWNER)
        await owner.ask("{ viewer { role } }")
        with closing(Commits()) as commits:
            yield Ground(parts, client, workspace, owner, commits)


def sample(place: Place) -> list[Any]:
    """A few of the values; the next place is tried with the next ones."""
    values, start = CORPUS[place.scalar], PLACES.index(place) * SAMPLE
    return [values[(start + number) % len(values)] for number in range(SAMPLE)]


def judged(place: Place, answer: httpx.Response) -> bool:
    """Whether it was done; refused, it is in words that name field and rule."""
    assert not [word for word in INSIDES if word in answer.text], answer.text
    said = answer.json()
    if "errors" in said:
        assert {error["extensions"]["code"] for error in said["errors"]} <= WHOLE[answer.status_code], answer.text
        assert answer.status_code != 200 or place.name in str(said["errors"]), answer.text
        return False
    errors = said["data"][place.command]["errors"]
    for error in errors:
        assert error["__typename"] in KINDS, error
        assert error["message"]
        assert error["code"]
        assert error["path"] or error["__typename"] != "InvalidInput", error
    return not errors


async def tried(ground: Ground, place: Place, values: list[Any]) -> None:
    await ground.furnish(place.command)
    for value in values:
        await ground.commits.mark()
        try:
            done = judged(place, await ground.send(place, value))
            assert done or place.command in COUNTED or not await ground.commits.any(), "Refused, and yet written."
        except AssertionError as failed:
            failed.add_note(f"{place} = {repr(value)[:80]}")
            raise
        if place.command not in (REPEATABLE if done else COMMANDS):
            await ground.furnish(place.command)


@pytest.mark.parametrize("command", COMMANDED)
async def test_every_argument_is_refused_in_words_or_taken_and_nothing_is_half_done(ground, command):
    for place in places(command):
        await tried(ground, place, sample(place))
    await ground.read()


def test_every_text_of_every_command_is_a_place():
    assert {"String", "ID"} <= {place.scalar for place in PLACES}
    assert len(PLACES) == len(set(PLACES)) > 150
    assert {place.command for place in PLACES} == {name for name in MUTATIONS if MUTATIONS[name].args}


def test_the_corpus_holds_what_it_says_and_nothing_twice():
    groups: dict[int, tuple[list[Any], ...]] = {30: (TEXTS, URLS), 20: (IDS, DATES), 25: (NUMBERS,)}
    assert all(len(group) == number for number, held in groups.items() for group in held)
    for values in CORPUS.values():
        assert len({json.dumps(one) for one in values}) == len(values)


async def test_what_is_written_is_noticed_and_what_is_read_or_taken_back_is_none_of_it(ground):
    async def torn(_unit):
        await factories.campaign(ground.workspace)
        raise LookupError

    await ground.commits.mark()
    await Campaign.all()
    with pytest.raises(LookupError):
        await ground.parts.units.run(torn)
    assert not await ground.commits.any()
    await factories.campaign(ground.workspace)
    assert await ground.commits.any()


@pytest.mark.parametrize("command", COMMANDED)
async def test_what_fits_is_taken_so_that_it_is_the_value_which_is_refused(ground, command):
    await ground.furnish(command)
    place = Place(command, (), "")
    answer = await ground.send(place, None)
    assert judged(place, answer) == (command not in IMPOSSIBLE), answer.text
