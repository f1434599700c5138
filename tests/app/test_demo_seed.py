"""The demo's seeding: it goes on where a power cut ended it, and starts again whatever was done to what it made."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from app.demo import sandbox as sandboxes
from app.demo import seats, seed
from app.demo.seed import Planted, planted, welcomed
from app.parts import Parts
from auth.passwords import fits
from auth.sealing import KeyRing
from auth.tokens import hashed
from engine import campaign, membership
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import (
    Actor,
    ApiToken,
    Assignment,
    AssignmentStatus,
    Campaign,
    CampaignState,
    Contact,
    DuxSoupAccount,
    Member,
    Role,
    SequenceKind,
    Unit,
    Units,
    User,
    Workspace,
)
from models.unit import Result
from tests.graphql.conftest import NOWHERE, parts_of
from tests.journey.product_process import free_port
from tests.settable_clock import SettableClock

MOST = 40
# As somebody may have exported it for an installation of theirs.
ELSEWHERE = "https://outreach.example.com"


class PowerCut(Exception):
    """Nothing more happens."""


class UnitsUntilCut(Units):
    """So many transactions, and then the power goes."""

    left = 0

    async def run(self, work: Callable[[Unit], Awaitable[Result]], actor: Actor | None = None) -> Result:
        if self.left == 0:
            raise PowerCut
        self.left -= 1
        return await super().run(work, actor)


@pytest.fixture
async def parts(units: Units, clock: SettableClock, ring: KeyRing) -> AsyncIterator[Parts]:
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield parts_of(units, clock, ring, duxsoup, port=8031, public_url=ELSEWHERE)


async def _whole() -> None:
    assert (await Workspace.all().count(), await Member.all().count(), await Contact.all().count()) == (1, 4, 120)
    assert await DuxSoupAccount.filter(paid_linkedin=True, ramp_started_on=seed.RAMPED_ON).count() == 3
    assert {one.name for one in await Campaign.all()} == {name for name, _ in seed.CAMPAIGNS.values()}
    assert (await Campaign.all().count(), await Assignment.all().count()) == (3, 120)
    assert await Assignment.filter(status=AssignmentStatus.ACTIVE).count() == 30


async def test_a_seeding_that_was_cut_off_after_any_transaction_is_brought_to_its_end(
    parts: Parts, clock: SettableClock
) -> None:
    cut = UnitsUntilCut(clock)
    done: Planted | None = None
    for transactions in range(MOST):
        cut.left = transactions
        try:
            done = await planted(replace(parts, units=cut), None)
            break
        except PowerCut:
            assert not await ApiToken.exists(name=seed.MARK)
    assert done is not None
    await _whole()


async def _renamed(parts: Parts, first: Planted, owner: Member) -> None:
    shown = await Campaign.get(id=first.campaign_id)
    await parts.units.run(partial(campaign.update, campaign=shown, values={"name": "Mine"}))


async def _another(parts: Parts, first: Planted, owner: Member) -> None:
    draft = campaign.CampaignDraft("Another", SequenceKind.CONNECTION)
    create = partial(campaign.create, workspace_id=first.workspace_id, member_id=owner.id, draft=draft)
    await parts.units.run(create)


async def _second_owner(parts: Parts, first: Planted, owner: Member) -> None:
    draft = membership.MemberDraft("eve@example.com", Role.OWNER)
    await parts.units.run(partial(membership.add_member, workspace_id=first.workspace_id, draft=draft))


@pytest.mark.parametrize("act", [_renamed, _another, _second_owner])
async def test_the_next_start_finds_what_the_first_made_whatever_was_added_or_renamed(
    parts: Parts, act: Callable[[Parts, Planted, Member], Awaitable[None]]
) -> None:
    first = await planted(parts, None)
    owner = await Member.get(workspace_id=first.workspace_id, role=Role.OWNER)
    await act(parts, first, owner)
    campaigns = await Campaign.all().count()
    assert await planted(parts, first.token) == first
    again = await planted(parts, None)
    assert again == replace(first, token=again.token)
    assert (await ApiToken.get(token_hash=hashed(again.token))).member_id == owner.id
    assert await Campaign.all().count() == campaigns


async def test_what_was_archived_or_removed_is_not_shown_and_not_made_again(parts: Parts, clock: SettableClock) -> None:
    first = await planted(parts, None)
    shown = await Campaign.get(id=first.campaign_id)
    await parts.units.run(partial(campaign.change_state, campaign=shown, to=CampaignState.ARCHIVED))
    await ApiToken.all().delete()
    assert (await planted(parts, None)).campaign_id is None
    assert (await Campaign.all().count(), await Assignment.all().count()) == (3, 120)
    await Member.filter(id__in=first.unlaunched).update(removed_at=clock.now())
    assert (await planted(parts, None)).unlaunched == ()


async def test_the_token_of_another_database_is_replaced(parts: Parts) -> None:
    stale = "chk_of-another-database"
    made = await planted(parts, stale)
    assert made.token != stale
    assert await ApiToken.exists(token_hash=hashed(made.token))


async def test_seats_report_to_this_machine_alone_where_the_product_is_now_and_who_is_gone_has_none(
    parts: Parts, tmp_path: Path
) -> None:
    made = await planted(parts, None)
    moved = replace(parts, settings=parts.settings.model_copy(update={"port": 8034}))
    gone = DuxSoupAccount.filter(dux_soup_user_id=seed.USER_ID.format(number=3))
    await gone.update(disconnected_at=parts.clock.now())
    async with sandboxes.running(f"http://127.0.0.1:{free_port()}/xapi", tmp_path) as sandbox:
        await sandbox.started()
        await seats.introduce(parts, sandbox, made.workspace_id)
        await seats.introduce(moved, sandbox, made.workspace_id)
    ledger = (tmp_path / "ledger.jsonl").read_text()
    secrets = [
        part.partition('"')[0] for part in ledger.split("http://127.0.0.1:8034/api/webhooks/dux-status-update/")[1:]
    ]
    hashes = await DuxSoupAccount.filter(disconnected_at=None).values_list("webhook_hash", flat=True)
    assert sorted(hashed(secret) for secret in secrets) == sorted(str(one) for one in hashes)
    assert len(secrets) == 2
    assert ELSEWHERE not in ledger


async def test_the_owner_signs_in_with_the_password_that_is_printed_until_they_choose_another(parts: Parts) -> None:
    made = await planted(parts, None)
    [owner] = await Member.owners(made.workspace_id)
    await welcomed(parts, made, "the one that is printed")
    assert await fits("the one that is printed", (await User.get(id=owner.user_id)).password_hash)
    await welcomed(parts, made, "another one")
    assert await fits("the one that is printed", (await User.get(id=owner.user_id)).password_hash)
