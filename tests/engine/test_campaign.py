"""What a campaign may be called, and which account it may be linked to."""

from functools import partial
from typing import Any

import pytest

from engine import campaign as campaigns
from engine.campaign import MAX_DESCRIPTION, MAX_NAME, MAX_WINDOW_DAYS
from models import Campaign, Event, EventKind, Units
from models.errors import InvalidInput, NotFound
from tests import factories


async def _changed(units: Units, campaign: Campaign, **values: Any) -> Campaign:
    await units.run(partial(campaigns.update, campaign=await Campaign.get(id=campaign.id), values=values))
    return await Campaign.get(id=campaign.id)


async def test_it_is_linked_to_an_account_of_its_workspace_and_to_none_again(units: Units) -> None:
    campaign = await factories.campaign()
    account = await factories.account(await campaign.workspace)
    linked = await _changed(units, campaign, account_id=account.id)
    assert (linked.dux_user_id, linked.version) == (account.dux_soup_user_id, campaign.version + 1)
    assert (await _changed(units, campaign, account_id=None)).dux_user_id is None
    events = await Event.filter(kind=EventKind.CAMPAIGN_CHANGED)
    assert [event.data for event in events] == [{"fields": ["dux_user_id"]}] * 2


async def test_another_workspaces_account_is_as_unknown_as_one_that_is_not_there(units: Units) -> None:
    campaign, foreign = await factories.campaign(), await factories.account()
    for account_id in (foreign.id, factories.some_id()):
        with pytest.raises(NotFound) as refused:
            await _changed(units, campaign, account_id=account_id)
        assert refused.value.path == ("accountId",)


async def test_a_change_of_nothing_is_none(units: Units) -> None:
    campaign = await factories.campaign()
    assert (await _changed(units, campaign)).version == campaign.version
    assert not await Event.filter(kind=EventKind.CAMPAIGN_CHANGED).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * (MAX_NAME + 1)}, "name"),
        ({"description": "x" * (MAX_DESCRIPTION + 1)}, "description"),
        ({"acceptance_window_days": 0}, "acceptanceWindowDays"),
        ({"reply_window_days": MAX_WINDOW_DAYS + 1}, "replyWindowDays"),
    ],
)
async def test_what_is_said_of_it_has_its_bounds(units: Units, values: dict[str, Any], field: str) -> None:
    campaign = await factories.campaign()
    with pytest.raises(InvalidInput) as refused:
        await _changed(units, campaign, **values)
    assert refused.value.path == (field,)
    assert (await Campaign.get(id=campaign.id)).version == campaign.version
