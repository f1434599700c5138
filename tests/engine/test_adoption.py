"""The integration guide's SQL, exactly as printed, and how the worker takes in what it inserted."""

from functools import partial
from typing import Any

import pytest
from tortoise import connections

from app.database import file_of
from engine import adoption
from engine.credentials import credentials_of
from models import Campaign, DuxSoupAccount, Event, EventKind, MissedRow, Unit
from models.errors import Conflict, NotFound
from tests import factories
from tests.databases import Database

INSERT = """
INSERT INTO duxsoup_user (
    dux_soup_user_id,
    dux_soup_auth_key,
    email,
    first_name,
    last_name
) VALUES (
    'your_dux_user_id',
    'your_dux_api_key',
    'user@example.com',
    'John',
    'Doe'
);
"""
UPDATE = """
UPDATE campaigns_new\x20
SET dux_user_id = 'your_dux_user_id'
WHERE campaign_id = 'your_campaign_id';
"""
KEY = "your_dux_api_key"


async def _insert(**other: str) -> None:
    statement = INSERT
    for old, new in other.items():
        statement = statement.replace(old, new)
    await connections.get("default").execute_script(statement)


async def _adopt(units: Any) -> DuxSoupAccount:
    assert await adoption.waiting()
    await units.run(partial(adoption.adopt_all, ring=factories.RING))
    assert not await adoption.waiting()
    found = await DuxSoupAccount.all().order_by("created_at").first()
    assert found is not None
    return found


async def test_the_guides_insert_works_as_printed_and_is_taken_in(units: Any):
    workspace = await factories.workspace(timezone="Europe/Amsterdam")
    member = await factories.member(workspace, user=await factories.user(email="user@example.com"))
    await _insert()
    account = await _adopt(units)
    assert (account.workspace_id, account.member_id, account.usable) == (workspace.id, member.id, True)
    assert (account.dux_soup_auth_key, account.key_last_four) == (None, "_key")
    assert credentials_of(factories.RING, account).auth_key == KEY
    assert (account.timezone, account.ramp_started_on) == ("Europe/Amsterdam", factories.START.date())
    event = await Event.get()
    assert (event.kind, event.account_id) == (EventKind.ACCOUNT_ADOPTED, account.id)
    assert KEY not in str(event.data)


async def test_the_guides_update_links_a_campaign(units: Any):
    campaign = await factories.campaign()
    await connections.get("default").execute_script(UPDATE.replace("your_campaign_id", str(campaign.id)))
    assert (await Campaign.get(id=campaign.id)).dux_user_id == "your_dux_user_id"


async def test_no_trace_of_the_key_in_clear_is_left_in_the_database(units: Any, database: Database, dialect: str):
    await factories.workspace()
    await _insert()
    await _adopt(units)
    await adoption.forget_clear_keys()
    rows = await connections.get("default").execute_query_dict("SELECT * FROM duxsoup_user")
    assert KEY not in str(rows)
    if dialect == "sqlite":
        path = file_of(database.url)
        files = list(path.parent.glob(f"{path.name}*"))
        assert files
        assert [file.name for file in files if KEY.encode() in file.read_bytes()] == []


async def test_inserting_it_again_is_a_new_key_that_has_to_be_proven(units: Any):
    workspace = await factories.workspace()
    await _insert()
    first = await _adopt(units)
    await DuxSoupAccount.all().update(verified_at=factories.START, email="kept@example.com")
    await _insert(your_dux_api_key="another_dux_api_key")
    account = await _adopt(units)
    assert await DuxSoupAccount.all().count() == 1
    assert (account.id, account.workspace_id, account.verified_at, account.email) == (
        first.id,
        workspace.id,
        None,
        "kept@example.com",
    )
    assert credentials_of(factories.RING, account).auth_key == "another_dux_api_key"


async def test_two_inserted_at_once_become_one(units: Any):
    await factories.workspace()
    await _insert()
    await _insert()
    await _adopt(units)
    assert await DuxSoupAccount.all().count() == 1


