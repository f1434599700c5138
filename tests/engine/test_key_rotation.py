"""Rotating the ring: every sealed column, in chunks, beside whoever works; cut off anywhere it is run again."""

import ast
import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tortoise import Tortoise

from auth.sealing import KeyRing, SealBroken
from engine import key_rotation, suppression_list
from engine.credentials import credentials_of, sealed_key
from engine.key_rotation import SEALED
from models import (
    DuxSoupAccount,
    Erasure,
    Event,
    EventKind,
    ImportChunk,
    Receipt,
    Suppression,
    Unit,
    Units,
    Workspace,
)
from models.ids import new_id
from tests import factories
from tests.stored_receipts import heartbeat, stored

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("app", "auth", "engine", "events", "integrations", "models", "resolvers", "schema", "webhooks")
NEW = bytes(range(32, 64))
BOTH = KeyRing({"T1": NEW, "t1": bytes(range(32))})  # a kid that LIKE would take for the old one
AFTER = KeyRing({"T1": NEW})
LABEL = "a label of somebody"


async def furnish(units: Units, receipts: int = 3) -> DuxSoupAccount:
    """Something sealed in every column, by the old key."""
    account = await factories.account()
    home = account.home

    async def listed(unit: Unit) -> None:
        await suppression_list.writing_checker(unit, factories.RING, home)

    await units.run(listed)
    entry = await factories.suppression(await Workspace.get(id=home))
    place = {"table": "suppression", "column": "sealed_label"}
    entry.sealed_label = factories.RING.seal(LABEL, **place, workspace_id=home, row_id=entry.id)
    await entry.save()
    workspace = await Workspace.get(id=home)
    await Erasure.create(
        workspace_id=home,
        contact_id=new_id(),
        hashes=[],
        sealed_key=workspace.sealed_suppression_key,
        created_at=factories.START,
    )
    batch, chunk_id = await factories.import_batch(workspace), new_id()
    rows = factories.RING.seal("[]", table="import_chunk", column="sealed_rows", workspace_id=home, row_id=chunk_id)
    await ImportChunk.create(
        id=chunk_id, workspace_id=home, batch_id=batch.id, place=0, rows=0, sealed_rows=rows, created_at=factories.START
    )
    for minute in range(receipts):
        await stored(account, heartbeat(account, minute))
    unadopted = DuxSoupAccount(dux_soup_user_id="77", created_at=factories.START, lease_epoch=0)
    unadopted.sealed_auth_key = sealed_key(factories.RING, None, unadopted.id, "an-unadopted-key")
    await unadopted.save()
    return account


async def kids() -> dict[str, set[str]]:
    """By column, under which keys there is anything."""
    found = {}
    for one in SEALED:
        values = await one.model.filter(**{f"{one.column}__isnull": False}).values_list(one.column, flat=True)
        found[one.name] = {str(value).partition(".")[0] for value in values}
    return found


