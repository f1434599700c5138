"""A command whose answer would be too large is refused before it has done anything."""

import pytest

from models import Campaign
from schema.rows import MOST_ANSWERED
from tests import factories

PAGE = "assignments(first: {}) {{ nodes {{ contact {{ messages(first: {}) {{ nodes {{ id }} }} }} }} }}"
CREATE = """mutation {} {{ createCampaign(input: {{name: "Mine", sequenceKind: CONNECTION}}) {{
  campaign {{ id {} }} errors {{ __typename }} }} }} {}"""


async def _sent(member, fields: str, more: str = "", **variables):
    declared = "($n: Int = 100)" if "$n" in fields else ""
    return (await member.post(CREATE.format(declared, fields, more), **variables)).json()


@pytest.mark.parametrize(
    ("fields", "more", "variables"),
    [
        ("a: " + PAGE.format(100, 100) + " b: " + PAGE.format(100, 99), "", {}),
        ("a: " + PAGE.format("$n", "$n") + " b: " + PAGE.format(100, 99), "", {}),
        ("a: " + PAGE.format("$n", "$n") + " b: " + PAGE.format("$n", "$n"), "", {"n": 100}),
        (
            "...f",
            f"fragment f on Campaign {{ a: {PAGE.format(100, 100)} ... on Node {{ id }} ... on Campaign {{ b: {PAGE.format(100, 99)} }} }}",
            {},
        ),
        (
            "breakdown { member { a: assignments(last: 100) { totalCount } b: assignments(first: 101) { totalCount } } }",
            "",
            {},
        ),
    ],
    ids=["literals", "defaults", "variables", "fragments", "a plain list"],
)
async def test_an_answer_that_could_read_too_many_rows_is_refused_and_nothing_is_done(member, fields, more, variables):
    answer = await _sent(member, fields, more, **variables)
    assert answer["data"] is None
    [error] = answer["errors"]
    assert error["extensions"] == {"code": "LIMIT_REACHED"}
    assert "too many rows" in error["message"]
    assert await Campaign.all().count() == 0


async def test_an_answer_of_as_many_as_is_allowed_is_read_to_its_end(member, workspace):
    fields = "a: " + PAGE.format(100, 100) + " b: " + PAGE.format(100, 98)
    assert MOST_ANSWERED == 2 * 100 + 100 * 198
    answer = await _sent(member, fields)
    assert answer["data"]["createCampaign"]["errors"] == []
    assert await Campaign.all().count() == 1


async def test_what_a_command_found_is_no_reason_to_refuse_its_answer(admin, workspace):
    """Where a query that finds as much is refused: there is nothing that it would have done."""
    campaign = await factories.campaign(workspace)
    for _ in range(100):
        await factories.assignment(campaign)
    wanted = f"campaign {{ id {PAGE.format(100, 100)} }}"
    given = {"id": str(campaign.id), "name": "Renamed", "expectedVersion": campaign.version}
    changed = await admin.command("updateCampaign", given, wanted)
    assert changed["errors"] == []
    assert len(changed["campaign"]["assignments"]["nodes"]) == 100
    asked = f"query ($id: ID!) {{ campaign(id: $id) {{ {PAGE.format(100, 100)} }} }}"
    [error] = await admin.refused(asked, id=str(campaign.id))
    assert error["extensions"]["code"] == "LIMIT_REACHED"
