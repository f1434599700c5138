"""The integration guide's own bodies: looked at before they are answered."""

from typing import Any

import httpx
import pytest

from models import Campaign, Contact, Dialect, Verdict
from models.ids import new_id
from tests import factories
from tests.settable_clock import SettableClock
from tests.webhooks.conftest import Hooks


@pytest.fixture
async def campaign(hooks: Hooks) -> Campaign:
    return await factories.campaign(hooks.workspace)


@pytest.fixture
async def contact(hooks: Hooks) -> Contact:
    return await factories.contact(hooks.workspace)


@pytest.fixture
def body(campaign: Campaign, contact: Contact) -> dict[str, Any]:
    url = "https://linkedin.com/in/profile"
    return {"campaign_id": str(campaign.id), "contact_id": str(contact.id), "status": "accepted", "profile_url": url}


@pytest.mark.parametrize("status", ["accepted", "replied", "declined", "blacklisted"])
async def test_each_of_the_four_statuses_is_stored_and_answered_202(
    hooks: Hooks, body: dict[str, Any], status: str
) -> None:
    assert (await hooks.bearer({**body, "status": status})).status_code == 202
    (receipt,) = await hooks.receipts()
    assert (receipt.dialect, receipt.kind, receipt.verdict) == (Dialect.SIMPLE, f"simple.{status}", Verdict.WAITING)
    assert receipt.workspace_id == hooks.workspace.id


async def test_both_addresses_take_the_guides_body(hooks: Hooks, body: dict[str, Any]) -> None:
    assert (await hooks.native(body)).status_code == 202
    assert (await hooks.bearer(body)).status_code == 202
    assert [receipt.account_id for receipt in await hooks.receipts()] == [hooks.account.id, None]


async def test_simple_bodies_carry_no_time_so_all_are_kept(hooks: Hooks, body: dict[str, Any]) -> None:
    for _ in range(3):
        assert (await hooks.bearer(body)).status_code == 202
    receipts = await hooks.receipts()
    assert len(receipts) == 3
    assert {receipt.repeat_key for receipt in receipts} == {None}


async def test_an_object_with_only_one_of_userid_and_type_is_simple(hooks: Hooks, body: dict[str, Any]) -> None:
    assert (await hooks.bearer({**body, "userid": "1"})).status_code == 202
    assert (await hooks.bearer({**body, "type": "visit"})).status_code == 202
    assert {receipt.dialect for receipt in await hooks.receipts()} == {Dialect.SIMPLE}


async def refused(hooks: Hooks, answer: httpx.Response, status: int, field: str, clock: SettableClock) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["title"], problem["status"], problem["field"]) == ("Failed to update status", status, field)
    assert problem["detail"]
    (receipt,) = await hooks.receipts()
    assert (receipt.verdict, receipt.reason, receipt.processed_at) == (Verdict.REFUSED, field, clock.now())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "pending"),
        ("status", "completed"),
        ("status", ""),
        ("status", None),
        ("status", ["accepted"]),
        ("campaign_id", None),
        ("contact_id", ""),
        ("profile_url", "https://evil.example/in/profile"),
        ("profile_url", "https://www.linkedin.com/company/acme"),
        ("profile_url", "javascript:alert(1)"),
    ],
)
async def test_a_broken_field_is_answered_422_with_field_and_rule(
    hooks: Hooks, body: dict[str, Any], clock: SettableClock, field: str, value: Any
) -> None:
    await refused(hooks, await hooks.bearer({**body, field: value}), 422, field, clock)


async def test_an_empty_object_is_a_refused_simple_body(hooks: Hooks, clock: SettableClock) -> None:
    await refused(hooks, await hooks.bearer({}), 422, "campaign_id", clock)


@pytest.mark.parametrize("field", ["campaign_id", "contact_id"])
async def test_an_id_of_nothing_is_answered_404(
    hooks: Hooks, body: dict[str, Any], clock: SettableClock, field: str
) -> None:
    await refused(hooks, await hooks.bearer({**body, field: str(new_id())}), 404, field, clock)


@pytest.mark.parametrize("field", ["campaign_id", "contact_id"])
async def test_an_id_of_another_workspace_is_answered_as_one_of_nothing(
    hooks: Hooks, body: dict[str, Any], field: str
) -> None:
    foreign = await (factories.campaign() if field == "campaign_id" else factories.contact())
    answers = [
        await hooks.bearer({**body, field: value})
        for value in (str(foreign.id), str(new_id()), "campaign-uuid", 7, "' OR 1=1")
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


async def test_a_profile_may_be_left_out_and_never_decides(hooks: Hooks, body: dict[str, Any]) -> None:
    del body["profile_url"]
    assert (await hooks.bearer(body)).status_code == 202
    other = {**body, "profile_url": "https://www.linkedin.com/in/somebody-else"}
    assert (await hooks.bearer(other)).status_code == 202


async def test_a_refused_body_is_kept_sealed_for_whoever_looks_into_it(hooks: Hooks, body: dict[str, Any]) -> None:
    await hooks.bearer({**body, "status": "wave"})
    (receipt,) = await hooks.receipts()
    assert '"status":"wave"' in hooks.opened(receipt)
    assert "wave" not in (receipt.sealed_body or "")
