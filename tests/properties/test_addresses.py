"""A webhook that comes under the old address and the new, however often, is one receipt and is applied once."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx
import orjson
import pytest
from hypothesis import strategies as st

from auth.tokens import Minted
from engine import account as account_commands
from models import DuxSoupAccount, Message, Receipt, Unit
from tests import factories
from tests.properties.laboratory import Laboratory
from tests.properties.promise import Broken, hold
from tests.properties.search import Profile, found_by
from tests.properties.tables import dump
from tests.properties.tenant import Tenant
from tests.webhooks.conftest import client_of
from webhooks.duxsoup import store
from webhooks.duxsoup.endpoint import PATH, Intake

WORDS = ("reply", "ready", "tag")
DELIVERIES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([0, 1])), min_size=1, max_size=6)
Deliveries = list[tuple[str, int]]


def _hold(lab: Laboratory, profile: Profile) -> None:
    found_by(profile, DELIVERIES, lambda deliveries: lab.runner.run(_once(lab, deliveries)))


async def _once(lab: Laboratory, deliveries: Deliveries) -> None:
    of = await lab.fresh()
    action = await lab.hand_over(of, "taken")
    assert action is not None
    now = lab.clock.now()
    bodies = {
        "reply": of.letter("Sure!", now),
        "ready": of.envelope("rccommand", "ready", {"clientid": "c"}, now),
        "tag": of.seen(now, {"Degree": "2", "My Tags": [f"🦆-{action.id}-accepted"]}),
    }
    addresses = [await _rotated(lab, of), await _rotated(lab, of)]
    async with client_of(Intake(lab.units, factories.RING)) as client:
        for word, address in deliveries:
            await _deliver(client, addresses[address], bodies[word])
            await lab.read(of)
    told = {word for word, _ in deliveries}
    hold(21, await Receipt.filter(workspace_id=of.workspace.id).count() == len(told), "one body, two receipts")
    hold(
        21, await Message.filter(workspace_id=of.workspace.id).count() == ("reply" in told), "one letter, two messages"
    )
    await _again(lab, of, addresses, [bodies[word] for word in told])


async def _again(lab: Laboratory, of: Tenant, addresses: list[Minted], bodies: list[dict[str, Any]]) -> None:
    """Everything once more under both changes nothing at all, but when the address was last used."""
    before = await dump(of.workspace.id)
    async with client_of(Intake(lab.units, factories.RING)) as client:
        for body in bodies:
            for address in addresses:
                await _deliver(client, address, body)
    await lab.read(of)
    after = await dump(of.workspace.id)
    changed = [table for table in before if table != "duxsoup_user" and before[table] != after[table]]
    hold(21, not changed, f"applied twice: {changed}")


async def _deliver(client: httpx.AsyncClient, address: Minted, body: dict[str, Any]) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await client.post(f"{PATH}/{address.text}", content=orjson.dumps(body), headers=headers)
    assert answer.status_code == 202


async def _rotated(lab: Laboratory, of: Tenant) -> Minted:
    async def work(unit: Unit) -> Minted:
        return await account_commands.rotate(unit, await DuxSoupAccount.get(id=of.account.id))

    return await lab.units.run(work)


def test_a_webhook_under_the_old_address_and_the_new_is_applied_once(lab: Laboratory, dialect: str):
    _hold(lab, Profile({"sqlite": 12, "postgres": 5}[dialect], 6))


def _each_its_own(*values: Any, real: Any = store._row) -> list[object]:
    row: list[object] = real(*values)
    key = store._COLUMNS.index("repeat_key")
    return [*row[:key], uuid4().hex, *row[key + 1 :]]


ADDRESS_BUGS = {"each address keeps its own receipts": (store, "_row", _each_its_own)}


@pytest.mark.parametrize("bug", ADDRESS_BUGS)
def test_the_property_finds(quick_lab: Laboratory, bug: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(*ADDRESS_BUGS[bug])
    with pytest.raises(Broken) as found:
        _hold(quick_lab, replace(Profile(20, 6), shrink=False))
    assert found.value.number == 21
