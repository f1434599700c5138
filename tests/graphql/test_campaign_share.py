"""What waits for a campaign's share or its day's new contacts: told alike by a page of assignments and by the filter."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from models import ActionState, NoteFallback, Step, StepKind
from tests import factories
from tests.factories import START
from tests.queries import queries

HOUR = timedelta(hours=1)
PAGE = "{ assignments(first: 50%s) { nodes { id blockers { code until } } } }"
HELD = ', filter: {blockedBy: ["%s"]}'
CODES = ("campaign_share", "new_contacts")


class Line:
    """A campaign of one step in a workspace."""

    def __init__(self, workspace: Any, member: Any, campaign: Any, version: Any, step: Step) -> None:
        self.workspace, self.member, self.campaign, self.version, self.step = workspace, member, campaign, version, step

    @classmethod
    async def of(cls, workspace: Any, member: Any, step: dict[str, Any] | None = None, **columns: Any) -> "Line":
        campaign = await factories.campaign(workspace, **columns)
        version = await factories.sequence(campaign, {"kind": StepKind.VISIT, **(step or {})})
        return cls(workspace, member, campaign, version, await Step.get(sequence_id=version.id))

    async def waits(self, account: Any, at: datetime = START, **columns: Any) -> str:
        """Somebody whose action is planned; gives the assignment's id."""
        assignment = await self._assignment(account, at)
        await factories.action(assignment, self.step, account, **({"scheduled_for": at, "opens": True} | columns))
        return str(assignment.id)

    async def did(self, account: Any, count: int = 1, **columns: Any) -> None:
        at = START - 9 * HOUR
        for _ in range(count):
            given = {"state": ActionState.EXECUTED, "sent_at": at, "executed_at": at, "opens": True} | columns
            await factories.action(await self._assignment(account, None), self.step, account, **given)

    async def _assignment(self, account: Any, at: datetime | None) -> Any:
        person = await factories.contact(self.workspace)
        return await factories.assignment(
            self.campaign, person, member=self.member, account=account, sequence=self.version, status="active",
            launched_at=START, running_contact_id=person.id, next_step=1, next_at=at,
        )  # fmt: skip


async def told(who: Any, codes: Sequence[str] = CODES) -> dict[str, dict[str, str | None]]:
    """By assignment and code, until when; that the filter finds just these is checked on the way."""
    found: dict[str, dict[str, str | None]] = {}
    for one in (await who.ask(PAGE % ""))["assignments"]["nodes"]:
        found[one["id"]] = {held["code"]: held["until"] for held in one["blockers"] if held["code"] in codes}
    for code in codes:
        nodes = (await who.ask(PAGE % (HELD % code)))["assignments"]["nodes"]
        assert {one["id"] for one in nodes} == {key for key, held in found.items() if code in held}
    return {key: held for key, held in found.items() if held}


async def test_a_used_up_share_holds_its_own_campaign_at_that_account_until_there_is_room(member, workspace):
    one, two = await factories.account(workspace), await factories.account(workspace)
    small = await Line.of(workspace, member.member, account_share=1)
    other = await Line.of(workspace, member.member, account_share=50)
    free = await Line.of(workspace, member.member)
    await small.did(one)
    held = await small.waits(one)
    for line, account in ((small, two), (other, one), (free, one)):
        await line.waits(account)
    await small.waits(one, START + 15 * HOUR)
    assert await told(member) == {held: {"campaign_share": (START + 15 * HOUR).isoformat()}}


async def test_a_day_without_new_contacts_holds_those_that_open_and_nobody_says_until_when(member, workspace):
    account = await factories.account(workspace)
    line = await Line.of(workspace, member.member, new_contacts_per_day=0)
    held = await line.waits(account)
    await line.waits(account, opens=False)
    assert await told(member) == {held: {"new_contacts": None}}


async def test_both_are_told_where_both_hold(member, workspace):
    account = await factories.account(workspace)
    line = await Line.of(workspace, member.member, account_share=3, new_contacts_per_day=2)
    await line.did(account, 3)
    held, follow_up = await line.waits(account), await line.waits(account, opens=False)
    until = (START + 15 * HOUR).isoformat()
    expected = {held: {"campaign_share": until, "new_contacts": until}, follow_up: {"campaign_share": until}}
    assert await told(member) == expected


@pytest.mark.parametrize(("fallback", "holds"), [(None, True), (NoteFallback.WITHOUT_NOTE, False)])
async def test_a_share_of_the_notes_holds_who_waits_for_one_whatever_an_earlier_try_carried(
    member, workspace, fallback, holds
):
    account = await factories.account(workspace)
    step = {"kind": StepKind.CONNECT, "template": "Hi", "note_fallback": fallback}
    line = await Line.of(workspace, member.member, step, account_share=50)
    await line.did(account, with_note=True)
    held = await line.waits(account, with_note=True)
    assert set(await told(member, (*CODES, "note_limit"))) == ({held} if holds else set())


async def test_a_share_is_counted_for_the_accounts_that_run_its_people_and_for_no_others(member, workspace):
    for _ in range(3):
        account = await factories.account(workspace)
        line = await Line.of(workspace, member.member, account_share=1)
        await line.did(account)
        await line.waits(account)
    with queries() as asked:
        nodes = await member.ask('{ assignments(first: 9, filter: {blockedBy: ["campaign_share"]}) { nodes { id } } }')
    assert len(nodes["assignments"]["nodes"]) == 3
    shares = [text.count(" AS place, one.*") for text in asked if "campaign_id = " in text and " AS place" in text]
    assert shares == [3]
