"""Accounts take turns, several receipts of one go into a transaction, and what cannot be read harms no other."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from structlog.testing import capture_logs
from tortoise import connections

from app.database import AWAY, connect
from app.reading import AT_ONCE, Reading
from engine import reactions
from engine.reactions import waiting
from models import DuxSoupAccount, Message, Receipt, Unit, Units, Verdict, sql
from models.ids import new_id
from models.receipt import MAX_TRIES
from tests import factories
from tests.databases import Database
from tests.settable_clock import SettableClock
from tests.stored_receipts import heartbeat, letter, stored, visit

W = Verdict


class Reader(Reading):
    """With nobody to wake but a list, all patience, and the whole installation as its share unless told otherwise."""

    def __init__(
        self, units: Units, mine: Callable[[UUID], bool] = lambda _: True, patience: float | None = None
    ) -> None:
        self.woken: list[UUID | None] = []
        super().__init__(units, factories.RING, mine, self.woken.append, asyncio.Event(), patience)


async def _left(account: DuxSoupAccount) -> int:
    return await Receipt.filter(account_id=account.id, verdict=W.WAITING).count()


async def test_a_backlog_of_one_account_keeps_no_other_waiting(units: Units) -> None:
    busy, quiet = await factories.account(), await factories.account()
    for minute in range(2 * AT_ONCE):
        await stored(busy, heartbeat(busy, minute))
    await stored(quiet, heartbeat(quiet))
    reader = Reader(units)
    assert await reader._round()
    assert (await _left(busy) >= AT_ONCE, await _left(quiet)) == (True, 0)
    await reader.turn()
    assert await _left(busy) == 0


async def test_more_accounts_than_one_round_serves_are_served_in_turn(
    units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.reading.LINES", 2)
    accounts = sorted([await factories.account() for _ in range(5)], key=lambda account: account.id)
    for account in accounts:
        for minute in range(AT_ONCE + 1):
            await stored(account, heartbeat(account, minute))
    reader = Reader(units)
    for _ in range(3):
        await reader._round()
    assert all([await _left(account) < AT_ONCE + 1 for account in accounts])
    await reader.turn()
    assert not await Receipt.filter(verdict=W.WAITING).exists()


async def test_the_receipts_of_an_account_are_due_oldest_first(units: Units, clock: SettableClock) -> None:
    account = await factories.account()
    made = [await stored(account, heartbeat(account, minute)) for minute in range(4)]
    later = await stored(account, heartbeat(account, 9), next_try_at=clock.wall())
    await stored(account, heartbeat(account, 10), next_try_at=clock.wall() + timedelta(seconds=1))
    due = await waiting.due(account.id, clock.wall(), 3)
    assert (due.fresh, due.again) == ([receipt.id for receipt in made[:3]], [later.id])


async def test_several_receipts_of_an_account_are_read_in_one_transaction(units: Units) -> None:
    account = await factories.account()
    for minute in range(10):
        await stored(account, heartbeat(account, minute))
    commits: list[Any] = []
    units.on_commit(commits.append)
    await Reader(units).turn()
    assert (len(commits), await _left(account)) == (1, 0)


async def test_a_transaction_begins_no_more_receipts_once_it_has_gone_on_long_enough(units: Units) -> None:
    account = await factories.account()
    ids = [(await stored(account, heartbeat(account, minute))).id for minute in range(3)]
    work = partial(reactions.apply_in_line, ring=factories.RING, line_id=account.id, receipt_ids=ids)
    read = await units.run(partial(work, enough=lambda: True))
    assert ([receipt.id for receipt in read], await _left(account)) == (ids[:1], 2)


async def test_one_that_cannot_be_read_is_counted_alone_and_its_neighbours_are_read(units: Units) -> None:
    account = await factories.account()
    made = [await stored(account, heartbeat(account, minute)) for minute in range(5)]
    await Receipt.filter(id=made[2].id).update(sealed_body="broken")
    await Reader(units).turn()
    rows = await Receipt.all().order_by("id")
    assert [row.tries for row in rows] == [0, 0, 1, 0, 0]
    assert [row.verdict for row in rows] == [W.APPLIED, W.APPLIED, W.WAITING, W.APPLIED, W.APPLIED]
    assert rows[2].reason == "SealBroken"


async def test_what_a_reading_died_of_is_on_record(units: Units, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ValueError()

    async def quote(*_: object) -> None:
        raise broken

    account = await factories.account()
    await stored(account, heartbeat(account, 1))
    monkeypatch.setattr("engine.health.heard", quote)
    with capture_logs() as lines:
        await Reader(units).turn()
    [line] = [line for line in lines if line["event"] == "receipt.failed"]
    assert line["exc_info"] is broken


async def test_after_five_tries_with_ever_longer_waits_it_is_left_for_a_person(
    units: Units, clock: SettableClock
) -> None:
    account = await factories.account()
    broken = await stored(account, heartbeat(account), sealed_body="broken")
    waits = []
    for _ in range(MAX_TRIES):
        await Reader(units).turn()
        await Reader(units).turn()  # before its time nothing happens
        row = await Receipt.get(id=broken.id)
        if row.next_try_at is not None and row.verdict is W.WAITING:
            waits.append(row.next_try_at - clock.wall())
            clock.move_wall(seconds=waits[-1].total_seconds())
    assert (row.verdict, row.tries, row.reason) == (W.DEAD, MAX_TRIES, "SealBroken")
    assert waits == sorted(set(waits))


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
@pytest.mark.parametrize("number", [1, 3])
async def test_a_database_that_goes_amid_a_reading_is_no_fault_of_the_receipts(
    units: Units, database: Database, number: int
) -> None:
    account = await factories.account()
    for one in range(number):
        await stored(account, visit(account, f"id.{one}"))
    holding = await connect(database.url)
    try:
        held = holding.transaction()
        await held.start()
        await holding.execute(
            "SELECT 1 FROM duxsoup_user FOR UPDATE"
        )  # the reading waits for it, with a lock of its own
        turn = asyncio.create_task(Reader(units).turn())
        gone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        async with asyncio.timeout(60):
            while not await holding.fetch(f"{gone} AND datname = current_database()"):  # noqa: ASYNC110 - no event for it
                await asyncio.sleep(0.01)
        await held.rollback()
    finally:
        await holding.close()
    with pytest.raises(AWAY):
        await turn
    assert set(await Receipt.all().values_list("tries", "verdict")) == {(0, W.WAITING)}
    await Reader(units).turn()
    assert await _left(account) == 0


async def test_what_a_receipt_waits_for_may_stand_in_the_same_transaction(units: Units) -> None:
    workspace = await factories.workspace()
    account, person = await factories.account(workspace), await factories.contact(workspace, "pat-known")
    early = await stored(account, letter(account, "id.4711"))
    await stored(account, visit(account, "id.4711", Profile="https://www.linkedin.com/in/pat-known/"))
    await Reader(units).turn()
    assert (await Receipt.get(id=early.id)).verdict is W.APPLIED
    assert await Message.filter(contact_id=person.id).count() == 1


async def test_a_native_receipt_is_held_to_its_account_when_it_is_read(units: Units) -> None:
    account, other = await factories.account(), await factories.account()
    foreign = await stored(account, heartbeat(other))
    nobodys = await stored(account, heartbeat(other), account_id=None, line_id=account.workspace_id)
    own = await stored(account, heartbeat(account), account_id=None, line_id=account.workspace_id)
    await Reader(units).turn()
    rows = [await Receipt.get(id=receipt.id) for receipt in (foreign, nobodys, own)]
    assert [row.verdict for row in rows] == [W.QUARANTINED, W.QUARANTINED, W.APPLIED]
    assert rows[2].account_id == account.id


async def test_a_body_that_is_gone_is_nothing_to_apply(units: Units) -> None:
    account = await factories.account()
    blank = await stored(account, heartbeat(account), sealed_body=None)
    await Reader(units).turn()
    row = await Receipt.get(id=blank.id)
    assert (row.verdict, row.reason, row.kind) == (W.IGNORED, "body_blanked", "rccommand.ready")


async def test_a_worker_reads_what_is_of_its_share(units: Units) -> None:
    mine, theirs = await factories.account(), await factories.account()
    for account in (mine, theirs):
        await stored(account, heartbeat(account))
    await Reader(units, mine.id.__eq__).turn()
    assert (await _left(mine), await _left(theirs)) == (0, 1)


async def test_whose_receipts_were_read_is_looked_at_again_unless_it_was_a_heartbeat(units: Units) -> None:
    silent, told = await factories.account(), await factories.account()
    await stored(silent, heartbeat(silent))
    await stored(told, visit(told, "id.1"))
    reader = Reader(units)
    await reader.turn()
    assert reader.woken == [told.id]


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_two_workers_never_read_one_account_at_the_same_time(units: Units) -> None:
    account = await factories.account()
    first, second = [await stored(account, heartbeat(account, minute)) for minute in range(2)]
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(unit: Unit) -> None:
        await reactions.apply_in_line(unit, factories.RING, account.id, [first.id], lambda: False)
        begun.set()
        await go_on.wait()

    running = asyncio.create_task(units.run(slowly))
    await begun.wait()
    work = partial(reactions.apply_in_line, ring=factories.RING, line_id=account.id, receipt_ids=[second.id])
    assert await units.run(partial(work, enough=lambda: False)) == []
    go_on.set()
    await running
    assert len(await units.run(partial(work, enough=lambda: False))) == 1


async def test_what_waits_is_found_by_the_index_however_much_was_read_before(units: Units, dialect: str) -> None:
    account = await factories.account()
    shared = {"line_id": account.id, "workspace_id": account.workspace_id, "dialect": "native", "body_hash": "0" * 64}
    verdicts = [W.APPLIED] * 3_000 + [W.WAITING] * 300
    rows = [Receipt(id=new_id(), created_at=factories.START, verdict=verdict, **shared) for verdict in verdicts]
    await Receipt.bulk_create(rows, batch_size=500)
    connection = connections.get("default")
    await sql.rows(connection, "ANALYZE")
    explain = "EXPLAIN QUERY PLAN " if dialect == "sqlite" else "EXPLAIN "
    asked: list[tuple[str, list[Any]]] = [
        (waiting._LINES, [account.id, 10]),
        (waiting._DUE, [account.id, 25, account.id, factories.START, 25]),
    ]
    for statement, values in asked:
        plan = "\n".join(str(row) for row in await sql.rows(connection, explain + statement, values))
        assert "idx_receipt_line_id" in plan
        assert "SCAN receipt" not in plan
        assert "Seq Scan on receipt" not in plan
        assert "Sort" not in plan
        assert "TEMP B-TREE" not in plan


async def test_a_worker_whose_share_is_read_goes_round_no_more_for_that_of_others(
    units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.reading.LINES", 1)
    for _ in range(2):
        account = await factories.account()
        await stored(account, heartbeat(account))
    async with asyncio.timeout(60):
        await Reader(units, lambda _: False).turn()
