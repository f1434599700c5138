"""What is said of a seat is checked field by field, and its key is proven by what answered, not by what stands there now."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engine import account as accounts
from engine import restriction
from engine.account import AccountDraft
from engine.credentials import usable_credentials
from engine.health import Watch
from models import DuxSoupAccount, Event, EventKind, Unit, Units
from models.errors import Conflict, InvalidInput, NotFound
from tests import factories
from tests.settable_clock import SettableClock

DRAFT = AccountDraft("10001", "an-invented-key-1", "ada@example.com", "Ada", "Example")


async def connected(units: Units, draft: AccountDraft = DRAFT) -> DuxSoupAccount:
    home = await factories.workspace()
    made, _ = await units.run(partial(accounts.connect, ring=factories.RING, workspace_id=home.id, draft=draft))
    return made


async def changed(units: Units, account: DuxSoupAccount, **values: Any) -> None:
    await units.run(partial(accounts.update, ring=factories.RING, account=account, values=values))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"dux_soup_user_id": "two words"}, "duxSoupUserId"),
        ({"dux_soup_user_id": "x" * 65}, "duxSoupUserId"),
        ({"auth_key": "short"}, "authKey"),
        ({"auth_key": "with a blank inside"}, "authKey"),
        ({"email": "nobody"}, "email"),
        ({"first_name": "  "}, "firstName"),
        ({"last_name": "x" * 101}, "lastName"),
        ({"timezone": "Moon/Base"}, "timezone"),
    ],
)
async def test_a_seat_is_connected_with_every_field_in_order(units: Units, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await connected(units, replace(DRAFT, **wrong))
    assert refused.value.path == (field,)
    assert await DuxSoupAccount.all().count() == 0


async def test_a_seat_is_nobodys_but_a_members(units: Units) -> None:
    with pytest.raises(NotFound):
        await connected(units, replace(DRAFT, member_id=factories.some_id()))
    account = await connected(units)
    with pytest.raises(NotFound):
        await changed(units, account, member_id=factories.some_id())


async def test_a_seat_is_connected_once_in_a_workspace(units: Units) -> None:
    home = await factories.workspace()
    again = partial(accounts.connect, ring=factories.RING, workspace_id=home.id, draft=DRAFT)
    await units.run(again)
    with pytest.raises(Conflict, match="connected here already"):
        await units.run(again)


async def test_what_changes_is_on_record_from_what_to_what_and_nothing_else_is(units: Units) -> None:
    account = await connected(units)
    await changed(units, account)
    await changed(units, account, ramp_started_on="2026-03-09", paid_linkedin=True)
    events = await Event.filter(kind=EventKind.ACCOUNT_CHANGED)
    told = {
        "paid_linkedin": {"from": None, "to": True},
        "ramp_started_on": {"from": "2026-03-02", "to": "2026-03-09"},
    }
    assert [event.data for event in events] == [{"fields": ["paid_linkedin", "ramp_started_on"], "changes": told}]
    await changed(units, account, paid_linkedin=True)
    assert await Event.filter(kind=EventKind.ACCOUNT_CHANGED).count() == 1
    with pytest.raises(InvalidInput) as refused:
        await changed(units, account, ramp_started_on="next week")
    assert refused.value.path == ("rampStartedOn",)


async def test_a_key_that_was_replaced_meanwhile_is_not_proven(units: Units) -> None:
    account = await connected(units)
    proven = account.sealed_auth_key or ""
    await changed(units, account, auth_key="an-invented-key-2")
    with pytest.raises(Conflict, match="replaced while"):
        await units.run(partial(accounts.verified, ring=factories.RING, account=account, proven=proven))
    assert (await DuxSoupAccount.get(id=account.id)).verified_at is None


async def test_an_address_that_dux_soup_could_not_keep_is_refused() -> None:
    assert accounts.webhook_url("https://example.com/", "t").endswith("/dux-status-update/t")
    with pytest.raises(InvalidInput, match="at most 256"):
        accounts.webhook_url(f"https://{'a' * 220}.example.com", "t" * 43)


async def test_a_person_who_needs_the_key_is_told_why_it_does_not_open(units: Units) -> None:
    account = await connected(units)
    for sealed, why in (("another.nonce.text", "another ring"), (None, "no key")):
        account.update_from_dict({"sealed_auth_key": sealed})
        with pytest.raises(InvalidInput, match=why):
            usable_credentials(factories.RING, account)


async def test_a_foreign_seat_is_as_unknown_as_one_that_is_not_there(units: Units) -> None:
    account, stranger = await connected(units), await factories.workspace()
    for workspace_id, account_id in ((stranger.id, account.id), (account.workspace_id, factories.some_id())):
        with pytest.raises(NotFound):
            await units.run(partial(_locked, workspace_id, account_id))


async def _locked(workspace_id: Any, account_id: Any, _: object) -> None:
    await accounts.locked(workspace_id, account_id)


def test_an_account_that_no_workspace_has_adopted_has_no_events() -> None:
    account = DuxSoupAccount(dux_soup_user_id="10001")
    with pytest.raises(ValueError, match=str(account.id)):
        account.event(EventKind.ACCOUNT_PAUSED)


async def test_a_seat_that_is_proven_in_one_workspace_is_held_in_every_other(units: Units) -> None:
    mine, theirs = await connected(units), await connected(units)

    async def prove(unit: Unit) -> None:
        await accounts.verified(unit, factories.RING, theirs, theirs.sealed_auth_key or "")

    await units.run(prove)
    held = await DuxSoupAccount.get(id=mine.id)
    assert (held.pause_code, held.pause_reason) == ("key_refused", "This Dux-Soup user works for another workspace.")
    assert (await DuxSoupAccount.get(id=theirs.id)).paused_at is None
    with pytest.raises(Conflict, match="another workspace"):
        await units.run(partial(restriction.resume, account=held))


@pytest.mark.parametrize("code", ["challenge", "restored"])
async def test_no_lesser_pause_ends_what_only_a_person_may_end(units: Units, clock: SettableClock, code: str) -> None:
    account = await connected(units)

    async def pause(unit: Unit) -> None:
        await account.pause(unit, code, "LinkedIn asks.")
        await account.pause(unit, "account_paused", "for lunch", unit.now + timedelta(minutes=1))

    await units.run(pause)
    clock.move(hours=1)
    await Watch(units).turn()
    held = await DuxSoupAccount.get(id=account.id)
    assert (held.pause_code, held.paused_until) == (code, None)
    assert held.paused_at is not None


async def test_after_a_restore_a_challenge_is_one_still(units: Units) -> None:
    account = await connected(units)

    async def pause(unit: Unit) -> None:
        await account.pause(unit, "challenge", "LinkedIn asks.")
        await account.pause(unit, "restored", "Restored.")

    await units.run(pause)
    assert (await DuxSoupAccount.get(id=account.id)).pause_code == "challenge"


async def test_a_pause_that_runs_out_leaves_alone_what_else_there_is_to_wait_for(
    units: Units, clock: SettableClock
) -> None:
    account = await connected(units)
    retry_at = clock.wall() + timedelta(hours=1)

    async def pause(unit: Unit) -> None:
        await account.failed(unit, 3, retry_at)
        await account.pause(unit, "account_paused", "for lunch", unit.now + timedelta(minutes=5))

    await units.run(pause)
    clock.move(minutes=6)
    await Watch(units).turn()
    goes_on = await DuxSoupAccount.get(id=account.id)
    assert (goes_on.paused_at, goes_on.failures, goes_on.retry_at) == (None, 3, retry_at)