async def test_everything_is_sealed_anew_and_opens_without_the_old_key(units: Units, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(key_rotation, "AT_ONCE", 2)
    account = await furnish(units, receipts=7)
    await Receipt.filter(id=(await Receipt.all().order_by("-id").first() or account).id).update(sealed_body=None)
    assert sum((await key_rotation.left(BOTH)).values()) == 12
    done = await key_rotation.rotate(units, BOTH)
    assert done.resealed == {
        "duxsoup_user.sealed_auth_key": 2, "workspace.sealed_suppression_key": 1, "suppression.sealed_label": 1,
        "receipt.sealed_body": 6, "erasure.sealed_key": 1, "import_chunk.sealed_rows": 1,
    }  # fmt: skip
    assert not done.left
    assert await kids() == {one.name: {"T1"} for one in SEALED}
    seat = await DuxSoupAccount.get(id=account.id)
    assert credentials_of(AFTER, seat).auth_key == factories.AUTH_KEY
    assert credentials_of(AFTER, await DuxSoupAccount.get(dux_soup_user_id="77")).auth_key == "an-unadopted-key"
    assert (await suppression_list.checker(AFTER, account.home)).key is not None
    assert seat.key_updated_at == account.key_updated_at
    told = await Event.get(kind=EventKind.KEYS_ROTATED)
    assert (told.workspace_id, told.data) == (account.workspace_id, {"kid": "T1", "count": 11})


async def test_rotated_again_nothing_changes_and_nothing_is_said(units: Units):
    await furnish(units)
    await key_rotation.rotate(units, BOTH)
    before = await DuxSoupAccount.all().order_by("id").values_list("sealed_auth_key", flat=True)
    again = await key_rotation.rotate(units, BOTH)
    assert (again.resealed, again.left) == ({}, {})
    assert before == await DuxSoupAccount.all().order_by("id").values_list("sealed_auth_key", flat=True)
    assert await Event.filter(kind=EventKind.KEYS_ROTATED).count() == 1


async def test_what_no_key_of_the_ring_opens_stays_and_is_counted(units: Units):
    account = await furnish(units)
    await DuxSoupAccount.filter(id=account.id).update(sealed_auth_key="k0.AAAA.AAAA")
    done = await key_rotation.rotate(units, BOTH)
    assert done.left == {"duxsoup_user.sealed_auth_key": 1}
    assert (await DuxSoupAccount.get(id=account.id)).sealed_auth_key == "k0.AAAA.AAAA"


async def test_a_ciphertext_that_was_moved_to_another_row_is_refused_and_not_sealed_anew(units: Units):
    mine, theirs = await furnish(units), await factories.account()
    await DuxSoupAccount.filter(id=theirs.id).update(sealed_auth_key=mine.sealed_auth_key)
    moved = await DuxSoupAccount.get(id=theirs.id)
    with pytest.raises(SealBroken):
        credentials_of(BOTH, moved)
    assert (await key_rotation.rotate(units, BOTH)).left == {"duxsoup_user.sealed_auth_key": 1}


async def test_a_key_that_is_replaced_meanwhile_is_not_overwritten(units: Units):
    account = await furnish(units)
    sealed = SEALED[0]
    read = await key_rotation._read(_connection(), BOTH, sealed, None)
    replaced = sealed_key(BOTH, account.workspace_id, account.id, "a-newer-key")
    await DuxSoupAccount.filter(id=account.id).update(sealed_auth_key=replaced)
    rows = key_rotation._reseal(BOTH, sealed, read).rows
    await units.run(partial(key_rotation._write, sealed=sealed, rows=rows))
    assert credentials_of(AFTER, await DuxSoupAccount.get(id=account.id)).auth_key == "a-newer-key"


async def test_what_somebody_works_on_just_then_is_passed_over_and_waited_for_at_the_end(units: Units, dialect: str):
    account = await furnish(units)
    began, may_end = asyncio.Event(), asyncio.Event()

    async def hold(unit: Unit) -> None:
        await DuxSoupAccount.locked(account.id)
        began.set()
        await may_end.wait()

    holding = asyncio.create_task(units.run(hold))
    await began.wait()
    if dialect == "postgres":
        together = await key_rotation._together(units, BOTH, SEALED[0], None)
        assert [row.owner for row in together.rows] == [None]
    rotating = asyncio.create_task(key_rotation.rotate(units, BOTH))
    may_end.set()
    await holding
    assert not (await rotating).left


def test_every_sealed_column_of_the_models_is_rotated(units: Units):
    found = {
        (model._meta.db_table, column)
        for model in Tortoise.apps["models"].values()
        for column in model._meta.fields_map
        if column.startswith("sealed_")
    }
    assert found == {(one.table, one.column) for one in SEALED}


def test_nothing_is_sealed_to_a_column_that_is_not_rotated():
    """Whatever the source names as the column of a seal."""
    named: set[str] = set()
    for folder in PRODUCT:
        for path in (ROOT / folder).rglob("*.py"):
            named |= _columns(ast.parse(path.read_text(encoding="utf-8")))
    assert named == {(one.copy_of or one).column for one in SEALED}


def _columns(tree: ast.AST) -> set[str]:
    found: list[Any] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found += [given.value for given in node.keywords if given.arg == "column"]
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            found += [value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "column"]
    return {value.value for value in found if isinstance(value, ast.Constant) and isinstance(value.value, str)}


def _connection() -> Any:
    return Tortoise.get_connection("default")


async def test_a_label_reads_the_same_before_and_after(units: Units):
    account = await furnish(units)
    await key_rotation.rotate(units, BOTH)
    entry = await Suppression.get(workspace_id=account.workspace_id)
    place: dict[str, Any] = {"table": "suppression", "column": "sealed_label", "workspace_id": entry.workspace_id}
    assert AFTER.open(entry.sealed_label or "", **place, row_id=entry.id) == LABEL