async def test_with_several_workspaces_the_key_is_sealed_and_the_row_waits_for_an_admin(units: Any):
    workspace = await factories.workspace()
    await factories.workspace()
    await _insert()
    await _insert()
    account = await _adopt(units)
    assert (account.dux_soup_auth_key, account.workspace_id, account.usable) == (None, None, False)
    await DuxSoupAccount.exclude(id=account.id).delete()
    adopt = partial(adoption.adopt, ring=factories.RING, dux_soup_user_id="your_dux_user_id")
    taken = await units.run(partial(adopt, workspace_id=workspace.id))
    assert taken.usable
    found = await DuxSoupAccount.get(id=account.id)
    assert credentials_of(factories.RING, found).auth_key == KEY
    with pytest.raises(NotFound):
        await units.run(partial(adopt, workspace_id=workspace.id))


async def test_a_row_that_waits_for_an_admin_is_left_as_it_is_when_another_is_taken_in(units: Any):
    await factories.workspace()
    await factories.workspace()
    await _insert()
    waits = await _adopt(units)
    await _insert(your_dux_user_id="another_dux_user_id")
    assert await units.run(partial(adoption.adopt_all, ring=factories.RING)) == 1
    assert (await DuxSoupAccount.get(id=waits.id)).sealed_auth_key == waits.sealed_auth_key


async def test_a_workspace_that_has_the_seat_already_does_not_adopt_it_again(units: Any):
    here, _ = await factories.workspace(), await factories.workspace()
    connected = await factories.account(here, dux_soup_user_id="your_dux_user_id")
    await _insert()
    await units.run(partial(adoption.adopt_all, ring=factories.RING))
    with pytest.raises(Conflict, match="already"):
        await units.run(partial(_adopted, workspace_id=here.id))
    assert (await DuxSoupAccount.get(id=connected.id)).sealed_auth_key == connected.sealed_auth_key


async def test_a_row_without_an_address_is_nobodys(units: Any):
    workspace = await factories.workspace()
    await factories.member(workspace)
    await _insert(**{"user@example.com": ""})
    assert (await _adopt(units)).member_id is None


async def test_a_seat_that_works_for_another_workspace_is_not_adopted(units: Any):
    elsewhere, here = await factories.workspace(), await factories.workspace()
    await factories.account(elsewhere, dux_soup_user_id="your_dux_user_id")
    await _insert()
    with pytest.raises(Conflict):
        await units.run(partial(_adopted, workspace_id=here.id))
    await DuxSoupAccount.filter(workspace_id=elsewhere.id).update(verified_at=None)
    assert (await units.run(partial(_adopted, workspace_id=here.id))).workspace_id == here.id


async def _adopted(unit: Unit, workspace_id: Any) -> DuxSoupAccount:
    return await adoption.adopt(unit, factories.RING, workspace_id, "your_dux_user_id")


async def test_a_seat_that_was_anothers_sends_nothing_before_its_key_is_proven(units: Any):
    before, after = await factories.workspace(), await factories.workspace()
    await factories.account(before, dux_soup_user_id="your_dux_user_id", disconnected_at=factories.START)
    await _insert()
    await units.run(partial(adoption.adopt_all, ring=factories.RING))
    adopt = partial(adoption.adopt, ring=factories.RING, workspace_id=after.id, dux_soup_user_id="your_dux_user_id")
    assert await (await units.run(adopt)).contested()


async def test_of_a_seat_whose_key_was_put_back_the_webhooks_were_missed_meanwhile(units: Any):
    home = await factories.workspace()
    gone = await factories.account(home, dux_soup_user_id="your_dux_user_id", disconnected_at=factories.START)
    await _insert()
    await units.run(partial(adoption.adopt_all, ring=factories.RING))
    assert await MissedRow.since(factories.START, await DuxSoupAccount.get(id=gone.id))
