"""An account speaks through ways that change: what it said through another's is not lost, and a new one is known to be new."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from auth.tokens import Minted, mint
from engine import reactions
from engine.receipt import replay_these
from integrations.duxsoup.inbound import read
from models import DuxSoupAccount, MissedRow, Receipt, Units, Verdict
from models.receipt import misled
from tests import factories
from tests.settable_clock import SettableClock
from tests.webhooks.conftest import Hooks, token_of
from webhooks.duxsoup.endpoint import PATH
from webhooks.duxsoup.store import Arrival, store
from webhooks.duxsoup.use import Use
from webhooks.duxsoup.verify import Account, Address, Sender


@pytest.fixture
async def neighbour(hooks: Hooks) -> Minted:
    """The address of another account of the workspace."""
    address = mint("")
    await factories.account(hooks.workspace, webhook_hash=address.hash)
    return address


async def doubted(hooks: Hooks) -> bool:
    return await MissedRow.filter(id=hooks.account.id).exists()


async def astray(hooks: Hooks) -> int:
    """How much lies in quarantine that the account should have said itself."""
    return await Receipt.filter(verdict=Verdict.QUARANTINED, awaits=misled(hooks.account.id)).count()


async def spoken_before(hooks: Hooks) -> None:
    await hooks.native(time="before")
    await Receipt.all().delete()
    await MissedRow.all().delete()


@pytest.mark.parametrize("blanked", [False, True])
async def test_words_that_came_under_anothers_address_first_are_their_own_accounts_once_it_says_them(
    hooks: Hooks, units: Units, neighbour: Minted, blanked: bool
) -> None:
    for _ in range(2):
        assert (await hooks.post(f"{PATH}/{neighbour.text}", hooks.visit())).status_code == 202
    if blanked:
        await Receipt.all().update(sealed_body=None, body_until=None)
    assert (await hooks.native()).status_code == 202
    (receipt,) = await hooks.receipts()
    assert receipt.verdict is Verdict.WAITING
    assert (receipt.reason, receipt.awaits, receipt.processed_at) == (None, None, None)
    assert (receipt.account_id, receipt.line_id) == (hooks.account.id, hooks.account.id)
    assert read(hooks.opened(receipt).encode()).userid == hooks.account.dux_soup_user_id
    assert hooks.intake.counts == {"quarantined": 1, "repeated": 1, "waiting": 1}
    await units.run(partial(reactions.apply, ring=hooks.ring, receipt_id=receipt.id))
    assert (await Receipt.get(id=receipt.id)).verdict is not Verdict.QUARANTINED


async def test_nor_are_they_lost_where_somebody_has_set_them_waiting_meanwhile(
    hooks: Hooks, units: Units, neighbour: Minted
) -> None:
    await hooks.post(f"{PATH}/{neighbour.text}", hooks.visit())
    (receipt,) = await hooks.receipts()
    await units.run(partial(replay_these, workspace_id=hooks.workspace.id, ids=[receipt.id]))
    await hooks.native()
    await units.run(partial(reactions.apply, ring=hooks.ring, receipt_id=receipt.id))
    assert (await Receipt.get(id=receipt.id)).verdict is not Verdict.QUARANTINED


async def test_words_that_were_said_under_the_general_address_before_the_account_was_known_are_its_own_too(
    hooks: Hooks,
) -> None:
    await hooks.bearer(hooks.visit(userid="later"))
    account = await factories.account(hooks.workspace, dux_soup_user_id="later", webhook_hash=mint("").hash)
    assert (await hooks.bearer(hooks.visit(userid="later"))).status_code == 202
    (receipt,) = await hooks.receipts()
    assert (receipt.verdict, receipt.account_id) == (Verdict.WAITING, account.id)


@pytest.mark.parametrize("first", ["own", "neighbours"])
async def test_of_both_in_one_transaction_its_own_stands(
    hooks: Hooks, units: Units, neighbour: Minted, first: str
) -> None:
    body = b'{"userid": "' + hooks.account.dux_soup_user_id.encode() + b'", "type": "visit", "event": "create"}'
    other = await DuxSoupAccount.get(webhook_hash=neighbour.hash)
    own = Account(hooks.account.id, hooks.account.dux_soup_user_id)
    arrivals = [
        Arrival(Sender(hooks.workspace.id, hooks.address.hash, own, Address.CURRENT), own.id, body, read(body)),
        Arrival(
            Sender(hooks.workspace.id, neighbour.hash, Account(other.id, ""), Address.CURRENT), other.id, body,
            read(body), Verdict.QUARANTINED, "userid", own.id,
        ),
    ]  # fmt: skip
    told = arrivals if first == "own" else arrivals[::-1]
    stored = await units.run(partial(store, ring=hooks.ring, arrivals=told, used=[]))
    assert stored == ([True, False] if first == "own" else [True, True])
    (receipt,) = await hooks.receipts()
    assert (receipt.verdict, receipt.account_id) == (Verdict.WAITING, own.id)


async def test_words_of_its_own_are_never_taken_from_an_account(hooks: Hooks, neighbour: Minted) -> None:
    await hooks.native()
    await hooks.post(f"{PATH}/{neighbour.text}", hooks.visit())
    (receipt,) = await hooks.receipts()
    assert (receipt.verdict, receipt.account_id) == (Verdict.WAITING, hooks.account.id)


async def test_who_speaks_under_anothers_address_alone_is_known_to_have_said_what_we_cannot_believe(
    hooks: Hooks, units: Units, neighbour: Minted
) -> None:
    await hooks.post(f"{PATH}/{neighbour.text}", hooks.visit())
    await hooks.post(f"{PATH}/{neighbour.text}", hooks.visit(userid="nobody's"))
    assert await astray(hooks) == 1
    for receipt in await hooks.receipts():
        await units.run(partial(replay_these, workspace_id=hooks.workspace.id, ids=[receipt.id]))
    assert await Receipt.filter(verdict=Verdict.WAITING, awaits=misled(hooks.account.id)).count() == 1
    for receipt in await hooks.receipts():
        await units.run(partial(reactions.apply, ring=hooks.ring, receipt_id=receipt.id))
    assert await astray(hooks) == 1


@pytest.mark.parametrize("userid", ["", " ", None])
async def test_a_body_that_names_nobody_may_have_been_the_accounts_own(hooks: Hooks, units: Units, userid: Any) -> None:
    await hooks.native(userid=userid)
    assert await astray(hooks) == 1
    (receipt,) = await hooks.receipts()
    await units.run(partial(replay_these, workspace_id=hooks.workspace.id, ids=[receipt.id]))
    await units.run(partial(reactions.apply, ring=hooks.ring, receipt_id=receipt.id))
    assert await astray(hooks) == 1


@pytest.mark.parametrize("first", ["own", "neighbours"])
async def test_who_says_the_same_under_its_own_is_believed(hooks: Hooks, neighbour: Minted, first: str) -> None:
    tokens = [hooks.address.text, neighbour.text]
    for token in tokens if first == "own" else reversed(tokens):
        await hooks.post(f"{PATH}/{token}", hooks.visit())
    assert await astray(hooks) == 0


@pytest.mark.parametrize("body", [{"status": "accepted"}, "another's"])
async def test_what_somebody_else_says_at_an_address_is_not_its_accounts_first_word(hooks: Hooks, body: Any) -> None:
    await hooks.native(body if isinstance(body, dict) else hooks.visit(userid="9"))
    assert (await DuxSoupAccount.get(id=hooks.account.id)).webhook_used_at is None
    assert not await doubted(hooks)
    await hooks.native()
    assert await doubted(hooks)


Way = Callable[[Hooks, int], Awaitable[object]]


async def own(hooks: Hooks, number: int) -> object:
    return await hooks.native(time=f"{number}")


async def general(hooks: Hooks, number: int) -> object:
    return await hooks.bearer(hooks.visit(time=f"{number}"))


async def generals_other_token(hooks: Hooks, number: int) -> object:
    return await hooks.bearer(hooks.visit(time=f"{number}"), await token_of(hooks.workspace))


@pytest.mark.parametrize("way", [own, general])
async def test_before_its_first_words_through_a_way_nobody_knows_what_it_said(hooks: Hooks, way: Way) -> None:
    await way(hooks, 1)
    assert await doubted(hooks)


@pytest.mark.parametrize("way", [own, general, generals_other_token])
async def test_the_next_words_through_the_same_one_follow_on_the_first(
    hooks: Hooks, clock: SettableClock, way: Way
) -> None:
    await way(hooks, 1)
    await MissedRow.all().delete()
    for number in range(2, 5):
        clock.move_wall(seconds=50)
        await way(hooks, number)
    assert not await doubted(hooks)


@pytest.mark.parametrize("waits", [0, 3_600])
async def test_the_first_words_to_an_address_that_was_rotated_may_come_after_some_to_nobody(
    hooks: Hooks, units: Units, clock: SettableClock, waits: int
) -> None:
    await spoken_before(hooks)
    account, renewed = await DuxSoupAccount.get(id=hooks.account.id), mint("")
    await units.run(partial(account.rotate_webhook, token_hash=renewed.hash))
    await units.run(account.revoke_previous_webhook)
    clock.move_wall(seconds=waits)
    assert (await hooks.native()).status_code == 404
    await hooks.post(f"{PATH}/{renewed.text}", hooks.visit())
    assert await doubted(hooks)


async def test_nor_after_a_rotation_does_anybody_know_it_of_the_general_one(
    hooks: Hooks, units: Units, clock: SettableClock
) -> None:
    """The extension may have had the address that was rotated, until it was given the general one again."""
    await general(hooks, 1)
    await MissedRow.all().delete()
    account = await DuxSoupAccount.get(id=hooks.account.id)
    await units.run(partial(account.rotate_webhook, token_hash=mint("").hash))
    clock.move_wall(minutes=5)
    await general(hooks, 2)
    assert await doubted(hooks)


async def test_the_previous_address_goes_on_as_it_was(hooks: Hooks, units: Units, clock: SettableClock) -> None:
    await spoken_before(hooks)
    account = await DuxSoupAccount.get(id=hooks.account.id)
    await units.run(partial(account.rotate_webhook, token_hash=mint("").hash))
    clock.move_wall(minutes=5)
    await hooks.native()
    assert not await doubted(hooks)


async def test_an_address_that_was_rotated_between_the_look_and_the_writing_leaves_the_new_one_unused(
    hooks: Hooks, units: Units
) -> None:
    account = await DuxSoupAccount.get(id=hooks.account.id)
    await units.run(partial(account.rotate_webhook, token_hash=mint("").hash))
    body = b'{"userid": "1", "type": "visit"}'
    sender = Sender(hooks.workspace.id, hooks.address.hash, Account(account.id, "1"), Address.CURRENT)
    used = [Use(account.id, Address.CURRENT, hooks.address.hash)]
    arrival = Arrival(sender, account.id, body, read(body))
    await units.run(partial(store, ring=hooks.ring, arrivals=[arrival], used=used))
    assert (await DuxSoupAccount.get(id=account.id)).webhook_used_at is None
