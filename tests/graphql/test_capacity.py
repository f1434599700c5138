"""When a member's open work is expected to be done: by the account's week, and by what campaigns may take of it."""

from datetime import timedelta
from typing import Any

import pytest

from models import AssignmentStatus, Step, StepKind
from tests import factories
from tests.factories import START

CAPACITY = "{ viewer { member { capacity { openAssignments invitesLeftThisWeek expectedFinish } } } }"


async def capacity(who: Any) -> Any:
    return (await who.ask(CAPACITY))["viewer"]["member"]["capacity"]


async def pending(workspace: Any, member: Any, count: int, **columns: Any) -> Any:
    campaign = await factories.campaign(workspace, **columns)
    for _ in range(count):
        await factories.assignment(campaign, member=member)
    return campaign


def finished(**later: float) -> str:
    return (START + timedelta(**later)).isoformat()


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, finished()),
        ({"account_share": 10}, finished(weeks=2)),  # seven of seventy-five a week
        ({"new_contacts_per_day": 3}, finished(days=6)),
        ({"account_share": 10, "new_contacts_per_day": 1}, finished(days=20)),
        ({"new_contacts_per_day": 0}, None),
    ],
)
async def test_a_campaign_that_takes_little_of_an_account_is_done_later(member, workspace, columns, expected):
    await factories.account(workspace, member=member.member)
    await pending(workspace, member.member, 3)
    await pending(workspace, member.member, 21, **columns)
    found = {"openAssignments": 24, "invitesLeftThisWeek": 75, "expectedFinish": expected}
    assert await capacity(member) == found


async def test_what_another_member_waits_for_delays_nobody_else(member, workspace):
    await factories.account(workspace, member=member.member)
    campaign = await pending(workspace, member.member, 1, account_share=10)
    other = await factories.member(workspace)
    for _ in range(20):
        await factories.assignment(campaign, member=other)
    assert (await capacity(member))["expectedFinish"] == finished()


async def test_invitations_that_open_nothing_wait_for_no_new_contacts(member, workspace):
    account = await factories.account(workspace, member=member.member)
    campaign = await factories.campaign(workspace, new_contacts_per_day=0)
    version = await factories.sequence(campaign, StepKind.CONNECT)
    running = await factories.assignment(
        campaign, member=member.member, account=account, status=AssignmentStatus.ACTIVE, launched_at=START
    )
    action = await factories.action(running, await Step.get(sequence=version), account)
    assert (await capacity(member))["expectedFinish"] == finished()
    await type(action).filter(id=action.id).update(opens=True)
    assert (await capacity(member))["expectedFinish"] is None
